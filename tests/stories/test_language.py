"""The language changes while the program runs: all is built anew, and nothing that was typed is lost."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit

from companion.app import App
from companion.core.agenda import parse_agenda
from companion.core.words import Words, pseudo_words
from companion.paths import PersonFiles, resources_dir
from companion.services.notifier import SilentNotifier
from companion.stores.catalogue import load_catalogue
from companion.stores.emergency_file import read_emergency
from companion.stores.words import load_words
from companion.ui.places import Go, PageId
from companion.ui.speaking import let_qt_speak
from tests.fake_clock import FakeClock
from tests.stories.evening import FRIDAY, keys_of
from tests.stories.person import Person
from tests.stories.walking import a_demo


class Desk:
    """A program over one diary, with words of its own: other tests keep theirs."""

    def __init__(
        self, folder: Path, *, demo: bool = False, is_new: bool = False, pseudo: bool = False
    ) -> None:
        words = load_words(resources_dir())
        self.files = PersonFiles(folder / "diary.db")
        if demo:
            a_demo(folder, load_catalogue(resources_dir()), words)
        self.open(pseudo_words(words) if pseudo else words)
        if not is_new:
            self.app.journal.set_preferences(replace(self.app.record.preferences(), setup_done=True))
            self.app.window.show_page(Go(PageId.TODAY))

    def open(self, words: Words) -> None:
        keys = keys_of(self.files)
        self.app = App(self.files, FakeClock(FRIDAY), SilentNotifier(), words=words, keys=keys)
        self.app.window.resize(1366, 768)
        self.app.show()
        self.app.begin()
        self.person = Person(self.app.window)

    def speak(self, language: str) -> None:
        self.app.journal.set_preferences(replace(self.app.record.preferences(), language=language))
        self.person.reads()

    def close(self) -> None:
        self.app.window.close()
        self.app.window.deleteLater()
        self.app.deleteLater()


@pytest.fixture(autouse=True)
def qt_speaks_english_again(qapp: QApplication) -> Iterator[None]:
    yield
    let_qt_speak("en")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A diary that is set up."""
    desk = Desk(tmp_path)
    yield desk
    desk.close()


def test_another_language_is_spoken_at_once_on_the_same_page(desk: Desk) -> None:
    person, window = desk.person, desk.app.window
    window.show_page(Go(PageId.SETTINGS, "look"))
    person.find(QAbstractButton, "Español").setFocus()
    person.reads()
    scrolled = window.page(PageId.SETTINGS).body.verticalScrollBar().value()

    person.press("Español")

    assert window.current == Go(PageId.SETTINGS, "look")
    assert person.sees("Me siento mal ahora")
    assert person.sees("Ajustes")
    assert not person.sees("I feel unwell now")
    assert window.page(PageId.SETTINGS).body.verticalScrollBar().value() == scrolled
    assert window.focusWidget() is not None
    assert window.focusWidget().accessibleName() == "Español"
    assert desk.app.tray._menu.actions()[0].text() == "Me siento mal ahora"
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "Cancelar"


def test_who_is_entering_stands_at_the_top_in_the_other_language_too(desk: Desk) -> None:
    desk.app.window.show_page(Go(PageId.SETTINGS, "look"))

    desk.person.press("Español")

    assert desk.app.window.header.entering.isVisible()
    assert desk.app.window.header.entering.text().startswith("Anota")


def test_and_back_again(desk: Desk) -> None:
    desk.app.window.show_page(Go(PageId.SETTINGS, "look"))

    desk.person.press("Español")
    desk.person.press("English")

    assert desk.person.sees("I feel unwell now")
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "Cancel"


def test_what_was_typed_and_cannot_be_read_yet_stays_in_its_field(desk: Desk) -> None:
    person = desk.person
    desk.app.window.show_page(Go(PageId.SETTINGS))
    field = person.find(QLineEdit, "Birth date", editable=True)
    field.setText("half a d")
    field.textEdited.emit("half a d")

    person.press("Español")

    assert "half a d" in [one.text() for one in person.fields()]


def test_a_form_that_is_half_filled_in_stays_until_it_is_done(desk: Desk) -> None:
    window, person = desk.app.window, desk.person
    window.show_page(Go(PageId.APPOINTMENTS))
    person.press("Add an appointment")
    person.press("Scan")
    form = window.page(PageId.APPOINTMENTS)

    window.show_page(Go(PageId.SETTINGS))
    person.press("Español")
    window.show_page(Go(PageId.APPOINTMENTS))

    assert window.page(PageId.APPOINTMENTS) is form
    assert form.is_half_filled()


def test_every_page_can_be_built_anew_in_another_language(qapp: QApplication, tmp_path: Path) -> None:
    desk = Desk(tmp_path, demo=True)
    window = desk.app.window
    for page in PageId:
        if page is not PageId.SETUP:
            window.show_page(Go(page))
            desk.speak("en" if desk.app.context.words.language == "es" else "es")

            assert window.current is not None
            assert window.current.page is page
    desk.close()


def test_the_agenda_and_the_numbers_speak_it_too(desk: Desk) -> None:
    desk.app.journal.set_preferences(
        replace(desk.app.record.preferences(), language="es", reminders_when_closed=True)
    )
    desk.person.reads()
    desk.app.agent_side.close()

    assert read_emergency(desk.files.emergency).language == "es"
    if desk.files.agenda.exists():
        assert parse_agenda(desk.files.agenda.read_bytes()).language == "es"


def test_the_first_question_of_all_is_in_which_language(qapp: QApplication, tmp_path: Path) -> None:
    desk = Desk(tmp_path, is_new=True)

    desk.person.press("Español")

    assert desk.person.sees("Le damos la bienvenida a Companion")
    assert desk.app.record.preferences().language == "es"
    desk.person.press("English")
    assert desk.person.sees("Welcome to Companion")
    desk.close()


def test_a_diary_that_wants_another_language_than_the_window_was_painted_in(
    qapp: QApplication, tmp_path: Path
) -> None:
    desk = Desk(tmp_path)
    desk.speak("es")
    desk.close()

    desk.open(load_words(resources_dir()))

    assert desk.person.sees("Me siento mal ahora")
    desk.close()


def test_the_longer_language_goes_through_the_same_door(qapp: QApplication, tmp_path: Path) -> None:
    desk = Desk(tmp_path, pseudo=True)

    desk.speak("es")

    assert desk.person.sees("[Mé šíéñtó mál áhórá ~~~~~~~]")
    desk.close()
