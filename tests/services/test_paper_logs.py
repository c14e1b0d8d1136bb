"""A log typed back from paper: one write, judged at once, each value at its own time, and marked."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from companion.core.catalogue import Catalogue
from companion.core.errors import UserCanFix
from companion.core.levels import Level as AlertLevel
from companion.core.levels import Reporter, Severity
from companion.core.paper_log import Level, LogRow, Value, entries_of_log
from companion.core.words import Words
from companion.services.paper_logs import PaperLogs
from tests.fake_clock import FakeClock
from tests.services.diary_kit import DiaryKit, diary_kit

HOUR = timedelta(hours=1)


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def kit(tmp_path: Path, clock: FakeClock, catalogue: Catalogue, words: Words) -> Iterator[DiaryKit]:
    with diary_kit(tmp_path / "diary.db", clock, catalogue, words) as kit:
        kit.give_tarlatamab(started_at=clock.now() - 30 * HOUR)
        yield kit


@pytest.fixture
def logs(kit: DiaryKit, clock: FakeClock) -> PaperLogs:
    return PaperLogs(kit.journal, kit.record, kit.shelf, clock.now, kit.now_questions)


def row(clock: FakeClock, hours_ago: int, celsius: str, **levels: Severity) -> LogRow:
    return LogRow(
        clock.now() - hours_ago * HOUR,
        (Value("temperature", Decimal(celsius), "Cel"),),
        tuple(Level(symptom, severity) for symptom, severity in levels.items()),
    )


def test_a_fever_of_the_night_raises_its_alert_when_the_log_is_typed_in(
    kit: DiaryKit, logs: PaperLogs, clock: FakeClock
) -> None:
    logs.save([row(clock, 12, "38.6"), row(clock, 8, "37.0")], "", by=Reporter.CAREGIVER)

    assert [alert.level for alert in kit.record.open_alerts()] == [AlertLevel.CALL_NOW]


def test_a_quiet_night_raises_nothing(kit: DiaryKit, logs: PaperLogs, clock: FakeClock) -> None:
    logs.save([row(clock, 12, "36.8", chills=Severity.NONE)], "", by=Reporter.PATIENT)

    assert kit.record.open_alerts() == ()


def test_each_value_stands_at_its_own_time_and_day_marked_from_paper(
    kit: DiaryKit, logs: PaperLogs, clock: FakeClock
) -> None:
    rows = [row(clock, 26, "37.1"), row(clock, 2, "37.4", headache=Severity.NONE)]

    ids = logs.save(rows, "=slept <b>", by=Reporter.PATIENT)

    first, second = (kit.record.entry(id) for id in ids)
    assert [first.from_paper, second.from_paper] == [True, True]
    assert first.readings[0].at == clock.now() - 26 * HOUR
    assert (first.day, second.day) == tuple(
        kit.record.formats().day_of(clock.now() - hours * HOUR) for hours in (26, 2)
    )
    assert (first.note, second.note) == ("=slept <b>", "")
    assert first.started_at == clock.now()


def test_a_log_says_nothing_of_what_it_did_not_ask(kit: DiaryKit, logs: PaperLogs, clock: FakeClock) -> None:
    logs.save([row(clock, 2, "37.0")], "", by=Reporter.PATIENT)

    assert kit.shelf.trends.filled(date.min, date.max) == ()


def test_it_is_taken_out_again_with_all_that_was_in_it(
    kit: DiaryKit, logs: PaperLogs, clock: FakeClock
) -> None:
    ids = logs.save([row(clock, 2, "37.0", chills=Severity.NONE)], "", by=Reporter.PATIENT)

    logs.take_out(ids, by=Reporter.PATIENT)

    assert kit.shelf.diary.recent(clock.now() - 48 * HOUR) == ((), ())


def test_a_time_that_has_not_come_is_refused_and_nothing_is_saved(
    kit: DiaryKit, logs: PaperLogs, clock: FakeClock
) -> None:
    with pytest.raises(UserCanFix) as refused:
        logs.save([row(clock, 2, "37.0"), row(clock, -1, "37.0")], "", by=Reporter.PATIENT)

    assert refused.value.key == "paper_log.in_future"
    assert kit.shelf.diary.recent(clock.now() - 48 * HOUR) == ((), ())


def test_a_log_that_cannot_be_saved_is_judged_all_the_same(
    kit: DiaryKit, logs: PaperLogs, clock: FakeClock
) -> None:
    kit.shelf.db.execute("PRAGMA query_only = ON")

    with pytest.raises(UserCanFix):
        logs.save([row(clock, 3, "36.9", confusion=Severity.MILD)], "", by=Reporter.CAREGIVER)

    assert kit.record.open_alerts()
    kit.shelf.db.execute("PRAGMA query_only = OFF")


def test_of_a_log_that_cannot_be_saved_each_value_is_judged_and_not_the_largest_number(
    kit: DiaryKit, logs: PaperLogs, clock: FakeClock
) -> None:
    night = [row(clock, 5, "39.4"), row(clock, 3, "36.9", headache=Severity.MILD)]
    kit.shelf.db.execute("PRAGMA query_only = ON")

    with pytest.raises(UserCanFix):
        logs.save(night, "", by=Reporter.CAREGIVER)

    assert "temperature_fever" in {alert.rule for alert in kit.record.open_alerts()}
    kit.shelf.db.execute("PRAGMA query_only = OFF")


def test_an_empty_row_makes_no_entry(clock: FakeClock, kit: DiaryKit) -> None:
    nothing = entries_of_log(
        [LogRow(clock.now(), (), ())],
        "",
        by=Reporter.PATIENT,
        now=clock.now(),
        formats=kit.record.formats(),
        new_id=lambda: "id",
    )

    assert nothing == ()


def test_the_mark_goes_along_to_another_computer(kit: DiaryKit, logs: PaperLogs, clock: FakeClock) -> None:
    (id,) = logs.save([row(clock, 2, "37.0")], "", by=Reporter.PATIENT)

    stored = kit.shelf.db.query("SELECT from_paper FROM entries WHERE id = ?", (id,))

    assert [entry["from_paper"] for entry in stored] == [1]


def test_a_bad_hour_too_old_to_be_judged_is_asked_about_now(
    kit: DiaryKit, logs: PaperLogs, clock: FakeClock
) -> None:
    rows = [row(clock, 29, "38.6"), row(clock, 28, "36.9", chills=Severity.NONE)]
    clock.advance(days=2)

    logs.save(rows, "", by=Reporter.CAREGIVER)

    assert [str(getattr(one, "value", "")) for one in kit.now_questions.open()] == ["38.6"]
