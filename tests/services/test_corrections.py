"""Putting the diary right: corrected, taken out, judged anew, and each step undone."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal

import pytest

from companion.core.alerts import Outcome
from companion.core.changes import Part
from companion.core.diary import EntryState, MedicineTaken, Reading, SymptomReport
from companion.core.errors import UserCanFix
from companion.core.levels import Reporter, Severity
from companion.core.plan import MedicinePlan
from companion.core.recurrence import DailyAt
from companion.core.treatment import DoseGiven, Treatment
from companion.services.changes import Changes
from companion.services.corrections import Corrections, PutBack, Reopen, TakeOut
from companion.services.infusions import Infusions
from companion.services.medicines import Medicines, PlanAnswer
from tests.services.diary_kit import DiaryKit

BY = Reporter.CAREGIVER


@pytest.fixture
def corrections(kit: DiaryKit) -> Corrections:
    return Corrections(kit.journal, kit.shelf, kit.clock.now, kit.now_questions)


@pytest.fixture
def changes(kit: DiaryKit) -> Changes:
    return Changes(kit.journal, kit.shelf, kit.clock.now, kit.record)


@pytest.fixture
def medicines(kit: DiaryKit) -> Medicines:
    return Medicines(kit.journal, kit.shelf, kit.watch.knowledge, kit.clock.now, kit.clock.zone)


def the_reading(kit: DiaryKit, entry: str) -> Reading:
    (reading,) = kit.record.entry(entry).readings
    return reading


def test_a_fever_closed_as_a_false_entry_and_then_typed_higher_raises_a_new_alert(
    kit: DiaryKit, corrections: Corrections
) -> None:
    entry = kit.begin()
    kit.measure(entry, "38.2")
    kit.journal.record_outcome(
        tuple(alert.id for alert in kit.record.open_alerts()),
        outcome=Outcome.FALSE_ENTRY,
        who_answered="",
        what_they_said="",
        by=BY,
    )
    closed = kit.record.open_alerts()

    corrections.correct(replace(the_reading(kit, entry), value=Decimal("39.2")), by=BY)

    assert closed == ()
    (alert,) = kit.record.open_alerts()
    assert "39.2" in alert.evidence[0].text


def test_a_mistyped_temperature_is_corrected_and_the_fever_is_judged_at_once(
    kit: DiaryKit, corrections: Corrections
) -> None:
    entry = kit.begin()
    kit.measure(entry, "36.9")
    before = kit.record.open_alerts()

    corrections.correct(replace(the_reading(kit, entry), value=Decimal("38.9")), by=BY)

    assert before == ()
    assert the_reading(kit, entry).value == Decimal("38.9")
    assert kit.record.open_alerts()


def test_a_correction_is_undone_to_what_stood_before(kit: DiaryKit, corrections: Corrections) -> None:
    entry = kit.begin()
    kit.measure(entry, "36.9")
    undo = corrections.correct(replace(the_reading(kit, entry), value=Decimal("37.2")), by=BY)
    assert undo is not None

    corrections.undo(undo, by=BY)

    assert the_reading(kit, entry).value == Decimal("36.9")


def test_a_correction_that_says_the_same_is_none(kit: DiaryKit, corrections: Corrections) -> None:
    entry = kit.begin()
    kit.measure(entry, "36.9")

    assert corrections.correct(the_reading(kit, entry), by=BY) is None


def test_a_deleted_reading_counts_no_longer_and_counts_again_once_it_is_back(
    kit: DiaryKit, corrections: Corrections
) -> None:
    entry = kit.begin()
    kit.measure(entry, "38.9")
    reading = the_reading(kit, entry)

    undo = corrections.delete(Part.READING, reading.key, by=BY)
    gone = kit.record.entry(entry).readings, kit.record.findings()
    assert undo is not None
    corrections.undo(undo, by=BY)

    assert gone == ((), ())
    assert the_reading(kit, entry) == reading
    assert kit.record.findings()


def test_deleting_twice_changes_nothing_the_second_time(kit: DiaryKit, corrections: Corrections) -> None:
    entry = kit.begin()
    kit.measure(entry, "36.9")
    key = the_reading(kit, entry).key
    corrections.delete(Part.READING, key, by=BY)

    assert corrections.delete(Part.READING, key, by=BY) is None


def test_a_medicine_taken_gets_another_time_and_name(
    kit: DiaryKit, corrections: Corrections, medicines: Medicines
) -> None:
    now = kit.clock.now()
    key = medicines.write_taken(medicine=None, name="the white one", at=now, by=BY).key
    an_hour_ago = now - timedelta(hours=1)

    corrections.correct(MedicineTaken(key, "ibuprofen", "Ibuprofen", an_hour_ago, BY), by=BY)

    (taken,) = kit.record.medicines_since(now - timedelta(days=1))
    assert (taken.key, taken.medicine, taken.name, taken.at) == (key, "ibuprofen", "Ibuprofen", an_hour_ago)


def test_what_was_added_is_taken_out_by_undo(kit: DiaryKit, corrections: Corrections) -> None:
    entry = kit.begin()
    kit.measure(entry, "36.9")

    corrections.undo(TakeOut(((Part.READING, the_reading(kit, entry).key),)), by=BY)

    assert kit.record.entry(entry).readings == ()


def test_a_save_is_undone_and_the_entry_goes_on(kit: DiaryKit, corrections: Corrections) -> None:
    entry = kit.begin()
    kit.feel(entry, "fatigue", Severity.MILD)
    kit.journal.finish_entry(entry)

    corrections.undo(Reopen(entry), by=BY)

    assert kit.record.entry(entry).state is EntryState.DRAFT


def test_nothing_can_be_moved_into_the_future(kit: DiaryKit, corrections: Corrections) -> None:
    entry = kit.begin()
    kit.measure(entry, "36.9")
    later = replace(the_reading(kit, entry), at=kit.clock.now() + timedelta(minutes=1))

    with pytest.raises(UserCanFix, match="in_future"):
        corrections.correct(later, by=BY)


def test_a_correction_that_cannot_be_saved_is_judged_all_the_same(
    kit: DiaryKit, corrections: Corrections
) -> None:
    kit.give_tarlatamab(started_at=kit.clock.now() - timedelta(hours=3))
    entry = kit.begin()
    kit.feel(entry, "fatigue", Severity.MILD)
    kit.measure(entry, "36.9")
    fever = replace(the_reading(kit, entry), value=Decimal("39.5"))
    kit.shelf.db.execute("PRAGMA query_only = on")

    with pytest.raises(UserCanFix):
        corrections.correct(fever, by=BY)

    kit.shelf.db.execute("PRAGMA query_only = off")
    assert kit.record.open_alerts()
    assert the_reading(kit, entry).value == Decimal("36.9")


def test_a_corrected_dose_a_stopped_treatment_and_a_changed_reading_can_be_put_back(
    kit: DiaryKit, corrections: Corrections, changes: Changes
) -> None:
    infusions = Infusions(kit.journal, kit.record, kit.shelf, kit.watch.knowledge, kit.clock.now)
    kit.give_tarlatamab(started_at=kit.clock.now() - timedelta(hours=2))
    (dose,), (treatment,) = kit.record.doses(), kit.record.treatments()
    infusions.record_dose(replace(dose, started_at=kit.clock.now() - timedelta(hours=90), amount="10 mg"))
    infusions.stop(treatment, day=kit.record.today(), reason="by mistake")
    kit.measure(None, "36.9")

    told = {change.part: change for change in changes.newest(10)}
    for part in (Part.DOSE, Part.TREATMENT):
        changes.put_back(told[part].id)

    assert isinstance(told[Part.DOSE].before, DoseGiven)
    assert isinstance(told[Part.TREATMENT].before, Treatment)
    assert kit.record.doses() == (dose,)
    assert kit.record.treatments() == (treatment,)


def test_a_dose_that_is_put_back_opens_its_windows_again_at_once(kit: DiaryKit, changes: Changes) -> None:
    infusions = Infusions(kit.journal, kit.record, kit.shelf, kit.watch.knowledge, kit.clock.now)
    kit.give_tarlatamab(started_at=kit.clock.now() - timedelta(hours=9))
    (dose,) = kit.record.doses()
    infusions.remove_dose(dose.id)
    kit.measure(None, "38.2")
    before = max(finding.level for finding in kit.record.findings())

    (change,) = changes.newest(10)
    changes.put_back(change.id)

    assert (change.part, change.after) == (Part.DOSE, None)
    assert kit.record.doses() == (dose,)
    assert max(finding.level for finding in kit.record.findings()) >= before
    assert kit.record.windows_at(kit.clock.now())


def test_a_changed_medicine_plan_is_put_back_as_a_version_from_now_on(
    kit: DiaryKit, medicines: Medicines, changes: Changes
) -> None:
    first = PlanAnswer("Keppra", "1 tablet", "", DailyAt((datetime.min.time(),)), kit.record.today())
    plan = medicines.add_plan(first)
    kit.clock.advance(hours=1)
    medicines.change_plan(plan, replace(first, amount="2 tablets"))
    kit.clock.advance(hours=1)

    (change,) = changes.newest(10)
    undo = changes.put_back(change.id)
    back = medicines.record.plan(plan)
    assert undo is not None
    changes.put_back(undo)

    assert isinstance(change.before, MedicinePlan)
    assert (back.amount, back.version) == ("1 tablet", 3)
    assert medicines.record.plan(plan).amount == "2 tablets"
    assert [one.version for one in medicines.record.versions(plan)] == [1, 2, 3, 4]


def test_a_stopped_medicine_plan_goes_on_again(kit: DiaryKit, medicines: Medicines, changes: Changes) -> None:
    answer = PlanAnswer("Keppra", "1 tablet", "", DailyAt((datetime.min.time(),)), kit.record.today())
    plan = medicines.add_plan(answer)
    medicines.stop_plan(plan, "rash")

    (change,) = changes.newest(10)
    changes.put_back(change.id)

    assert change.part is Part.PLAN
    assert [one.id for one in medicines.record.current()] == [plan]


def test_the_last_change_of_a_piece_is_known(kit: DiaryKit, corrections: Corrections) -> None:
    entry = kit.begin()
    kit.feel(entry, "fatigue", Severity.MILD)
    (report,) = kit.record.entry(entry).reports
    never = corrections.last_change(Part.ANSWER, report.key)

    made = corrections.correct(SymptomReport(report.key, "fatigue", Severity.NONE, report.at), by=BY)

    assert never is None
    assert isinstance(made, PutBack)
    assert corrections.last_change(Part.ANSWER, report.key) == made
