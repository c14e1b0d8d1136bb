"""A locked window that reminds: it comes to the front, sounds, and says that something waits."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QApplication

from companion.channels.sound import SoundOutcome, SoundResult, play_watch_sound
from companion.clock import Clock
from companion.core.agenda import Agenda
from companion.core.words import Words
from companion.opening.door import Door
from companion.paths import PersonFiles
from companion.services.notifier import DesktopNotifier
from companion.services.people_here import PeopleHere
from companion.services.watch_sound import WatchSound
from companion.services.while_locked import WhileLocked
from companion.ui.alone.locked import LockedPage
from companion.ui.alone.unlock_card import UnlockCard
from companion.ui.window import MainWindow


class LockedReminders(QObject):
    """Goes on for as long as the door stands before the diary, and ends with it."""

    def __init__(
        self,
        agenda: Agenda,
        door: Door,
        window: MainWindow,
        files: PersonFiles,
        clock: Clock,
        words: Words,
        people: PeopleHere | None,
    ) -> None:
        super().__init__(door)
        notifier = DesktopNotifier(words("window.title"))
        badge = None if people is None else people.badge
        self.reminders = WhileLocked(
            agenda, notifier, words, clock.now, clock.zone, lock=files.lock, badge=badge
        )
        self._door, self._window = door, window
        self._sound = WatchSound(partial(play_watch_sound, files.sound))
        self._sound.finished.connect(self._sounded)
        self.reminders.told.connect(self._say)
        self.reminders.pressing.connect(self._press)
        self.reminders.opened.connect(door.bring_forward)
        door.left.connect(self._stop)
        self.reminders.start()

    @Slot()
    def _say(self) -> None:
        page = self._window.alone
        if isinstance(page, LockedPage) and isinstance(page.card, UnlockCard):
            page.card.say_something_waits()

    @Slot()
    def _press(self) -> None:
        self._door.bring_forward()
        self._sound.play()

    @Slot(object)
    def _sounded(self, result: SoundResult) -> None:
        if result.outcome is not SoundOutcome.PLAYED:
            QApplication.beep()

    @Slot()
    def _stop(self) -> None:
        self._sound.stop()
        self.reminders.stop()
