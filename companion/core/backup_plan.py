"""Which copies of the diary are kept: the newest of each of the last days, weeks and months."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum

DAYS = 7
WEEKS = 4
MONTHS = 12
# Of the copies put aside before something that may have to be undone, so many are kept besides.
PUT_ASIDE = 5
EVERY = timedelta(minutes=30)
OLD_AFTER = timedelta(days=7)


class Reason(Enum):
    """Why a copy was made."""

    TIMED = "timed"
    BEFORE_RESTORE = "before_restore"
    BEFORE_IMPORT = "before_import"
    BEFORE_UPDATE = "before_update"
    HAS_MORE = "has_more"


@dataclass(frozen=True, slots=True)
class Taken:
    """A copy: `number` counts up as copies are made; the clock may have been wrong, and be set back."""

    number: int
    at: datetime
    reason: Reason = Reason.TIMED


def kept(copies: Iterable[Taken]) -> frozenset[Taken]:
    """The copies to keep: the order in which they were made decides, the clock only names the day.

    So a clock that was wrong for a while fills at most its own days, and the newest copy is always kept.
    """
    newest_first = sorted(copies, key=lambda copy: copy.number, reverse=True)
    aside = [copy for copy in newest_first if copy.reason is not Reason.TIMED]
    return frozenset(
        (
            *newest_first[:1],
            *_newest_of_each(newest_first, lambda copy: copy.at.date(), DAYS),
            *_newest_of_each(newest_first, lambda copy: copy.at.isocalendar()[:2], WEEKS),
            *_newest_of_each(newest_first, lambda copy: (copy.at.year, copy.at.month), MONTHS),
            *aside[:PUT_ASIDE],
        )
    )


def is_due(last: datetime | None, now: datetime) -> bool:
    """Whether it is time for a copy; a last one that lies ahead was made under a wrong clock."""
    return last is None or not timedelta(0) <= now - last < EVERY


def is_old(last: datetime | None, now: datetime) -> bool:
    """Whether the last good copy is so old that the person should know, or there is none."""
    return last is None or now - last > OLD_AFTER


def _newest_of_each(
    newest_first: Iterable[Taken], span: Callable[[Taken], Hashable], count: int
) -> tuple[Taken, ...]:
    newest: dict[Hashable, Taken] = {}
    for copy in newest_first:
        newest.setdefault(span(copy), copy)
    return tuple(newest.values())[:count]
