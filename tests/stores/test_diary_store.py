"""The diary store: entries, answers and readings, found again, corrected, deleted and restored."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from companion.core.diary import EntryState
from companion.core.levels import Severity
from companion.stores import tables
from companion.stores.diary import DiaryStore
from companion.stores.history import earlier_versions
from companion.stores.seam import Database
from tests.stores.samples import (
    CAREGIVER,
    LATER,
    MORNING,
    PATIENT,
    TODAY,
    a_medicine,
    a_reading,
    an_answer,
    an_entry,
)


def test_an_entry_comes_back_with_all_in_it(db: Database) -> None:
    begun = replace(
        an_entry(note="a bad night"),
        asked=("rash", "cough"),
        reports=(an_answer("a", at=MORNING), an_answer("b", at=LATER, by=CAREGIVER)),
        readings=(a_reading("r", value="38.90"),),
    )

    DiaryStore(db).begin_entry(begun)

    assert DiaryStore(db).entry("entry-1") == begun


def test_entries_are_found_by_day_and_by_span(db: Database) -> None:
    diary = DiaryStore(db)
    days = [TODAY + timedelta(days=n) for n in range(4)]
    for n, day in enumerate(days):
        diary.begin_entry(an_entry(f"e{n}", day=day, at=MORNING + timedelta(days=n)))

    assert [entry.id for entry in diary.entries_on(days[1])] == ["e1"]
    assert [entry.id for entry in diary.entries_between(days[1], days[2])] == ["e1", "e2"]
    assert diary.entries_on(days[0] - timedelta(days=1)) == ()
    assert diary.entry("e9") is None


def test_only_drafts_are_open(db: Database) -> None:
    diary = DiaryStore(db)
    for n, state in enumerate(EntryState):
        diary.begin_entry(an_entry(f"e{n}"))
        diary.set_state(f"e{n}", state, at=LATER, by=PATIENT)

    assert [entry.state for entry in diary.open_drafts()] == [EntryState.DRAFT]


def test_work_on_an_entry_moves_its_time_forward_and_never_back(db: Database) -> None:
    diary = DiaryStore(db)
    diary.begin_entry(an_entry())

    diary.save_answer("entry-1", an_answer(), at=LATER)
    diary.touch("entry-1", at=MORNING)

    entry = diary.entry("entry-1")
    assert entry is not None
    assert entry.touched_at == LATER
    assert earlier_versions(db, tables.ENTRIES, "entry-1") == ()


def test_recent_answers_come_in_order_of_time_whatever_the_state_of_the_entry(db: Database) -> None:
    diary = DiaryStore(db)
    hours = [5, 1, 3, 2, 4]
    for state in EntryState:
        diary.begin_entry(replace(an_entry(state.value), state=state))
    for n, hour in enumerate(hours):
        entry = list(EntryState)[n % 3].value
        moment = MORNING + timedelta(hours=hour)
        diary.save_answer(entry, an_answer(f"a{hour}", at=moment), at=LATER)
        diary.save_reading(entry, a_reading(f"r{hour}", at=moment), at=LATER)
    diary.save_reading(None, a_reading("r2.5", at=MORNING + timedelta(hours=2.5)), at=LATER)

    reports, readings = diary.recent(MORNING + timedelta(hours=2))

    assert [report.key for report in reports] == ["a2", "a3", "a4", "a5"]
    assert [reading.key for reading in readings] == ["r2", "r2.5", "r3", "r4", "r5"]


def test_medicines_taken_come_in_order_of_time(db: Database) -> None:
    diary = DiaryStore(db)
    for hour in (3, 1, 2):
        diary.save_medicine(a_medicine(f"m{hour}", at=MORNING + timedelta(hours=hour)), at=LATER)

    found = diary.medicines_since(MORNING + timedelta(hours=2))

    assert [medicine.key for medicine in found] == ["m2", "m3"]
    diary.remove_medicine("m2", at=LATER, by=PATIENT)
    assert [medicine.key for medicine in diary.medicines_since(MORNING)] == ["m1", "m3"]
    diary.restore_medicine("m2", at=LATER, by=PATIENT)
    assert len(diary.medicines_since(MORNING)) == 3


def test_a_deleted_entry_takes_what_is_in_it_out_of_sight_and_brings_it_back(db: Database) -> None:
    diary = DiaryStore(db)
    begun = replace(an_entry(), reports=(an_answer("a"), an_answer("b")), readings=(a_reading(),))
    diary.begin_entry(begun)
    diary.remove_answer("b", at=LATER, by=PATIENT)

    diary.remove_entry("entry-1", at=LATER, by=PATIENT)

    assert diary.entry("entry-1") is None
    assert diary.open_drafts() == ()
    assert diary.recent(MORNING) == ((), ())
    diary.restore_entry("entry-1", at=LATER, by=PATIENT)
    assert diary.entry("entry-1") == replace(begun, reports=(an_answer("a"),), touched_at=MORNING)
    assert diary.recent(MORNING) == ((an_answer("a"),), (a_reading(),))


@pytest.mark.parametrize("part", ["answer", "reading"])
def test_a_deleted_part_of_an_entry_can_be_restored(db: Database, part: str) -> None:
    diary = DiaryStore(db)
    begun = replace(an_entry(), reports=(an_answer(),), readings=(a_reading(),))
    diary.begin_entry(begun)

    getattr(diary, f"remove_{part}")(f"{part}-1", at=LATER, by=PATIENT)
    reports, readings = diary.recent(MORNING)

    assert (len(reports), len(readings)) == ((0, 1) if part == "answer" else (1, 0))
    getattr(diary, f"restore_{part}")(f"{part}-1", at=LATER, by=PATIENT)
    assert diary.entry("entry-1") == begun


def test_a_correction_keeps_each_earlier_answer_with_who_replaced_it(db: Database) -> None:
    diary = DiaryStore(db)
    diary.begin_entry(an_entry())
    severities = [Severity.MILD, Severity.SEVERE, Severity.MODERATE]

    for n, severity in enumerate(severities):
        answer = an_answer(severity=severity, by=CAREGIVER if n == 1 else PATIENT)
        diary.save_answer("entry-1", answer, at=MORNING + timedelta(hours=n))

    entry = diary.entry("entry-1")
    assert entry is not None
    assert entry.reports == (an_answer(severity=Severity.MODERATE),)
    versions = earlier_versions(db, tables.ANSWERS, "answer-1")
    assert [version.row["severity"] for version in versions] == ["mild", "severe"]
    assert [version.row["entered_by"] for version in versions] == ["patient", "caregiver"]
    assert [version.replaced_by for version in versions] == ["caregiver", "patient"]
    assert [version.replaced_at for version in versions] == [MORNING + timedelta(hours=n) for n in (1, 2)]


def test_history_keeps_its_order_when_the_clock_is_set_back(db: Database) -> None:
    diary = DiaryStore(db)
    diary.begin_entry(an_entry())

    for n, note in enumerate(("one", "two", "three")):
        diary.save_note("entry-1", note, at=MORNING - timedelta(days=n), by=PATIENT)

    versions = earlier_versions(db, tables.ENTRIES, "entry-1")
    assert [version.row["note"] for version in versions] == ["", "one", "two"]


def test_a_deleted_answer_that_is_given_again_counts_again(db: Database) -> None:
    diary = DiaryStore(db)
    diary.begin_entry(replace(an_entry(), reports=(an_answer(),)))
    diary.remove_answer("answer-1", at=LATER, by=PATIENT)

    diary.save_answer("entry-1", an_answer(), at=LATER)

    assert diary.recent(MORNING) == ((an_answer(),), ())


def test_beginning_an_entry_again_does_not_undo_what_came_after(db: Database) -> None:
    diary = DiaryStore(db)
    diary.begin_entry(an_entry())
    diary.save_note("entry-1", "later words", at=LATER, by=PATIENT)

    diary.begin_entry(an_entry())

    entry = diary.entry("entry-1")
    assert entry is not None
    assert entry.note == "later words"
