"""What a person pressed on a notice of the reminder process: an id that says nothing, an action, a moment."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import Enum

from companion.core.agenda import read_moment


class Pressed(Enum):
    """What can be pressed without the diary."""

    TAKEN = "taken"
    SNOOZE = "snooze"


@dataclass(frozen=True, slots=True)
class Press:
    """`id` is the agenda's."""

    id: str
    pressed: Pressed
    at: datetime


def press_as_json(press: Press) -> bytes:
    """The content of one file of the inbox."""
    content = {"id": press.id, "pressed": press.pressed.value, "at": press.at.astimezone(UTC).isoformat()}
    return json.dumps(content).encode("ascii")


def parse_press(content: bytes) -> Press | None:
    """The press in a file; None where it is torn or is none."""
    try:
        found = json.loads(content)
    except (ValueError, RecursionError):
        return None
    if not isinstance(found, dict):
        return None
    id, pressed, at = found.get("id"), found.get("pressed"), read_moment(found.get("at"))
    if not isinstance(id, str) or at is None or pressed not in tuple(one.value for one in Pressed):
        return None
    return Press(id, Pressed(pressed), at)
