"""Settings: the same answers as at the first start, kept without a Save that somebody forgets."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date, time
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from companion import __version__
from companion.core.people import Contacts, Person
from companion.ui.context import Context
from companion.ui.pages.settings.list import GROUPS
from companion.ui.places import Go, PageId
from companion.ui.theme import Theme, apply_theme
from companion.ui.widgets.button import Button
from tests.fake_clock import FakeClock
from tests.ui.context import build_context
from tests.ui.gallery import RESOURCES
from tests.ui.lint import all_complaints, untranslated
from tests.ui.looks import in_every_look
from tests.ui.robots.setup import SettingsRobot
from tests.ui.settings_opened import robot as robot

NAME = "Name of the person who gets the treatment"
BIRTH = "Birth date of this person"
NUMBER = "The 24-hour number of the care team"
PERSON, CONTACTS, REMINDER = "Whose diary this is", "Who to call", "Diary reminder"


@pytest.fixture
def context(tmp_path: Path) -> Context:
    context = build_context(tmp_path, FakeClock())
    context.journal.set_person(
        Person("Ann", date(1950, 4, 3), usual_readings={"weight": Decimal("61.5")}, cared_for_by_another=True)
    )
    context.journal.set_contacts(Contacts("Day unit", "555 0100", "911"))
    context.journal.set_preferences(replace(context.record.preferences(), diary_reminder=time(18, 0)))
    return context


def test_the_fields_show_what_is_stored(robot: SettingsRobot) -> None:
    assert robot.text_in(NAME) == "Ann"
    assert robot.text_in(BIRTH) == "3 April 1950"
    assert robot.is_chosen("I keep it for someone I care for")
    assert robot.text_in(NUMBER) == "555 0100"
    assert robot.text_in("Emergency number") == "911"
    assert robot.text_in("At what time?") == "18:00"


def test_saving_the_person_leaves_what_the_team_said_alone(robot: SettingsRobot, context: Context) -> None:
    robot.type_into(NAME, "Ann Example")

    robot.save(PERSON)

    person = context.record.person()
    assert person.name == "Ann Example"
    assert person.usual_readings == {"weight": Decimal("61.5")}
    assert "Saved." in robot.texts()


def test_no_two_buttons_have_the_same_name(robot: SettingsRobot) -> None:
    buttons = [button for button in robot.page.findChildren(Button) if button.isVisible()]

    names = [button.accessibleName() for button in buttons]

    assert ("Save", "Save: Whose diary this is") in [(one.text(), one.accessibleName()) for one in buttons]
    assert sorted(set(names)) == sorted(names)


def test_what_was_typed_is_stored_when_the_field_is_left(robot: SettingsRobot, context: Context) -> None:
    robot.type_into(NUMBER, "555 0199")
    while_typing = context.record.contacts().team_number

    robot.key(Qt.Key.Key_Tab)

    assert while_typing == "555 0100"
    assert context.record.contacts().team_number == "555 0199"


def test_what_was_typed_is_stored_when_the_page_is_left(robot: SettingsRobot, context: Context) -> None:
    robot.type_into(NUMBER, "555 0199")

    robot.page.leave()

    assert context.record.contacts().team_number == "555 0199"


def test_enter_saves_the_card(robot: SettingsRobot, context: Context) -> None:
    robot.type_into(NUMBER, "555 0199")

    robot.key(Qt.Key.Key_Return)

    assert context.record.contacts().team_number == "555 0199"


def test_a_number_can_be_taken_away(robot: SettingsRobot, context: Context) -> None:
    robot.type_into(NUMBER, "")

    robot.save(CONTACTS)

    assert context.record.contacts() == Contacts("Day unit", "", "911")


def test_what_cannot_be_read_is_explained_by_save_and_stays_through_other_changes(
    robot: SettingsRobot, context: Context
) -> None:
    robot.type_into(BIRTH, "30 February 1950")
    robot.key(Qt.Key.Key_Tab)
    before_save = robot.complaint_at(BIRTH)
    robot.save(PERSON)
    robot.press("Dark")
    robot.page.leave()
    robot.page.open(None)

    assert before_save == ""
    assert "no such date" in robot.complaint_at(BIRTH)
    assert robot.text_in(BIRTH) == "30 February 1950"
    assert "Not saved yet." in robot.texts()
    assert context.record.person().birth_date == date(1950, 4, 3)
    assert context.record.preferences().theme == Theme.DARK.value


def test_size_theme_and_units_are_stored_as_soon_as_they_are_chosen(
    robot: SettingsRobot, context: Context
) -> None:
    robot.press("Larger text")
    robot.press("High contrast")
    robot.press("7:30 pm")

    wanted = context.record.preferences()
    assert wanted.text_scale == Decimal("1.5")
    assert wanted.theme == Theme.HIGH_CONTRAST.value
    assert not wanted.clock_24h
    assert robot.text_in("At what time?") == "6:00 pm"


def test_the_reminder_is_switched_off_at_once_and_on_when_its_time_is_there(
    robot: SettingsRobot, context: Context
) -> None:
    robot.press("No")
    off = context.record.preferences().diary_reminder
    robot.press("Yes, each day")
    robot.type_into("At what time?", "")
    robot.save(REMINDER)
    complaint = robot.complaint_at("At what time?")
    robot.type_into("At what time?", "19.30")
    robot.save(REMINDER)

    assert off is None
    assert "time of the reminder" in complaint
    assert context.record.preferences().diary_reminder == time(19, 30)


def test_a_test_message_can_be_sent(robot: SettingsRobot) -> None:
    robot.press("Show me a test message")

    assert robot.tests_sent == [True]


def test_the_page_opens_at_the_card_that_was_asked_for(robot: SettingsRobot) -> None:
    robot.page.open("contacts")
    robot.settle()

    assert robot.focused_name() == NUMBER


GROUP_BUTTONS = {
    "About the person": "person",
    "Team and hospital": "contacts",
    "Size, colors, language": "look",
    "Reminders and quiet hours": "reminder",
    "Who can read what": "notes",
    "Copies and files": "copies",
    "This program": "limits",
}


@pytest.mark.parametrize(("button", "card"), GROUP_BUTTONS.items())
def test_a_button_of_the_list_brings_its_group_with_the_keyboard_in_it(
    robot: SettingsRobot, button: str, card: str
) -> None:
    robot.press(button)

    part = robot.page._sections[card]
    top = part.mapTo(robot.page.body.viewport(), QPoint(0, 0)).y()
    focused = robot.page.window().focusWidget()
    bar = robot.page.body.verticalScrollBar()
    assert focused is not None
    assert part.isAncestorOf(focused)
    assert 0 <= top <= 40 or bar.value() == bar.maximum()


def test_every_card_stands_in_one_group(robot: SettingsRobot) -> None:
    named = [card for cards in GROUPS.values() for card in cards]

    assert len(named) == len(set(named))
    assert list(robot.page._sections) == [card for card in named if card in robot.page._sections]
    assert set(named) - set(robot.page._sections) == {"lock", "people"}  # not in a plain diary of one person


def test_the_page_says_what_the_program_is_not_and_where_the_diary_lies(
    robot: SettingsRobot, tmp_path: Path
) -> None:
    text = " ".join(robot.texts())

    assert "drafts" in text
    assert "not a doctor" in text
    assert __version__ in text
    assert str(tmp_path / "diary.db") in text


def test_read_all_of_it_opens_the_page_under_learn(robot: SettingsRobot) -> None:
    robot.press("Read all of it")

    assert robot.went == [Go(PageId.LEARN, "what_this_is_not")]


@in_every_look
def test_settings_can_be_read_and_reached(
    theme: Theme, scale: float, size: tuple[int, int], context: Context, qtbot: QtBot, qapp: QApplication
) -> None:
    apply_theme(qapp, theme, scale, RESOURCES)
    robot = SettingsRobot(qtbot, context, width=size[0], height=size[1])
    robot.focused().clearFocus()
    robot.settle()

    complaints = all_complaints(robot.window)

    robot.close()
    assert complaints == ()


def test_every_word_of_settings_can_be_translated_and_has_room(
    tmp_path: Path, qtbot: QtBot, qapp: QApplication
) -> None:
    apply_theme(qapp, Theme.LIGHT, 2.0, RESOURCES)
    robot = SettingsRobot(qtbot, build_context(tmp_path, FakeClock(), pseudo=True), width=1024, height=600)
    robot.focused().clearFocus()
    robot.settle()

    complaints = (*all_complaints(robot.window), *untranslated(robot.window))

    robot.close()
    assert complaints == ()


def test_no_two_buttons_of_settings_are_called_the_same(robot: SettingsRobot) -> None:
    buttons = robot.page.findChildren(Button)

    names = Counter(button.accessibleName() for button in buttons)

    assert [name for name, n in names.items() if n > 1] == []
