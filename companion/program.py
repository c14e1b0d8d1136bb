"""The whole program: asks whose diary where there are several, opens it, and goes to another."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Slot

from companion.clock import Clock
from companion.core.errors import UserCanFix
from companion.core.people_here import Listed
from companion.core.words import Words
from companion.opening.dress import WINDOW_SIZE, application_here, dressed_for
from companion.paths import PersonFiles, resources_dir
from companion.services.people_here import People, PeopleHere
from companion.services.tidying import Tidying
from companion.start import Start
from companion.stores.words import load_words
from companion.ui.first_paint import FirstPaint
from companion.ui.places import PageId
from companion.ui.window import MainWindow

if TYPE_CHECKING:
    from companion.services.keyholder import Keyholder
    from companion.ui.alone.add_person import AddPersonPage


class Program(QObject):
    """One diary at a time: the one before is closed, its key forgotten, before anybody is asked."""

    def __init__(self, people: People, clock: Clock, *, unwell: bool = False) -> None:
        super().__init__()
        self.people = people
        self.window: MainWindow | None = None
        self.start: Start | None = None
        self._clock = clock
        self._unwell = unwell
        self._here: PeopleHere | None = None
        self._adding: AddPersonPage | None = None
        self._words: Words | None = None
        # A file that the diary which is added next begins with, and the name that stands in it.
        self._bring: Path | None = None
        self._name_in_file = ""

    def ask(self, window: MainWindow | None = None) -> None:
        """Whose diary? In a window of its own, or in the one that has just been emptied."""
        from companion.opening.numbers import numbers_without_diary
        from companion.ui.alone.whose import WhosePage

        self.people.reload()
        known = self.people.register.known_first()
        if window is None:
            language = dressed_for(self.people.files_of(known[0])).language
            self._words = load_words(resources_dir(), language)
            window = MainWindow(self._words)
            window.resize(*WINDOW_SIZE)
        self.window = window
        words = self._words
        assert words is not None  # a window that asks came with its words
        numbers = tuple(numbers_without_diary(self.people.files_of(one), words) for one in known)
        page = WhosePage(self.people.register, numbers, words)
        page.chosen.connect(self.open, Qt.ConnectionType.QueuedConnection)
        page.add.connect(self.ask_for_new, Qt.ConnectionType.QueuedConnection)
        window.show_whose(None)
        window.show_alone(page)
        window.show()
        if self._unwell or window.asked_for is not None:
            page.put_numbers_first()
        page.focus_first()

    @Slot(object)
    def open(self, person: Listed) -> None:
        """This diary, in the window that asked; where it is open elsewhere, that one comes forward."""
        self.people.remember(person)
        person = self.people.register.of(person.folder) or person
        words = dressed_for(self.people.files_of(person))
        if self.window is not None and self._words is not None:
            self._words.become(load_words(resources_dir(), words.language))
            self.window.say_anew()
        else:
            self._words = words
        self._here = PeopleHere(self.people, person)
        self._here.asked.connect(self.change, Qt.ConnectionType.QueuedConnection)
        self._here.new_wanted.connect(self.begin_from_file, Qt.ConnectionType.QueuedConnection)
        files = self.people.files_of(person)
        window, asked_for = self.window, self.window.asked_for if self.window is not None else None
        unwell = self._unwell or (asked_for is not None and asked_for.page in (PageId.UNWELL, PageId.CALL))
        start = Start(files, self._clock, self._words, unwell=unwell, people=self._here, window=window)
        start.bring, self._bring = self._bring, None
        if not start.may_open():
            if window is not None:
                window.close()
            self.start = start
            return
        self.start, self._unwell = start, False
        self._show(start)

    def _show(self, start: Start) -> None:
        window = start.window
        if self.window is window and window.isVisible():
            QTimer.singleShot(0, start, start.open_diary)
        else:
            window.resize(*WINDOW_SIZE)
            painted = FirstPaint(window)
            painted.painted.connect(start.open_diary)
            window.show()
        self.window = window if isinstance(window, MainWindow) else None

    @Slot()
    def change(self) -> None:
        """Close and lock the diary that is open, then ask whose is wanted."""
        start, self.start = self.start, None
        if start is None:
            return
        start.put_away()
        before = start.window
        start.deleteLater()
        self.ask()
        if self.window is not None:
            self.window.resize(before.size())
        before.close()

    @Slot(object, str)
    def begin_from_file(self, source: Path, name: str) -> None:
        """Close this diary; the new one opens with a look at the file, which is taken over only if wanted."""
        self.change()
        self._bring, self._name_in_file = source, name
        self.ask_for_new()

    @Slot()
    def ask_for_new(self) -> None:
        """Name, colour and letter of one more person."""
        from companion.ui.alone.add_person import AddPersonPage

        if self.window is None or self._words is None:
            return
        page = AddPersonPage(self.people.register, "", self._words, new_name=self._name_in_file)
        page.wanted.connect(self._add, Qt.ConnectionType.QueuedConnection)
        page.back.connect(self._ask_again, Qt.ConnectionType.QueuedConnection)
        self._adding = page
        self.window.show_alone(page)
        page.focus_first()

    @Slot()
    def _ask_again(self) -> None:
        self._adding = self._bring = None
        self._name_in_file = ""
        self.ask(self.window)

    @Slot()
    def _add(self) -> None:
        """First the diary that is here already, so that the two can be told apart from the beginning."""
        page, words = self._adding, self._words
        if page is None or words is None:
            return
        card = page.first
        try:
            if card is not None and page.unnamed is not None:
                self.people.name(page.unnamed, card.name.text(), card.badge())
                page.unnamed, page.first = None, None
            card = page.new
            person = self.people.add(card.name.text(), card.badge())
        except UserCanFix as problem:
            assert card is not None
            card.complain(problem.key, words(problem.key, **problem.values))
            return
        self._adding, self._name_in_file = None, ""
        self.open(person)

    def close(self) -> None:
        """Put everything away."""
        if self.start is not None:
            self.start.close()


def run_program(people: People, clock: Clock, *, unwell: bool, person: Listed | None) -> int:
    """Stay until the window is closed; the exit code. With one person, or a named one, nobody is asked."""
    application = application_here()
    program = Program(people, clock, unwell=unwell)
    known = people.register.people
    if person is None and len(known) > 1:
        program.ask()
    else:
        program.open(person or known[0])
        if program.start is not None and program.window is None and not program.start.window.isVisible():
            return program.start.exit_code
    tidying = Tidying(application)
    tidying.start()
    try:
        application.exec()
    finally:
        program.close()
        tidying.stop()
    return 0 if program.start is None else program.start.exit_code


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
    tidying = Tidying(application)
    tidying.start()
    try:
        application.exec()
    finally:
        start.close()
        tidying.stop()
    return start.exit_code
