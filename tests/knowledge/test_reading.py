"""The reading score itself: what it lets pass, and what it stops."""

from __future__ import annotations

import pytest

from tests.knowledge.reading import as_prose, assess_reading

JARGON = (
    "Immunosuppressive corticosteroid administration is recommended following identification of moderate "
    "neurotoxicity. Discontinuation necessitates multidisciplinary evaluation of hepatotoxicity parameters."
)


def test_plain_words_pass() -> None:
    reading = assess_reading("Call your team now. Tell them which drug you get. Ask what to do.")

    assert reading.easy


def test_jargon_is_stopped() -> None:
    reading = assess_reading(JARGON)

    assert reading.fk > 12
    assert reading.smog > 12
    assert not reading.easy


def test_one_long_chain_of_short_words_is_stopped() -> None:
    reading = assess_reading(
        "You can go to the door and sit on the step and wait there for the red van to come."
    )

    assert reading.words_per_sentence > 14
    assert not reading.easy


def test_the_point_in_a_number_does_not_end_a_sentence() -> None:
    prose = as_prose("Call if you have 38.0 °C or 100.4 °F on it.")

    assert prose == "Call if you have ten C or ten F on it."


def test_an_explained_word_counts_as_a_plain_one() -> None:
    text = "Tarlatamab is a cancer drug. You get it once a week."

    assert assess_reading(text, ["tarlatamab"]).smog < assess_reading(text).smog


def test_a_longer_explained_term_goes_before_the_shorter_one_inside_it() -> None:
    prose = as_prose("Cytokine release syndromes hurt", ["cytokine", "cytokine release syndrome"])

    assert prose == "word hurt."


@pytest.mark.parametrize(
    ("text", "prose"),
    [
        ("## A heading\nA line. [S1, S2]", "A line."),
        ("- one item\n- two items", "one item. two items."),
        ("See [the page](page:crs) now", "See the page now."),
        (":::urgent Call your team if:\n- you are ill\n:::", "you are ill."),
        ("Call {team} now?", "Call word now?"),
    ],
)
def test_marks_are_not_scored(text: str, prose: str) -> None:
    assert as_prose(text) == prose
