"""Undoing an import: what it brought goes, exactly; what was written since stays, whole."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from companion.core.exchange_file import ExchangeFile
from companion.core.imports import UNDO_WITHIN, Undone
from companion.core.levels import Level, Severity
from companion.core.people import Contacts
from companion.stores.alerts import AlertsStore
from companion.stores.database import close_diary, open_diary
from companion.stores.diary import DiaryStore
from companion.stores.exchange import all_rows, diary_id, is_untouched, merge
from companion.stores.history import earlier_versions
from companion.stores.imports import forget_old_imports, imports_done, remember_import, undo_import
from companion.stores.marks import changes_ever, entries_ever
from companion.stores.medicine_plans import MedicinePlansStore
from companion.stores.merged import Merged
from companion.stores.people import PeopleStore
from companion.stores.rows import select
from companion.stores.seam import Database
from companion.stores.shelf import Shelf
from companion.stores.tables import ALERTS, ENTRIES, HISTORY, IMPORTS, MEDICINE_PLANS
from companion.stores.treatments import TreatmentsStore
from tests.core.medicine_samples import a_plan
from tests.stores.opening import refusal
from tests.stores.samples import (
    LATER,
    MORNING,
    PATIENT,
    PERSON,
    a_call,
    a_dose,
    a_medicine,
    a_reading,
    a_treatment,
    an_alert,
    an_answer,
    an_entry,
)
from tests.stores.test_every_store import exercise_every_store

SINCE = LATER + timedelta(hours=1)
UNDONE_AT = LATER + timedelta(days=1)
Write = Callable[[Database], object]


@dataclass
class Two:
    """A diary here, and one elsewhere whose file is taken over."""

    here: Database
    there: Database

    def file(self) -> ExchangeFile:
        return all_rows(self.there, now=LATER)

    def take_over(self, *, at: datetime = LATER) -> str:
        """The id of the import."""

        def remember(merged: Merged) -> None:
            remember_import(self.here, merged, origin="x.json", at=at, by=PATIENT)

        merge(self.here, self.file(), origin="x.json", verify=lambda: None, remember=remember)
        return imports_done(self.here)[0].id

    def undo(self, id: str, *, at: datetime = UNDONE_AT) -> Undone:
        return undo_import(self.here, id, at=at, by=PATIENT, verify=Shelf.over(self.here).read_all)


@pytest.fixture
def two(tmp_path: Path) -> Iterator[Two]:
    yield from a_pair(tmp_path)


def a_pair(folder: Path) -> Iterator[Two]:
    made = [open_diary(folder / name / "diary.db", create=True) for name in ("here", "there")]
    yield Two(*made)
    for db in made:
        close_diary(db)


def seen(db: Database) -> Mapping[str, object]:
    """All but earlier versions, which only grow."""
    found = all_rows(db, now=LATER).tables.items()
    return {name: sorted(map(repr, map(dict, rows))) for name, rows in found if name != HISTORY}


def same_diary(two: Two) -> None:
    """Both hold the same person's diary, with something in it."""
    PeopleStore(two.there).save_person(PERSON, at=MORNING, by=PATIENT)
    DiaryStore(two.there).begin_entry(replace(an_entry("old"), reports=(an_answer("old-answer"),)))
    merge(two.here, two.file(), origin="x.json", verify=lambda: None)


def test_into_an_empty_diary_and_out_again_leaves_it_empty(two: Two) -> None:
    exercise_every_store(two.there)
    name = diary_id(two.here)

    undone = two.undo(two.take_over())

    assert is_untouched(two.here)
    assert diary_id(two.here) == name
    assert undone.taken_out > 20
    assert undone.stayed == 0


def test_taken_over_again_after_an_undo_it_is_all_there_again(two: Two) -> None:
    exercise_every_store(two.there)
    id = two.take_over()
    full = seen(two.here)

    two.undo(id)
    two.take_over(at=UNDONE_AT)

    assert seen(two.here) == full
    assert diary_id(two.here) == diary_id(two.there)


def test_what_the_file_made_newer_is_as_it_was_before(two: Two) -> None:
    same_diary(two)
    before = seen(two.here)
    DiaryStore(two.there).save_note("old", "changed there", at=SINCE, by=PATIENT)
    DiaryStore(two.there).remove_entry("old", at=SINCE, by=PATIENT)

    undone = two.undo(two.take_over())

    assert seen(two.here) == before
    assert undone.put_back == 1
    kept = {version.row["note"] for version in earlier_versions(two.here, ENTRIES, "old")}
    assert "changed there" in kept


def test_what_was_written_since_stays(two: Two) -> None:
    same_diary(two)
    DiaryStore(two.there).begin_entry(an_entry("brought"))
    id = two.take_over()
    DiaryStore(two.here).begin_entry(an_entry("since", note="mine"))
    DiaryStore(two.here).save_note("old", "mine too", at=SINCE, by=PATIENT)

    two.undo(id)

    notes = {row["id"]: row["note"] for row in select(two.here, f"SELECT * FROM {ENTRIES}")}
    assert notes == {"old": "mine too", "since": "mine"}


def test_an_entry_that_was_changed_since_stays_with_all_its_answers(two: Two) -> None:
    same_diary(two)
    brought = replace(
        an_entry("brought"), reports=(an_answer(severity=Severity.SEVERE),), readings=(a_reading(),)
    )
    DiaryStore(two.there).begin_entry(brought)
    id = two.take_over()
    DiaryStore(two.here).save_note("brought", "and more", at=SINCE, by=PATIENT)

    undone = two.undo(id)

    entry = DiaryStore(two.here).entry("brought")
    assert entry is not None
    assert [report.severity for report in entry.reports] == [Severity.SEVERE]
    assert len(entry.readings) == 1
    assert undone.stayed == 3
    assert diary_id(two.here) == diary_id(two.there)


def test_an_answer_added_since_keeps_the_entry_it_belongs_to(two: Two) -> None:
    same_diary(two)
    DiaryStore(two.there).begin_entry(an_entry("brought"))
    id = two.take_over()
    DiaryStore(two.here).save_answer("brought", an_answer("mine"), at=SINCE)

    two.undo(id)

    entry = DiaryStore(two.here).entry("brought")
    assert entry is not None
    assert [report.key for report in entry.reports] == ["mine"]


def test_answers_added_to_an_entry_that_was_here_go_alone(two: Two) -> None:
    same_diary(two)
    before = seen(two.here)
    DiaryStore(two.there).save_answer("old", an_answer("brought"), at=SINCE)

    two.undo(two.take_over())

    assert seen(two.here) == before


def test_a_tablet_taken_since_keeps_its_plan_and_a_new_version_the_earlier_ones(two: Two) -> None:
    same_diary(two)
    plans = MedicinePlansStore(two.there)
    for plan in ("kept", "changed", "gone"):
        plans.save(a_plan(id=plan), at=MORNING)
    id = two.take_over()
    DiaryStore(two.here).save_medicine(replace(a_medicine(), plan_id="kept"), at=SINCE)
    MedicinePlansStore(two.here).save(a_plan(id="changed", version=2), at=SINCE)

    two.undo(id)

    assert {plan.id for plan in MedicinePlansStore(two.here).plans()} == {"kept", "changed"}
    assert len(select(two.here, f"SELECT * FROM {MEDICINE_PLANS}")) == 3


def test_a_dose_recorded_since_keeps_its_treatment(two: Two) -> None:
    same_diary(two)
    TreatmentsStore(two.there).save(a_treatment(), at=MORNING, by=PATIENT)
    id = two.take_over()
    Shelf.over(two.here).doses.save(a_dose(treatment_id="treatment-1"), at=SINCE)

    two.undo(id)

    assert [one.id for one in TreatmentsStore(two.here).treatments()] == ["treatment-1"]


@pytest.mark.parametrize("was_seen", [False, True])
def test_an_alert_that_stands_on_it_alone_goes_only_while_nobody_saw_it(two: Two, was_seen: bool) -> None:
    same_diary(two)
    DiaryStore(two.there).begin_entry(replace(an_entry("brought"), reports=(an_answer(),)))
    id = two.take_over()
    alert = an_alert(level=Level.CALL_NOW)
    AlertsStore(two.here).add(alert)
    if was_seen:
        AlertsStore(two.here).add_event(a_call())

    two.undo(id)

    assert bool(select(two.here, f"SELECT 1 FROM {ALERTS}")) is was_seen


def test_imports_are_undone_from_the_newest_on_and_each_once(two: Two) -> None:
    same_diary(two)
    DiaryStore(two.there).begin_entry(an_entry("first"))
    first = two.take_over()
    DiaryStore(two.there).begin_entry(an_entry("second"))
    second = two.take_over()

    assert refusal(lambda: two.undo(first)) == "exchange.undo_newer_first"
    two.undo(second)
    assert refusal(lambda: two.undo(second)) == "exchange.undone_already"
    two.undo(first)

    assert [row["id"] for row in select(two.here, f"SELECT * FROM {ENTRIES}")] == ["old"]


def test_after_thirty_days_it_cannot_be_undone_and_what_it_brought_is_forgotten(two: Two) -> None:
    same_diary(two)
    DiaryStore(two.there).begin_entry(an_entry("brought"))
    id = two.take_over()
    late = LATER + UNDO_WITHIN + timedelta(seconds=1)

    assert refusal(lambda: two.undo(id, at=late)) == "exchange.undo_too_late"
    forget_old_imports(two.here, now=late)

    assert [(one.origin, one.rows) for one in imports_done(two.here)] == [("x.json", 0)]


def test_an_undo_that_fails_changes_nothing(two: Two) -> None:
    same_diary(two)
    DiaryStore(two.there).begin_entry(an_entry("brought"))
    id = two.take_over()
    before = {table: list(two.here.table(table).rows) for table in two.here.table_names()}

    def refuse() -> None:
        raise ValueError("cannot be read")

    with pytest.raises(ValueError, match="cannot be read"):
        undo_import(two.here, id, at=UNDONE_AT, by=PATIENT, verify=refuse)

    assert {table: list(two.here.table(table).rows) for table in two.here.table_names()} == before


def test_copies_and_the_mark_do_not_take_an_undo_for_a_loss(two: Two) -> None:
    exercise_every_store(two.there)
    id = two.take_over()
    entries, changes = entries_ever(two.here), changes_ever(two.here)

    two.undo(id)

    assert entries_ever(two.here) >= entries
    assert changes_ever(two.here) > changes


def test_what_an_import_brought_is_not_carried_to_another_computer(two: Two) -> None:
    DiaryStore(two.there).begin_entry(an_entry())
    two.take_over()

    assert IMPORTS not in all_rows(two.here, now=LATER).tables


def step(number: int) -> Write:
    """One of the things that can happen to a diary, here or there."""
    n, at = number // 8, SINCE + timedelta(minutes=number)
    id = f"entry-{n % 4}"
    match number % 8:
        case 0:
            return lambda db: DiaryStore(db).begin_entry(an_entry(f"{id}-{n}"))
        case 1:
            return lambda db: _note(db, id, f"note {number}", at)
        case 2:
            return lambda db: _answer(db, id, f"answer-{number}", at)
        case 3:
            return lambda db: DiaryStore(db).save_reading(None, a_reading(f"reading-{n % 3}"), at=at)
        case 4:
            return lambda db: PeopleStore(db).save_contacts(
                Contacts(f"Ward {n}", "555", "112"), at=at, by=PATIENT
            )
        case 5:
            return lambda db: TreatmentsStore(db).save(a_treatment(f"t-{n % 3}"), at=at, by=PATIENT)
        case 6:
            return lambda db: DiaryStore(db).save_medicine(a_medicine(f"medicine-{n % 5}"), at=at)
        case _:
            return lambda db: _remove(db, id, at)


def _note(db: Database, id: str, note: str, at: datetime) -> None:
    if DiaryStore(db).entry(id) is not None:
        DiaryStore(db).save_note(id, note, at=at, by=PATIENT)


def _answer(db: Database, id: str, key: str, at: datetime) -> None:
    if DiaryStore(db).entry(id) is not None:
        DiaryStore(db).save_answer(id, an_answer(key), at=at)


def _remove(db: Database, id: str, at: datetime) -> None:
    if DiaryStore(db).entry(id) is not None:
        DiaryStore(db).remove_entry(id, at=at, by=PATIENT)


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    here=st.lists(st.integers(0, 60), max_size=6),
    there=st.lists(st.integers(0, 60), max_size=8),
    since=st.lists(st.integers(0, 60), max_size=4),
)
def test_whatever_stood_here_and_was_written_since_is_there_after_the_undo(
    tmp_path_factory: pytest.TempPathFactory, here: list[int], there: list[int], since: list[int]
) -> None:
    for two in a_pair(tmp_path_factory.mktemp("two")):
        same_diary(two)
        for n in range(4):
            DiaryStore(two.there).begin_entry(an_entry(f"entry-{n}"))
        merge(two.here, two.file(), origin="x.json", verify=lambda: None)
        for number in here:
            step(number)(two.here)
        for number in there:
            step(number)(two.there)
        before = seen(two.here)
        id = two.take_over()
        between = all_rows(two.here, now=LATER).tables
        for number in since:
            step(number)(two.here)
        written = {
            (name, repr(dict(row)))
            for name, rows in all_rows(two.here, now=LATER).tables.items()
            if name != HISTORY
            for row in rows
            if row not in between[name]
        }

        if not imports_done(two.here)[0].rows:
            return
        two.undo(id)

        after = seen(two.here)
        assert all(row in after[name] for name, row in written)  # type: ignore[operator]
        if not since:
            assert after == before
