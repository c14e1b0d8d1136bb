"""How a schedule is put in words on a page: as this person writes days and times at this moment."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import time

from companion.core import schedule_wording
from companion.core.plan import MedicinePlan
from companion.ui.context import Context


def schedule_lines(plan: MedicinePlan, context: Context) -> tuple[str, ...]:
    """How often, from when and until when."""
    return schedule_wording.schedule_lines(plan, context.formats(), context.record.today())


def clock_lines(plan: MedicinePlan, context: Context) -> tuple[str, ...]:
    """On whose clocks the times are, where those are not the clocks here."""
    return schedule_wording.clock_lines(plan, context.formats())


def times_text(times: Iterable[time], context: Context) -> str:
    """08:00 and 20:00."""
    return schedule_wording.times_text(times, context.formats())


def joined(texts: Iterable[str], context: Context) -> str:
    """a, b and c."""
    return schedule_wording.joined(texts, context.words)
