"""Today when rules are past their review date: one calm line, and everything else as before."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.fake_clock import FakeClock
from tests.ui.context import WORDS, build_context
from tests.ui.robots.today import TodayRobot


@pytest.mark.parametrize(("year", "lines"), [(2026, 0), (2028, 1)])
def test_one_line_names_rules_that_are_past_their_review_date(
    year: int, lines: int, tmp_path: Path, qtbot: QtBot
) -> None:
    context = build_context(tmp_path, FakeClock(datetime(year, 3, 2, 14, tzinfo=UTC)))
    begin, _, end = WORDS("today.past_review", names="#").partition("#")

    today = TodayRobot(qtbot, context)

    said = [text for text in today.texts() if text.startswith(begin) and text.endswith(end)]
    assert len(said) == lines
    assert all(" more" in text for text in said)
    today.close()
