"""Someone feels unwell: the number in one press, an alert in three, and nothing that was typed is lost."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit

from companion.app import App
from companion.core.levels import Level, Reporter, Severity
from companion.core.people import Contacts
from companion.core.words import Words
from companion.paths import PersonFiles
from companion.ui.places import Go, PageId
from tests.fake_clock import FakeClock
from tests.level_states import level_states
from tests.stories.evening import record_the_call
from tests.stories.person import Person
from tests.stories.test_every_page import ROOM
from tests.stories.walking import shown
from tests.ui import lint

NUMBER = "202-555-0143"
TEMPERATURE = "What is your temperature?"
Opener = Callable[..., App]


@pytest.fixture
def app(companion: Opener) -> App:
    """A diary with the number of the team in it."""
    app = companion()
    app.journal.set_contacts(Contacts("Riverside Cancer Center", NUMBER, "911"))
    app.window.show_page(Go(PageId.TODAY))
    return app


def test_the_number_is_there_after_one_press(app: App) -> None:
    person = Person(app.window)

    person.press("I feel unwell now")

    assert person.sees(NUMBER)
    assert app.window.current == Go(PageId.UNWELL)


def test_an_alert_comes_after_three_presses(app: App) -> None:
    person = Person(app.window)

    for press in ("I feel unwell now", "I am not sure", "Show what to do"):
        person.press(press)

    assert app.window.current == Go(PageId.CALL)
    assert person.sees(NUMBER)
    assert person.sees("Call your cancer team now")


def test_where_no_alert_comes_the_answer_stands_on_the_same_page(app: App) -> None:
    person = Person(app.window)
    person.press("I feel unwell now")
    person.press("Something else")
    person.type("Find a symptom", "joint")
    person.press("Joint pain")
    person.press("1, Mild")

    person.press("Show what to do")

    assert app.window.current == Go(PageId.UNWELL)
    assert person.sees("Tell your team at the next visit, or within 3 days.")
    assert person.sees("If you are worried, call. You do not have to be sure.")


def test_the_same_answer_chosen_again_hours_after_the_call_is_a_new_alert(app: App, clock: FakeClock) -> None:
    person = Person(app.window)
    for press in ("Diary", "Fill in today’s diary", "Something is wrong", "Continue", "1, Mild", "Continue"):
        person.press(press)
    record_the_call(person)
    answered = app.record.open_alerts()
    clock.advance(hours=2)

    for press in ("Today", "Go on", "Change: Something is wrong", "1, Mild", "Continue"):
        person.press(press)

    assert answered == ()
    assert app.window.current == Go(PageId.CALL)
    assert [alert.level for alert in app.record.open_alerts()] == [Level.CALL_NOW]


def test_a_temperature_that_cannot_be_read_stays_with_one_sentence(app: App) -> None:
    person = Person(app.window)
    person.press("I feel unwell now")
    person.press("Chills or shivering")
    person.type(TEMPERATURE, "very hot")

    person.press("Show what to do")
    person.press("I feel unwell now")

    assert person.find(QLineEdit, TEMPERATURE).text() == "very hot"
    assert person.sees("One number could not be read. It is kept.")
    (entry,) = app.record.days(count=1)[0].entries
    assert [report.severity for report in entry.reports] == [Severity.NOT_SURE]


def test_back_keeps_what_was_typed(app: App) -> None:
    person = Person(app.window)
    person.press("I feel unwell now")
    person.press("Feeling feverish")
    person.type(TEMPERATURE, "37,")

    person.press("Back")
    person.press("I feel unwell now")

    assert person.find(QLineEdit, TEMPERATURE).text() == "37,"


def test_an_alert_raised_on_the_way_out_stays_in_front(app: App) -> None:
    person = Person(app.window)
    person.press("I feel unwell now")
    person.press("Fainting")
    person.press("2, Moderate")

    person.press("Back")

    assert app.window.current == Go(PageId.CALL)
    assert [alert.level for alert in app.record.open_alerts()] == [Level.EMERGENCY]


def test_leaving_the_diary_by_the_side_list_does_not_cover_the_alert(app: App) -> None:
    person = Person(app.window)
    person.press("Diary")
    person.press("Fill in today’s diary")
    person.press("Something is wrong")
    person.press("Continue")
    person.press("3, Severe")

    person.press("Treatment")

    assert app.window.current == Go(PageId.CALL)


def test_the_call_page_asks_to_measure_and_says_what_hides_a_fever(app: App, clock: FakeClock) -> None:
    person = Person(app.window)
    app.journal.take_medicine(medicine="acetaminophen", name="", at=clock.now(), by=Reporter.PATIENT)
    person.press("I feel unwell now")
    person.press("Chills or shivering")
    person.press("3, Severe")

    person.press("Show what to do")

    assert person.sees("Measure now. There is no temperature, or it is more than 1 hour old.")
    assert person.sees("You took acetaminophen at 10:00. A normal reading may be false.")
    person.press("Write down a temperature")
    person.type(TEMPERATURE, "36.9")
    person.press("Save")
    app.window.show_page(Go(PageId.CALL))
    assert not person.sees("Measure now.")
    assert person.sees("Last one: 36.9 °C")


def test_the_rule_behind_an_alert_opens_on_the_call_page(app: App) -> None:
    person = Person(app.window)
    person.press("I feel unwell now")
    person.press("Chills or shivering")
    person.press("3, Severe")
    person.press("Show what to do")

    person.press("Show the rule behind this: Call your team now")

    assert person.sees("Rule symptom.chills, version 1")
    assert person.sees("This rule is a draft. It is not checked by a clinic yet.")
    assert person.sees("It names chills as a sign of CRS.")


@pytest.mark.parametrize(
    ("theme", "scale", "size"),
    [
        ("light", "2.0", (1024, 600)),
        ("dark", "1.0", (1366, 768)),
        ("high_contrast", "2.0", (1366, 768)),
    ],
)
def test_every_level_has_names_room_and_a_heading_in_every_look(
    qapp: QApplication, diary: Path, words: Words, theme: str, scale: str, size: tuple[int, int]
) -> None:
    complaints: list[str] = []

    for app in shown(PersonFiles(diary), words, (theme, scale), size):
        for state in level_states(app):
            Person(app.window).reads()
            complaints += [f"{state}: {one}" for check in ROOM for one in check(app.window)]

    assert complaints == []


@pytest.mark.parametrize("theme", ["light", "dark", "high_contrast"])
def test_every_result_and_every_rule_has_contrast(
    qapp: QApplication, diary: Path, words: Words, theme: str
) -> None:
    complaints: list[str] = []

    for app in shown(PersonFiles(diary), words, (theme, "1.0")):
        for state in level_states(app):
            Person(app.window).reads()
            if state in ("unwell_tell_team", "unwell_call_today", "call_call_now_rule", "call_emergency"):
                complaints += [f"{state}: {one}" for one in lint.low_contrast(app.window)]

    assert complaints == []
