"""The diary page over a fresh diary, for every test of it: both are closed again."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from companion.ui.context import Context
from tests.fake_clock import FakeClock
from tests.ui.context import build_context
from tests.ui.robots.diary import DiaryRobot


@pytest.fixture
def context(tmp_path: Path, clock: FakeClock) -> Iterator[Context]:
    context = build_context(tmp_path, clock)
    yield context
    context.journal._shelf.db.close()


@pytest.fixture
def robot(context: Context) -> Iterator[DiaryRobot]:
    robot = DiaryRobot(context)
    yield robot
    robot.close()
