"""What is owed at this moment and what comes next, gathered from all that can fall due; it writes nothing."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from companion.core.appointment_dues import appointment_dues
from companion.core.catalogue import Catalogue
from companion.core.infusion_dues import infusion_dues
from companion.core.medicine_dues import medicine_due_plan
from companion.core.notices import Due, Notice
from companion.core.reminder_policy import Urgency
from companion.core.reminders import (
    Owed,
    Wishes,
    alert_dues,
    diary_coming,
    diary_due,
    overtaken_checks,
    owed,
    watch_dues,
)
from companion.services.medicine_record import MedicineRecord
from companion.services.record import Record
from companion.stores.shelf import Shelf

HOME_ZONE = "home_zone"


class Dues:
    """The window, `companion due` and the agenda of the agent all ask here, so that they say the same."""

    def __init__(self, shelf: Shelf, record: Record, catalogue: Catalogue) -> None:
        self._shelf = shelf
        self._record = record
        self._catalogue = catalogue
        self._medicines = MedicineRecord(shelf, catalogue, record.now, record.zone)
        # Rows that a full or locked disk did not take, until it does.
        self.unsaved: dict[Due, Notice] = {}

    def owed(self) -> tuple[Owed, ...]:
        """Everything that fell due and that nobody dealt with, what harms most first."""
        now, policy = self._record.now(), self._catalogue.reminders
        since = now - policy.listed_for
        rows = {notice.due: notice for notice in self._shelf.notices.due_since(since)}
        notices = {**rows, **self.unsaved}.values()
        overtaken = overtaken_checks(self._record.watches(), self._record.taken_since(since))
        return owed(self.fallen(now), notices, policy, self.wishes(), now, self.levels(), overtaken)

    def fallen(self, now: datetime, *, at: datetime | None = None) -> tuple[Due, ...]:
        """All that fell due lately, or shortly before `at`, and was not done; whatever was shown of it."""
        wanted = self._record.preferences()
        since = min(now, at or now) - self._catalogue.reminders.listed_for
        diary = diary_due(wanted.diary_reminder, self._filled(now), self.home_zone(), now)
        return (*diary, *self._planned(since, now))

    def coming(self, *, until: datetime) -> tuple[Due, ...]:
        """All that will fall due from now on up to `until`, if nothing is done before; the earliest first."""
        now, wanted = self._record.now(), self._record.preferences()
        diary = diary_coming(
            wanted.diary_reminder, self._filled(now), self.home_zone(), since=now, until=until
        )
        planned = (due for due in self._planned(now, until) if due.due_at > now)
        return tuple(sorted((*diary, *planned), key=lambda due: (due.due_at, due.key)))

    def wishes(self) -> Wishes:
        """When the person wants to be left alone."""
        wanted = self._record.preferences()
        hours = None
        if wanted.quiet_from is not None and wanted.quiet_until is not None:
            hours = (wanted.quiet_from, wanted.quiet_until)
        stays = self._shelf.hospital.stays()
        return Wishes(self._record.zone(), hours, stays, stopped=wanted.reminders_stopped)

    def home_zone(self) -> str:
        """The zone whose clocks the daily times follow: the one kept at a journey, else this computer's."""
        return self._shelf.reminder_answers.answers().get(HOME_ZONE) or self._record.zone()

    def levels(self) -> Mapping[str, Urgency]:
        """How loudly a plan is told where the person chose that for it."""
        plans = self._medicines.plans()
        return {medicine_due_plan(plan.id, plan.version): plan.level for plan in plans}

    def _planned(self, since: datetime, until: datetime) -> tuple[Due, ...]:
        """What falls due after `since` and up to `until`: one line for each part that can fall due."""
        record, shelf, policy = self._record, self._shelf, self._catalogue.reminders
        at_least = self._catalogue.alert_policy.interrupts_from
        return (
            *alert_dues(record.open_alerts(), policy, at_least=at_least, now=record.now(), until=until),
            *watch_dues(record.watches(), record.taken_since(since), until),
            *self._medicines.dues(since=since, until=until),
            *infusion_dues(
                record.upcoming(days_ahead=_ahead(policy.infusion_leads, until - record.now())),
                policy.infusion_leads,
                since=since,
                until=until,
            ),
            *appointment_dues(
                shelf.appointments.appointments(), policy.appointment_leads, since=since, until=until
            ),
        )

    def _filled(self, now: datetime) -> frozenset[date]:
        """Which of yesterday and today have something in the diary."""
        today = self._record.today()
        days = (today, today - timedelta(days=1))
        return frozenset(day for day in days if self._shelf.diary.entries_on(day))


def _ahead(leads: tuple[timedelta, ...], further: timedelta) -> int:
    """In so many days from now lies the last dose of which to remind."""
    return (max(leads) + further) // timedelta(days=1) + 1
