"""What is owed at a moment: every due thing that nobody dealt with, and whether to tell it now."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from types import MappingProxyType
from zoneinfo import ZoneInfo

from companion.core.alerts import Alert, AlertEventKind
from companion.core.hospital import HospitalStay, stay_at
from companion.core.levels import Level
from companion.core.notices import Due, Notice, NoticeKind
from companion.core.reminder_policy import ReminderPolicy, Urgency
from companion.core.watch import Taken, Watch, checks_not_made, checks_overtaken
from companion.core.zones import to_utc


@dataclass(frozen=True, slots=True)
class Wishes:
    """When this person wants to be left alone: at some hours, in hospital, or altogether.

    `quiet_hours` are wall times of `zone` and may go over midnight. Nothing here ever silences an alert.
    """

    zone: str
    quiet_hours: tuple[time, time] | None = None
    stays: tuple[HospitalStay, ...] = ()
    stopped: bool = False

    def is_quiet(self, moment: datetime) -> bool:
        """Whether the quiet hours are on."""
        if self.quiet_hours is None:
            return False
        start, end = self.quiet_hours
        clock = moment.astimezone(ZoneInfo(self.zone)).time()
        return start <= clock < end if start <= end else clock >= start or clock < end


@dataclass(frozen=True, slots=True)
class Owed:
    """A due thing that nobody dealt with.

    `notice` is its row, None before it was listed. `missed` fell due while nobody looked, or has given way
    to a later one of the same plan, or to the visit itself. `tell` is whether to tell it at this moment.
    """

    due: Due
    urgency: Urgency
    notice: Notice | None
    missed: bool
    tell: bool
    snoozed_until: datetime | None


def owed(
    dues: Iterable[Due],
    notices: Iterable[Notice],
    policy: ReminderPolicy,
    wishes: Wishes,
    now: datetime,
    levels: Mapping[str, Urgency] = MappingProxyType({}),
    overtaken: Collection[Due] = frozenset(),
) -> tuple[Owed, ...]:
    """Everything owed at `now`, what harms most first, then the oldest; `levels` are a plan's own.

    What was `overtaken` gave way to something later that was done already.
    A clock that was wrong may have left rows of the future: a row says only that a thing was dealt with,
    or when it was told. One told "later than now" was told at a wrong time, and is told again.
    """
    fallen = {due for due in dues if due.due_at <= now}
    newest = _newest(fallen)
    rows = {notice.due: notice for notice in notices}
    found = []
    for due in fallen:
        row, was_followed = rows.get(due), newest[series_of(due)] != due
        dealt_with = row is not None and row.acted_at is not None
        if dealt_with or is_dropped(due, wishes) or (was_followed and due.kind in _LEADS):
            continue
        gave_way = was_followed or _is_over(due, now) or due in overtaken
        urgency = Urgency.QUIET if gave_way else levels.get(due.plan, policy.urgency(due.kind))
        snoozed = _snoozed_until(row, policy, now)
        tell = snoozed is None and not _is_muted(due, urgency, wishes, now)
        tell = tell and _is_time(row, urgency, policy, now)
        missed = gave_way or _is_late(due, row, policy, now)
        found.append(Owed(due, urgency, row, missed, tell, snoozed))
    return tuple(sorted(found, key=lambda one: (_HARM[one.due.kind], one.due.due_at, one.due.plan)))


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


def diary_coming(
    at: time | None, filled_days: Collection[date], zone: str, *, since: datetime, until: datetime
) -> tuple[Due, ...]:
    """The daily diary reminders after `since` and up to `until`."""
    if at is None:
        return ()
    found = []
    day = since.astimezone(ZoneInfo(zone)).date()
    while (due_at := to_utc(datetime.combine(day, at), zone)) <= until:
        if due_at > since and day not in filled_days:
            found.append(Due("diary", due_at, NoticeKind.DIARY))
        day += timedelta(days=1)
    return tuple(found)


def watch_dues(watches: Iterable[Watch], taken: Collection[Taken], until: datetime) -> tuple[Due, ...]:
    """The checks of open watches that fall due up to `until` and were not made."""
    return tuple(
        Due(f"watch.{watch.dose.id}", check, NoticeKind.WATCH_CHECK)
        for watch in watches
        for check in checks_not_made(watch, taken)
        if check <= until
    )


def overtaken_checks(watches: Iterable[Watch], taken: Collection[Taken]) -> frozenset[Due]:
    """The checks that were not made and can be made no more, for a later one was."""
    return frozenset(
        Due(f"watch.{watch.dose.id}", check, NoticeKind.WATCH_CHECK)
        for watch in watches
        for check in checks_overtaken(watch, taken)
    )


def alert_dues(
    alerts: Iterable[Alert], policy: ReminderPolicy, *, at_least: Level, now: datetime, until: datetime
) -> tuple[Due, ...]:
    """Whether somebody was reached: asked some time after an alert was raised, or nobody answered.

    What happened "later than now" was written down under a clock that was wrong: that is asked at once.
    """
    found = []
    for alert in alerts:
        if alert.is_open and alert.level >= at_least:
            tried = [event.at for event in alert.events if event.kind in _TRYING]
            last = max(tried, default=alert.raised_at)
            due_at = last + policy.ask_reached_after
            if last > now + policy.clock_jump:
                due_at = now - (now - _EPOCH) % policy.ask_reached_after
            if due_at <= until:
                found.append(Due(f"alert.{alert.id}", due_at, NoticeKind.ALERT))
    return tuple(found)


def series_of(due: Due) -> tuple[NoticeKind, str]:
    """What gives way to what: the earlier times of one plan, the earlier leads to one appointment."""
    return due.kind, due.plan.rpartition(".")[0] if due.kind in _LEADS else due.plan


def over_at(due: Due) -> datetime | None:
    """When what it reminds of begins: the hours before it are the last part of the plan."""
    hours = due.plan.rpartition(".")[2]
    if due.kind not in _LEADS or not hours.isdecimal():
        return None
    return due.due_at + timedelta(hours=int(hours))


def _is_over(due: Due, now: datetime) -> bool:
    end = over_at(due)
    return end is not None and end <= now


def _newest(dues: Iterable[Due]) -> dict[tuple[NoticeKind, str], Due]:
    return {series_of(due): due for due in sorted(dues, key=lambda due: (due.due_at, due.plan))}


def is_dropped(due: Due, wishes: Wishes) -> bool:
    """Whether nobody is to be told of it at all; an alert never is."""
    if due.kind is NoticeKind.ALERT:
        return False
    return wishes.stopped or (due.kind in _AT_HOME and stay_at(wishes.stays, due.due_at) is not None)


def _is_muted(due: Due, urgency: Urgency, wishes: Wishes, now: datetime) -> bool:
    if due.kind in _AT_HOME and stay_at(wishes.stays, now) is not None:
        return True
    return urgency is not Urgency.WATCH and wishes.is_quiet(now)


def _snoozed_until(row: Notice | None, policy: ReminderPolicy, now: datetime) -> datetime | None:
    """The end of a snooze that is on; one that ends later than any can comes from a clock that was wrong."""
    end = None if row is None else row.snoozed_until
    if end is None or not now < end <= now + max(policy.snoozes) + policy.clock_jump:
        return None
    return end


def _is_time(row: Notice | None, urgency: Urgency, policy: ReminderPolicy, now: datetime) -> bool:
    told_at = None if row is None else row.last_shown_at
    if row is None or told_at is None or told_at > now + policy.clock_jump:
        return True
    if row.snoozed_until is not None and told_at < row.snoozed_until <= now:
        return True
    again_after = policy.tellings[row.due.kind].again_after
    return urgency is not Urgency.QUIET and again_after is not None and now - told_at >= again_after


def _is_late(due: Due, row: Notice | None, policy: ReminderPolicy, now: datetime) -> bool:
    listed_at = now if row is None else min(row.shown_at, now)
    return listed_at - due.due_at > policy.missed_after


_EPOCH = datetime.fromtimestamp(0, UTC)
_TRYING = (AlertEventKind.RAISED, AlertEventKind.RAISED_HIGHER, AlertEventKind.NO_ANSWER)
_LEADS = frozenset({NoticeKind.INFUSION, NoticeKind.APPOINTMENT})
# What others do for the person in hospital.
_AT_HOME = frozenset({NoticeKind.WATCH_CHECK, NoticeKind.MEDICINE, NoticeKind.REFILL})
_HARM = {
    NoticeKind.ALERT: 0,
    NoticeKind.WATCH_CHECK: 1,
    NoticeKind.MEDICINE: 2,
    NoticeKind.INFUSION: 3,
    NoticeKind.APPOINTMENT: 4,
    NoticeKind.REFILL: 5,
    NoticeKind.DIARY: 6,
}
