"""Which code writes which kind of file; no Qt, so that the command line shares it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Final

from companion.core.calendar_events import CalendarEvent
from companion.core.catalogue import Catalogue
from companion.core.whole_diary import WholeDiary
from companion.core.words import Words
from companion.services.file_making import Writers
from companion.share.calendar_file import calendar_text
from companion.share.diary_tables import diary_tables
from companion.share.fhir_bundle import fhir_bundle


def _calendar(events: Iterable[CalendarEvent], now: datetime) -> bytes:
    return calendar_text(events, now=now)


def _fhir(
    diary: WholeDiary, catalogue: Catalogue, codes: Mapping[str, str], words: Words, now: datetime
) -> bytes:
    return fhir_bundle(diary, catalogue, codes, words, now=now)


WRITERS: Final = Writers(calendar=_calendar, tables=diary_tables, fhir=_fhir)
