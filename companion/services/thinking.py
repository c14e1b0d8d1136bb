"""Thinking checks: kept as they were done, and one that is worse than the first becomes a report at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from companion.core.catalogue import Catalogue
from companion.core.diary import Entry, EntryState, SymptomReport
from companion.core.errors import OurFault
from companion.core.exposure import opens_window
from companion.core.levels import Reporter, Severity
from companion.core.scenario import UNKNOWN_DRUG
from companion.core.thinking_check import (
    DoneCheck,
    Item,
    ItemAnswer,
    ItemKind,
    Known,
    ThinkingCheck,
    change,
    is_whole,
    points,
)
from companion.core.typed import calendar_names
from companion.services.journal import Journal
from companion.services.record import Record
from companion.services.topics import Topic
from companion.stores.shelf import Shelf


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a check led to: a report of `severity`, or none. `is_whole` and all right is `nothing_missed`."""

    severity: Severity | None
    is_baseline: bool
    has_baseline: bool
    nothing_missed: bool


@dataclass(frozen=True, slots=True)
class Thinking:
    """What a page about the thinking check needs, over one diary."""

    journal: Journal
    record: Record
    shelf: Shelf
    catalogue: Catalogue
    now: Callable[[], datetime]

    @property
    def check(self) -> ThinkingCheck | None:
        """The check in use; None where its file is broken."""
        return self.catalogue.thinking_check

    def keep(self, answers: tuple[ItemAnswer, ...], *, by: Reporter) -> Outcome:
        """Keep a check, whole or stopped; returns after COMMIT, and what is worse is then judged.

        What was not asked counts as right, so that a check that was stopped shows at least what it showed.
        """
        check, now = self._check(), self.now()
        first = self._first()
        whole = is_whole(check, answers)
        is_baseline = whole and first is None and not self._dose_given()
        done = DoneCheck(str(uuid4()), now, answers, points(check, answers), is_baseline, by)
        severity = None if is_baseline else change(check, done.points, first.points if first else None)
        outcome = Outcome(severity, is_baseline, first is not None, whole and done.points == check.full)
        if not answers:
            return outcome
        report = (
            None if severity is None else SymptomReport(str(uuid4()), check.symptom, severity, now, by=by)
        )
        with self.journal.judged(Topic.DIARY, unsaved=() if report is None else (report,)):
            self.shelf.thinking.add(done)
            if report is not None:
                self._keep_report(report)
        return outcome

    def wants_first(self) -> bool:
        """Whether a first check should be done now: a watched dose is planned, and none was given yet."""
        if self.check is None or self._first() is not None or self._dose_given():
            return False
        return any(self._is_watched(treatment.drug) for treatment in self.record.treatments())

    def has_first(self) -> bool:
        """Whether there is a first check to compare with."""
        return self._first() is not None

    def known(self) -> Known:
        """What typed answers are compared with at this moment."""
        formats = self.record.formats()
        words = formats.words
        names = calendar_names(words)
        return Known(self.record.today(), names.months, self._town(), words.also, names.other_months)

    def _first(self) -> DoneCheck | None:
        """The first check; one done after a dose that was entered only later shows nothing of before."""
        first = self.shelf.thinking.baseline()
        starts = [dose.started_at for dose in self.record.doses() if self._is_watched(dose.drug)]
        if first is None or any(start is not None and start <= first.at for start in starts):
            return None
        return first

    def _town(self) -> str:
        """The town as it was first written down."""
        towns = tuple(item for item in self._check().items if item.kind is ItemKind.TOWN)
        checks = self.shelf.thinking.checks()
        first = sorted(checks, key=lambda done: not done.is_baseline)
        return next((t for done in first for t in _typed(done, towns)), "")

    def _keep_report(self, report: SymptomReport) -> None:
        """The report of the symptom that the file names, in an entry of its own."""
        entry = Entry(
            id=str(uuid4()),
            day=self.record.today(),
            zone=self.record.zone(),
            state=EntryState.FINISHED,
            started_at=report.at,
            touched_at=report.at,
            by=report.by,
            asked=(report.symptom,),
            reports=(report,),
        )
        self.shelf.diary.begin_entry(entry)

    def _dose_given(self) -> bool:
        """Whether any dose was given after which thinking is watched."""
        return any(self._is_watched(dose.drug) for dose in self.record.doses())

    def _is_watched(self, drug: str | None) -> bool:
        return any(
            spec.thinking_check and opens_window(self.catalogue, drug or UNKNOWN_DRUG, spec.window)
            for spec in self.catalogue.watches.values()
        )

    def _check(self) -> ThinkingCheck:
        if self.check is None:
            raise OurFault("no thinking check in use")
        return self.check


def _typed(done: DoneCheck, items: tuple[Item, ...]) -> tuple[str, ...]:
    return tuple(town for item in items if (town := done.typed(item.id)))
