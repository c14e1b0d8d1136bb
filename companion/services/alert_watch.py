"""Judges the diary after each write and records what is new; a failure to judge is itself an alert."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from companion.core.alert_wording import NOT_JUDGED, extended_alert, new_alert, not_judged_alert
from companion.core.alerts import (
    Alert,
    AlertEvent,
    AlertEventKind,
    Change,
    Extend,
    Raise,
    reconcile,
)
from companion.core.catalogue import Catalogue
from companion.core.diary import SymptomReport
from companion.core.errors import CompanionError, UserCanFix
from companion.core.formats import Formats
from companion.core.history import reach
from companion.core.levels import Reporter
from companion.core.scenario import Scenario
from companion.core.self_check import checked
from companion.core.triage import Assessment, assess
from companion.services.unsaved import Piece, Told, Unsaved
from companion.stores.shelf import Shelf
from companion.stores.transactions import write

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Judged:
    """What a look at the diary gave: alerts changed at all, and those to interrupt for."""

    changed: bool
    interrupting: tuple[str, ...]


class AlertWatch:
    """Holds the rules in use: before anything is judged they have passed their own cases."""

    def __init__(
        self,
        shelf: Shelf,
        catalogue: Catalogue,
        formats: Callable[[], Formats],
        now: Callable[[], datetime],
    ) -> None:
        self._shelf = shelf
        self._unchecked = catalogue
        self._checked: Catalogue | None = None
        self._read_formats = formats
        self._last_formats: Formats | None = None
        self._now = now
        self.unsaved = Unsaved()
        self.assessment: Assessment | None = None

    @property
    def catalogue(self) -> Catalogue:
        """The rules in use; the first time it is asked for, the rules run their own cases."""
        if self._checked is None:
            self._checked = checked(self._unchecked)
        return self._checked

    @property
    def knowledge(self) -> Catalogue:
        """The same for reading, where nothing is judged: it never waits for the cases."""
        return self._checked or self._unchecked

    def judge(self) -> Judged:
        """Judge what is stored and record the difference; call it inside the transaction of a write.

        Judging runs in a savepoint: if it fails, the entry is kept and the most severe alert is raised.
        """
        try:
            with write(self._shelf.db):
                return self._judge()
        except UserCanFix:
            raise
        except Exception as error:  # noqa: BLE001  # whatever fails here must end in an alert, never in silence
            log.error("judging failed: %s", type(error).__name__)
            self.assessment = None
            return self._record_failure()

    def judge_unsaved(self, told: Iterable[Piece]) -> Judged:
        """Judge what could not be saved together with what is stored; its alerts wait until they can be."""
        for piece in told:
            self.unsaved.keep(piece)
        try:
            return self._judge_with_unsaved()
        except Exception as error:  # noqa: BLE001  # nothing stored can be read, or judging failed: an alert all the same
            log.error("judging without saving failed: %s", type(error).__name__)
            self.assessment = None
            if any(alert.rule == NOT_JUDGED for alert in self.unsaved.alerts.values()):
                return Judged(changed=False, interrupting=())
            now = self._now()
            alert = not_judged_alert(self._formats().words, id=str(uuid4()), at=now)
            self.unsaved.raise_alert(alert, _event(alert.id, AlertEventKind.RAISED, now))
            return Judged(changed=True, interrupting=(alert.id,))

    def with_unsaved(self, stored: tuple[Alert, ...]) -> tuple[Alert, ...]:
        """Alerts from the diary, and those that could not be stored in it."""
        return self.unsaved.over(stored)

    def store_unsaved(self) -> None:
        """Store the alerts that could not be stored before; call it inside the transaction of a write."""
        for alert in self.unsaved.alerts.values():
            stored = self._shelf.alerts.alert(alert.id)
            if stored is None:
                self._shelf.alerts.add(alert)
                continue
            self._shelf.alerts.change(alert, at=self._now())
            for event in alert.events:
                if event not in stored.events:
                    self._shelf.alerts.add_event(event)

    def told_before(self, piece: Told) -> Told:
        """The same thing as it was told when it could not be saved: it is one report, not two."""
        return self.unsaved.same_as(piece)

    def let_go(self, saved: Iterable[Piece]) -> None:
        """A write was saved, with every alert that waited, and perhaps with pieces that did."""
        self.unsaved.let_go(saved)

    def scenario(self) -> Scenario:
        """All that is judged at this moment, read from the diary."""
        return self.scenario_at(self._now())

    def scenario_at(self, now: datetime) -> Scenario:
        """What stood to be judged at a moment, from what the diary says today and what it could not keep."""
        back, diary = reach(self.catalogue), self._shelf.diary
        longer = {kind: now - span for kind, span in back.readings.items()}
        readings = diary.readings_since(now - back.look_back, longer)
        stored = Scenario(
            now=now,
            person=self._shelf.people.person(),
            doses=self._shelf.doses.counted(),
            reports=(
                *diary.newest_alike(now - back.reports, now - back.each_report),
                *(r for r in diary.reports_since(now - back.each_report) if r.at <= now),
            ),
            readings=tuple(reading for reading in readings if reading.at <= now),
            medicines=tuple(m for m in diary.medicines_since(now - back.medicines) if m.at <= now),
            team_knows=tuple(
                k for k in self._shelf.team_knows.known_since(now - back.team_knows) if k.at <= now
            ),
        )
        return self.unsaved.added_to(stored)

    def reports_behind(self, alert_id: str) -> tuple[SymptomReport, ...]:
        """The answers that an alert showed, however long ago it was raised."""
        alert = self._shelf.alerts.alert(alert_id)
        if alert is None:
            return ()
        shown = {one.key for one in alert.evidence}
        since = alert.raised_at - reach(self.catalogue).look_back
        return tuple(report for report in self._shelf.diary.reports_since(since) if report.key in shown)

    def _judge(self) -> Judged:
        self._formats()  # known before it may be needed without a diary to read
        assessment = assess(self.scenario(), self.catalogue)
        self.assessment = assessment
        policy = self.catalogue.alert_policy
        serious = tuple(finding for finding in assessment.findings if finding.level >= policy.alerts_from)
        alerts: dict[str, Alert] = {}
        for finding in serious:
            alerts.update({a.id: a for a in self._shelf.alerts.alerts_for_rule(finding.rule)})
        changes = reconcile(serious, tuple(alerts.values()), alerts_from=policy.alerts_from)
        shown = [self._record(change, assessment) for change in changes]
        return Judged(bool(changes), tuple(id for id in shown if id is not None))

    def _judge_with_unsaved(self) -> Judged:
        assessment = assess(self.scenario(), self.catalogue)
        self.assessment = assessment
        policy = self.catalogue.alert_policy
        serious = tuple(finding for finding in assessment.findings if finding.level >= policy.alerts_from)
        stored = {a.id: a for f in serious for a in self._shelf.alerts.alerts_for_rule(f.rule)}
        known = self.unsaved.over(tuple(stored.values()))
        changes = reconcile(serious, known, alerts_from=policy.alerts_from)
        shown = [self._keep_unsaved(change, assessment) for change in changes]
        return Judged(bool(changes), tuple(id for id in shown if id is not None))

    def _keep_unsaved(self, change: Change, assessment: Assessment) -> str | None:
        """Keep one change in memory; the id of the alert if it must interrupt."""
        now, formats = self._now(), self._formats()
        interrupts = change.level >= self.catalogue.alert_policy.interrupts_from
        match change:
            case Raise():
                alert = new_alert(change, assessment, self.catalogue, formats, id=str(uuid4()), at=now)
                self.unsaved.raise_alert(alert, _event(alert.id, AlertEventKind.RAISED, now))
                return alert.id if interrupts else None
            case Extend():
                alert = extended_alert(change, self.catalogue, formats)
                if not change.is_higher:
                    self.unsaved.raise_alert(alert, None)
                    return None
                self.unsaved.raise_alert(alert, _event(alert.id, AlertEventKind.RAISED_HIGHER, now))
                return alert.id if interrupts else None

    def _record(self, change: Change, assessment: Assessment) -> str | None:
        """Store one change; the id of the alert if it must interrupt."""
        now, formats = self._now(), self._formats()
        interrupts_from = self.catalogue.alert_policy.interrupts_from
        match change:
            case Raise():
                alert = new_alert(change, assessment, self.catalogue, formats, id=str(uuid4()), at=now)
                self._shelf.alerts.add(alert)
                self._add_event(alert.id, AlertEventKind.RAISED)
                return alert.id if alert.level >= interrupts_from else None
            case Extend():
                self._shelf.alerts.change(extended_alert(change, self.catalogue, formats), at=now)
                if not change.is_higher:
                    return None
                self._add_event(change.alert.id, AlertEventKind.RAISED_HIGHER)
                return change.alert.id if change.level >= interrupts_from else None

    def _record_failure(self) -> Judged:
        if any(alert.rule == NOT_JUDGED for alert in self._shelf.alerts.open_alerts()):
            return Judged(changed=False, interrupting=())
        alert = not_judged_alert(self._formats().words, id=str(uuid4()), at=self._now())
        self._shelf.alerts.add(alert)
        self._add_event(alert.id, AlertEventKind.RAISED)
        return Judged(changed=True, interrupting=(alert.id,))

    def _add_event(self, alert_id: str, kind: AlertEventKind) -> None:
        self._shelf.alerts.add_event(_event(alert_id, kind, self._now()))

    def _formats(self) -> Formats:
        """How the person wants things written; where that cannot be read now, as it was last."""
        try:
            self._last_formats = self._read_formats()
        except CompanionError:
            if self._last_formats is None:
                raise
        return self._last_formats


def _event(alert_id: str, kind: AlertEventKind, at: datetime) -> AlertEvent:
    return AlertEvent(str(uuid4()), alert_id, kind, at, Reporter.PATIENT)
