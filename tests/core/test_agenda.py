"""The agenda, the heartbeat and the presses as files: what is written is read again, and nothing else is."""

from __future__ import annotations

import json
from datetime import UTC, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.core.agenda import LARGEST_FILE, Agenda, AgendaEntry, agenda_as_json, parse_agenda
from companion.core.errors import DataIsBroken
from companion.core.heartbeat import AgendaState, Heartbeat, heartbeat_as_json, parse_heartbeat
from companion.core.presses import Press, Pressed, parse_press, press_as_json
from companion.core.reminder_policy import Urgency

NOW = datetime(2026, 3, 2, 14, 0, tzinfo=UTC)
ENTRY = AgendaEntry(
    id="0" * 32,
    series="1" * 32,
    due_at=NOW,
    level=Urgency.REPEATING,
    again_after=timedelta(minutes=15),
    can_be_taken=True,
    shown_at=NOW,
    not_before=NOW + timedelta(minutes=10),
    over_at=NOW + timedelta(hours=2),
)
AGENDA = Agenda("en", NOW + timedelta(days=14), (ENTRY,), (time(22, 0), time(7, 0)), "2" * 32)
BEAT = Heartbeat(
    NOW, timedelta(hours=3), "12345678", AgendaState.READ, NOW, "handed_over", "played", "2" * 32
)

ids = st.text("0123456789abcdef", min_size=32, max_size=32)
moments = st.datetimes(datetime(2001, 1, 1), datetime(2150, 1, 1), timezones=st.just(UTC))
entries = st.builds(
    AgendaEntry,
    id=ids,
    series=ids,
    due_at=moments,
    level=st.sampled_from(Urgency),
    again_after=st.none() | st.integers(1, 1440).map(lambda n: timedelta(minutes=n)),
    can_be_taken=st.booleans(),
    shown_at=st.none() | moments,
    not_before=st.none() | moments,
    over_at=st.none() | moments,
)


@given(st.lists(entries, max_size=5), moments)
def test_an_agenda_is_read_as_it_was_written(found: list[AgendaEntry], until: datetime) -> None:
    agenda = Agenda("en", until, tuple(found))

    assert parse_agenda(agenda_as_json(agenda)) == agenda


def test_an_agenda_with_everything_is_read_as_it_was_written() -> None:
    assert parse_agenda(agenda_as_json(AGENDA)) == AGENDA


@given(st.binary(max_size=400))
def test_any_bytes_are_an_agenda_or_refused(content: bytes) -> None:
    with pytest.raises(DataIsBroken):
        parse_agenda(content)


@given(st.integers(0, len(agenda_as_json(AGENDA)) - 2))
def test_a_torn_agenda_is_refused(length: int) -> None:
    with pytest.raises(DataIsBroken):
        parse_agenda(agenda_as_json(AGENDA)[:length])


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("version", 2),
        ("version", None),
        ("language", "../../etc"),
        ("language", 7),
        ("until", "soon"),
        ("until", "2026-03-02T14:00:00"),
        ("until", "9999-12-31T23:59:59-23:59"),
        ("quiet_hours", ["22:00"]),
        ("quiet_hours", "22:00-07:00"),
        ("quiet_hours", [22, 7]),
        ("test", "give me the diary"),
        ("entries", None),
        ("entries", {"id": 1}),
        ("entries", [7]),
        ("entries", [{}] * 5_001),
    ],
)
def test_an_agenda_with_something_impossible_is_refused(key: str, value: object) -> None:
    content = {**json.loads(agenda_as_json(AGENDA)), key: value}

    with pytest.raises(DataIsBroken):
        parse_agenda(json.dumps(content).encode())


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("id", "tarlatamab"),
        ("id", None),
        ("series", "0" * 31),
        ("due", "2026-03-02"),
        ("due", 5),
        ("level", "loud"),
        ("level", ["watch"]),
        ("again_minutes", 0),
        ("again_minutes", True),
        ("again_minutes", 1e308),
        ("shown", "yesterday"),
        ("not_before", 1),
        ("over", "soon"),
    ],
)
def test_an_entry_with_something_impossible_is_refused(key: str, value: object) -> None:
    content = json.loads(agenda_as_json(AGENDA))
    content["entries"][0][key] = value

    with pytest.raises(DataIsBroken):
        parse_agenda(json.dumps(content).encode())


@pytest.mark.parametrize("content", [b"[" * 100_000, b" " * (LARGEST_FILE + 1), b'{"version": NaN}'])
def test_an_agenda_made_to_hurt_is_refused(content: bytes) -> None:
    with pytest.raises(DataIsBroken):
        parse_agenda(content)


def test_a_heartbeat_is_read_as_it_was_written() -> None:
    assert parse_heartbeat(heartbeat_as_json(BEAT)) == BEAT


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"[]",
        b"{}",
        b'{"utc": "2026-03-02T14:00:00+00:00"}',
        b"[" * 100_000,
        heartbeat_as_json(BEAT)[:40],
    ],
)
def test_what_is_no_heartbeat_is_none(content: bytes) -> None:
    assert parse_heartbeat(content) is None


def test_a_heartbeat_with_an_impossible_span_is_none() -> None:
    content = {**json.loads(heartbeat_as_json(BEAT)), "boottime": 1e300}

    assert parse_heartbeat(json.dumps(content).encode()) is None


@pytest.mark.parametrize(("minutes", "fresh"), [(0, True), (3, True), (4, False), (-4, False)])
def test_a_heartbeat_is_fresh_for_three_minutes(minutes: int, fresh: bool) -> None:
    assert BEAT.is_fresh(NOW + timedelta(minutes=minutes)) is fresh


@pytest.mark.parametrize("pressed", Pressed)
def test_a_press_is_read_as_it_was_written(pressed: Pressed) -> None:
    press = Press("0" * 32, pressed, NOW)

    assert parse_press(press_as_json(press)) == press


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"7",
        b"{}",
        b'{"id": "x", "pressed": "delete", "at": "2026-03-02T14:00:00+00:00"}',
        b'{"id": "x", "pressed": "taken", "at": "now"}',
        b'{"id": "x", "pressed": ["taken"], "at": "2026-03-02T14:00:00+00:00"}',
        b'{"id": 1, "pressed": "taken", "at": "2026-03-02T14:00:00+00:00"}',
    ],
)
def test_what_is_no_press_is_none(content: bytes) -> None:
    assert parse_press(content) is None
