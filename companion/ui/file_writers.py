"""Which code writes which kind of file; no Qt, so that the command line shares it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Final

from companion.core.calendar_events import CalendarEvent
from companion.services.file_making import Writers
from companion.share.calendar_file import calendar_text
from companion.share.diary_tables import diary_tables


def _calendar(events: Iterable[CalendarEvent], now: datetime) -> bytes:
    return calendar_text(events, now=now)


WRITERS: Final = Writers(calendar=_calendar, tables=diary_tables)
