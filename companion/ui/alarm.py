"""What presses: the window comes to the front, a sound plays, and what is pressed on the desktop is heard."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QApplication

from companion.channels.sound import SoundOutcome, SoundResult
from companion.core.errors import UserCanFix
from companion.core.notices import Due
from companion.core.presses import Press, Pressed
from companion.services.inbox import Inbox
from companion.services.reminders import Reminders
from companion.services.watch_sound import WatchSound
from companion.ui.clock_words import clock_sentence
from companion.ui.context import Context
from companion.ui.notice_board import NoticeBoard
from companion.ui.places import Go, PageId
from companion.ui.window import MainWindow


class Alarm(QObject):
    """Without a sound of its own it only comes to the front.

    Signals:
        sounded: what came of a sound is known and kept.
    """

    sounded = Signal()

    def __init__(
        self,
        context: Context,
        window: MainWindow,
        board: NoticeBoard,
        reminders: Reminders,
        inbox: Inbox,
        sound: WatchSound | None = None,
    ) -> None:
        super().__init__(window)
        self._context = context
        self._window = window
        self._board = board
        self._inbox = inbox
        self._sound = sound
        reminders.pressing.connect(self.press)
        reminders.opened.connect(window.come_forward)
        reminders.answered.connect(self._take_answer)
        reminders.clock_set.connect(self._tell_of_clock)
        window.test_notice.connect(self.play)
        context.journal.interrupt.connect(self._on_interrupt)
        if sound is not None:
            sound.finished.connect(self._sounded)

    def stop(self) -> None:
        """Wait for no sound any more."""
        if self._sound is not None:
            self._sound.stop()

    @Slot()
    def press(self) -> None:
        """Something of the watch level is told."""
        self._window.come_forward()
        self.play()

    @Slot()
    def play(self) -> None:
        """The sound of a watch, if there is any."""
        if self._sound is not None:
            self._sound.play()

    @Slot(object)
    def _on_interrupt(self, _alert_ids: tuple[str, ...]) -> None:
        """The window brings the alert to the front by itself."""
        self.play()

    @Slot(object)
    def _sounded(self, result: SoundResult) -> None:
        if result.outcome is not SoundOutcome.PLAYED:
            QApplication.beep()
        try:
            self._context.reminder_tests.note_sound(result.outcome)
        except UserCanFix as problem:
            self._context.journal.not_saved.emit(problem)
        self.sounded.emit()

    @Slot(object, object)
    def _take_answer(self, due: Due, pressed: Pressed) -> None:
        """A button of a desktop notice; where something must be asked first, the window asks it."""
        if not self._inbox.take_over(due, Press("", pressed, self._context.record.now())):
            self._window.show_page(Go(PageId.TODAY))
            self._window.come_forward()

    @Slot(object)
    def _tell_of_clock(self, jump: timedelta) -> None:
        self._board.add_problem(clock_sentence(jump, self._context.words))
