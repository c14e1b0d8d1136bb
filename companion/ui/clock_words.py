"""By how much the clock of this computer was set, in words."""

from __future__ import annotations

from datetime import timedelta

from companion.core.words import Words

_MINUTE, _HOUR, _DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


def clock_sentence(jump: timedelta, words: Words) -> str:
    """That the clock was changed, and what to look at."""
    key = "reminders.clock_set_ahead" if jump > timedelta() else "reminders.clock_set_back"
    return words(key, span=_span(abs(jump), words))


def _span(span: timedelta, words: Words) -> str:
    if span < _HOUR:
        return words("reminders.minutes", n=round(span / _MINUTE))
    if span < 2 * _DAY:
        return words("calendar.hours", n=round(span / _HOUR))
    return words("calendar.days", n=round(span / _DAY))
