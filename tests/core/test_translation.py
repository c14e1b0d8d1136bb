"""A translation holds words alone: whatever else stands in it is refused, and English stands there."""

from __future__ import annotations

import pytest

from companion.core.pages import parse_page
from companion.core.translated_page import pair_pages
from companion.core.translation import Pairing, pair_rooms, pair_tables
from companion.core.words import Words, parse_words, pseudo_words

FILE = "resources/translations/xx/some.toml"
SYMPTOM = {
    "id": "ache",
    "levels": {"always": ["logged", "call_today", "call_now"]},
    "words": {"name": "Ache", "in_script": "an ache of {value}", "signs": {"swelling": "Is it swollen?"}},
    "rests_on": [{"source": "S0", "says": "It lists aches."}],
    "regimens": [{"id": "weekly", "cycle_days": 28, "words": {"name": "Once a week"}}],
    "items": [{"id": "thing", "points": 1, "ask": "What is this?", "names": ["clock", "watch"]}],
}
ROOMS = {"a.plain": "Call {name}.", "a.counted": {"one": "{n} hour", "other": "{n} hours"}}


def problems(pairing: Pairing) -> list[tuple[str, str]]:
    return [(flaw.place, flaw.problem) for flaw in pairing.flaws]


def test_the_words_of_a_file_are_found_by_their_english() -> None:
    found = {
        "words": {"name": "Dolor", "in_script": "un dolor de {value}", "signs": {"swelling": "¿Hinchado?"}},
        "rests_on": [{"says": "Nombra dolores."}],
        "regimens": [{"id": "weekly", "words": {"name": "Cada semana"}}],
        "items": [{"id": "thing", "ask": "¿Qué es?", "names": ["reloj"]}],
    }

    pairing = pair_tables(SYMPTOM, found, FILE)

    assert pairing.flaws == ()
    assert pairing.knowledge() == {
        "Ache": "Dolor",
        "an ache of {value}": "un dolor de {value}",
        "Is it swollen?": "¿Hinchado?",
        "It lists aches.": "Nombra dolores.",
        "Once a week": "Cada semana",
        "What is this?": "¿Qué es?",
        "clock\nwatch": "reloj",
    }


@pytest.mark.parametrize(
    ("found", "place", "problem"),
    [
        ({"levels": {"always": ["logged"]}}, "levels.always", "no_words"),
        ({"id": "other"}, "id", "no_words"),
        ({"words": {"name": 7}}, "words.name", "needs_text"),
        ({"words": {"name": " "}}, "words.name", "needs_text"),
        ({"words": {"nam": "Dolor"}}, "words.nam", "unknown_key"),
        ({"words": "Dolor"}, "words", "needs_table"),
        ({"words": {"in_script": "un dolor"}}, "words.in_script", "other_gaps"),
        ({"words": {"in_script": "un dolor de {valor}"}}, "words.in_script", "other_gaps"),
        ({"words": {"in_script": "un dolor de {value"}}, "words.in_script", "bad_words"),
        ({"regimens": [{"id": "weekly", "cycle_days": 7}]}, "regimens[weekly].cycle_days", "no_words"),
        ({"regimens": [{"id": "monthly"}]}, "regimens", "unknown_id"),
        ({"items": [{"id": "thing", "points": 5}]}, "items[thing].points", "no_words"),
        ({"rests_on": [{"says": "a"}, {"says": "b"}]}, "rests_on", "other_count"),
    ],
)
def test_what_is_no_word_of_this_file_is_refused(found: dict[str, object], place: str, problem: str) -> None:
    pairing = pair_tables(SYMPTOM, found, FILE)

    assert problems(pairing) == [(place, problem)]
    assert pairing.knowledge() == {}


def test_what_is_missing_is_listed_by_its_place() -> None:
    pairing = pair_tables(SYMPTOM, {"words": {"name": "Dolor"}}, FILE)

    missing = [one.place for one in pairing.told if one.translated is None]
    assert missing == [
        "words.in_script",
        "words.signs.swelling",
        "rests_on[0].says",
        "regimens[weekly].words.name",
        "items[thing].ask",
        "items[thing].names",
    ]


@pytest.mark.parametrize(
    ("room", "problem"),
    [
        ({"plain": "Llame."}, "other_gaps"),
        ({"plain": "Llame a {nombre}."}, "other_gaps"),
        ({"plain": {"one": "a", "other": "b"}}, "other_forms"),
        ({"counted": {"one": "una hora", "other": "horas"}}, "other_gaps"),
        ({"counted": {"one": "una {hora}", "other": "{n} horas"}}, "other_gaps"),
        ({"counted": {"one": "una {n", "other": "{n} horas"}}, "bad_words"),
        ({"nothing": "Nada"}, "unknown_key"),
    ],
)
def test_a_sentence_that_could_not_be_filled_stays_english(room: dict[str, object], problem: str) -> None:
    used, flaws = pair_rooms(ROOMS, {"a": room}, FILE)

    assert used == {}
    assert [flaw.problem for flaw in flaws] == [problem]


def test_one_of_something_may_leave_out_the_number() -> None:
    used, flaws = pair_rooms(ROOMS, {"a": {"counted": {"one": "una hora", "other": "{n} horas"}}}, FILE)

    assert flaws == ()
    assert Words("xx", used)("a.counted", n=1) == "una hora"


PAGE = """+++
id = "ache"
title = "Ache"
summary = "About aches."
kind = "basics"
place = 1
drugs = []
version = 1
status = "draft"
reviewed = 2026-11-22
review_by = 2027-11-22
sources = ["S0", "S1"]
explains = []
+++

## What it is

An ache is pain. [S0] See [fever](page:fever).

- It comes. [S1]
- It goes.
"""
SPANISH = """
## Qué es

Un dolor. [S0] Vea [fiebre](page:fever).

- Viene. [S1]
- Se va.
"""


def paired(body: str, front: dict[str, object] | None = None) -> Pairing:
    english = parse_page(PAGE, "page")
    head = PAGE.split("+++\n")[1]
    translated = parse_page(f"+++\n{head}+++\n{body}", "page")
    return pair_pages(english, translated, front or {}, "page")


def test_a_page_is_translated_block_by_block() -> None:
    pairing = paired(SPANISH, {"title": "Dolor", "summary": "Sobre dolores."})

    assert pairing.flaws == ()
    assert pairing.knowledge()["It comes. [S1]"] == "Viene. [S1]"
    assert pairing.knowledge()["Ache"] == "Dolor"


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        (SPANISH.replace("- Se va.\n", ""), "other_build"),
        (SPANISH.replace("## Qué", "### Qué"), "other_build"),
        (SPANISH.replace("[S1]", "[S0]"), "other_citations"),
        (SPANISH.replace("page:fever", "page:crs"), "other_citations"),
    ],
)
def test_a_page_of_another_build_or_with_other_sources_is_refused(body: str, problem: str) -> None:
    pairing = paired(body)

    assert [flaw.problem for flaw in pairing.flaws] == [problem]


def test_everybody_who_holds_the_words_speaks_the_new_language() -> None:
    words = parse_words([("a", {"a": {"hello": "Hello"}})], "en")
    held = words

    words.become(Words("xx", {"a.hello": "Hola"}, knowledge={"Fever of {value}": "Fiebre de {value}"}))

    assert held("a.hello") == "Hola"
    assert held.written("Fever of {value}", value="38,4") == "Fiebre de 38,4"
    assert pseudo_words(held).written("Fever of {value}", value="38,4").startswith("[F")
    assert held.written("Never translated") == "Never translated"
