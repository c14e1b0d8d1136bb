"""`companion due`: what is owed now, word for word as the window has it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import UTC, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from companion import clock
from companion.app import App
from companion.cli import main
from companion.core.levels import Reporter
from companion.core.recurrence import DailyAt
from companion.paths import PersonFiles
from companion.services.appointments import AppointmentAnswer
from companion.services.medicines import PlanAnswer
from companion.services.notifier import SilentNotifier
from companion.ui.pages.today.facts import today_facts
from companion.ui.pages.today.waiting import Waiting
from companion.ui.places import Go, PageId
from companion.ui.widgets.notice_bar import Notice
from tests.fake_clock import FakeClock

STARTED = datetime(2026, 3, 2, 15, 0, tzinfo=UTC)  # 10:00 in New York


@pytest.fixture(autouse=True)
def _in_new_york(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("TZ", "America/New_York")
    yield
    monkeypatch.undo()
    clock.zone()


@pytest.fixture
def app(qapp: QApplication, tmp_path: Path) -> Iterator[App]:
    """Four hours after the first dose: a check, a medicine, a visit, an infusion, an alert, a diary."""
    fake = FakeClock(STARTED - timedelta(days=2))
    app = App(PersonFiles(tmp_path / "diary.db"), fake, SilentNotifier())
    journal, context = app.journal, app.context
    wanted = replace(app.record.preferences(), setup_done=True, diary_reminder=time(19))
    journal.set_preferences(wanted)
    treatment = journal.start_treatment(
        drug="tarlatamab", regimen="tarlatamab", first_wall=datetime(2026, 3, 2, 10)
    )
    context.medicines.add_plan(
        PlanAnswer("Keppra", "1", "", DailyAt((time(8), time(13, 50))), first_day=datetime(2026, 3, 2).date())
    )
    context.appointments.add(AppointmentAnswer("blood_test", "", datetime(2026, 3, 2, 15, 45)))
    fake.moment = STARTED
    journal.record_dose(
        treatment_id=treatment, ordinal=1, drug="tarlatamab", amount="1 mg", started_at=STARTED
    )
    journal.measure(entry_id=None, kind="temperature", value=Decimal("38.4"), unit="Cel", by=Reporter.PATIENT)
    fake.moment = STARTED + timedelta(hours=4)
    app.reminders.tick()
    yield app
    app.close()
    app.window.deleteLater()
    app.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def asked(app: App, *more: str) -> str:
    at = app.record.now().isoformat()
    result = CliRunner().invoke(
        main, ["due", *more, "--data", str(app.files.diary), "--at", at], catch_exceptions=False
    )
    assert result.exit_code == 0, result.output
    return result.stdout


def as_json(app: App) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(asked(app, "--json"))["owed"]
    return found


def waiting_in(shown: object) -> Iterator[Waiting]:
    """What waits for an answer, in a list or on the card it is about."""
    if isinstance(shown, Waiting):
        yield shown
    elif isinstance(shown, tuple):
        for one in shown:
            yield from waiting_in(one)
    elif is_dataclass(shown) and not isinstance(shown, type):
        for part in fields(shown):
            yield from waiting_in(getattr(shown, part.name))


def test_the_command_says_the_same_as_today(app: App) -> None:
    shown = set(waiting_in(today_facts(app.context)))

    texts = [one["text"] for one in as_json(app) if one["kind"] != "alert"]

    assert sorted(texts) == sorted(one.text for one in shown)
    assert {one["kind"] for one in as_json(app)} == {
        "alert", "watch_check", "medicine", "infusion", "appointment", "diary",
    }  # fmt: skip


def test_the_command_says_the_same_as_the_notices_of_the_window(app: App) -> None:
    shown: list[tuple[Notice, ...]] = []
    app.board.changed.connect(shown.append)
    app.window.resize(1366, 768)
    app.window.show_page(Go(PageId.LEARN))

    (alert, first, more) = shown[-1]
    texts = [one["text"] for one in as_json(app)]
    assert alert.text == texts[0]
    assert first.text == texts[1]
    assert more.text == f"{len(texts) - 2} more things are waiting."


def test_what_was_dealt_with_is_gone_from_both(app: App) -> None:
    before = as_json(app)

    app.context.notice_answers.act(next(o.due.key for o in app.context.dues.owed() if o.missed))

    assert len(as_json(app)) == len(before) - 1


def test_asking_changes_nothing(app: App) -> None:
    first = asked(app, "--json")

    assert asked(app, "--json") == first


def test_in_words_it_is_one_line_each(app: App) -> None:
    assert asked(app).splitlines() == [one["text"] for one in as_json(app)]
