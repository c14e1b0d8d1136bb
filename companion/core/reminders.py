"""What is owed at a moment: due things that were not shown yet, each exactly once."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from companion.core.notices import Due, NoticeKind
from companion.core.watch import Taken, Watch, checks_not_made
from companion.core.zones import to_utc


def diary_due(at: time | None, filled_days: Collection[date], zone: str, now: datetime) -> tuple[Due, ...]:
    """The newest daily diary reminder up to `now`, unless that day's diary is filled in.

    Only the newest: after days away one reminder is enough.
    """
    if at is None:
        return ()
    today = now.astimezone(ZoneInfo(zone)).date()
    for day in (today, today - timedelta(days=1)):
        due_at = to_utc(datetime.combine(day, at), zone)
        if due_at <= now:
            return () if day in filled_days else (Due("diary", due_at, NoticeKind.DIARY),)
    return ()


def watch_dues(watches: Iterable[Watch], taken: Collection[Taken], now: datetime) -> tuple[Due, ...]:
    """The checks of open watches that fell due up to `now` and were not made."""
    return tuple(
        Due(f"watch.{watch.dose.id}", check, NoticeKind.WATCH_CHECK)
        for watch in watches
        for check in checks_not_made(watch, taken)
        if check <= now
    )


def owed(dues: Iterable[Due], shown: Collection[Due], now: datetime) -> tuple[Due, ...]:
    """What to show now: due, and not shown before; checks of a watch first, then the oldest first."""
    fresh = {due for due in dues if due.due_at <= now and due not in shown}
    return tuple(sorted(fresh, key=lambda due: (_HARM[due.kind], due.due_at)))


_HARM = {
    NoticeKind.ALERT: 0,
    NoticeKind.WATCH_CHECK: 1,
    NoticeKind.MEDICINE: 2,
    NoticeKind.INFUSION: 3,
    NoticeKind.APPOINTMENT: 4,
    NoticeKind.REFILL: 5,
    NoticeKind.DIARY: 6,
}
