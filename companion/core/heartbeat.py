"""What the reminder process says of itself each time it has looked, and what that means to a person."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import Enum

from companion.core.agenda import read_moment

FRESH_FOR = timedelta(minutes=3)


class AgendaState(Enum):
    """What the process made of the agenda at its last look."""

    READ = "read"
    BROKEN = "broken"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class Heartbeat:
    """`ran` is how long the computer had run at `at`. `revision` names the agenda that was read.

    `told_at`, `outcome` and `sound` are of the last notice; `test` is the id of the last test notice.
    """

    at: datetime
    ran: timedelta
    revision: str
    agenda: AgendaState
    told_at: datetime | None = None
    outcome: str | None = None
    sound: str | None = None
    test: str | None = None

    def is_fresh(self, now: datetime) -> bool:
        """Whether the process has looked a moment ago; a time ahead of now is of a wrong clock."""
        return abs(now - self.at) <= FRESH_FOR


def heartbeat_as_json(beat: Heartbeat) -> bytes:
    """The content of the file."""
    content = {
        "utc": beat.at.astimezone(UTC).isoformat(),
        "boottime": round(beat.ran.total_seconds(), 1),
        "revision": beat.revision,
        "agenda": beat.agenda.value,
        "told": None if beat.told_at is None else beat.told_at.astimezone(UTC).isoformat(),
        "outcome": beat.outcome,
        "sound": beat.sound,
        "test": beat.test,
    }
    return json.dumps(content).encode("ascii")


def parse_heartbeat(content: bytes) -> Heartbeat | None:
    """The heartbeat in a file; None where it is torn or is none."""
    try:
        found = json.loads(content)
    except (ValueError, RecursionError):
        return None
    if not isinstance(found, dict):
        return None
    at, ran = read_moment(found.get("utc")), found.get("boottime")
    state = found.get("agenda")
    if at is None or not isinstance(ran, int | float) or state not in tuple(one.value for one in AgendaState):
        return None
    try:
        ago = timedelta(seconds=ran)
    except (OverflowError, ValueError):
        return None

    def text(key: str) -> str | None:
        value = found.get(key)
        return value if isinstance(value, str) else None

    return Heartbeat(
        at=at,
        ran=ago,
        revision=text("revision") or "",
        agenda=AgendaState(state),
        told_at=read_moment(found.get("told")),
        outcome=text("outcome"),
        sound=text("sound"),
        test=text("test"),
    )
