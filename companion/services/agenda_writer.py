"""Keeps the wordless agenda beside the diary: the reminder process knows when, without knowing what."""

from __future__ import annotations

import hashlib
import os
import secrets
from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime, timedelta

from PySide6.QtCore import QObject, QTimer, Slot

from companion.aside import replace_file
from companion.core.agenda import Agenda, AgendaEntry, agenda_as_json
from companion.core.errors import UserCanFix
from companion.core.notices import Due, NoticeKind
from companion.core.reminder_policy import ReminderPolicy, Urgency
from companion.core.reminders import is_dropped, over_at, series_of
from companion.paths import PersonFiles
from companion.services.dues import Dues
from companion.services.journal import Journal
from companion.services.record import Record
from companion.services.reminders import Reminders
from companion.stores.shelf import Shelf
from companion.stores.transactions import write

AHEAD = timedelta(weeks=2)
_KEY = "agenda_key"
_ID_BYTES = 16


class AgendaWriter(QObject):
    """Written after each change and each day, while reminders are wanted with the window closed."""

    def __init__(
        self, files: PersonFiles, shelf: Shelf, record: Record, dues: Dues, policy: ReminderPolicy
    ) -> None:
        super().__init__()
        self._files = files
        self._shelf = shelf
        self._record = record
        self._dues = dues
        self._policy = policy
        self._written: bytes | None = None
        self._until: datetime | None = None
        self._test: str | None = None
        self._is_closed = False
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self.write)

    def follow(self, journal: Journal, reminders: Reminders) -> None:
        """Write after each change of what is due or was told."""
        journal.changed.connect(self.write_soon)
        reminders.told.connect(self.write_soon)
        reminders.changed.connect(self.write_soon)
        reminders.beat.connect(self.beat)

    @Slot()
    def write_soon(self) -> None:
        """Once, however many changes come together."""
        self._later.start()

    @Slot()
    def beat(self) -> None:
        """Show the reminder process that this window lives; write anew on a new day or after a failure."""
        with suppress(OSError):
            os.utime(self._files.lock)
        if self._written is None or self._until != _horizon(self._record.now()):
            self.write()

    @Slot()
    def write(self) -> None:
        """What is not written now, because the disk is full, is tried again at the next beat."""
        self._later.stop()
        if self._is_closed:
            return
        if not self._record.preferences().reminders_when_closed:
            with suppress(OSError):
                self._files.agenda.unlink(missing_ok=True)
            return
        self._until = _horizon(self._record.now())
        try:
            content = agenda_as_json(self._agenda(self._until))
            if content != self._written or not self._files.agenda.exists():
                replace_file(self._files.agenda, content)
        except (OSError, UserCanFix):
            self._written = None
        else:
            self._written = content

    def close(self) -> None:
        """The last agenda of this window; what comes later finds the diary closed."""
        self.write()
        self._is_closed = True

    def agenda(self) -> Agenda:
        """What falls due in the coming two weeks, for this process itself."""
        return self._agenda(self._horizon_now())

    def ask_for_test(self) -> str:
        """Have the reminder process show a test notice; its id, to look for in the heartbeat."""
        self._test = secrets.token_hex(_ID_BYTES)
        self.write()
        return self._test

    def due_things(self, *, at: datetime | None = None) -> Mapping[str, Due]:
        """What the ids of the agenda stand for, or did earlier, as far as nobody dealt with it."""
        key, now = self._key(), self._record.now()
        listed = now - self._policy.listed_for
        # What is on no list any more was pressed while no window was open, and counts all the same.
        older = (due for due in self._dues.fallen(now, at=at) if due.due_at <= listed)
        owed = (one.due for one in self._dues.owed())
        found = (*older, *owed, *self._dues.coming(until=self._horizon_now()))
        return {_opaque(key, due.key): due for due in found}

    def _agenda(self, until: datetime) -> Agenda:
        key, wishes, levels = self._key(), self._dues.wishes(), self._dues.levels()
        owed = [
            self._entry(
                key,
                one.due,
                one.urgency,
                shown=None if one.notice is None else one.notice.last_shown_at,
                not_before=one.snoozed_until,
            )
            for one in self._dues.owed()
        ]
        coming = [
            self._entry(key, due, levels.get(due.plan, self._policy.urgency(due.kind)))
            for due in self._dues.coming(until=until)
            if not is_dropped(due, wishes)
        ]
        language = self._record.formats().words.language
        return Agenda(language, until, (*owed, *coming), wishes.quiet_hours, self._test)

    def _entry(
        self,
        key: bytes,
        due: Due,
        level: Urgency,
        *,
        shown: datetime | None = None,
        not_before: datetime | None = None,
    ) -> AgendaEntry:
        again = self._policy.tellings[due.kind].again_after
        kind, plan = series_of(due)
        return AgendaEntry(
            id=_opaque(key, due.key),
            series=_opaque(key, f"{kind.value}|{plan}"),
            due_at=due.due_at,
            level=level,
            again_after=None if level is Urgency.QUIET else again,
            can_be_taken=due.kind is NoticeKind.MEDICINE,
            shown_at=shown,
            not_before=not_before,
            over_at=over_at(due),
        )

    def _key(self) -> bytes:
        """Kept in the diary: without it nobody can find out which plan an id stands for."""
        answers = self._shelf.reminder_answers
        key = answers.answers().get(_KEY)
        if key is None:
            key = secrets.token_hex(_ID_BYTES)
            with write(self._shelf.db):
                answers.save(_KEY, key, at=self._record.now(), by=None)
        return bytes.fromhex(key)

    def _horizon_now(self) -> datetime:
        return _horizon(self._record.now())


def _horizon(now: datetime) -> datetime:
    """Full days, so that the agenda changes once a day where nothing else changes."""
    return now.replace(hour=0, minute=0, second=0, microsecond=0) + AHEAD + timedelta(days=1)


def _opaque(key: bytes, text: str) -> str:
    return hashlib.blake2b(text.encode("utf-8"), key=key, digest_size=_ID_BYTES).hexdigest()
