"""Opens the program: a window that is painted at once, then the diary behind it, or why there is none."""

from __future__ import annotations

import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING

import click
from PySide6.QtCore import QObject, QSize, Qt, Slot
from PySide6.QtWidgets import QApplication, QWidget

from companion.clock import Clock
from companion.core.errors import UserCanFix
from companion.core.formats import Formats
from companion.core.words import Words
from companion.paths import PersonFiles, resources_dir
from companion.services.instance_lock import AlreadyRunning, Lock, acquire
from companion.services.single_instance import RaiseServer, Request, ask_running_copy_to_show
from companion.stores.emergency_file import read_emergency
from companion.stores.words import FIRST_ROOMS, load_words
from companion.ui.first_paint import FirstPaint
from companion.ui.theme import wear
from companion.ui.trouble import TroubleWindow
from companion.ui.window import MainWindow

if TYPE_CHECKING:
    from companion.app import App
    from companion.ui.offers import Offers

_SIZE = (1280, 720)


def run_window(files: PersonFiles, clock: Clock, *, unwell: bool = False) -> int:
    """Open the window over one diary and stay until it is closed; the exit code."""
    application = QApplication.instance()
    if not isinstance(application, QApplication):
        application = QApplication(sys.argv[:1])
    known = read_emergency(files.emergency)
    words = load_words(resources_dir(), known.language or "en", rooms=FIRST_ROOMS)
    QApplication.setApplicationName(words("window.title"))
    QApplication.setDesktopFileName("companion")
    wear(application, known.theme or "", float(known.text_scale or 1), resources_dir())
    start = Start(files, clock, words, unwell=unwell)
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

    def __init__(self, files: PersonFiles, clock: Clock, words: Words, *, unwell: bool) -> None:
        super().__init__()
        self.exit_code = 0
        self.window: QWidget = MainWindow(words)
        self._files = files
        self._clock = clock
        self._words = words
        self._unwell = unwell
        self._lock: Lock | None = None
        self._server: RaiseServer | None = None
        self._app: App | None = None
        # Diaries are plain as yet.
        self._key: bytes | None = None

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
        from companion.app import App, ErrorHook, log_thread_error
        from companion.services.notifier import DesktopNotifier

        words = load_words(resources_dir(), self._words.language)
        try:
            self._app = App(
                self._files,
                self._clock,
                DesktopNotifier(words("window.title")),
                words=words,
                window=self.window,
            )
        except UserCanFix as problem:
            self._show_trouble(problem.key, **problem.values)
            return
        sys.excepthook = ErrorHook(self._app.board, words)
        threading.excepthook = log_thread_error
        if self._server is not None:
            self._server.raise_requested.connect(self._app.on_request)
        self._app.backups.restore_wanted.connect(self.go_back_to, Qt.ConnectionType.QueuedConnection)
        self._app.show(unwell=self._unwell)

    def close(self) -> None:
        """Put everything away."""
        if self._app is not None:
            self._app.close()
        if self._server is not None:
            self._server.close()
        if self._lock is not None:
            self._lock.release()

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
            restore(self._files, copy, at=self._clock.now(), key=self._key)
            said = words("copies.was_restored")
        except UserCanFix as problem:
            said = words(problem.key, **problem.values)
        self._change_window(MainWindow(self._words))
        self.exit_code = 0
        self.open_diary()
        self._say_of_copy(said)

    def _say_of_copy(self, said: str) -> None:
        """What came of going back to a copy, in whichever window there is now."""
        if self._app is not None:
            self._app.keep_numbers()
            self._app.begin()
            self._app.board.add_problem(said)
        elif isinstance(self.window, TroubleWindow):
            self.window.show_offer(None, said)

    @Slot(object)
    def _offer_copy(self, path: Path) -> None:
        """What stands in a copy that the person found elsewhere."""
        if not isinstance(self.window, TroubleWindow):
            return
        words = load_words(resources_dir(), self._words.language)
        try:
            offer = self._offers(words).of_file(path)
        except UserCanFix as problem:
            self.window.show_offer(None, words(problem.key, **problem.values))
            return
        self.window.show_offer(offer)

    def _show_trouble(self, key: str, **values: object) -> None:
        """Say what is wrong, here and on the terminal, in a window that needs no diary."""
        words = load_words(resources_dir(), self._words.language)
        from companion.app import trouble_window

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
        self._change_window(window)

    def _change_window(self, window: QWidget) -> None:
        before, self.window = self.window, window
        self.window.resize(before.size() if before.isVisible() else QSize(*_SIZE))
        self.window.show()
        before.close()

    def _offers(self, words: Words) -> Offers:
        from companion.ui.offers import Offers

        return Offers(self._files, Formats(words, self._clock.zone()), words, self._key)
