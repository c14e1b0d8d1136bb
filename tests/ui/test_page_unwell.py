"""I feel unwell now: the number first, then what is happening, then what to do; never that all is well."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from companion.core.diary import EntryState
from companion.core.levels import Level, Reporter, Severity
from companion.core.people import Contacts
from companion.ui.context import Context
from companion.ui.places import Go, PageId
from companion.ui.theme import Theme, apply_theme
from tests.fake_clock import FakeClock
from tests.ui.conftest import UntilTheEnd
from tests.ui.context import build_context
from tests.ui.gallery import RESOURCES
from tests.ui.looks import in_every_look
from tests.ui.robots.unwell import TEMPERATURE, UnwellRobot
from tests.ui.scenes import under_watch

NUMBER = "202-555-0143"
WORRIED = "If you are worried, call. You do not have to be sure."
Look = Callable[..., UnwellRobot]


@pytest.fixture
def context(tmp_path: Path, clock: FakeClock) -> Context:
    context = build_context(tmp_path, clock)
    context.journal.set_contacts(Contacts("Riverside", NUMBER, "911"))
    return context


@pytest.fixture
def look(qtbot: QtBot, until_the_end: UntilTheEnd) -> Look:
    def look(context: Context, size: tuple[int, int] = (1366, 768)) -> UnwellRobot:
        return until_the_end(UnwellRobot(qtbot, context, size=size))

    return look


def only_entry(context: Context) -> tuple[dict[str, Severity], EntryState]:
    (entry,) = context.record.days(count=1)[0].entries
    return {report.symptom: report.severity for report in entry.reports}, entry.state


def test_the_number_the_words_and_the_emergency_signs_come_before_any_question(
    look: Look, context: Context
) -> None:
    page = look(context)

    assert page.comes_before(NUMBER, "What is happening now?")
    assert page.comes_before("Say this", "What is happening now?")
    assert page.comes_before("Call 911 now if:", "What is happening now?")


def test_every_symptom_that_is_an_emergency_however_mild_is_red_and_comes_first(
    look: Look, context: Context
) -> None:
    symptoms = context.catalogue.symptoms.values()
    always = {one.words.name for one in symptoms if min(one.levels["always"]) is Level.EMERGENCY}
    marked = {one.words.name for one in symptoms if one.first_on_unwell}

    page = look(context)

    red = page.choices(kind="urgent")
    assert set(red) == always | marked
    assert page.choices()[: len(red)] == red
    assert page.choices()[len(red) :] == (
        "Feeling feverish",
        "Chills or shivering",
        "Something is wrong",
        "Something else",
        "I am not sure",
    )


def test_choosing_one_shows_its_words_its_signs_and_the_temperature(look: Look, context: Context) -> None:
    page = look(context)
    symptom = context.catalogue.symptoms["breathlessness"]

    page.choose("Trouble breathing")

    assert page.says(symptom.words.question)
    assert page.says(symptom.words.about)
    assert page.text_in(TEMPERATURE) == ""
    page.choose(symptom.signs[0].question)


def test_what_is_not_answered_is_stored_as_not_sure_and_judged(look: Look, context: Context) -> None:
    page = look(context)

    page.choose("Fainting", "Show what to do")

    assert only_entry(context) == ({"fainting": Severity.NOT_SURE}, EntryState.FINISHED)
    assert [alert.level for alert in context.record.open_alerts()] == [Level.EMERGENCY]


def test_not_sure_is_an_answer_and_leads_to_a_call(look: Look, context: Context) -> None:
    page = look(context)

    page.choose("I am not sure", "Show what to do")

    assert only_entry(context) == ({"feels_wrong": Severity.NOT_SURE}, EntryState.FINISHED)
    assert [alert.level for alert in context.record.open_alerts()] == [Level.CALL_NOW]


def test_what_is_for_the_next_visit_says_why_on_whose_word_and_whom_to_call(
    look: Look, context: Context
) -> None:
    page = look(context)
    page.choose("Something else")
    page.type_into("Find a symptom", "joint")

    page.choose("Joint pain", "1, Mild", "Show what to do")

    symptom = context.catalogue.symptoms["joint_pain"]
    assert context.record.open_alerts() == ()
    assert page.says("Tell your team at the next visit, or within 3 days.")
    assert page.says(symptom.words.why)
    assert page.says("Joint pain: Mild, 09:00")
    assert all(page.says(context.catalogue.sources[id].printed()) for id in symptom.sources)
    assert page.says(WORRIED)
    assert page.texts().count(NUMBER) == 2


def test_what_is_for_today_is_shown_with_the_way_to_the_call(look: Look, context: Context) -> None:
    page = look(context)
    page.choose("Something else")
    page.type_into("Find a symptom", "cough")

    page.choose("Cough", "1, Mild", "Show what to do")

    assert page.says("Call your cancer team today. Worse, or worried at night: call now.")
    page.choose("Whom to call, and what happened")
    assert page.went == [Go(PageId.CALL)]


def test_a_normal_temperature_alone_is_never_called_fine(look: Look, context: Context) -> None:
    page = look(context)
    page.choose("Something else")
    page.type_into("Find a symptom", "taste")
    page.choose("Change in taste", "1, Mild")
    page.type_into(TEMPERATURE, "36.8")

    page.ask()

    assert page.says("Logged. Keep watching.")
    assert page.says(WORRIED)
    assert not any("fine" in text.lower() for text in page.texts())


def test_a_search_that_finds_nothing_says_what_to_choose(look: Look, context: Context) -> None:
    page = look(context)
    page.choose("Something else")

    page.type_into("Find a symptom", "xyz")

    assert page.says("Nothing on the list fits. Try another word, or choose “Something is wrong”.")
    assert "I am not sure" in page.choices()


def test_a_temperature_that_cannot_be_read_is_kept_with_one_sentence_and_the_rest_is_judged(
    look: Look, context: Context
) -> None:
    page = look(context)
    page.choose("Chills or shivering", "1, Mild")
    page.type_into(TEMPERATURE, "warm")

    page.ask()

    assert page.text_in(TEMPERATURE) == "warm"
    assert page.complaint_at(TEMPERATURE)
    assert page.says("One number could not be read. It is kept. Look at the line in red.")
    assert page.says("Call your cancer team today. Worse, or worried at night: call now.")
    assert page.focused_name() == TEMPERATURE


def test_coming_back_finds_what_was_typed_and_chosen(look: Look, context: Context) -> None:
    page = look(context)
    page.choose("Feeling feverish")
    page.type_into(TEMPERATURE, "38,")

    page.page.leave()
    page.open()

    assert page.text_in(TEMPERATURE) == "38,"
    assert page.says("How bad did the feeling of fever get today?")


def test_an_answer_is_stored_when_the_person_goes_away_before_asking(look: Look, context: Context) -> None:
    page = look(context)
    page.choose("Chills or shivering", "2, Moderate")

    page.page.leave()

    assert only_entry(context) == ({"chills": Severity.MODERATE}, EntryState.DRAFT)
    assert [alert.level for alert in context.record.open_alerts()] == [Level.CALL_NOW]


def test_a_choice_alone_that_was_a_slip_is_not_stored(look: Look, context: Context) -> None:
    page = look(context)
    page.choose("Fainting", "Choose something else")

    page.page.leave()

    assert context.record.days(count=1)[0].entries == ()
    assert page.choices()[0] == "Trouble breathing"


def test_two_things_are_one_entry(look: Look, context: Context) -> None:
    page = look(context)
    page.choose("Feeling feverish", "1, Mild", "Choose something else", "Chills or shivering", "1, Mild")

    page.ask()

    assert only_entry(context)[0] == {"fever": Severity.MILD, "chills": Severity.MILD}


def test_after_the_result_the_next_visit_begins_anew(look: Look, context: Context) -> None:
    page = look(context)
    page.choose("I am not sure", "Show what to do")

    page.open()

    assert page.choices()[-1] == "I am not sure"
    assert not page.says("What to do")


def test_a_medicine_that_may_hide_a_fever_is_named_with_its_time(
    look: Look, context: Context, clock: FakeClock
) -> None:
    context.journal.take_medicine(
        medicine="acetaminophen", name="Tylenol", at=clock.now(), by=Reporter.PATIENT
    )
    clock.advance(hours=2)
    page = look(context)
    page.choose("Feeling feverish")
    said = "You took acetaminophen at 09:00. A normal reading may be false."
    before = page.says(said)

    page.type_into(TEMPERATURE, "36.9")

    assert not before
    assert page.says(said)


def test_the_choices_go_by_keyboard(look: Look, context: Context) -> None:
    page = look(context)

    page.press_key("Fainting", Qt.Key.Key_Return)
    page.press_key("Show what to do", Qt.Key.Key_Space)

    assert [alert.level for alert in context.record.open_alerts()] == [Level.EMERGENCY]


@in_every_look
def test_every_state_can_be_read_and_reached(
    theme: Theme,
    scale: float,
    size: tuple[int, int],
    context: Context,
    clock: FakeClock,
    look: Look,
    qapp: QApplication,
) -> None:
    apply_theme(qapp, theme, scale, RESOURCES)
    under_watch(context, clock)
    page = look(context, size)
    complaints = list(page.complaints())

    page.choose("Trouble breathing")
    page.type_into(TEMPERATURE, "hot")
    page.page._now._told.temperature.keep()  # type: ignore[attr-defined]
    complaints += page.complaints()
    page.type_into(TEMPERATURE, "36.9")
    page.choose("1, Mild", "Show what to do")
    complaints += page.complaints()

    assert complaints == []


def test_every_word_can_be_translated_and_has_room(
    tmp_path: Path, clock: FakeClock, look: Look, qapp: QApplication
) -> None:
    apply_theme(qapp, Theme.LIGHT, 2.0, RESOURCES)
    context = build_context(tmp_path, clock, pseudo=True)
    words = context.words
    page = look(context, (1024, 600))
    complaints = list(page.complaints(pseudo=True))

    page.choose(words.written(context.catalogue.symptoms["chills"].words.name), words("unwell.show"))
    complaints += page.complaints(pseudo=True)

    assert complaints == []
