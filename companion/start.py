"""Opens the program: a window that is painted at once, then the diary behind it, or why there is none."""

from __future__ import annotations

import logging
import sys
import threading
from collections.abc import Callable
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

import click
from PySide6.QtCore import QObject, QSize, Qt, Slot
from PySide6.QtWidgets import QApplication, QWidget

from companion.clock import Clock
from companion.core.errors import UserCanFix
from companion.core.words import Words
from companion.lock import AlreadyRunning, Lock, acquire
from companion.paths import PersonFiles, resources_dir
from companion.services.single_instance import RaiseServer, Request, ask_running_copy_to_show
from companion.stores.emergency_file import read_emergency
from companion.stores.words import FIRST_ROOMS, load_words
from companion.ui.first_paint import FirstPaint
from companion.ui.places import PageId
from companion.ui.theme import wear
from companion.ui.window import MainWindow

if TYPE_CHECKING:
    from companion.app import App
    from companion.door import Door
    from companion.services.keyholder import Keyholder
    from companion.ui.idle import IdleWatch
    from companion.ui.offers import Offers
    from companion.ui.trouble import TroubleWindow
    from companion.ui.unlock import UnlockCard

log = logging.getLogger(__name__)

_SIZE = (1280, 720)
_NUMBERS = frozenset({PageId.UNWELL, PageId.CALL})


def run_window(
    files: PersonFiles, clock: Clock, *, unwell: bool = False, made_up: Keyholder | None = None
) -> int:
    """Open the window over one diary and stay until it is closed; the exit code.

    `made_up` holds the key of a made-up diary, for which nobody is asked anything.
    """
    application = QApplication.instance()
    if not isinstance(application, QApplication):
        application = QApplication(sys.argv[:1])
    known = read_emergency(files.emergency)
    words = load_words(resources_dir(), known.language or "en", rooms=FIRST_ROOMS)
    QApplication.setApplicationName(words("window.title"))
    QApplication.setDesktopFileName("companion")
    wear(application, known.theme or "", float(known.text_scale or 1), resources_dir())
    start = Start(files, clock, words, unwell=unwell, made_up=made_up)
    if not start.may_open():
        return start.exit_code
    window = start.window
    window.resize(*_SIZE)
    painted = FirstPaint(window)
    painted.painted.connect(start.open_diary)
    window.show()
    try:
        application.exec()
    finally:
        start.close()
    return start.exit_code


class Start(QObject):
    """Holds the lock, the window and, once it is painted, the program behind it."""

    def __init__(
        self,
        files: PersonFiles,
        clock: Clock,
        words: Words,
        *,
        unwell: bool,
        made_up: Keyholder | None = None,
    ) -> None:
        super().__init__()
        self.exit_code = 0
        self.window: QWidget = MainWindow(words)
        self._files = files
        self._clock = clock
        self._words = words
        self._unwell = unwell
        self._lock: Lock | None = None
        self._server: RaiseServer | None = None
        self._made_up = made_up
        self._app: App | None = None
        self._trouble: TroubleWindow | None = None
        self._door: Door | None = None
        self._idle: IdleWatch | None = None
        # Whoever opened the diary last, to open the copy that takes its place.
        self._keys: Keyholder | None = None
        # Who could open the copies with what a person types.
        self._locked_out: Keyholder | None = None

    def may_open(self) -> bool:
        """Take the lock; a copy that runs already is asked to come forward instead.

        Where there is no lock to be had, the window tells why, and the numbers can be read all the same.
        """
        try:
            self._files.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            found = acquire(self._files.lock)
        except OSError:
            self._show_trouble("window.no_folder", folder=str(self._files.folder))
            return True
        if isinstance(found, AlreadyRunning):
            request = Request.UNWELL if self._unwell else Request.SHOW
            if ask_running_copy_to_show(self._files.lock, request):
                click.echo(self._words("window.already_open"))
                return False
            self._show_trouble("window.already_open_silent")
            return True
        self._lock = found
        self._server = RaiseServer(found)
        self._server.listen()
        return True

    @Slot()
    def open_diary(self) -> None:
        """Now that the window can be seen: open the diary and show the first page."""
        if not isinstance(self.window, MainWindow):
            return
        self._words = load_words(resources_dir(), self._words.language)
        if self._made_up is not None:
            self._open_with(self._made_up)
            return
        self._stand_before(self.window, unwell=self._unwell)

    def _stand_before(self, window: MainWindow, *, waits: bool = False, unwell: bool = False) -> None:
        """The diary is closed; a door leads to it, and the tray to the numbers."""
        from companion.door import Door
        from companion.services.keyholder import Keyholder
        from companion.trouble import numbers_without_diary

        sys.excepthook = self._on_unexpected
        facts = numbers_without_diary(self._files, self._words)
        self._door = Door(Keyholder(self._files), window, facts, self._words)
        self._door.opened.connect(self._on_opened, Qt.ConnectionType.QueuedConnection)
        self._door.refused.connect(self._on_refused, Qt.ConnectionType.QueuedConnection)
        if self._server is not None:
            self._server.raise_requested.connect(self._door.on_request)
        self._door.open(waits=waits, unwell=unwell)

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
        from companion.ui.error_hook import ErrorHook, log_thread_error

        assert isinstance(self.window, MainWindow)
        words, self._keys = self._words, keys
        try:
            self._app = App(
                self._files,
                self._clock,
                DesktopNotifier(words("window.title")),
                words=words,
                window=self.window,
                sound=WatchSound(partial(play_watch_sound, self._files.sound)),
                keys=keys,
            )
        except UserCanFix as problem:
            self._show_trouble(problem.key, **problem.values)
            return
        sys.excepthook = ErrorHook(self._app.board, words)
        threading.excepthook = log_thread_error
        if self._server is not None:
            self._server.raise_requested.connect(self._app.on_request)
        self._app.backups.restore_wanted.connect(self.go_back_to, Qt.ConnectionType.QueuedConnection)
        if self._app.locking is not None:
            # Queued: the page with the button goes away with the lock.
            self._app.locking.asked.connect(self.lock, Qt.ConnectionType.QueuedConnection)
            self._app.locking.changed.connect(self._watch_for_idleness)
            self._watch_for_idleness()
        self._app.show(unwell=self._unwell)
        self._unwell = False

    @property
    def is_at_the_door(self) -> bool:
        """Whether the diary is closed, and may open by itself or wants something of the person."""
        return self._door is not None

    @Slot()
    def lock(self) -> None:
        """Close the diary, hold its key no longer, and ask for the way in again."""
        app, window = self._app, self.window
        if app is None or app.locking is None or not isinstance(window, MainWindow):
            return
        self._app = None
        self._stop_idle()
        if self._server is not None:
            self._server.raise_requested.disconnect(app.on_request)
        waits = app.put_away()
        app.locking.keys.forget()
        self._keys = None
        self._stand_before(window, waits=waits)

    @Slot()
    def _watch_for_idleness(self) -> None:
        """Only in private mode: what opens unasked has no use for a lock."""
        from companion.ui.idle import IdleWatch

        self._stop_idle()
        if self._app is not None and self._app.locking is not None and self._app.locking.keys.is_private:
            self._idle = IdleWatch(self._clock.now)
            self._idle.idle.connect(self._lock_when_idle)
            self._idle.start()

    @Slot()
    def _lock_when_idle(self) -> None:
        """Not while the numbers are in front: somebody may be reading them out on the phone."""
        current = self._app.window.current if self._app is not None else None
        if current is None or current.page not in _NUMBERS:
            self.lock()

    def _leave_door(self) -> Door | None:
        """Through it, or away from it: it waits for nothing any more."""
        door, self._door = self._door, None
        if door is not None:
            door.leave()
            if self._server is not None:
                self._server.raise_requested.disconnect(door.on_request)
        return door

    def _stop_idle(self) -> None:
        if self._idle is not None:
            self._idle.stop()
            self._idle = None

    def close(self) -> None:
        """Put everything away."""
        self._leave_door()
        self._stop_idle()
        if self._app is not None:
            self._app.close()
        if self._server is not None:
            self._server.close()
        if self._lock is not None:
            self._lock.release()
        self._app = self._server = self._lock = None

    def _on_unexpected(
        self, kind: type[BaseException], _error: BaseException, traceback: TracebackType | None
    ) -> None:
        """What nobody caught while the diary is closed: a line without values, and the numbers."""
        if issubclass(kind, KeyboardInterrupt):
            QApplication.quit()
            return
        while traceback is not None and traceback.tb_next is not None:
            traceback = traceback.tb_next
        place = "?" if traceback is None else f"{traceback.tb_frame.f_code.co_filename}:{traceback.tb_lineno}"
        log.error("unexpected %s at %s", kind.__name__, place)
        if self._leave_door() is not None:
            self._show_trouble("window.sorry")

    @Slot(object)
    def go_back_to(self, copy: Path) -> None:
        """Close the diary, put the copy in its place, and open that in a fresh window."""
        if self._app is not None:
            self._app.close(last_copy=False)
            if self._server is not None:
                self._server.raise_requested.disconnect(self._app.on_request)
            self._app.deleteLater()
            self._app = None
        from companion.stores.restoring import restore

        words = load_words(resources_dir(), self._words.language)
        try:
            restore(self._files, copy, at=self._clock.now(), key=self._key_of_copies())
            said = words("copies.was_restored")
        except UserCanFix as problem:
            said = words(problem.key, **problem.values)
        self._stop_idle()
        window = MainWindow(self._words)
        self._change_window(window)
        self.exit_code = 0
        if self._keys is not None and self._keys.key is not None:
            self._open_with(self._keys)
        else:
            self.open_diary()
        self._say_of_copy(said)

    def _key_of_copies(self) -> bytes | None:
        """The key that is held, or what the keyring gives: a diary that is gone asks nobody for one."""
        from companion.services.keyholder import Keyholder
        from companion.services.keyring_copy import LOOK_SECONDS

        if self._keys is not None and (self._keys.key is not None or self._keys is self._made_up):
            return self._keys.key
        holder = Keyholder(self._files)
        holder.look()
        if not holder.is_kept:
            return None
        answer = None if holder.is_private else holder.ask_key().wait(LOOK_SECONDS)
        if answer is not None and holder.take(*answer):
            self._keys = holder
        else:
            self._locked_out = holder
        return holder.key

    @Slot(object)
    def _try_passphrase(self, typed: str) -> None:
        """What opens the copies of a diary that is gone, typed in the window that says so."""
        keys, way_in = self._locked_out, self._way_in()
        if keys is not None and way_in is not None:
            self._look_with(keys, keys.take_passphrase, typed, way_in.refuse_passphrase)

    @Slot(object)
    def _try_code(self, typed: str) -> None:
        keys, way_in = self._locked_out, self._way_in()
        if keys is not None and way_in is not None:
            self._look_with(keys, keys.take_code, typed, way_in.refuse_code)

    @Slot()
    def _ask_keyring_again(self) -> None:
        way_in = self._way_in()
        if self._key_of_copies() is not None:
            self._show_copies()
        elif way_in is not None:
            way_in.say_no_answer()

    def _look_with(
        self, keys: Keyholder, take: Callable[[str], None], typed: str, refuse: Callable[[str], None]
    ) -> None:
        try:
            take(typed)
            keys.prepare()  # the key file that was opened, not the older one that a copy may bring along
        except UserCanFix as problem:
            refuse(self._words(problem.key, **problem.values))
            return
        self._keys, self._locked_out = keys, None
        self._show_copies()

    def _show_copies(self) -> None:
        if self._trouble is not None:
            words = load_words(resources_dir(), self._words.language)
            self._trouble.show_offer(self._offers(words).newest())

    def _way_in(self) -> UnlockCard | None:
        return None if self._trouble is None else self._trouble.way_in

    def _say_of_copy(self, said: str) -> None:
        """What came of going back to a copy, in whichever window there is now."""
        if self._app is not None:
            self._app.keep_numbers()
            self._app.begin()
            self._app.board.add_problem(said)
        elif self._trouble is not None:
            self._trouble.show_offer(None, said)

    @Slot(object)
    def _offer_copy(self, path: Path) -> None:
        """What stands in a copy that the person found elsewhere."""
        if self._trouble is None:
            return
        words = load_words(resources_dir(), self._words.language)
        try:
            offer = self._offers(words).of_file(path)
        except UserCanFix as problem:
            self._trouble.show_offer(None, words(problem.key, **problem.values))
            return
        self._trouble.show_offer(offer)

    def _show_trouble(self, key: str, **values: object) -> None:
        """Say what is wrong, here and on the terminal, in a window that needs no diary."""
        words = load_words(resources_dir(), self._words.language)
        from companion.trouble import trouble_window

        sentence = words(key, **values)
        self.exit_code = 1
        click.echo(sentence, err=True)
        offers = self._offers(words)
        may_choose = offers.help_with(key)
        offer = offers.newest() if may_choose else None
        window = trouble_window(
            sentence,
            self._files,
            words,
            offer=offer,
            may_choose=may_choose,
            numbers_first=self._unwell,
        )
        # The window goes away when a copy is opened: not while it still handles the press.
        window.restore_wanted.connect(self.go_back_to, Qt.ConnectionType.QueuedConnection)
        window.copy_chosen.connect(self._offer_copy, Qt.ConnectionType.QueuedConnection)
        keys = self._locked_out
        if may_choose and keys is not None and (keys.is_private or keys.has_code):
            window.passphrase_given.connect(self._try_passphrase, Qt.ConnectionType.QueuedConnection)
            window.code_given.connect(self._try_code, Qt.ConnectionType.QueuedConnection)
            window.ask_again.connect(self._ask_keyring_again, Qt.ConnectionType.QueuedConnection)
            window.ask_for_key(private=keys.is_private, has_code=keys.has_code)
        self._change_window(window)
        self._trouble = window

    def _change_window(self, window: QWidget) -> None:
        before, self.window, self._trouble = self.window, window, None
        self.window.resize(before.size() if before.isVisible() else QSize(*_SIZE))
        self.window.show()
        before.close()

    def _offers(self, words: Words) -> Offers:
        from companion.core.formats import Formats
        from companion.ui.offers import Offers

        return Offers(self._files, Formats(words, self._clock.zone()), words, self._key_of_copies())
