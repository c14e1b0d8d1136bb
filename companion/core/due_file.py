"""What is owed now as the `due` command prints it: as JSON, or in the sentences of the window."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from zoneinfo import ZoneInfo

from companion.core.notices import Due
from companion.core.reminders import Owed
from companion.core.words import Words


def due_as_json(
    owed: Iterable[Owed], sentence: Callable[[Due], str], *, now: datetime, zone: str
) -> dict[str, object]:
    """The shape that `companion due --json` documents, in the order of the window."""
    here = ZoneInfo(zone)

    def stamp(moment: datetime | None) -> str | None:
        return None if moment is None else moment.astimezone(here).isoformat()

    return {
        "now": stamp(now),
        "zone": zone,
        "owed": [
            {
                "kind": one.due.kind.value,
                "plan": one.due.plan,
                "due_at": stamp(one.due.due_at),
                "level": one.urgency.value,
                "text": sentence(one.due),
                "missed": one.missed,
                "told_at": stamp(one.notice.last_shown_at) if one.notice is not None else None,
                "times_told": one.notice.times_shown if one.notice is not None else 0,
                "snoozed_until": stamp(one.snoozed_until),
            }
            for one in owed
        ],
    }


def due_as_text(owed: Iterable[Owed], sentence: Callable[[Due], str], words: Words) -> str:
    """One line for each, what harms most first."""
    return "\n".join(sentence(one.due) for one in owed) or words("command_line.nothing_due")
