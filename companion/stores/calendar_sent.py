"""What was written into calendar files, so that the next one changes and cancels the same events."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Final

from companion.core.calendar_events import CalendarEvent, Sent, settled, sign_of_event
from companion.core.levels import Reporter
from companion.stores import rows
from companion.stores.columns import Cell, Row, from_moment, to_moment
from companion.stores.seam import Database
from companion.stores.tables import CALENDAR_SENT
from companion.stores.transactions import write

_A_MINUTE: Final = timedelta(minutes=1)


def settle_calendar(
    db: Database, events: Iterable[CalendarEvent], *, now: datetime
) -> tuple[CalendarEvent, ...]:
    """The events of the next file; they are written down as sent."""
    with write(db):
        found = settled(events, _sent(db, now), now=now)
        for event in found:
            columns: dict[str, Cell] = {
                "starts_at": from_moment(event.starts_at),
                "minutes": event.span // _A_MINUTE,
                "title": event.title,
                "sign": sign_of_event(event),
                "sequence": event.sequence,
                "is_cancelled": int(event.is_cancelled),
            }
            who: dict[str, Cell] = {"entered_by": Reporter.PATIENT.value}
            if not rows.insert_once(db, CALENDAR_SENT, event.uid, columns | who, at=now):
                rows.change(db, CALENDAR_SENT, event.uid, columns, at=now, by=None)
    return found


def _sent(db: Database, now: datetime) -> Mapping[str, Sent]:
    """Those whose time is not over."""
    found = rows.select(db, f"SELECT * FROM {CALENDAR_SENT} WHERE starts_at > ?", [from_moment(now)])
    return dict(rows.values(found, lambda row: (row["id"], _one(row))))


def _one(row: Row) -> Sent:
    event = CalendarEvent(
        uid=row["id"],
        starts_at=to_moment(row["starts_at"]),
        span=row["minutes"] * _A_MINUTE,
        title=row["title"],
        sequence=row["sequence"],
        is_cancelled=bool(row["is_cancelled"]),
    )
    return Sent(event, row["sign"])
