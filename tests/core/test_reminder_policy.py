"""How each kind is told: read from its file, and never quieter than what may harm."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from companion.core.errors import DataIsBroken
from companion.core.notices import NoticeKind
from companion.core.parsing import Section
from companion.core.reminder_policy import SAFE, ReminderPolicy, Urgency, parse_reminder_policy
from tests.shipped import RESOURCES


def shipped() -> dict[str, Any]:
    table = tomllib.loads((RESOURCES / "reminders.toml").read_text("utf-8"))["reminders"]
    assert isinstance(table, dict)
    return table


def parsed(change: Callable[[dict[str, Any]], object] = lambda table: None) -> ReminderPolicy:
    table = shipped()
    change(table)
    return parse_reminder_policy(Section(table, "reminders.toml", "reminders"), "reminders")


def test_the_shipped_file_has_the_times_that_were_agreed() -> None:
    policy = parsed()

    assert policy.tellings[NoticeKind.WATCH_CHECK].again_after == timedelta(minutes=15)
    assert policy.tellings[NoticeKind.ALERT].again_after == timedelta(minutes=15)
    assert policy.ask_reached_after == timedelta(minutes=15)
    assert policy.infusion_leads == (timedelta(days=7), timedelta(days=1), timedelta(hours=2))
    assert policy.clock_jump == timedelta(minutes=2)
    assert [kind for kind in NoticeKind if policy.urgency(kind) is Urgency.WATCH] == [
        NoticeKind.WATCH_CHECK,
        NoticeKind.ALERT,
    ]


def test_every_number_says_whose_it_is() -> None:
    policy = parsed()

    assert all(telling.sources for telling in policy.tellings.values())
    assert policy.sources


@pytest.mark.parametrize("kind", ["alert", "watch_check"])
@pytest.mark.parametrize("urgency", ["quiet", "repeating"])
def test_a_file_that_makes_a_watch_quieter_is_refused(kind: str, urgency: str) -> None:
    with pytest.raises(DataIsBroken):
        parsed(lambda table: table["kinds"][kind].update(urgency=urgency))


@pytest.mark.parametrize(
    "change",
    [
        lambda table: table.update(snooze_minutes=[]),
        lambda table: table.update(snooze_minutes=[0]),
        lambda table: table.update(reached_minutes=0),
        lambda table: table["kinds"].pop("medicine"),
        lambda table: table["kinds"]["diary"].update(repeat_minutes=5),
        lambda table: table["kinds"]["medicine"].pop("repeat_minutes"),
        lambda table: table["kinds"].update(horoscope={}),
    ],
)
def test_a_slip_of_the_pen_is_refused(change: Callable[[dict[str, Any]], object]) -> None:
    with pytest.raises(DataIsBroken):
        parsed(change)


def test_without_the_file_nothing_is_told_less_often() -> None:
    policy = parsed()

    for kind in NoticeKind:
        again, safe = policy.tellings[kind].again_after, SAFE.tellings[kind].again_after
        assert safe is not None
        assert again is None or safe <= again
    assert SAFE.ask_reached_after <= policy.ask_reached_after
