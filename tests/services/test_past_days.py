"""Filling in a day that is over: kept at its own time, judged now, and asked about where it was urgent."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from companion.core.diary import EntryState, Reading, SymptomReport
from companion.core.errors import UserCanFix
from companion.core.levels import Reporter, Severity
from companion.services.past_days import PastDays
from tests.services.diary_kit import DiaryKit


@pytest.fixture
def past(kit: DiaryKit) -> PastDays:
    return PastDays(kit.journal, kit.shelf, kit.now_questions, kit.clock.now)


def felt(kit: DiaryKit, symptom: str, severity: Severity, *, hours_ago: float) -> SymptomReport:
    return SymptomReport(f"{symptom}-1", symptom, severity, kit.clock.now() - timedelta(hours=hours_ago))


def test_an_answer_stands_on_its_day_at_its_time(kit: DiaryKit, past: PastDays) -> None:
    report = felt(kit, "fatigue", Severity.MILD, hours_ago=72)
    day = kit.record.formats().day_of(report.at)

    entry = past.answer(None, day, report)

    assert kit.record.entry(entry).reports == (report,)
    assert kit.record.day(day).entries == (kit.record.entry(entry),)


def test_a_bad_answer_within_the_last_day_interrupts_by_itself(kit: DiaryKit, past: PastDays) -> None:
    report = felt(kit, "chest_pain", Severity.SEVERE, hours_ago=20)

    past.answer(None, kit.record.formats().day_of(report.at), report)

    assert kit.record.open_alerts()
    assert not kit.now_questions.was_urgent(report)


def test_an_older_bad_answer_raises_nothing_and_is_known_to_have_been_urgent(
    kit: DiaryKit, past: PastDays
) -> None:
    report = felt(kit, "chest_pain", Severity.SEVERE, hours_ago=72)

    past.answer(None, kit.record.formats().day_of(report.at), report)

    assert kit.record.open_alerts() == ()
    assert kit.now_questions.was_urgent(report)


def test_an_older_fever_is_judged_in_the_windows_of_its_own_time(kit: DiaryKit, past: PastDays) -> None:
    start = kit.clock.now() - timedelta(days=5)
    fever = Reading("r", "temperature", Decimal("38.3"), "Cel", start + timedelta(hours=12))
    kit.give_tarlatamab(started_at=start)

    past.measure(None, kit.record.formats().day_of(fever.at), fever)

    assert kit.now_questions.was_urgent(fever)


def test_an_older_mild_answer_was_not_urgent(kit: DiaryKit, past: PastDays) -> None:
    report = felt(kit, "fatigue", Severity.MILD, hours_ago=72)

    past.answer(None, kit.record.formats().day_of(report.at), report)

    assert not kit.now_questions.was_urgent(report)


def test_a_time_still_to_come_is_refused(kit: DiaryKit, past: PastDays) -> None:
    with pytest.raises(UserCanFix, match="in_future"):
        past.answer(None, kit.record.today(), felt(kit, "fatigue", Severity.MILD, hours_ago=-1))


def test_an_entry_that_was_left_goes_on(kit: DiaryKit, past: PastDays) -> None:
    first = felt(kit, "fatigue", Severity.MILD, hours_ago=72)
    day = kit.record.formats().day_of(first.at)
    entry = past.answer(None, day, first)
    kit.journal.close_left_drafts(idle_for=timedelta())

    past.answer(entry, day, felt(kit, "nausea", Severity.MILD, hours_ago=72))

    assert kit.record.entry(entry).state is EntryState.DRAFT
    assert len(kit.record.entry(entry).reports) == 2


def test_what_cannot_be_saved_is_judged_all_the_same(kit: DiaryKit, past: PastDays) -> None:
    kit.begin()
    report = felt(kit, "chest_pain", Severity.SEVERE, hours_ago=3)
    kit.shelf.db.execute("PRAGMA query_only = on")

    with pytest.raises(UserCanFix):
        past.answer(None, kit.record.today(), report)

    kit.shelf.db.execute("PRAGMA query_only = off")
    assert kit.record.open_alerts()


def test_a_medicine_of_the_first_hour_of_a_day_belongs_to_it(kit: DiaryKit) -> None:
    kit.clock.moment = datetime(2026, 3, 10, 15, tzinfo=UTC)
    # 00:30 on 8 March in New York, the night in which the clocks go forward.
    at = datetime(2026, 3, 8, 5, 30, tzinfo=UTC)
    kit.journal.take_medicine(medicine=None, name="the white one", at=at, by=Reporter.PATIENT)

    day = kit.record.formats().day_of(at)

    assert [one.at for one in kit.record.day(day).medicines] == [at]
