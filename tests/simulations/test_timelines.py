"""Asleep, restarted, under wrong clocks: each reminder is shown in time, and none after it was acted on."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication

from companion.core.catalogue import Catalogue
from companion.core.words import Words
from tests.simulations.timelines import DUES, BetweenTicks, OnceOnly, live_companion, live_many

MANY = 300


def test_there_are_thirty_nine_reminders_in_each_stretch() -> None:
    assert len(DUES) == 39


def test_a_few_stretches_lose_and_repeat_nothing(
    qapp: QCoreApplication, catalogue: Catalogue, words: Words
) -> None:
    lived = live_companion(range(MANY, MANY + 2), catalogue, words)

    assert (lived.not_shown, lived.shown_after_acted) == (0, 0)


@pytest.mark.proof
def test_three_hundred_stretches_lose_and_repeat_nothing(
    qapp: QCoreApplication, catalogue: Catalogue, words: Words
) -> None:
    lived = live_companion(range(MANY), catalogue, words)

    assert lived.due == MANY * 39
    assert (lived.not_shown, lived.shown_after_acted) == (0, 0)


def test_telling_what_fell_between_two_looks_loses_some_and_repeats_some() -> None:
    lived = live_many(MANY, BetweenTicks)

    assert lived.not_shown > 0
    assert lived.shown_after_acted > 0


def test_telling_each_thing_once_loses_some() -> None:
    lived = live_many(MANY, OnceOnly)

    assert lived.not_shown > 0
