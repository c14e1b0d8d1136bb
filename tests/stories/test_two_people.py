"""Two people on one computer: each has a diary of their own, and nothing of one reaches the other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel

from companion.agent.reminding import Reminding
from companion.app import App
from companion.core.agenda import Agenda
from companion.core.catalogue import Catalogue
from companion.core.levels import Reporter
from companion.core.people import Contacts
from companion.core.people import Person as Patient
from companion.core.people_here import Badge, Colour
from companion.lock import is_held
from companion.paths import resources_dir
from companion.program import Program
from companion.services.exchange import Exchange
from companion.services.notifier import SilentNotifier
from companion.services.people_here import People
from companion.stores.database import close_diary, open_diary
from companion.stores.encrypting import is_plain
from companion.stores.shelf import Shelf
from companion.stores.words import load_words
from companion.ui.alone.add_person import AddPersonPage
from companion.ui.alone.whose import WhosePage
from companion.ui.places import Go, PageId
from companion.ui.theme import wear
from companion.ui.window import MainWindow
from tests.fake_clock import FakeClock
from tests.stories.evening import FRIDAY
from tests.stories.person import Person

RUTH, WALTER = "Ruth", "Walter"
_LOOKS, _LOOK_MS = 600, 10


def agenda_of(app: App) -> Agenda:
    """What the reminder process of this diary would be told, without starting one."""
    writer = app.agent_side._agenda
    return writer._agenda(writer._horizon_now())


class Home:
    """A computer on which the whole program runs, over a folder of its own."""

    def __init__(self, top: Path) -> None:
        self.top = top
        self.clock = FakeClock(FRIDAY)
        self.programs: list[Program] = []

    def begin(self, *, unwell: bool = False) -> Program:
        """As `companion` begins: with one person nobody is asked."""
        program = Program(People(self.top), self.clock, unwell=unwell)
        self.programs.append(program)
        known = program.people.register.people
        program.ask() if len(known) > 1 else program.open(known[0])
        self.wait(lambda: self.is_ready(program))
        return program

    def is_ready(self, program: Program) -> bool:
        if program.start is not None and program.start._app is not None:
            return True
        window = program.window
        return window is not None and isinstance(window.alone, WhosePage | AddPersonPage)

    def is_adding(self, program: Program) -> bool:
        return program.window is not None and isinstance(program.window.alone, AddPersonPage)

    def choose(self, program: Program, name: str) -> App:
        """Press a name on the page that asks whose diary it is."""
        assert program.window is not None
        Person(program.window).press(name)
        self.wait(lambda: program.start is not None and program.start._app is not None)
        return self.app(program)

    def change(self, program: Program) -> None:
        """Press the badge at the top of the page."""
        assert program.window is not None
        program.window.header.whose.click()
        self.wait(lambda: program.window is not None and isinstance(program.window.alone, WhosePage))

    def app(self, program: Program) -> App:
        assert program.start is not None
        assert program.start._app is not None
        return program.start._app

    def wait(self, until) -> None:  # type: ignore[no-untyped-def]
        for _ in range(_LOOKS):
            if until():
                return
            QTest.qWait(_LOOK_MS)
        raise AssertionError("nothing came")

    def close(self) -> None:
        for program in self.programs:
            window = program.start.window if program.start is not None else program.window
            if window is not None:
                window.close()
            program.close()


@pytest.fixture
def home(qapp: QApplication, tmp_path: Path) -> Iterator[Home]:
    home = Home(tmp_path / "people")
    yield home
    home.close()
    wear(qapp, "", 1.0, resources_dir())


@pytest.fixture
def shared(home: Home) -> Home:
    """Ruth's diary was here first; Walter's has been added."""
    people = People(home.top)
    people.name(people.register.people[0], RUTH, Badge(Colour.BLUE, "R"))
    people.add(WALTER, Badge(Colour.ORANGE, "W"))
    return home


def seen(window: MainWindow) -> str:
    return Person(window).reads()


def set_up(app: App, name: str, number: str) -> None:
    app.journal.set_person(Patient(name))
    app.journal.set_contacts(Contacts(f"{name}'s clinic", number, "911"))
    app.journal.set_preferences(replace(app.record.preferences(), setup_done=True))


def test_one_person_is_asked_nothing_and_sees_no_badge(home: Home) -> None:
    program = home.begin()

    assert program.window is not None
    assert "Welcome to Companion" in seen(program.window)
    assert not program.window.header.whose.isVisible()
    assert sorted(path.name for path in home.top.iterdir()) == ["first"]


def test_a_second_person_is_added_from_settings(home: Home) -> None:
    program = home.begin()
    set_up(home.app(program), RUTH, "202-555-0143")
    home.app(program).window.show_page(Go(PageId.SETTINGS, "people"))
    first = home.app(program).window
    Person(first).press("Change the person, or add one")
    home.wait(lambda: program.window is not first and home.is_ready(program))
    assert program.window is not None
    Person(program.window).press("Add a person")
    QTest.qWait(50)
    page = program.window.alone
    assert isinstance(page, AddPersonPage)
    assert page.first is not None
    page.first.name.set_text(RUTH)
    page.new.name.set_text(RUTH)
    Person(program.window).press("Make this diary")
    QTest.qWait(50)
    assert "Another diary has this name" in seen(program.window)
    page.new.name.set_text(WALTER)
    Person(program.window).press("Make this diary")
    home.wait(lambda: program.start is not None and program.start._app is not None)

    assert "Welcome to Companion" in seen(home.app(program).window)
    assert WALTER in seen(home.app(program).window)
    assert [one.name for one in People(home.top).register.people] == [RUTH, WALTER]
    assert home.app(program).record.person().name == ""


def test_the_file_of_another_person_begins_a_diary_of_their_own(
    home: Home, tmp_path: Path, catalogue: Catalogue
) -> None:
    file = export_of(WALTER, tmp_path, catalogue, home.clock)
    program = home.begin()
    ruths = home.app(program)
    set_up(ruths, RUTH, "202-555-0143")
    ruths.look_at_file(file)
    home.wait(lambda: "the diary of another person" in seen(ruths.window))

    first = ruths.window
    Person(first).press(f"Make a new diary for {WALTER}")
    home.wait(lambda: program.window is not first and home.is_adding(program))
    assert program.window is not None
    page = program.window.alone
    assert isinstance(page, AddPersonPage)
    assert page.first is not None
    assert page.new.name.text() == WALTER
    page.first.name.set_text(RUTH)
    Person(program.window).press("Make this diary")
    home.wait(lambda: program.start is not None and program.start._app is not None)
    walters = home.app(program)
    home.wait(lambda: not walters.files_work.is_running)
    assert walters.record.person().name == ""  # nothing is taken over before it was wanted
    Person(walters.window).press("Take it over")
    home.wait(lambda: walters.record.person().name == WALTER)

    assert not is_plain(walters.files.diary)
    assert [one.name for one in People(home.top).register.people] == [RUTH, WALTER]


def export_of(name: str, folder: Path, catalogue: Catalogue, clock: FakeClock) -> Path:
    """What another computer wrote of another person."""
    db = open_diary(folder / f"{name}.db", create=True)
    shelf = Shelf.over(db)
    shelf.people.save_person(Patient(name), at=clock.now(), by=Reporter.PATIENT)
    file = folder / f"{name}.json"
    Exchange(shelf, catalogue, clock.now).export_json(file)
    close_diary(db)
    return file


def test_whose_diary_is_asked_with_the_one_of_last_time_first(shared: Home) -> None:
    program = shared.begin()

    assert program.window is not None
    assert "Whose diary?" in seen(program.window)
    names = [
        button.accessibleName()
        for button in program.window.findChildren(QAbstractButton)
        if button.isVisible() and button.property("folder")
    ]
    assert names == ["Walter (orange, W)", "Ruth (blue, R)"]
    shared.choose(program, RUTH)
    shared.change(program)
    assert program.people.register.known_first()[0].name == RUTH


def test_name_colour_and_letter_stand_on_every_page(shared: Home) -> None:
    program = shared.begin()
    app = shared.choose(program, RUTH)
    set_up(app, RUTH, "202-555-0143")

    for page in PageId:
        app.window.show_page(Go(page))
        Person(app.window).reads()

        mark = app.window.header.whose
        assert mark.isVisible(), page
        assert mark.accessibleName().startswith("This is the diary of Ruth (blue, R).")
        assert RUTH in [label.text() for label in app.window.findChildren(QLabel) if label.isVisible()], page


def test_nothing_of_one_reaches_the_other(shared: Home) -> None:
    program = shared.begin()
    ruth = shared.choose(program, RUTH)
    set_up(ruth, RUTH, "202-555-0143")
    entry = ruth.journal.begin_entry(day=ruth.record.today(), by=Reporter.PATIENT)
    ruth.journal.write_note(entry, "Ruth was alone today")
    ruth.journal.measure(
        entry_id=entry, kind="temperature", value=Decimal("39.1"), unit="Cel", by=Reporter.PATIENT
    )
    assert ruth.record.open_alerts()
    shared.change(program)
    locked = seen(program.window) if program.window is not None else ""
    walter = shared.choose(program, WALTER)
    set_up(walter, WALTER, "303-555-0199")
    walter.window.show_page(Go(PageId.TODAY))

    assert program.start is not None
    assert "39" not in locked
    assert walter.record.open_alerts() == ()
    assert walter.context.dues.owed() == ()
    assert walter.record.contacts().team_number == "303-555-0199"
    for page in PageId:
        walter.window.show_page(Go(page))
        read = seen(walter.window)
        for mark in ("Ruth", "39.1", "202-555-0143"):
            assert mark not in read, f"{mark} on {page}"
    shared.change(program)
    ruth = shared.choose(program, RUTH)
    assert len(ruth.record.open_alerts()) == 1


def test_the_agenda_of_one_has_no_line_of_the_other(shared: Home) -> None:
    program = shared.begin()
    ruth = shared.choose(program, RUTH)
    set_up(ruth, RUTH, "202-555-0143")
    entry = ruth.journal.begin_entry(day=ruth.record.today(), by=Reporter.PATIENT)
    ruth.journal.measure(
        entry_id=entry, kind="temperature", value=Decimal("39.1"), unit="Cel", by=Reporter.PATIENT
    )
    of_ruth = {line.id for line in agenda_of(ruth).entries}
    shared.change(program)
    walter = shared.choose(program, WALTER)
    set_up(walter, WALTER, "303-555-0199")

    assert of_ruth
    assert not of_ruth & {line.id for line in agenda_of(walter).entries}
    assert walter.files.agenda != ruth.files.agenda


def test_a_notice_has_the_badge_and_never_the_name(shared: Home) -> None:
    program = shared.begin()
    app = shared.choose(program, WALTER)
    set_up(app, WALTER, "303-555-0199")
    silent = SilentNotifier()
    app.reminders._notifier = silent

    app.reminders.send_test()
    told = Reminding(app.files, resources_dir(), shared.clock, None, None)  # type: ignore[arg-type]

    assert [toast.title for _, toast in silent.given] == ["Companion, orange W"]
    assert told._title(load_words(resources_dir())) == "Companion, orange W"


def test_the_first_diary_is_closed_and_its_lock_free_before_anybody_is_asked(shared: Home) -> None:
    program = shared.begin()
    shared.choose(program, RUTH)
    files = program.people.files_of(program.people.register.people[0])
    window = program.window

    shared.change(program)

    assert not is_held(files.lock)
    assert program.start is None
    assert program.window is not window
    assert not list(files.folder.glob("*-wal"))


def test_who_feels_unwell_sees_the_numbers_of_everybody_and_whose_they_are(shared: Home) -> None:
    program = shared.begin()
    set_up(shared.choose(program, RUTH), RUTH, "202-555-0143")
    shared.change(program)
    set_up(shared.choose(program, WALTER), WALTER, "303-555-0199")
    shared.change(program)
    assert program.window is not None

    program.window.header.unwell_button.click()

    read = seen(program.window)
    assert "202-555-0143" in read
    assert "303-555-0199" in read
    assert "Whom to call for Ruth" in read
    assert "Whom to call for Walter" in read
    app = shared.choose(program, RUTH)
    assert app.window.current == Go(PageId.UNWELL)


def test_a_diary_that_the_list_has_lost_is_offered_all_the_same(shared: Home) -> None:
    program = shared.begin()
    set_up(shared.choose(program, WALTER), WALTER, "303-555-0199")
    shared.change(program)
    (shared.top / "register.json").write_bytes(b"{ torn")

    people = People(shared.top)

    assert people.files_of(people.register.people[-1]).vault.exists()


def test_a_named_person_is_opened_without_a_question(shared: Home) -> None:
    program = Program(People(shared.top), shared.clock)
    shared.programs.append(program)
    walter = program.people.register.called("w")
    assert walter is not None

    program.open(walter)
    shared.wait(lambda: shared.is_ready(program))

    assert program.window is not None
    assert program.window.header.whose.accessibleName().startswith("This is the diary of Walter (orange, W).")


def test_a_locked_diary_says_whose_it_is_and_leads_to_the_other(shared: Home) -> None:
    program = shared.begin()
    app = shared.choose(program, RUTH)
    set_up(app, RUTH, "202-555-0143")
    assert app.locking is not None
    app.locking.keys.set_passphrase("three blue herons")
    assert program.start is not None
    program.start.lock()
    shared.wait(lambda: program.window is not None and program.window.alone is not None)
    assert program.window is not None

    read = seen(program.window)
    shared.change(program)

    assert "Your diary is locked" in read
    assert RUTH in read
    assert "Walter (orange, W)" in seen(program.window)
