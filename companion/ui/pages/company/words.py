"""How the time with somebody, and with nobody, is put in words."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from companion.core.company import DoseKey, Spell
from companion.core.formats import Formats
from companion.core.treatment import DoseGiven
from companion.ui.context import Context
from companion.ui.pages.dose_words import day_and_time


def gap_line(starts_at: datetime, ends_at: datetime, formats: Formats) -> str:
    """From when to when there is nobody yet."""
    start, end = _from_to(starts_at, ends_at, formats)
    return formats.words("getting_ready.nobody", start=start, end=end)


def spell_line(spell: Spell, formats: Formats) -> str:
    """Who is there from when to when."""
    start, end = _from_to(spell.starts_at, spell.ends_at, formats)
    return formats.words("getting_ready.spell", name=spell.name, start=start, end=end)


def gaps_after(dose: DoseGiven, context: Context) -> Iterator[str]:
    """The times still to come with nobody, after a dose for which somebody was written down."""
    if dose.treatment_id is None or dose.ordinal is None:
        return
    prepared, now = context.getting_ready.of(DoseKey(dose.treatment_id, dose.ordinal)), context.record.now()
    if prepared is not None and prepared.spells:
        for gap in prepared.gaps:
            if gap.ends_at > now:
                yield gap_line(gap.starts_at, gap.ends_at, context.formats())


def _from_to(starts_at: datetime, ends_at: datetime, formats: Formats) -> tuple[str, str]:
    """The day is said once where both are on the same."""
    start, end = formats.local(starts_at), formats.local(ends_at)
    if start.date() == end.date():
        return day_and_time(formats, starts_at), formats.clock(end.time())
    return day_and_time(formats, starts_at), day_and_time(formats, ends_at)
