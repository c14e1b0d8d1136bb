"""The Settings page over a diary, looking again at each change as the window does."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from companion.ui.context import Context
from tests.ui.robots.setup import SettingsRobot


@pytest.fixture
def robot(qtbot: QtBot, context: Context) -> Iterator[SettingsRobot]:
    robot = SettingsRobot(qtbot, context)
    context.journal.changed.connect(lambda topic: topic in robot.page.topics and robot.page.refresh())
    yield robot
    context.journal.changed.disconnect()
    robot.close()
