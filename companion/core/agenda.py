"""The wordless agenda: when something falls due, under ids that say nothing of what it is."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta

from companion.core.errors import DataIsBroken
from companion.core.reminder_policy import Urgency

LARGEST_FILE = 1_048_576
_VERSION = 1
_MOST_ENTRIES = 5_000
_ID = re.compile(r"[0-9a-f]{32}")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_YEARS = range(2000, 2200)
_NAME = "agenda"


@dataclass(frozen=True, slots=True)
class AgendaEntry:
    """One due thing. `series` is the same for things of which only the newest is told.

    `again_after` is None for what is told once. `shown_at` is when the window told it, `not_before` the end
    of a snooze. From `over_at` on there is nothing left to remind of.
    """

    id: str
    series: str
    due_at: datetime
    level: Urgency
    again_after: timedelta | None = None
    can_be_taken: bool = False
    shown_at: datetime | None = None
    not_before: datetime | None = None
    over_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Agenda:
    """Everything that falls due before `until`, and how this person wants to be told.

    `quiet_hours` are wall times. `test` is the id of a test notice that the person asked for.
    """

    language: str
    until: datetime
    entries: tuple[AgendaEntry, ...] = ()
    quiet_hours: tuple[time, time] | None = None
    test: str | None = None


def agenda_as_json(agenda: Agenda) -> bytes:
    """The file's content; the same agenda gives the same bytes."""
    hours = agenda.quiet_hours
    content = {
        "version": _VERSION,
        "language": agenda.language,
        "until": _stamp(agenda.until),
        "quiet_hours": None if hours is None else [moment.isoformat("minutes") for moment in hours],
        "test": agenda.test,
        "entries": [_entry_as_json(entry) for entry in agenda.entries],
    }
    return json.dumps(content, indent=1).encode("ascii")


def parse_agenda(content: bytes) -> Agenda:
    """The agenda in a file that may be torn or made by somebody else; DataIsBroken names what is wrong."""
    if len(content) > LARGEST_FILE:
        raise DataIsBroken(_NAME, ".", "not_json")
    try:
        found = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise DataIsBroken(_NAME, ".", "not_json") from error
    if not isinstance(found, dict) or found.get("version") != _VERSION:
        raise DataIsBroken(_NAME, "version", "not_one_of")
    entries = found.get("entries")
    if not isinstance(entries, list) or len(entries) > _MOST_ENTRIES:
        raise DataIsBroken(_NAME, "entries", "needs_tables")
    language = found.get("language")
    if not isinstance(language, str) or not _LANGUAGE.fullmatch(language):
        raise DataIsBroken(_NAME, "language", "not_one_of")
    return Agenda(
        language=language,
        until=_moment(found, "until"),
        entries=tuple(_entry(entry) for entry in entries),
        quiet_hours=_hours(found.get("quiet_hours")),
        test=None if found.get("test") is None else _id(found, "test"),
    )


def _entry_as_json(entry: AgendaEntry) -> dict[str, object]:
    again = entry.again_after
    return {
        "id": entry.id,
        "series": entry.series,
        "due": _stamp(entry.due_at),
        "level": entry.level.value,
        "again_minutes": None if again is None else again // timedelta(minutes=1),
        "taken": entry.can_be_taken,
        "shown": None if entry.shown_at is None else _stamp(entry.shown_at),
        "not_before": None if entry.not_before is None else _stamp(entry.not_before),
        "over": None if entry.over_at is None else _stamp(entry.over_at),
    }


def _entry(found: object) -> AgendaEntry:
    if not isinstance(found, dict):
        raise DataIsBroken(_NAME, "entries", "needs_table")
    level, again = found.get("level"), found.get("again_minutes")
    if level not in tuple(urgency.value for urgency in Urgency):
        raise DataIsBroken(_NAME, "level", "not_one_of")
    if again is not None and (type(again) is not int or not 0 < again <= _MOST_ENTRIES):
        raise DataIsBroken(_NAME, "again_minutes", "impossible_number")
    return AgendaEntry(
        id=_id(found, "id"),
        series=_id(found, "series"),
        due_at=_moment(found, "due"),
        level=Urgency(level),
        again_after=None if again is None else timedelta(minutes=again),
        can_be_taken=found.get("taken") is True,
        shown_at=_optional_moment(found, "shown"),
        not_before=_optional_moment(found, "not_before"),
        over_at=_optional_moment(found, "over"),
    )


def _id(found: Mapping[str, object], key: str) -> str:
    value = found.get(key)
    if not isinstance(value, str) or not _ID.fullmatch(value):
        raise DataIsBroken(_NAME, key, "needs_text")
    return value


def _moment(found: Mapping[str, object], key: str) -> datetime:
    moment = read_moment(found.get(key))
    if moment is None:
        raise DataIsBroken(_NAME, key, "needs_moment")
    return moment


def _optional_moment(found: Mapping[str, object], key: str) -> datetime | None:
    return None if found.get(key) is None else _moment(found, key)


def read_moment(value: object) -> datetime | None:
    """A moment in UTC from its text in a file; None where it is not one."""
    if not isinstance(value, str):
        return None
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        return None
    if moment.tzinfo is None or moment.year not in _YEARS:
        return None
    return moment.astimezone(UTC)


def _hours(value: object) -> tuple[time, time] | None:
    if value is None:
        return None
    try:
        if isinstance(value, list):
            start, end = (time.fromisoformat(text) for text in value)
            if start.tzinfo is None and end.tzinfo is None:
                return start, end
    except (ValueError, TypeError):
        pass
    raise DataIsBroken(_NAME, "quiet_hours", "needs_clock")


def _stamp(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat()
