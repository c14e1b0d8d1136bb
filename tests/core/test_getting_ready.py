"""Getting ready for a dose: what belongs to it, and for which times nobody is there yet."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.core.catalogue import Catalogue
from companion.core.checklist import Applies, parse_checklist_item
from companion.core.company import DoseKey, Spell, Stretch, gaps, stretches
from companion.core.errors import DataIsBroken
from companion.core.getting_ready import Preparation, prepare
from companion.core.parsing import Section
from companion.core.treatment import Treatment
from companion.core.upcoming import PlanRow, plan_rows, surroundings
from companion.core.words import Words
from companion.stores.catalogue import load_catalogue
from tests.knowledge.reading import assess_reading
from tests.shipped import RESOURCES

START = datetime(2026, 3, 2, 15, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
UNTIL = START + 48 * HOUR
DOSE = DoseKey("t", 1)
# Half hours before the start to after the end, so that spells lie outside and over the edges too.
SPANS = st.tuples(st.integers(-20, 120), st.integers(1, 120), st.sampled_from(["Anna", "Tom", "Li"]))


def a_spell(begins: float, ends: float, name: str = "Anna") -> Spell:
    """So many hours after the start of the dose."""
    return Spell(f"{name}{begins}", DOSE, name, START + begins * HOUR, START + ends * HOUR)


def row_of(catalogue: Catalogue, ordinal: int, drug: str = "tarlatamab", regimen: str = "") -> PlanRow:
    treatment = Treatment("t", drug, regimen or drug, datetime(2026, 3, 2, 10), "America/New_York", "", START)
    return plan_rows(treatment, (), catalogue, START + timedelta(days=90))[ordinal - 1]


def getting_ready(
    catalogue: Catalogue, row: PlanRow, *spells: Spell, ticked: tuple[str, ...] = ()
) -> Preparation:
    around = surroundings(row.planned.monitoring, row.planned.starts_at, row.planned.minutes)
    return prepare(row, around, checklist=catalogue.checklist, ticked=ticked, spells=spells)


def test_with_nobody_there_the_whole_time_is_one_gap() -> None:
    assert gaps((), start=START, until=UNTIL) == (Stretch(START, UNTIL, ()),)


def test_between_two_who_come_the_gap_is_shown() -> None:
    found = gaps([a_spell(0, 12), a_spell(21, 48, "Tom")], start=START, until=UNTIL)

    assert found == (Stretch(START + 12 * HOUR, START + 21 * HOUR, ()),)


def test_one_who_takes_over_at_the_very_moment_leaves_no_gap() -> None:
    assert gaps([a_spell(0, 24), a_spell(24, 48, "Tom")], start=START, until=UNTIL) == ()


def test_two_at_once_are_both_named_and_one_twice_is_named_once() -> None:
    found = stretches([a_spell(-5, 30), a_spell(10, 20, "Tom"), a_spell(25, 60)], start=START, until=UNTIL)

    assert [(s.names, (s.ends_at - s.starts_at) / HOUR) for s in found] == [
        (("Anna",), 10),
        (("Anna", "Tom"), 10),
        (("Anna",), 28),
    ]


def test_a_night_with_a_lost_hour_is_covered_by_those_who_stay_over_it() -> None:
    # In New York 8 March 2026 has no hour from 2 to 3: ten at night to nine is ten hours.
    new_york = ZoneInfo("America/New_York")
    night = Spell(
        "s",
        DOSE,
        "Anna",
        datetime(2026, 3, 7, 22, tzinfo=new_york).astimezone(UTC),
        datetime(2026, 3, 8, 9, tzinfo=new_york).astimezone(UTC),
    )

    (covered,) = stretches([night], start=night.starts_at, until=night.starts_at + 10 * HOUR)

    assert covered.names == ("Anna",)


@given(st.lists(SPANS, max_size=8))
def test_stretches_fill_the_time_exactly_and_name_exactly_those_who_are_there(
    spans: list[tuple[int, int, str]],
) -> None:
    spells = [a_spell(begins / 2, (begins + length) / 2, name) for begins, length, name in spans]

    found = stretches(spells, start=START, until=UNTIL)

    assert (found[0].starts_at, found[-1].ends_at) == (START, UNTIL)
    for before, after in pairwise(found):
        assert before.ends_at == after.starts_at
        assert before.names != after.names
    for half_hour in range(96):
        moment = START + (half_hour / 2 + 0.25) * HOUR
        (here,) = (s for s in found if s.starts_at <= moment < s.ends_at)
        assert set(here.names) == {s.name for s in spells if s.starts_at <= moment < s.ends_at}


def test_the_first_dose_of_tarlatamab_asks_for_company_a_bag_and_a_place_nearby(catalogue: Catalogue) -> None:
    ready = getting_ready(catalogue, row_of(catalogue, 1))

    applies = {item.applies for item in ready.items}
    assert applies == set(Applies)
    assert ready.company == (Stretch(START, UNTIL, ()),)


def test_a_later_dose_asks_for_no_company(catalogue: Catalogue) -> None:
    ready = getting_ready(catalogue, row_of(catalogue, 3))

    assert {item.applies for item in ready.items} == {Applies.EVERY, Applies.WATCHED}
    assert (ready.company, ready.gaps) == ((), ())


def test_a_drug_without_times_asks_only_for_what_every_dose_needs(catalogue: Catalogue) -> None:
    ready = getting_ready(catalogue, row_of(catalogue, 1, "durvalumab", "durvalumab_ls"))

    assert {item.applies for item in ready.items} == {Applies.EVERY}
    assert ready.left == ready.items


def test_company_is_done_only_when_nobody_is_missing_and_not_by_a_tick(catalogue: Catalogue) -> None:
    row, ticked = row_of(catalogue, 1), ("company", "bag")

    half = getting_ready(catalogue, row, a_spell(0, 24), ticked=ticked)
    whole = getting_ready(catalogue, row, a_spell(0, 24), a_spell(20, 50, "Tom"), ticked=ticked)

    assert half.done == {"bag"}
    assert half.gaps == (Stretch(START + 24 * HOUR, UNTIL, ()),)
    assert whole.done == {"bag", "company"}


def test_a_tick_for_an_item_that_does_not_belong_to_the_dose_does_not_count(catalogue: Catalogue) -> None:
    ready = getting_ready(catalogue, row_of(catalogue, 3), ticked=("near_place", "card", "gone"))

    assert ready.done == {"card"}


def test_an_item_for_some_drugs_is_not_asked_for_others(catalogue: Catalogue) -> None:
    table = {
        "for": "every",
        "drugs": ["durvalumab"],
        "icon": "x",
        "sources": [],
        "words": {"name": "A", "why": "B"},
    }
    item = parse_checklist_item(Section(table, "planted.toml"), "a")
    other = row_of(catalogue, 1)
    own = row_of(catalogue, 1, "durvalumab", "durvalumab_ls")

    def asked(row: PlanRow) -> int:
        return len(prepare(row, None, checklist=[item], ticked=(), spells=()).items)

    assert (asked(own), asked(other)) == (1, 0)


def test_a_checklist_with_a_slip_of_the_pen_is_refused() -> None:
    table = {"for": "evry", "icon": "x", "sources": [], "words": {"name": "A", "why": "B"}}

    with pytest.raises(DataIsBroken, match="for"):
        parse_checklist_item(Section(table, "planted.toml"), "a")


def test_every_item_has_a_picture_known_sources_and_easy_words(catalogue: Catalogue) -> None:
    items = catalogue.checklist

    assert [item.id for item in items if not (RESOURCES / "icons" / f"{item.icon}.svg").exists()] == []
    assert {source for item in items for source in item.sources} <= set(catalogue.sources)
    assert {drug for item in items for drug in item.drugs} <= set(catalogue.drugs)
    assert assess_reading("\n".join(f"{i.words.name}\n{i.words.why}" for i in items)).easy
    assert sum(item.follows_company for item in items) == 1


@pytest.mark.parametrize("room", ["appointments", "getting_ready"])
def test_the_words_around_them_are_easy_too(words: Words, room: str) -> None:
    found = [text for key, text in words.sentences.items() if key.startswith(f"{room}.")]
    said = [form for text in found for form in ([text] if isinstance(text, str) else text.values())]

    assert len(said) > 20
    assert assess_reading("\n".join(said), ("appointment", "infusion")).easy


def test_a_broken_item_is_left_out_by_name_and_nobody_is_told_to_mistrust_alerts(tmp_path: Path) -> None:
    shutil.copytree(RESOURCES, tmp_path / "resources")
    checklist = tmp_path / "resources" / "checklist.toml"
    checklist.write_text(checklist.read_text("utf-8").replace('for = "watched"', 'for = "wached"'), "utf-8")

    loaded = load_catalogue(tmp_path / "resources")

    assert [(left.name, left.judges) for left in loaded.left_out] == [("checklist.toml:bag", False)]
    assert "thermometers" in {item.id for item in loaded.checklist}
