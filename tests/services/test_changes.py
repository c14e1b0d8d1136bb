"""The history of the diary: what was changed, by whom, and putting it back."""

from __future__ import annotations

from datetime import timedelta

import pytest

from companion.core.changes import Part
from companion.core.diary import SymptomReport
from companion.core.levels import Reporter, Severity
from companion.services.changes import Changes
from tests.services.diary_kit import DiaryKit


@pytest.fixture
def changes(kit: DiaryKit) -> Changes:
    return Changes(kit.journal, kit.shelf, kit.clock.now, kit.record)


def test_a_new_diary_has_no_changes(kit: DiaryKit, changes: Changes) -> None:
    kit.feel(kit.begin(), "cough", Severity.MILD)

    assert changes.newest(10) == ()


def test_a_note_that_was_written_over_can_be_put_back(kit: DiaryKit, changes: Changes) -> None:
    entry = kit.begin()
    kit.journal.write_note(entry, "CRP<5 and WBC>3")
    kit.journal.write_note(entry, "nothing")

    (change,) = changes.newest(10)
    changes.put_back(change.id)

    assert (change.part, change.before, change.after) == (Part.NOTE, "CRP<5 and WBC>3", "nothing")
    assert change.by is Reporter.PATIENT
    assert kit.record.entry(entry).note == "CRP<5 and WBC>3"


def test_a_note_as_it_is_typed_is_no_change(kit: DiaryKit, changes: Changes) -> None:
    entry = kit.begin()
    for n in range(1, 12):
        kit.journal.write_note(entry, "felt cold."[:n])

    assert changes.newest(10) == ()


def test_putting_back_can_be_taken_back(kit: DiaryKit, changes: Changes) -> None:
    entry = kit.begin()
    kit.journal.write_note(entry, "first")
    kit.journal.write_note(entry, "second")

    undo = changes.put_back(changes.newest(1)[0].id)
    assert undo is not None
    changes.put_back(undo)

    assert kit.record.entry(entry).note == "second"


def test_what_stands_already_is_not_put_back_twice(kit: DiaryKit, changes: Changes) -> None:
    entry = kit.begin()
    kit.journal.write_note(entry, "first")
    kit.journal.write_note(entry, "second")
    change = changes.newest(1)[0]
    changes.put_back(change.id)

    assert changes.put_back(change.id) is None
    assert not next(one for one in changes.newest(10) if one.id == change.id).can_be_put_back


def test_a_corrected_answer_tells_both_and_the_worse_one_put_back_is_judged_at_once(
    kit: DiaryKit, changes: Changes
) -> None:
    kit.give_tarlatamab(started_at=kit.clock.now())
    kit.clock.advance(hours=9)
    entry = kit.begin()
    kit.feel(entry, "chills", Severity.NONE)
    kit.feel(entry, "cough", Severity.NONE)
    kit.feel(entry, "chills", Severity.MILD)
    kit.feel(entry, "chills", Severity.NONE)
    raised = kit.record.open_alerts()

    change = changes.newest(1)[0]
    changes.put_back(change.id)

    assert isinstance(change.before, SymptomReport)
    assert isinstance(change.after, SymptomReport)
    assert (change.before.severity, change.after.severity) == (Severity.MILD, Severity.NONE)
    assert {report.severity for report in kit.record.entry(entry).reports if report.symptom == "chills"} == {
        Severity.MILD
    }
    assert kit.record.findings()
    assert raised


def test_an_empty_draft_that_was_put_away_is_not_told(kit: DiaryKit, changes: Changes) -> None:
    kit.begin()
    kit.journal.close_left_drafts(idle_for=timedelta())

    assert changes.newest(10) == ()


def test_a_deleted_entry_comes_back_with_all_that_was_in_it(kit: DiaryKit, changes: Changes) -> None:
    entry = kit.begin()
    kit.feel(entry, "cough", Severity.MILD)
    kit.journal.write_note(entry, "by mistake")
    kit.shelf.diary.remove_entry(entry, at=kit.clock.now(), by=Reporter.CAREGIVER)

    (change,) = changes.newest(10)
    changes.put_back(change.id)

    assert (change.before, change.after, change.by) == ("by mistake", None, Reporter.CAREGIVER)
    assert kit.record.entry(entry).note == "by mistake"
    assert len(kit.record.entry(entry).reports) == 1
