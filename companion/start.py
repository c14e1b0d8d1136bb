"""Opens the program: a window that is painted at once, then the diary behind it, or why there is none."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click
from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtWidgets import QWidget

from companion.clock import Clock
from companion.core.errors import UserCanFix
from companion.core.words import Words
from companion.opening.beside import Beside
from companion.opening.claim import Claim, Claimed
from companion.opening.copy_keys import CopyKeys
from companion.opening.front import Front
from companion.paths import PersonFiles, resources_dir
from companion.services.single_instance import Request
from companion.stores.words import load_words
from companion.ui.window import MainWindow

if TYPE_CHECKING:  # the window is painted before these are loaded
    from companion.app import App
    from companion.opening.door import Door
    from companion.opening.hooks import Hooks
    from companion.opening.idle_lock import IdleLock
    from companion.services.keyholder import Keyholder
    from companion.services.people_here import PeopleHere


class Start(QObject):
    """One diary and the one window in front: the door, the diary itself, the way back, or the end."""

    def __init__(
        self,
        files: PersonFiles,
        clock: Clock,
        words: Words,
        *,
        unwell: bool,
        made_up: Keyholder | None = None,
        people: PeopleHere | None = None,
        window: MainWindow | None = None,
    ) -> None:
        """`window` is there already where somebody was asked whose diary it is."""
        super().__init__()
        self.exit_code = 0
        # A file of somebody else that this new diary begins with a look at.
        self.bring: Path | None = None
        self._people = people
        self._front = Front(words, people, window)
        self._files = files
        self._clock = clock
        self._words = words
        self._unwell = unwell
        self._made_up = made_up
        self._claim = Claim(files)
        self._app: App | None = None
        self._door: Door | None = None
        self._idle: IdleLock | None = None
        self._hooks: Hooks | None = None
        self._copy_keys = CopyKeys(files, made_up)
        self._beside = Beside(files, clock, self._claim, self._front, self._copy_keys, words)
        self._beside.restore_wanted.connect(self.go_back_to)
        self._beside.restored.connect(self._on_restored)
        self._beside.ended.connect(self._on_ended)

    @property
    def window(self) -> QWidget:
        """The window that is in front."""
        return self._front.window

    @property
    def is_at_the_door(self) -> bool:
        """Whether no diary is open, and one may open by itself or wants something of the person."""
        return self._door is not None or self._beside.is_busy

    def may_open(self) -> bool:
        """Take the lock; a copy that runs already is asked to come forward instead.

        Where there is no lock to be had, the window tells why, and the numbers can be read all the same.
        """
        match self._claim.take(Request.UNWELL if self._unwell else Request.SHOW):
            case Claimed.ANOTHER_COMES_FORWARD:
                click.echo(self._words("window.already_open"))
                return False
            case Claimed.ANOTHER_IS_SILENT:
                self._show_trouble("window.already_open_silent")
            case Claimed.NO_FOLDER:
                self._show_trouble("window.no_folder", folder=str(self._files.folder))
            case Claimed.OURS:
                pass
        return True

    @Slot()
    def open_diary(self) -> None:
        """Now that the window can be seen: open the diary and show the first page."""
        if not isinstance(self.window, MainWindow):
            return
        self._words.become(load_words(resources_dir(), self._words.language))
        if self._beside.goes_on_deleting():
            self._hook().closed()
            self.exit_code = 1
            return
        if self._made_up is not None:
            self._open_with(self._made_up)
            return
        self._stand_before(self.window, unwell=self._unwell)

    @Slot()
    def lock(self) -> None:
        """Close the diary, hold its key no longer, and ask for the way in again."""
        from companion.opening.locked_reminders import LockedReminders

        app, window = self._app, self.window
        if app is None or app.locking is None or not isinstance(window, MainWindow):
            return
        self._leave_app()
        left, people = app.put_away(), self._people
        self._copy_keys.forget()
        self._stand_before(window, waits=left.waits)
        if left.agenda is not None and self._door is not None:
            LockedReminders(left.agenda, self._door, window, self._files, self._clock, self._words, people)

    @Slot()
    def delete_everything(self) -> None:
        """Close the diary and delete all there is of it; the last window says what is left."""
        from companion.services.deleting import traces_of

        if (app := self._app) is None:
            return
        traces = traces_of(self._files, app.shelf)
        self._leave_app()
        app.put_away(last_copy=False)
        self._copy_keys.forget()
        self._hook().closed()
        self.exit_code = 1
        self._beside.delete(traces)

    @Slot(object)
    def go_back_to(self, copy: Path) -> None:
        """Close the diary, put the copy in its place, and open that in a fresh window."""
        app = self._app
        if app is not None:
            self._leave_app()
            app.close(last_copy=False)
            app.deleteLater()
        self._beside.restore(copy)

    def put_away(self) -> None:
        """The diary of another person is wanted: this one is closed, and its key held no longer."""
        app = self._app
        self._leave_app()
        if self._hooks is not None:
            self._hooks.put_back()
        if app is not None:
            app.put_away()
        self._copy_keys.forget()
        self.close()

    def close(self) -> None:
        """Put everything away."""
        app = self._app
        self._leave_door()
        self._leave_app()
        self._beside.close()
        if app is not None:
            app.close()
        self._claim.close()

    def _stand_before(self, window: MainWindow, *, waits: bool = False, unwell: bool = False) -> None:
        """The diary is closed; a door leads to it, and the tray to the numbers."""
        from companion.opening.door import Door
        from companion.opening.numbers import numbers_without_diary
        from companion.services.keyholder import Keyholder

        self._hook().closed()
        facts = numbers_without_diary(self._files, self._words)
        self._door = Door(Keyholder(self._files), window, facts, self._words)
        self._door.opened.connect(self._on_opened, Qt.ConnectionType.QueuedConnection)
        self._door.refused.connect(self._on_refused, Qt.ConnectionType.QueuedConnection)
        self._claim.tell(self._door.on_request)
        self._door.open(waits=waits, unwell=unwell)

    def _leave_door(self) -> Door | None:
        """Through it, or away from it: it waits for nothing any more."""
        door, self._door = self._door, None
        if door is not None:
            door.leave()
            self._claim.tell(None)
        return door

    @Slot()
    def _on_opened(self) -> None:
        """The key is held."""
        door = self._leave_door()
        if door is None:
            return
        self._open_with(door.keys)
        if door.left_plain is not None and self._app is not None:
            why = self._words(door.left_plain.key, **door.left_plain.values)
            self._app.board.add_problem(self._words("unlock.not_locked", reason=why))

    @Slot(object)
    def _on_refused(self, problem: UserCanFix) -> None:
        self._leave_door()
        self._show_trouble(problem.key, **problem.values)

    def _open_with(self, keys: Keyholder) -> None:
        from companion.app import App
        from companion.channels.sound import play_watch_sound
        from companion.services.notifier import DesktopNotifier
        from companion.services.watch_sound import WatchSound

        assert isinstance(self.window, MainWindow)
        words = self._words
        self._copy_keys.hold(keys)
        try:
            app = App(
                self._files,
                self._clock,
                DesktopNotifier(words("window.title")),
                words=words,
                window=self.window,
                sound=WatchSound(partial(play_watch_sound, self._files.sound)),
                keys=keys,
                people=self._people,
            )
        except UserCanFix as problem:
            self._show_trouble(problem.key, **problem.values)
            return
        self._app = app
        self._hook().opened(app.board, words)
        self._claim.tell(app.on_request)
        self._watch_over(app, self.window)
        app.show(unwell=self._unwell)
        if self.bring is not None:
            app.look_at_file(self.bring)
            self.bring = None
        self._unwell = False

    def _watch_over(self, app: App, window: MainWindow) -> None:
        """What ends with the diary closed; queued, as the page with the button goes away with it."""
        from companion.opening.idle_lock import IdleLock

        queued = Qt.ConnectionType.QueuedConnection
        app.backups.restore_wanted.connect(self.go_back_to, queued)
        app.deleting.confirmed.connect(self.delete_everything, queued)
        if app.locking is not None:
            app.locking.asked.connect(self.lock, queued)
            self._idle = IdleLock(app.locking, window, self._clock.now)
            self._idle.wanted.connect(self.lock)
            self._idle.begin()

    def _leave_app(self) -> None:
        """The diary is about to be closed: nobody asks for it any more."""
        self._app = None
        if self._idle is not None:
            self._idle.stop()
            self._idle = None
        if self._door is None:
            self._claim.tell(None)

    @Slot(str)
    def _on_restored(self, said: str) -> None:
        """A copy is in the place of the diary, or nothing has changed."""
        self.exit_code = 0
        keys = self._copy_keys.holder
        if keys is not None and keys.key is not None:
            self._open_with(keys)
        else:
            self.open_diary()
        if self._app is not None:
            self._app.keep_numbers()
            self._app.begin()
            self._app.board.add_problem(said)
        else:
            self._beside.say(said)

    def _show_trouble(self, key: str, **values: object) -> None:
        self.exit_code = 1
        self._beside.tell(key, numbers_first=self._unwell, **values)

    @Slot(bool)
    def _on_ended(self, all_is_gone: bool) -> None:
        self.exit_code = 0 if all_is_gone else 1

    def _on_fault(self) -> None:
        """What nobody caught while the diary is closed leads to the numbers."""
        if self._leave_door() is not None:
            self._show_trouble("window.sorry")

    def _hook(self) -> Hooks:
        from companion.opening.hooks import Hooks

        self._hooks = self._hooks or Hooks(self._on_fault)
        return self._hooks
