"""How is it now? Asked about what was urgent at its own time until somebody answers it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from companion.core.catalogue import Catalogue
from companion.core.changes import Part
from companion.core.diary import Reading, SymptomReport
from companion.core.levels import Reporter, Severity
from companion.core.treatment import DoseGiven
from companion.core.words import Words
from companion.services.corrections import Corrections
from companion.services.past_days import PastDays
from tests.services.diary_kit import DiaryKit, diary_kit


@pytest.fixture
def past(kit: DiaryKit) -> PastDays:
    return PastDays(kit.journal, kit.shelf, kit.now_questions, kit.clock.now)


def chest_pain(
    kit: DiaryKit, severity: Severity = Severity.SEVERE, *, hours_ago: float = 72
) -> SymptomReport:
    return SymptomReport("pain-1", "chest_pain", severity, kit.clock.now() - timedelta(hours=hours_ago))


def write(kit: DiaryKit, past: PastDays, report: SymptomReport) -> str:
    entry = past.answer(None, kit.record.formats().day_of(report.at), report)
    kit.now_questions.look_at(report)
    return entry


def test_it_is_asked_from_the_very_write_that_saves_the_old_answer(kit: DiaryKit, past: PastDays) -> None:
    report = chest_pain(kit)

    past.answer(None, kit.record.formats().day_of(report.at), report)

    assert kit.now_questions.open() == (report,)


def test_what_was_nothing_urgent_waits_no_more_once_it_was_looked_at(kit: DiaryKit, past: PastDays) -> None:
    report = chest_pain(kit, Severity.NONE)

    write(kit, past, report)

    assert kit.now_questions.open() == ()


@pytest.mark.parametrize("hours_later", [-2, 2])
def test_what_something_told_later_makes_urgent_is_asked_about_too(
    kit: DiaryKit, past: PastDays, hours_later: int
) -> None:
    then = kit.clock.now() - timedelta(days=2)
    headache = SymptomReport("head-1", "headache", Severity.MILD, then)
    write(kit, past, headache)
    before = kit.now_questions.open()

    at = then + timedelta(hours=hours_later)
    write(kit, past, SymptomReport("sick-1", "vomiting", Severity.MILD, at))

    assert before == ()
    assert kit.now_questions.open() == (headache,)


def test_what_a_dose_makes_urgent_that_was_written_down_late_is_asked_about(
    kit: DiaryKit, past: PastDays
) -> None:
    then = kit.clock.now() - timedelta(days=2)
    headache = SymptomReport("head-1", "headache", Severity.MILD, then)
    taste = SymptomReport("taste-1", "taste_change", Severity.MILD, then)
    for report in (headache, taste):
        write(kit, past, report)
    dose = DoseGiven("d", None, None, "tarlatamab", "", then - timedelta(hours=9), kit.clock.now())
    kit.shelf.doses.save(dose, at=kit.clock.now())

    asked = kit.now_questions.look_at_dose(dose)

    assert asked == (headache,)
    assert kit.now_questions.open() == (headache,)


def test_what_stays_as_it_was_is_not_asked_about_for_something_told_later(
    kit: DiaryKit, past: PastDays
) -> None:
    then = kit.clock.now() - timedelta(days=3)
    write(kit, past, SymptomReport("head-1", "headache", Severity.MILD, then))

    write(kit, past, SymptomReport("tired-1", "fatigue", Severity.MILD, then - timedelta(hours=2)))
    write(kit, past, SymptomReport("sick-1", "vomiting", Severity.MILD, then + timedelta(hours=25)))

    assert [piece.key for piece in kit.now_questions.open()] == []


def test_a_temperature_is_asked_about_once_the_medicine_that_hid_the_fever_is_told(
    kit: DiaryKit, past: PastDays
) -> None:
    then = kit.clock.now() - timedelta(days=2)
    reading = Reading("r", "temperature", Decimal("37.6"), "Cel", then)
    past.measure(None, kit.record.formats().day_of(then), reading)
    kit.now_questions.look_at(reading)
    before = kit.now_questions.open()

    at = then - timedelta(hours=2)
    kit.journal.take_medicine(medicine="acetaminophen", name="", at=at, by=Reporter.PATIENT)
    (taken,) = kit.record.medicines_since(at)
    kit.now_questions.look_at(taken)

    assert before == ()
    assert kit.now_questions.open() == (reading,)


def test_what_is_judged_by_itself_is_not_asked_about(kit: DiaryKit, past: PastDays) -> None:
    report = chest_pain(kit, hours_ago=3)

    past.answer(None, kit.record.formats().day_of(report.at), report)

    assert kit.record.open_alerts()
    assert kit.now_questions.open() == ()


def test_it_waits_in_the_file_for_the_next_program(
    kit: DiaryKit, past: PastDays, catalogue: Catalogue, words: Words
) -> None:
    report = chest_pain(kit)
    write(kit, past, report)
    kit.clock.advance(days=30)

    with diary_kit(Path(kit.record.diary_path()), kit.clock, catalogue, words) as again:
        asked = again.now_questions.open()

    assert asked == (report,)


def test_an_answer_from_anywhere_about_how_it_is_since_then_ends_it(kit: DiaryKit, past: PastDays) -> None:
    write(kit, past, chest_pain(kit))
    kit.clock.advance(minutes=1)
    entry = kit.begin()
    kit.feel(entry, "fatigue", Severity.MILD)
    before = kit.now_questions.open()

    kit.feel(entry, "chest_pain", Severity.NONE)

    assert before != ()
    assert kit.now_questions.open() == ()


def test_another_old_answer_about_it_does_not_end_it(kit: DiaryKit, past: PastDays) -> None:
    first = chest_pain(kit)
    entry = write(kit, past, first)
    kit.clock.advance(minutes=1)

    past.answer(entry, kit.record.entry(entry).day, replace(first, key="pain-2", severity=Severity.NONE))

    assert first in kit.now_questions.open()


def test_who_cannot_measure_now_is_asked_no_more(kit: DiaryKit, past: PastDays) -> None:
    start = kit.clock.now() - timedelta(days=5)
    fever = Reading("r", "temperature", Decimal("38.3"), "Cel", start + timedelta(hours=12))
    kit.give_tarlatamab(started_at=start)
    past.measure(None, kit.record.formats().day_of(fever.at), fever)
    asked = bool(kit.now_questions.look_at(fever)), kit.now_questions.open()

    kit.now_questions.settle((fever,), by=Reporter.PATIENT)

    assert asked == (True, (fever,))
    assert kit.now_questions.open() == ()


def test_what_was_taken_out_is_not_asked_about_and_is_again_once_it_is_back(
    kit: DiaryKit, past: PastDays
) -> None:
    corrections = Corrections(kit.journal, kit.shelf, kit.clock.now, kit.now_questions)
    report = chest_pain(kit)
    write(kit, past, report)
    undo = corrections.delete(Part.ANSWER, report.key, by=Reporter.PATIENT)
    without = kit.now_questions.open()

    assert undo is not None
    corrections.undo(undo, by=Reporter.PATIENT)

    assert without == ()
    assert kit.now_questions.open() == (report,)


def test_an_old_answer_made_worse_is_asked_about_and_one_put_right_is_not(
    kit: DiaryKit, past: PastDays
) -> None:
    corrections = Corrections(kit.journal, kit.shelf, kit.clock.now, kit.now_questions)
    mild = chest_pain(kit, Severity.NONE)
    write(kit, past, mild)
    severe = replace(mild, severity=Severity.SEVERE)

    corrections.correct(severe, by=Reporter.PATIENT)
    worse = kit.now_questions.open()
    corrections.correct(mild, by=Reporter.PATIENT)
    kit.now_questions.look_at(mild)

    assert worse == (severe,)
    assert kit.now_questions.open() == ()
