"""A disk that is full or locked while something serious is told: the alert comes all the same."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from companion.app import App
from companion.core.alerts import Outcome
from companion.core.errors import CompanionError, UserCanFix
from companion.core.levels import Level, Reporter
from companion.core.words import Words
from companion.services.notifier import SilentNotifier
from companion.ui.error_hook import ErrorHook
from companion.ui.places import Go, PageId
from tests.fake_clock import FakeClock
from tests.stories import evening
from tests.stories.person import Person

NUMBER = "202-555-0143"
Opener = Callable[..., App]


@pytest.fixture
def app(companion: Opener, clock: FakeClock, words: Words, monkeypatch: pytest.MonkeyPatch) -> App:
    """Nine hours after the first dose of tarlatamab; what nobody catches goes to the hook, as in earnest."""
    app = companion()
    person = Person(app.window)
    evening.first_start(person)
    clock.moment = evening.DOSE_NOTED
    evening.note_the_dose(person)
    clock.moment = evening.EVENING
    monkeypatch.setattr(sys, "excepthook", ErrorHook(app.board, words))
    return app


def lock(app: App, *, locked: bool = True) -> None:
    """Let every write fail from now on, as on a disk that may only be read."""
    app.shelf.db.execute(f"PRAGMA query_only = {'on' if locked else 'off'}")


def measure_fever(app: App) -> None:
    """A fever, typed in at a moment when it cannot be saved."""
    with pytest.raises(UserCanFix):
        app.journal.measure(
            entry_id=None, kind="temperature", value=Decimal("38.4"), unit="Cel", by=Reporter.PATIENT
        )


@pytest.mark.qt_no_exception_capture
def test_chills_and_fever_that_cannot_be_saved_interrupt_all_the_same(app: App) -> None:
    person = Person(app.window)
    person.press("Today")
    person.press("Fill in today’s diary")
    lock(app)

    person.press("Chills or shivering")
    person.press("Continue")
    person.press("1, Mild")
    person.type("What is your temperature?", "38.4")
    person.press("Continue")

    assert app.window.current == Go(PageId.CALL)
    assert person.sees(NUMBER)
    assert person.sees("I measured a temperature of 38.4 °C (101.1 °F), today, 19:30.")
    assert person.sees("I have chills (mild).")
    assert person.sees("not saved")


@pytest.mark.qt_no_exception_capture
def test_what_could_not_be_saved_waits_in_the_form(app: App) -> None:
    person = Person(app.window)
    person.press("Today")
    person.press("Fill in today’s diary")
    lock(app)
    person.press("Chills or shivering")
    person.press("Continue")
    person.press("1, Mild")
    person.type("What is your temperature?", "38.4")
    person.press("Continue")

    lock(app, locked=False)
    person.press("I have read this")
    person.press("Back")
    person.press("Continue")

    entry = app.record.draft()
    assert entry is not None
    assert [report.symptom for report in entry.reports] == ["chills"]
    assert [str(reading.value) for reading in entry.readings] == ["38.4"]


@pytest.mark.skipif(os.name != "posix", reason="the folder of an open file cannot be moved here")
@pytest.mark.qt_no_exception_capture
def test_with_its_folder_gone_nothing_is_called_saved_and_the_form_keeps_what_was_typed(
    app: App, diary: Path
) -> None:
    person = Person(app.window)
    person.press("Today")
    person.press("Fill in today’s diary")
    elsewhere = diary.parent.with_name(diary.parent.name + "-pulled-out")
    diary.parent.rename(elsewhere)
    person.press("Chills or shivering")
    person.press("Continue")
    person.press("1, Mild")
    person.type("What is your temperature?", "38.4")
    person.press("Continue")
    assert app.window.current == Go(PageId.CALL)
    assert person.sees(NUMBER)
    assert person.sees("not where it was")
    assert not person.sees("Saved")

    elsewhere.rename(diary.parent)
    person.press("I have read this")
    person.press("Back")
    person.press("Continue")

    entry = app.record.draft()
    assert entry is not None
    assert [report.symptom for report in entry.reports] == ["chills"]
    assert [str(reading.value) for reading in entry.readings] == ["38.4"]


@pytest.mark.qt_no_exception_capture
def test_the_alert_is_stored_as_soon_as_the_disk_works_again(
    app: App, companion: Opener, clock: FakeClock
) -> None:
    lock(app)
    measure_fever(app)
    [raised] = app.record.open_alerts()
    lock(app, locked=False)

    clock.advance(minutes=6)
    app.reminders.tick()
    app.window.close()

    again = companion()
    assert [(alert.id, alert.level) for alert in again.record.open_alerts()] == [(raised.id, Level.CALL_NOW)]
    assert again.window.current == Go(PageId.CALL)


@pytest.mark.qt_no_exception_capture
def test_an_outcome_can_be_recorded_for_an_alert_that_was_never_stored(app: App) -> None:
    lock(app)
    measure_fever(app)
    ids = tuple(alert.id for alert in app.record.open_alerts())
    lock(app, locked=False)

    app.journal.record_outcome(
        ids, outcome=Outcome.CALLED, who_answered="Nurse Kim", what_they_said="", by=Reporter.PATIENT
    )

    assert app.record.open_alerts() == ()
    assert [alert.id for alert in app.record.alerts()] == list(ids)


@pytest.mark.qt_no_exception_capture
def test_trying_again_to_save_the_same_thing_interrupts_once(app: App) -> None:
    interrupted: list[object] = []
    app.journal.interrupt.connect(interrupted.append)
    lock(app)

    measure_fever(app)
    measure_fever(app)

    assert len(interrupted) == 1
    assert len(app.record.open_alerts()) == 1


@pytest.mark.qt_no_exception_capture
@pytest.mark.parametrize("hours", [3, 25])
def test_the_same_fever_hours_after_one_that_could_not_be_saved_is_a_new_one(
    app: App, clock: FakeClock, hours: int
) -> None:
    lock(app)
    measure_fever(app)
    lock(app, locked=False)
    ids = tuple(alert.id for alert in app.record.open_alerts())
    app.journal.record_outcome(
        ids, outcome=Outcome.CALLED, who_answered="Nurse Kim", what_they_said="", by=Reporter.PATIENT
    )
    clock.advance(hours=hours)

    app.journal.measure(
        entry_id=None, kind="temperature", value=Decimal("38.4"), unit="Cel", by=Reporter.PATIENT
    )

    assert [reading.at for reading in app.record.readings_since(clock.now())] == [clock.now()]
    assert [alert.level for alert in app.record.open_alerts()] == [Level.CALL_NOW]


@pytest.mark.qt_no_exception_capture
def test_a_look_at_an_earlier_moment_knows_nothing_of_what_was_told_later(app: App) -> None:
    earlier = app.record.now() - timedelta(minutes=1)
    lock(app)

    measure_fever(app)

    assert app.watch.scenario_at(earlier).readings == ()
    assert len(app.watch.scenario().readings) == 1


@pytest.mark.qt_no_exception_capture
def test_the_desktop_is_told_of_an_alert_that_cannot_be_stored(app: App) -> None:
    assert isinstance(app.notifier, SilentNotifier)
    lock(app)

    measure_fever(app)

    assert app.notifier.given[-1][1].body == "Please open Companion now."


@pytest.mark.qt_no_exception_capture
def test_the_numbers_are_one_press_away_while_nothing_can_be_saved(app: App) -> None:
    person = Person(app.window)
    person.press("Today")
    person.press("Fill in today’s diary")
    lock(app)
    person.press("Chills or shivering")
    person.press("Continue")
    person.press("1, Mild")

    person.press("I feel unwell now")

    assert app.window.current == Go(PageId.UNWELL) or app.window.current == Go(PageId.CALL)
    assert person.sees(NUMBER)


@pytest.mark.qt_no_exception_capture
def test_a_stored_alert_is_shown_while_nothing_can_be_saved(app: App) -> None:
    person = Person(app.window)
    evening.report_chills_and_fever(person)
    person.press("Back")
    lock(app)

    app.window.show_page(Go(PageId.CALL))

    assert app.window.current == Go(PageId.CALL)
    assert person.sees(NUMBER)


@pytest.mark.qt_no_exception_capture
def test_a_diary_that_cannot_be_read_any_more_leaves_the_numbers(app: App) -> None:
    person = Person(app.window)
    person.press("Today")
    break_reading(app)

    person.press("I feel unwell now")

    alone = [w for w in QApplication.topLevelWidgets() if w.isVisible() and w is not app.window]
    assert any(Person(window).sees(NUMBER) for window in alone)
    for window in alone:
        window.close()


@pytest.mark.qt_no_exception_capture
def test_what_is_told_to_a_diary_that_cannot_be_read_brings_the_most_severe_alert(app: App) -> None:
    break_reading(app)

    with pytest.raises(CompanionError):
        app.journal.measure(
            entry_id=None, kind="temperature", value=Decimal("36.6"), unit="Cel", by=Reporter.PATIENT
        )

    [alert] = app.watch.with_unsaved(())
    assert alert.level is Level.EMERGENCY
    for window in QApplication.topLevelWidgets():
        if window is not app.window:
            window.close()


@pytest.mark.qt_no_exception_capture
def test_a_reminder_that_cannot_be_stored_is_shown_once_and_the_fault_is_said(
    app: App, clock: FakeClock
) -> None:
    assert isinstance(app.notifier, SilentNotifier)
    person = Person(app.window)
    person.press("Learn")
    lock(app)
    before = len(app.notifier.given)

    clock.advance(hours=20)
    app.reminders.tick()
    sent = len(app.notifier.given) - before
    app.reminders.tick()

    assert sent >= 1
    assert len(app.notifier.given) - before == sent
    assert person.sees("A check was due")
    assert person.sees("not saved")


def break_reading(app: App) -> None:
    """Every table is gone from under the program, as when a disk is pulled out."""
    for (name,) in app.shelf.db.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
        app.shelf.db.execute("PRAGMA foreign_keys = off")
        app.shelf.db.execute(f'ALTER TABLE "{name}" RENAME TO "gone_{name}"')
