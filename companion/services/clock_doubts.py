"""Asks once whether the clock is right, where it does not fit what was written down last."""

from __future__ import annotations

from datetime import datetime

from companion.core.clock_check import does_not_fit
from companion.core.levels import Reporter
from companion.core.reminder_policy import ReminderPolicy
from companion.services.journal import Journal
from companion.services.record import Record
from companion.services.topics import Topic
from companion.stores.marks import newest_written
from companion.stores.shelf import Shelf

_RIGHT = "right"


class ClockDoubts:
    """Looked at once, at the start: what is set while the program runs is told by the reminders."""

    def __init__(self, journal: Journal, shelf: Shelf, record: Record, policy: ReminderPolicy) -> None:
        self._journal = journal
        self._shelf = shelf
        self._record = record
        self._policy = policy
        self._doubt: datetime | None = None

    def begin(self) -> None:
        """Before anything is written by the clock as it is now."""
        policy = self._policy
        doubt = does_not_fit(
            newest_written(self._shelf.db),
            self._record.now(),
            behind=policy.clock_behind,
            ahead=policy.clock_ahead,
        )
        said = None if doubt is None else self._shelf.reminder_answers.answers().get(_question(doubt))
        self._doubt = None if said == _RIGHT else doubt

    def question(self) -> datetime | None:
        """The moment of the entry that does not fit, as long as it is to be asked about."""
        return self._doubt

    def is_right(self, *, by: Reporter) -> None:
        """Not asked again, as long as nothing newer was written by a clock that differs."""
        doubt, self._doubt = self._doubt, None
        if doubt is not None:
            with self._journal.plain(Topic.NOTICES):
                self._shelf.reminder_answers.save(_question(doubt), _RIGHT, at=self._record.now(), by=by)

    def is_wrong(self) -> None:
        """It will be set; the next start looks again."""
        self._doubt = None
        self._journal.changed.emit(Topic.NOTICES)


def _question(newest: datetime) -> str:
    return f"clock.{newest.isoformat()}"
