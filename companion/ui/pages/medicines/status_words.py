"""What became of one time of a medicine, in words."""

from __future__ import annotations

from datetime import datetime
from typing import assert_never

from companion.core.diary import MedicineTaken
from companion.core.medicine_day import MedicineRow
from companion.core.schedule import Status
from companion.ui.context import Context
from companion.ui.pages.medicines.words import who


def status_line(row: MedicineRow, context: Context) -> str:
    """What became of it."""
    words = context.words
    match row.status:
        case Status.TAKEN | Status.LATE:
            key = "medicines.status_taken" if row.status is Status.TAKEN else "medicines.status_late"
            first = row.taken[0]
            return words(key, time=_when(first, row, context), who=who(first.by, context))
        case Status.SKIPPED:
            assert row.skip is not None  # the status says so
            reason = words(f"medicines.reason_{row.skip.reason.value}")
            return words("medicines.status_skipped", reason=reason, who=who(row.skip.by, context))
        case Status.DUE:
            return words("medicines.status_due")
        case Status.MISSED:
            return words("medicines.status_missed")
        case Status.COMING:
            return words("medicines.status_coming")
        case Status.UNKNOWN:
            return words("medicines.status_unknown")
        case never:
            assert_never(never)


def more_lines(row: MedicineRow, context: Context) -> tuple[str, ...]:
    """What else was written down: an earlier time, one more, and that it was written all the same."""
    words, formats, now = context.words, context.formats(), context.record.now()
    lines = []
    for n, one in enumerate(row.taken):
        if n:
            moment = formats.moment(one.at, now)
            lines.append(words("medicines.again", moment=moment, who=who(one.by, context)))
        earlier = context.medicines.record.times_before(one.key)
        lines += [words("medicines.time_before", moment=formats.moment(at, now)) for at in earlier]
        if one.was_override:
            lines.append(words("medicines.was_override"))
    return tuple(lines)


def already_line(taken: MedicineTaken, context: Context) -> str:
    """When and by whom it was written down before."""
    formats = context.formats()
    at = formats.clock(formats.local(taken.at).time())
    return context.words("medicines.already", time=at, who=who(taken.by, context))


def _when(taken: MedicineTaken, row: MedicineRow, context: Context) -> str:
    """The time alone where it is the same day, else with its day."""
    formats = context.formats()
    if formats.day_of(taken.at) == formats.day_of(row.occurrence.due_at):
        return formats.clock(formats.local(taken.at).time())
    return _day_and_clock(taken.at, context)


def _day_and_clock(moment: datetime, context: Context) -> str:
    formats = context.formats()
    local = formats.local(moment)
    return context.words(
        "calendar.day_and_time", day=formats.short_day(local.date()), time=formats.clock(local.time())
    )
