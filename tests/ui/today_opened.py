"""The Today page over a diary, as often as a test wants to look: all are closed when it ends."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from companion.ui.context import Context
from tests.ui.conftest import UntilTheEnd
from tests.ui.robots.today import TodayRobot

Look = Callable[[], TodayRobot]


@pytest.fixture
def look_at(qtbot: QtBot, until_the_end: UntilTheEnd) -> Callable[..., TodayRobot]:
    def look_at(context: Context, size: tuple[int, int] = (1366, 768)) -> TodayRobot:
        return until_the_end(TodayRobot(qtbot, context, size=size))

    return look_at


@pytest.fixture
def look(context: Context, look_at: Callable[..., TodayRobot]) -> Look:
    return lambda: look_at(context)
