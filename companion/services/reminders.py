"""Asks, every half minute and after each change, what is owed now; tells it in the window and discreetly."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from uuid import uuid4

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from companion.core.agent_turn import SNOOZE
from companion.core.clock_check import Tick, clock_jump
from companion.core.errors import UserCanFix
from companion.core.notices import Due, Notice, NoticeKind
from companion.core.people_here import Badge, notice_title
from companion.core.presses import Pressed
from companion.core.reminder_policy import ReminderPolicy, Urgency
from companion.core.reminders import Owed
from companion.core.words import Words
from companion.services.dues import Dues
from companion.services.journal import IDLE_DRAFT, Journal
from companion.services.notifier import Action, Notifier, Toast, ToastResult
from companion.services.record import Record
from companion.services.topics import Topic
from companion.stores.shelf import Shelf
from companion.stores.transactions import write

_BEAT_MS = 30_000
_LOOK_AGAIN = timedelta(minutes=5)
_TEST = "test"
_LOUDNESS = tuple(Urgency)


class Reminders(QObject):
    """The window's own reminder: the notice in the window is the record, the toast is a courtesy.

    Signals:
        told: a tuple of Owed, when the person is told of something, for the first time or again.
        pressing: something of the watch level is told: the window comes to the front, with a sound.
        changed: the list of what is owed is another one.
        clock_set: a timedelta, when somebody set the clock of this computer.
        opened: a desktop notice was pressed: the window is wanted.
        answered: a Due and what was Pressed on its desktop notice.
        tested: a ToastResult, after a test toast.
        beat: every half minute, when what counts hours must be shown anew.
    """

    told = Signal(object)
    pressing = Signal()
    changed = Signal()
    clock_set = Signal(object)
    opened = Signal()
    answered = Signal(object, object)
    tested = Signal(object)
    beat = Signal()

    def __init__(
        self,
        shelf: Shelf,
        journal: Journal,
        record: Record,
        dues: Dues,
        notifier: Notifier,
        words: Words,
        uptime: Callable[[], timedelta],
        policy: ReminderPolicy,
        badge: Badge | None = None,
    ) -> None:
        """`badge` stands on each notice where several people share this computer."""
        super().__init__()
        self._badge = badge
        self._shelf = shelf
        self._journal = journal
        self._record = record
        self._dues = dues
        self._notifier = notifier
        self._words = words
        self._uptime = uptime
        self._policy = policy
        self._last_tick: Tick | None = None
        self._looked_at: datetime | None = None
        self._is_looking = False
        self._is_stopped = False
        self._shown: tuple[object, ...] = ()
        self._notices_of: dict[str, tuple[str, ...]] = {}
        self._beat = QTimer(self)
        self._beat.setInterval(_BEAT_MS)
        self._beat.timeout.connect(self.tick)
        notifier.finished.connect(self._toast_finished)
        notifier.pressed.connect(self._toast_pressed)
        journal.interrupt.connect(self.tell_of_alerts)
        journal.changed.connect(self._after_a_write)

    def start(self) -> None:
        """Begin to look, now and every half minute."""
        self._is_stopped = False
        self.tick()
        self._beat.start()

    def stop(self) -> None:
        """Look no more; what the desktop says later comes too late to be stored."""
        self._is_stopped = True
        self._beat.stop()

    @Slot()
    def tick(self) -> None:
        """What is owed at this moment; running it twice tells nothing twice.

        A full disk must not stop the heartbeat: it is said, and what is due is shown all the same.
        """
        now = self._record.now()
        self._check_clock(now)
        self._is_looking = True
        try:
            self._shelf.notices.forget_telling_after(now + self._policy.clock_jump, at=now)
            self._journal.close_left_drafts(idle_for=IDLE_DRAFT)
            if self._looked_at is None or not timedelta() <= now - self._looked_at < _LOOK_AGAIN:
                self._journal.look_again()
                self._looked_at = now
        except UserCanFix as problem:
            self._journal.not_saved.emit(problem)
        finally:
            self._is_looking = False
        self._look(now)
        self.beat.emit()

    @Slot(Qt.ApplicationState)
    def on_state(self, state: Qt.ApplicationState) -> None:
        """The person came back to the window, or the computer woke up."""
        if state is Qt.ApplicationState.ApplicationActive and self._beat.isActive():
            self.tick()

    @Slot(object)
    def tell_of_alerts(self, alert_ids: tuple[str, ...]) -> None:
        """One toast for alerts that interrupt, however many; its outcome is kept."""
        now = self._record.now()
        due = Due(f"alert.{alert_ids[0]}", now, NoticeKind.ALERT)
        notice = Notice(str(uuid4()), due, now, last_shown_at=now, times_shown=1)
        try:
            with write(self._shelf.db):
                is_new = self._shelf.notices.record(notice)
        except UserCanFix:
            # The alert itself is on the screen, and whoever could not save it has said so.
            self._dues.unsaved[due] = notice
            is_new = True
        if is_new:
            self._notifier.send(notice.id, self._toast(NoticeKind.ALERT))

    @Slot()
    def send_test(self) -> None:
        """A toast that the person is asked about."""
        self._notifier.send(_TEST, Toast(notice_title(self._badge, self._words), self._words("toasts.test")))

    @Slot(object)
    def _after_a_write(self, topic: Topic) -> None:
        if self._beat.isActive() and not self._is_looking and topic is not Topic.NOTICES:
            self._look(self._record.now())

    def _look(self, now: datetime) -> None:
        """List what is new, tell what it is time for, and note both."""
        self._is_looking = True
        try:
            found = self._note(self._dues.owed(), now)
        except UserCanFix as problem:
            self._journal.not_saved.emit(problem)
            return
        finally:
            self._is_looking = False
        told = tuple(one for one in found if one.tell)
        if told:
            self._send_toast(told)
            self.told.emit(told)
        self._withdraw_toasts(found)
        shown = tuple((one.due, one.missed, one.snoozed_until) for one in found)
        if told or shown != self._shown:
            self._shown = shown
            self.changed.emit()
        if any(one.urgency is Urgency.WATCH for one in told):
            self.pressing.emit()

    def _note(self, found: tuple[Owed, ...], now: datetime) -> tuple[Owed, ...]:
        """Keep what is listed and told as rows, or in memory where the disk takes none."""
        noted = tuple(replace(one, notice=_noted(one, now)) for one in found)
        was = {one.due: one.notice for one in found}
        fresh = {n.due: n for one in noted if (n := one.notice) is not None and n != was[n.due]}
        waiting = {**self._dues.unsaved, **fresh}
        if waiting:
            try:
                with write(self._shelf.db):
                    for notice in waiting.values():
                        self._shelf.notices.tell(notice, at=now)
                self._dues.unsaved.clear()
            except UserCanFix as problem:
                self._dues.unsaved.update(fresh)
                self._journal.not_saved.emit(problem)
        return noted

    def _check_clock(self, now: datetime) -> None:
        tick = Tick(now, self._uptime())
        if self._last_tick is not None:
            jump = clock_jump(self._last_tick, tick)
            if abs(jump) > self._policy.clock_jump:
                self.clock_set.emit(jump)
        self._last_tick = tick

    def _send_toast(self, told: tuple[Owed, ...]) -> None:
        """One toast, however much there is to tell: after days away no burst."""
        ids = tuple(one.notice.id for one in told if one.notice is not None)
        self._notices_of[ids[0]] = ids
        if len(told) > 1 and told[0].due.kind is not NoticeKind.ALERT:
            toast = Toast(notice_title(self._badge, self._words), self._words("toasts.several", n=len(told)))
        else:
            toast = self._toast(told[0].due.kind)
        loudest = max((one.urgency for one in told), key=_LOUDNESS.index)
        buttons = self._buttons(told[0].due.kind) if len(told) == 1 else ()
        self._notifier.send(ids[0], replace(toast, urgency=loudest, buttons=buttons))

    def _buttons(self, kind: NoticeKind) -> tuple[tuple[Action, str], ...]:
        """What can be done without the window; an alert can only be looked at."""
        words = self._words
        found = [(Action.OPEN, words("toasts.open"))]
        if kind is NoticeKind.MEDICINE:
            found.append((Action.TAKEN, words("toasts.taken")))
        if kind is not NoticeKind.ALERT:
            found.append((Action.SNOOZE, words("toasts.snooze", n=SNOOZE // timedelta(minutes=1))))
        return tuple(found)

    @Slot(str, object)
    def _toast_pressed(self, toast_id: str, action: Action) -> None:
        ids = self._notices_of.get(toast_id, ())
        due = next((o.due for o in self._dues.owed() if o.notice is not None and o.notice.id in ids), None)
        match action:
            case Action.OPEN:
                self.opened.emit()
            case Action.TAKEN if due is not None:
                self.answered.emit(due, Pressed.TAKEN)
            case Action.SNOOZE if due is not None:
                self.answered.emit(due, Pressed.SNOOZE)
            case _:
                self.opened.emit()

    def _withdraw_toasts(self, found: tuple[Owed, ...]) -> None:
        """What was dealt with leaves the desktop too."""
        owed = {one.notice.id for one in found if one.notice is not None}
        for toast_id, ids in tuple(self._notices_of.items()):
            if owed.isdisjoint(ids):
                del self._notices_of[toast_id]
                self._notifier.withdraw(toast_id)

    def _toast(self, kind: NoticeKind) -> Toast:
        """Discreet unless the person chose otherwise: it may show on a locked screen."""
        if self._record.preferences().details_in_toasts and f"toasts.{kind.value}" in self._words:
            body = self._words(f"toasts.{kind.value}")
        elif kind is NoticeKind.ALERT:
            body = self._words("toasts.discreet_alert")
        else:
            body = self._words("toasts.discreet")
        urgency = self._policy.urgency(kind)
        return Toast(notice_title(self._badge, self._words), body, urgency)

    @Slot(object)
    def _toast_finished(self, result: ToastResult) -> None:
        if result.toast_id == _TEST:
            self.tested.emit(result)
            return
        if self._is_stopped:
            return
        outcome, now = result.outcome.name.lower(), self._record.now()
        ids, unsaved = self._notices_of.get(result.toast_id, (result.toast_id,)), self._dues.unsaved
        unsaved.update({n.due: replace(n, toast=outcome) for n in unsaved.values() if n.id in ids})
        try:
            with write(self._shelf.db):
                for id in {*ids} - {notice.id for notice in unsaved.values()}:
                    self._shelf.notices.set_toast(id, outcome, at=now)
        except UserCanFix as problem:
            self._journal.not_saved.emit(problem)


def _noted(one: Owed, now: datetime) -> Notice:
    """The row of a thing that is listed, and told where it is time for that."""
    notice = one.notice or Notice(str(uuid4()), one.due, now)
    if one.tell:
        return replace(notice, last_shown_at=now, times_shown=notice.times_shown + 1)
    return notice
