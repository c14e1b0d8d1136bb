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
from PySide6.QtCore import QLocale, QObject, QSize, Qt, Slot
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication, QWidget

from companion.clock import Clock
from companion.core.errors import UserCanFix
from companion.core.words import Words
from companion.lock import AlreadyRunning, Lock, acquire
from companion.paths import PersonFiles, make_private_folder, resources_dir
from companion.services.single_instance import RaiseServer, Request, ask_running_copy_to_show
from companion.stores.emergency_file import read_emergency
from companion.stores.words import FIRST_ROOMS, language_for, load_words
from companion.ui.first_paint import FirstPaint
from companion.ui.places import PageId
from companion.ui.theme import wear
from companion.ui.window import MainWindow

if TYPE_CHECKING:
    from companion.app import App
    from companion.door import Door
    from companion.services.deleting import Deletion
    from companion.services.keyholder import Keyholder
    from companion.services.people_here import PeopleHere
    from companion.ui.farewell import Farewell
    from companion.ui.idle import IdleWatch
    from companion.ui.offers import Offers
    from companion.ui.trouble import TroubleWindow
    from companion.ui.unlock import UnlockCard

log = logging.getLogger(__name__)

WINDOW_SIZE = (1280, 720)
_NUMBERS = frozenset({PageId.UNWELL, PageId.CALL})


def application_here() -> QApplication:
    """The one application of this process, made where there is none."""
    application = QApplication.instance()
    return application if isinstance(application, QApplication) else QApplication(sys.argv[:1])


def dressed_for(files: PersonFiles) -> Words:
    """Theme and size as the person wants them, and the first words in their language."""
    known = read_emergency(files.emergency)
    language = language_for(resources_dir(), known.language or "", QLocale.system().name())
    words = load_words(resources_dir(), language, rooms=FIRST_ROOMS)
    QApplication.setApplicationName(words("window.title"))
    QApplication.setDesktopFileName("companion")
    QApplication.setWindowIcon(QIcon(str(resources_dir() / "desktop" / "companion.svg")))
    wear(application_here(), known.theme or "", float(known.text_scale or 1), resources_dir())
    return words


def run_window(
    files: PersonFiles, clock: Clock, *, unwell: bool = False, made_up: Keyholder | None = None
) -> int:
    """Open the window over one diary and stay until it is closed; the exit code.

    `made_up` holds the key of a made-up diary, for which nobody is asked anything.
    """
    application = application_here()
    words = dressed_for(files)
    start = Start(files, clock, words, unwell=unwell, made_up=made_up)
    if not start.may_open():
        return start.exit_code
    window = start.window
    window.resize(*WINDOW_SIZE)
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
        people: PeopleHere | None = None,
        window: MainWindow | None = None,
    ) -> None:
        """`window` is there already where somebody was asked whose diary it is."""
        super().__init__()
        self.exit_code = 0
        self._people = people
        self.window: QWidget = self._marked(window or MainWindow(words))
        self._hooks_before = (sys.excepthook, threading.excepthook)
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
        self._farewell: Farewell | None = None
        # A file of somebody else that this new diary begins with a look at.
        self.bring: Path | None = None
        # Whoever opened the diary last, to open the copy that takes its place.
        self._keys: Keyholder | None = None
        # Who could open the copies with what a person types.
        self._locked_out: Keyholder | None = None

    def _marked(self, window: MainWindow) -> MainWindow:
        """A window that says whose diary it is, and leads to the others, while it is locked too."""
        if self._people is not None:
            window.show_whose(self._people.me if self._people.badge is not None else None)
            window.people_wanted.connect(self._people.asked)
        return window

    def may_open(self) -> bool:
        """Take the lock; a copy that runs already is asked to come forward instead.

        Where there is no lock to be had, the window tells why, and the numbers can be read all the same.
        """
        try:
            make_private_folder(self._files.folder)
            found = acquire(self._files.lock)
        except (OSError, UserCanFix):
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
        self._words.become(load_words(resources_dir(), self._words.language))
        if self._goes_on_deleting():
            return
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
                people=self._people,
            )
        except UserCanFix as problem:
            self._show_trouble(problem.key, **problem.values)
            return
        sys.excepthook = ErrorHook(self._app.board, words)
        threading.excepthook = log_thread_error
        if self._server is not None:
            self._server.raise_requested.connect(self._app.on_request)
        self._app.backups.restore_wanted.connect(self.go_back_to, Qt.ConnectionType.QueuedConnection)
        self._app.deleting.confirmed.connect(self.delete_everything, Qt.ConnectionType.QueuedConnection)
        if self._app.locking is not None:
            # Queued: the page with the button goes away with the lock.
            self._app.locking.asked.connect(self.lock, Qt.ConnectionType.QueuedConnection)
            self._app.locking.changed.connect(self._watch_for_idleness)
            self._watch_for_idleness()
        self._app.show(unwell=self._unwell)
        if self.bring is not None:
            self._app.look_at_file(self.bring)
            self.bring = None
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
    def delete_everything(self) -> None:
        """Close the diary and delete all there is of it; the last window says what is left."""
        from companion.services.deleting import Deletion, traces_of

        app = self._app
        if app is None:
            return
        traces = traces_of(self._files, app.shelf)
        self._app = self._keys = None
        self._stop_idle()
        if self._server is not None:
            self._server.raise_requested.disconnect(app.on_request)
        app.put_away(last_copy=False)
        if app.locking is not None:
            app.locking.keys.forget()
        self._delete(Deletion.here(self._files, traces, self._words))

    def _goes_on_deleting(self) -> bool:
        """Whether an earlier run was stopped while it deleted everything: this one finishes it."""
        if not self._files.deleting.exists():
            return False
        from companion.services.deleting import Deletion, half_deleted

        traces = half_deleted(self._files)
        if traces is not None:
            self._delete(Deletion.here(self._files, traces, self._words), goes_on=True)
        return traces is not None

    def _delete(self, deletion: Deletion, *, goes_on: bool = False) -> None:
        from companion.trouble import numbers_without_diary
        from companion.ui.farewell import Farewell

        sys.excepthook = self._on_unexpected
        facts = numbers_without_diary(self._files, self._words)
        self._farewell = Farewell(deletion, facts, self._words, goes_on=goes_on)
        self._farewell.deleted.connect(self._on_deleted)
        self.exit_code = 1
        self._change_window(self._farewell)
        self._farewell.begin()

    @Slot()
    def _on_deleted(self) -> None:
        """The files are gone; the lock and the ear for a second start go last."""
        assert self._farewell is not None
        if self._server is not None:
            self._server.close()
        if self._lock is not None:
            self._lock.release()
        self._server = self._lock = None
        self._farewell.say(self._farewell.deletion.finish())
        self.exit_code = 0 if self._farewell.all_is_gone else 1

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

    def put_away(self) -> None:
        """The diary of another person is wanted: this one is closed, and its key held no longer."""
        app, self._app = self._app, None
        self._stop_idle()
        sys.excepthook, threading.excepthook = self._hooks_before
        if app is not None:
            if self._server is not None:
                self._server.raise_requested.disconnect(app.on_request)
            app.put_away()
        if self._keys is not None:
            self._keys.forget()
            self._keys = None
        self.close()

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
        window = self._marked(MainWindow(self._words))
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
        if self._people is not None and self._people.badge is not None:
            sentence = words("people.trouble", name=self._people.me.name, sentence=sentence)
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
        self.window.resize(before.size() if before.isVisible() else QSize(*WINDOW_SIZE))
        self.window.show()
        before.close()

    def _offers(self, words: Words) -> Offers:
        from companion.core.formats import Formats
        from companion.ui.offers import Offers

        return Offers(self._files, Formats(words, self._clock.zone()), words, self._key_of_copies())
