"""The page of open alerts: the number, the words and the signs first, then why, then what came of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from companion.core.people import Contacts
from companion.ui.context import Context
from companion.ui.pages.call.page import CallPage
from companion.ui.widgets.label import Label
from tests.fake_clock import FakeClock
from tests.ui.context import build_context
from tests.ui.robots.reading_page import ReadingRobot
from tests.ui.scenes import measured, under_watch


@pytest.fixture
def context(tmp_path: Path, clock: FakeClock) -> Context:
    context = build_context(tmp_path, clock)
    context.journal.set_contacts(Contacts("Riverside", "202-555-0143", "911"))
    under_watch(context, clock)
    measured(context, "38.4")
    return context


def test_the_emergency_signs_are_seen_before_a_person_scrolls(qtbot: QtBot, context: Context) -> None:
    robot = ReadingRobot(qtbot, CallPage(context))

    texts = robot.texts()
    signs = next(label for label in robot.window.findChildren(Label) if label.text() == "Call 911 now if:")

    assert signs.mapTo(robot.window, QPoint(0, signs.height())).y() < robot.window.height()
    assert texts.index("Call 911 now if:") < texts.index("Why you see this")


def test_what_is_asked_after_the_call_comes_into_view(qtbot: QtBot, context: Context) -> None:
    robot = ReadingRobot(qtbot, CallPage(context), size=(1024, 600))

    robot.press("I called: write down what happened")
    robot.press("I called and someone answered")

    field = QApplication.focusWidget()
    assert isinstance(field, QLineEdit)
    assert field.accessibleName() == "Who answered?"
    seen = field.visibleRegion().boundingRect()
    assert seen == QRect(QPoint(0, 0), field.size())
