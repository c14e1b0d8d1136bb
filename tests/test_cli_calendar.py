"""`companion export --format ics`: another program reads what is planned, and a stranger reads nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
import vobject
from click.testing import CliRunner

from companion import clock
from companion.cli import main
from companion.clock import SystemClock
from companion.core.appointments import Appointment
from companion.core.people import Preferences
from companion.core.plan_changes import DoseChange, NotGiven
from companion.core.treatment import DoseGiven, Treatment
from companion.stores.database import close_diary, open_diary
from companion.stores.shelf import Shelf
from tests.stores.samples import PATIENT

NEUTRAL = "Companion: please look"


@pytest.fixture(autouse=True)
def _in_new_york(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("TZ", "America/New_York")
    yield
    monkeypatch.undo()
    clock.zone()


@pytest.fixture
def soon() -> datetime:
    """Wall time in three days, at 10:00."""
    return datetime.combine(SystemClock().now().date() + timedelta(days=3), time(10))


@pytest.fixture
def diary(tmp_path: Path, soon: datetime) -> Path:
    """Tarlatamab from `soon` on, a scan an hour later, and a diary reminder each day."""
    path = tmp_path / "diary.db"
    now = SystemClock().now()
    with_shelf(path, lambda shelf: fill(shelf, soon, now))
    return path


def fill(shelf: Shelf, soon: datetime, now: datetime) -> None:
    treatment = Treatment("t", "tarlatamab", "tarlatamab", soon, "America/New_York", "Day unit", now)
    shelf.treatments.save(treatment, at=now, by=PATIENT)
    scan = Appointment(
        "scan", 1, "scan", "CT of the chest", soon + timedelta(hours=1), "America/New_York", 30,
        "Radiology", "The letter", "", now,
    )  # fmt: skip
    shelf.appointments.save(scan, at=now)
    shelf.preferences.save_preferences(Preferences(diary_reminder=time(19)), at=now, by=PATIENT)


def with_shelf(path: Path, do: Any) -> None:
    db = open_diary(path, create=not path.exists())
    do(Shelf.over(db))
    close_diary(db)


def exported(diary: Path, *more: str) -> dict[str, Any]:
    """The events by title, read by a program that has nothing to do with the one that wrote them."""
    target = diary.parent / f"out-{len(list(diary.parent.iterdir()))}.ics"
    result = CliRunner().invoke(main, ["export", "--format", "ics", *more, str(target), "--data", str(diary)])
    assert result.exit_code == 0, result.output
    text = target.read_text("utf-8")
    calendar = vobject.readOne(text)
    return {event.uid.value: event for event in calendar.vevent_list} | {"text": text}


def events(found: dict[str, Any]) -> list[Any]:
    return [event for key, event in found.items() if key != "text"]


def test_the_first_infusion_is_there_at_its_moment_with_its_alarms(diary: Path, soon: datetime) -> None:
    found = events(exported(diary, "--details"))

    first = next(e for e in found if e.summary.value == "Tarlatamab, cycle 1, day 1")
    assert first.dtstart.value.astimezone(UTC).hour in (14, 15)
    assert first.dtstart.value.astimezone(UTC).date() == soon.date()
    assert first.location.value == "Day unit"
    triggers = {alarm.trigger.value for alarm in first.valarm_list}
    assert triggers == {-timedelta(days=7), -timedelta(days=1), -timedelta(hours=2)}


def test_a_visit_a_daily_reminder_and_what_to_bring_are_there(diary: Path) -> None:
    found = events(exported(diary, "--details"))

    scan = next(e for e in found if e.summary.value == "CT of the chest")
    assert scan.description.value == "Bring: The letter"
    assert sum("diary" in e.summary.value.lower() for e in found) >= 13


def test_an_event_is_told_as_what_is_to_come_and_without_a_day_that_is_soon_wrong(diary: Path) -> None:
    said = {event.summary.value for event in events(exported(diary, "--details"))}

    assert "Time for the diary" in said
    assert [
        title for title in said if any(word in title for word in ("It was", "due", "today", "tomorrow"))
    ] == []


def test_without_details_no_word_of_it_leaves(diary: Path) -> None:
    found = exported(diary)

    assert {event.summary.value for event in events(found)} == {NEUTRAL}
    for word in ("arlatamab", "CT of", "Radiology", "Day unit", "letter", "infusion"):
        assert word not in found["text"]


def test_what_moves_keeps_its_name_and_counts_up(diary: Path, soon: datetime) -> None:
    before = exported(diary)

    def move(shelf: Shelf) -> None:
        scan = shelf.appointments.appointment("scan")
        assert scan is not None
        later = replace(scan, version=2, wall=soon + timedelta(days=1))
        shelf.appointments.save(later, at=SystemClock().now())

    with_shelf(diary, move)
    after = exported(diary)

    assert before.keys() == after.keys()
    (moved,) = [
        uid for uid in before if uid != "text" and before[uid].dtstart.value != after[uid].dtstart.value
    ]
    assert int(after[moved].sequence.value) > int(before[moved].sequence.value)


def test_what_is_cancelled_stays_as_cancelled_and_rings_no_more(diary: Path) -> None:
    def cancel(shelf: Shelf) -> None:
        scan = shelf.appointments.appointment("scan")
        assert scan is not None
        shelf.appointments.save(replace(scan, cancelled_at=SystemClock().now()), at=SystemClock().now())

    with_shelf(diary, cancel)

    scan = next(e for e in events(exported(diary, "--details")) if e.summary.value == "CT of the chest")
    assert scan.status.value == "CANCELLED"
    assert not hasattr(scan, "valarm")


def test_a_dose_that_was_given_is_not_in_it(diary: Path) -> None:
    def give(shelf: Shelf) -> None:
        now = SystemClock().now()
        shelf.doses.save(DoseGiven("d", "t", 1, "tarlatamab", "1 mg", now, now, PATIENT), at=now)

    with_shelf(diary, give)

    titles = {event.summary.value for event in events(exported(diary, "--details"))}
    assert "Tarlatamab, cycle 1, day 1" not in titles
    assert "Tarlatamab, cycle 1, day 8" in titles


def sequences(found: dict[str, Any]) -> dict[str, int]:
    return {event.uid.value: int(event.sequence.value) for event in events(found)}


def test_a_second_file_of_the_same_plan_changes_no_event(diary: Path) -> None:
    assert sequences(exported(diary)) == sequences(exported(diary))


def test_words_that_change_count_up_too(diary: Path) -> None:
    neutral, told = sequences(exported(diary)), sequences(exported(diary, "--details"))

    assert neutral.keys() == told.keys()
    assert all(told[uid] > neutral[uid] for uid in neutral)


def test_a_dose_that_will_not_be_given_is_cancelled_in_the_next_file(diary: Path) -> None:
    before = exported(diary, "--details")

    def drop(shelf: Shelf) -> None:
        change = DoseChange("c", "t", SystemClock().now(), NotGiven(1, "Low counts"), PATIENT)
        shelf.dose_changes.add(change)

    with_shelf(diary, drop)
    after = exported(diary, "--details")

    (uid,) = [
        event.uid.value for event in events(before) if event.summary.value == "Tarlatamab, cycle 1, day 1"
    ]
    assert after[uid].status.value == "CANCELLED"
    assert int(after[uid].sequence.value) > int(before[uid].sequence.value)
    assert not hasattr(after[uid], "valarm")


def test_what_is_no_longer_planned_at_all_is_cancelled_in_every_file_until_its_time_is_over(
    diary: Path,
) -> None:
    before = exported(diary)

    def end_it(shelf: Shelf) -> None:
        now = SystemClock().now()
        (treatment,) = shelf.treatments.treatments()
        shelf.treatments.save(replace(treatment, stopped_at=now), at=now, by=PATIENT)
        shelf.preferences.save_preferences(Preferences(), at=now, by=PATIENT)

    with_shelf(diary, end_it)
    first, second = exported(diary), exported(diary)

    assert first.keys() >= before.keys()
    standing = {event.uid.value for event in events(first) if event.status.value == "CONFIRMED"}
    assert len(standing) == 1
    assert sequences(first) == sequences(second)
    assert all(
        int(first[uid].sequence.value) > int(before[uid].sequence.value)
        for uid in before.keys() - standing - {"text"}
    )


def test_every_moment_is_told_in_utc_and_every_event_has_a_name_of_its_own(diary: Path) -> None:
    found = exported(diary)
    starts = [line for line in found["text"].splitlines() if line.startswith(("DTSTART", "DTEND", "DTSTAMP"))]

    assert all(re.fullmatch(r"DT\w+:\d{8}T\d{6}Z", line) for line in starts)
    assert len(starts) == 3 * len(events(found))
    assert "METHOD:PUBLISH" in found["text"]
