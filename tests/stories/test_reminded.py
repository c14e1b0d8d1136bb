"""A check after a dose falls due: the window comes forward, a sound plays, and what came of it is kept."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from companion.app import App
from companion.channels.sound import SoundOutcome, SoundResult
from companion.core.levels import Reporter
from companion.core.recurrence import DailyAt
from companion.paths import PersonFiles
from companion.services.medicines import PlanAnswer
from companion.services.notifier import Action, SilentNotifier
from companion.services.watch_sound import WatchSound
from companion.ui.places import Go, PageId
from tests.fake_clock import FakeClock
from tests.stories.evening import DOSE_NOTED
from tests.stories.person import Person


class Played:
    """A sound card that is not there."""

    def __init__(self) -> None:
        self.times = 0

    def __call__(self) -> SoundResult:
        self.times += 1
        return SoundResult(SoundOutcome.NO_PLAYER, "")


@pytest.fixture
def played() -> Played:
    return Played()


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock(DOSE_NOTED)


@pytest.fixture
def app(qapp: QApplication, tmp_path: Path, clock: FakeClock, played: Played) -> Iterator[App]:
    """An hour and a half before the first check after the first dose."""
    files = PersonFiles(tmp_path / "diary.db")
    app = App(files, clock, SilentNotifier(), sound=WatchSound(played))
    app.journal.set_preferences(replace(app.record.preferences(), setup_done=True, quiet_from=time(8)))
    treatment = app.journal.start_treatment(
        drug="tarlatamab", regimen="tarlatamab", first_wall=datetime(2026, 3, 2, 10)
    )
    app.journal.record_dose(
        treatment_id=treatment, ordinal=1, drug="tarlatamab", amount="1 mg", started_at=clock.now()
    )
    app.window.resize(1366, 768)
    app.show()
    app.begin()
    app.window.show_page(Go(PageId.LEARN))
    yield app
    app.window.close()
    app.window.deleteLater()
    app.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def wait(app: App, clock: FakeClock, **span: float) -> None:
    clock.advance(**span)
    app.reminders.tick()


def test_a_check_sounds_and_again_until_it_is_answered(
    qtbot: QtBot, app: App, clock: FakeClock, played: Played
) -> None:
    person = Person(app.window)
    app.window.showMinimized()
    with qtbot.waitSignal(app.alarm.sounded):
        wait(app, clock, hours=4)
    assert not app.window.isMinimized()
    assert person.sees("A check was due: today, 14:30.")
    assert app.context.reminder_tests.sound() is SoundOutcome.NO_PLAYER

    with qtbot.waitSignal(app.alarm.sounded):
        wait(app, clock, minutes=15)
    person.press("Not this time")
    wait(app, clock, minutes=15)

    assert played.times == 2
    assert not person.sees("A check was due")


def test_an_alert_that_interrupts_sounds_too(qtbot: QtBot, app: App, played: Played) -> None:
    with qtbot.waitSignal(app.alarm.sounded):
        app.journal.measure(
            entry_id=None, kind="temperature", value=Decimal("39.0"), unit="Cel", by=Reporter.PATIENT
        )

    assert played.times == 1


def test_a_clock_that_somebody_set_is_said(app: App, clock: FakeClock) -> None:
    clock.advance(seconds=30)
    clock.set_by(hours=-5)

    app.reminders.tick()

    assert Person(app.window).sees("The clock of this computer was set back by about 5 hours.")


def test_taken_on_the_desktop_is_written_down(app: App, clock: FakeClock) -> None:
    assert isinstance(app.notifier, SilentNotifier)
    plan = PlanAnswer("Keppra", "1", "", DailyAt((time(10, 40),)), first_day=date(2026, 3, 2))
    app.context.medicines.add_plan(plan)
    wait(app, clock, minutes=10)
    id, _ = app.notifier.given[-1]

    app.notifier.pressed.emit(id, Action.TAKEN)

    assert [taken.name for taken in app.record.medicines_since(clock.now() - timedelta(hours=1))] == [
        "Keppra"
    ]
    assert id in app.notifier.withdrawn


def test_on_a_journey_the_question_stands_at_the_top_and_is_asked_once(app: App, clock: FakeClock) -> None:
    person = Person(app.window)
    clock.place = "Asia/Tokyo"
    wait(app, clock, seconds=30)

    person.press("Still those of New York")
    wait(app, clock, seconds=30)

    assert not person.sees("This computer now shows the time of Tokyo")
