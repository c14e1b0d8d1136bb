"""A diary of its own for each test of a service."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from companion.core.catalogue import Catalogue
from companion.core.words import Words
from tests.fake_clock import FakeClock
from tests.services.diary_kit import DiaryKit, diary_kit


@pytest.fixture
def kit(tmp_path: Path, catalogue: Catalogue, words: Words) -> Iterator[DiaryKit]:
    """Monday 2 March 2026, 19:30 in New York, nothing written yet."""
    clock = FakeClock()
    clock.advance(hours=10.5)
    with diary_kit(tmp_path / "diary.db", clock, catalogue, words) as opened:
        yield opened
