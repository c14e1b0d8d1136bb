"""Asks, every half minute, what is owed now; shows each thing once and tells the desktop discreetly."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import uuid4

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from companion.core.errors import UserCanFix
from companion.core.notices import Due, Notice, NoticeKind
from companion.core.reminders import diary_due, owed, watch_dues
from companion.core.words import Words
from companion.services.journal import IDLE_DRAFT, Journal
from companion.services.notifier import Notifier, Toast, ToastResult
from companion.services.record import Record
from companion.stores.shelf import Shelf
from companion.stores.transactions import write

_BEAT_MS = 30_000
_LOOK_AGAIN = timedelta(minutes=5)
_REMEMBERED = timedelta(days=7)
_TEST = "test"


class Reminders(QObject):
    """The window's own reminder: the notice in the window is the record, the toast is a courtesy.

    Signals:
        fell_due: a tuple of Notice that were not shown before.
        tested: a ToastResult, after a test toast.
        beat: every half minute, when what counts hours must be shown anew.
    """

    fell_due = Signal(object)
    beat = Signal()
    tested = Signal(object)

    def __init__(
        self, shelf: Shelf, journal: Journal, record: Record, notifier: Notifier, words: Words
    ) -> None:
        super().__init__()
        self._shelf = shelf
        self._journal = journal
        self._record = record
        self._notifier = notifier
        self._words = words
        self._looked_at: datetime | None = None
        self._beat = QTimer(self)
        self._beat.setInterval(_BEAT_MS)
        self._beat.timeout.connect(self.tick)
        notifier.finished.connect(self._toast_finished)
        journal.interrupt.connect(self.tell_of_alerts)

    def start(self) -> None:
        """Begin to look, now and every half minute."""
        self.tick()
        self._beat.start()

    def stop(self) -> None:
        """Look no more."""
        self._beat.stop()

    @Slot()
    def tick(self) -> None:
        """What is owed at this moment; running it twice shows nothing twice.

        A full disk must not stop the heartbeat: it is said, and what is due is shown all the same.
        """
        now = self._record.now()
        try:
            self._journal.close_left_drafts(idle_for=IDLE_DRAFT)
            if self._looked_at is None or not now - self._looked_at < _LOOK_AGAIN:
                self._journal.look_again()
                self._looked_at = now
            fresh = self._record_owed(now)
            self._record.unsaved_notices = ()
        except UserCanFix as problem:
            self._journal.not_saved.emit(problem)
            fresh = self._unsaved_owed(now)
        if fresh:
            self.fell_due.emit(fresh)
            for notice in fresh:
                self._notifier.send(notice.id, self._toast(notice.due.kind))
        self.beat.emit()

    @Slot(object)
    def tell_of_alerts(self, alert_ids: tuple[str, ...]) -> None:
        """One toast for alerts that interrupt, however many; its outcome is kept."""
        now = self._record.now()
        notice = Notice(str(uuid4()), Due(f"alert.{alert_ids[0]}", now, NoticeKind.ALERT), now)
        try:
            with write(self._shelf.db):
                is_new = self._shelf.notices.record(notice)
        except UserCanFix:
            is_new = True  # the alert itself is on the screen, and whoever could not save it has said so
        if is_new:
            self._notifier.send(notice.id, self._toast(NoticeKind.ALERT))

    @Slot()
    def send_test(self) -> None:
        """A toast that the person is asked about."""
        self._notifier.send(_TEST, Toast(self._words("toasts.title"), self._words("toasts.test")))

    def _record_owed(self, now: datetime) -> tuple[Notice, ...]:
        fresh = []
        with write(self._shelf.db):
            for due in self._owed(now):
                notice = Notice(str(uuid4()), due, now)
                if self._shelf.notices.record(notice):
                    fresh.append(notice)
        return tuple(fresh)

    def _unsaved_owed(self, now: datetime) -> tuple[Notice, ...]:
        """What is owed and cannot be stored: shown from memory, once, until it can be."""
        known = {notice.due for notice in self._record.unsaved_notices}
        fresh = tuple(Notice(str(uuid4()), due, now) for due in self._owed(now) if due not in known)
        self._record.unsaved_notices += fresh
        return fresh

    def _owed(self, now: datetime) -> tuple[Due, ...]:
        wanted = self._record.preferences()
        today = self._record.today()
        days = (today, today - timedelta(days=1))
        filled = {day for day in days if self._shelf.diary.entries_on(day)}
        dues = (
            *diary_due(wanted.diary_reminder, filled, self._record.zone(), now),
            *watch_dues(self._record.watches(), self._record.taken_since(now - _REMEMBERED), now),
        )
        shown = {notice.due for notice in self._shelf.notices.due_since(now - _REMEMBERED)}
        return owed(dues, shown, now)

    def _toast(self, kind: NoticeKind) -> Toast:
        """Discreet unless the person chose otherwise: it may show on a locked screen."""
        if self._record.preferences().details_in_toasts and f"toasts.{kind.value}" in self._words:
            body = self._words(f"toasts.{kind.value}")
        elif kind is NoticeKind.ALERT:
            body = self._words("toasts.discreet_alert")
        else:
            body = self._words("toasts.discreet")
        return Toast(self._words("toasts.title"), body)

    @Slot(object)
    def _toast_finished(self, result: ToastResult) -> None:
        if result.toast_id == _TEST:
            self.tested.emit(result)
            return
        self._shelf.notices.set_toast(result.toast_id, result.outcome.name.lower(), at=self._record.now())
