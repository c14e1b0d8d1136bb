"""The first start: nothing typed is lost, nothing impossible is stored, and all of it goes by keyboard."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from companion.core.errors import UserCanFix
from companion.core.levels import Reporter, Severity
from companion.core.people import Contacts, DateOrder
from companion.ui.context import Context
from companion.ui.places import Go, PageId
from companion.ui.theme import Theme, apply_theme
from tests.fake_clock import FakeClock
from tests.knowledge.reading import assess_reading
from tests.ui.context import build_context
from tests.ui.gallery import RESOURCES
from tests.ui.lint import all_complaints, untranslated
from tests.ui.looks import in_every_look
from tests.ui.robots.setup import SetupRobot

LOOK = "Which size can you read best?"
PERSON = "Who is this diary for?"
CONTACTS = "Who do you call when you feel ill?"
DRUG = "Which drug do you get?"
PLAN = "How do you get it?"
FIRST_DOSE = "When is your first dose?"
USUAL = "What do you live with already?"
CLOCK = "How do you write temperature, time and dates?"
REMINDER = "A reminder for the diary"
IS_NOT = "What this is not"
NAME = "Name of the person who gets the treatment"
BIRTH = "Birth date of this person"
NUMBER = "The 24-hour number of the care team"
EMERGENCY = "Emergency number"

_QUOTES = str.maketrans("", "", "“”")
Restart = Callable[[], SetupRobot]


@pytest.fixture(autouse=True)
def british() -> Iterator[None]:
    """The computer of these tests writes the day first and 19:30."""
    before = QLocale()
    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom))
    yield
    QLocale.setDefault(before)


@pytest.fixture
def robots() -> Iterator[list[SetupRobot]]:
    kept: list[SetupRobot] = []
    yield kept
    for robot in kept:
        robot.close()


@pytest.fixture
def robot(qtbot: QtBot, context: Context, robots: list[SetupRobot]) -> SetupRobot:
    robots.append(SetupRobot(qtbot, context))
    return robots[-1]


@pytest.fixture
def killed_and_started_again(qtbot: QtBot, context: Context, robots: list[SetupRobot]) -> Restart:
    """Another window over what was stored so far; the first one was not closed properly."""

    def start_again() -> SetupRobot:
        robots.append(SetupRobot(qtbot, context))
        return robots[-1]

    return start_again


def test_the_questions_come_in_their_order_and_all_but_the_last_can_be_skipped(robot: SetupRobot) -> None:
    headings = [robot.heading()]
    while robot.offers("Skip for now"):
        robot.skip()
        headings.append(robot.heading())

    assert headings == [LOOK, PERSON, CONTACTS, DRUG, CLOCK, REMINDER, IS_NOT]
    assert [text for text in robot.texts() if text.startswith("Step")] == ["Step 7 of 7"]


def test_the_first_start_ends_with_i_understand(robot: SetupRobot, context: Context) -> None:
    robot.skip_to(IS_NOT)
    assert not context.record.preferences().setup_done

    robot.press("I understand")

    assert context.record.preferences().setup_done
    assert robot.went == [Go(PageId.TODAY)]


def test_the_last_page_is_not_agreed_to_by_a_stray_enter(robot: SetupRobot, context: Context) -> None:
    robot.skip_to(IS_NOT)

    robot.key(Qt.Key.Key_Return)
    before = context.record.preferences().setup_done
    robot.key(Qt.Key.Key_Tab)
    robot.key(Qt.Key.Key_Return)

    assert not before
    assert context.record.preferences().setup_done


def test_the_last_page_says_that_the_rules_are_drafts_and_names_no_source(robot: SetupRobot) -> None:
    robot.skip_to(IS_NOT)

    texts = robot.texts()

    assert "The rules are drafts" in texts
    assert not [text for text in texts if "[S" in text]


def test_text_size_and_theme_are_stored_as_soon_as_they_are_chosen(
    robot: SetupRobot, context: Context
) -> None:
    robot.press("Largest text")
    robot.press("High contrast")

    wanted = context.record.preferences()
    assert wanted.text_scale == Decimal("2.0")
    assert wanted.theme == Theme.HIGH_CONTRAST.value


def test_each_size_is_written_in_its_own_size_whatever_the_size_in_use(
    robot: SetupRobot, qapp: QApplication
) -> None:
    names = ("Normal text", "Large text", "Larger text", "Largest text")
    small = [robot.height_of_letters(name) for name in names]

    apply_theme(qapp, Theme.LIGHT, 2.0, RESOURCES)
    robot.settle()
    large = [robot.height_of_letters(name) for name in names]

    assert small == sorted(set(small))
    assert large == small


def test_the_manners_of_the_computer_are_the_first_choice(
    qtbot: QtBot, context: Context, robots: list[SetupRobot]
) -> None:
    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedStates))

    robots.append(SetupRobot(qtbot, context))

    wanted = context.record.preferences()
    assert wanted.date_order is DateOrder.MONTH_FIRST
    assert not wanted.clock_24h
    assert wanted.temperature_unit == "[degF]"


def test_person_and_contacts_are_stored_when_the_person_goes_on(robot: SetupRobot, context: Context) -> None:
    robot.skip_to(PERSON)
    robot.press("I keep it for someone I care for")
    robot.type_into(NAME, " Ann Example ")
    robot.type_into(BIRTH, "3/4/50")
    robot.go_on()
    robot.type_into(NUMBER, "+1 (555) 010-9999 ext. 12")
    robot.type_into("Name of the clinic or unit", "Day unit")
    robot.choose_in("Country", "New Z")
    robot.go_on()

    person = context.record.person()
    assert (person.name, person.birth_date) == ("Ann Example", date(1950, 4, 3))
    assert person.cared_for_by_another
    assert context.record.contacts() == Contacts("Day unit", "+1 (555) 010-9999 ext. 12", "111")


def test_the_emergency_number_of_the_country_can_be_changed(robot: SetupRobot, context: Context) -> None:
    robot.skip_to(CONTACTS)
    robot.type_into(NUMBER, "555 0100")
    robot.choose_in("Country", "France")
    robot.type_into(EMERGENCY, "15")
    robot.go_on()
    assert robot.heading() == CONTACTS

    robot.type_into(EMERGENCY, "0 15 15")
    robot.go_on()

    assert context.record.contacts().emergency_number == "0 15 15"


def test_a_birth_date_is_shown_as_it_was_understood_while_it_is_typed(robot: SetupRobot) -> None:
    robot.skip_to(PERSON)

    robot.type_into(BIRTH, "3/4/50")

    assert "3 April 1950" in robot.texts()


def test_a_date_does_not_change_its_meaning_with_the_order_of_dates(
    robot: SetupRobot, context: Context
) -> None:
    robot.skip_to(PERSON)
    robot.type_into(BIRTH, "3/4/1950")
    robot.go_on()
    robot.skip_to(CLOCK)
    robot.press("March 31, 2026")
    robot.go_on()
    robot.back_to(PERSON)
    robot.go_on()

    assert context.record.preferences().date_order is DateOrder.MONTH_FIRST
    assert context.record.person().birth_date == date(1950, 4, 3)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("3 March 2026", "still to come"),
        ("31/12/1899", "before 1900"),
        ("30 February 1950", "no such date"),
        ("sometime", "31 March 1950"),
    ],
)
def test_an_impossible_birth_date_is_explained_at_its_field_and_stays(
    typed: str, said: str, robot: SetupRobot, context: Context
) -> None:
    robot.skip_to(PERSON)
    robot.type_into(NAME, "Ann")
    robot.type_into(BIRTH, typed)

    robot.go_on()

    assert robot.heading() == PERSON
    assert said in robot.complaint_at(BIRTH)
    assert robot.focused_name() == BIRTH
    assert (robot.text_in(BIRTH), robot.text_in(NAME)) == (typed, "Ann")
    assert context.record.person().birth_date is None


@pytest.mark.parametrize(
    ("typed", "said"), [("call the ward", "digits only"), ("12", "too short"), ("", "Skip for now")]
)
def test_a_number_that_cannot_be_called_is_explained_at_its_field_and_stays(
    typed: str, said: str, robot: SetupRobot, context: Context
) -> None:
    robot.skip_to(CONTACTS)
    robot.type_into(NUMBER, typed)

    robot.go_on()

    assert robot.heading() == CONTACTS
    assert said in robot.complaint_at(NUMBER)
    assert robot.text_in(NUMBER) == typed
    assert context.record.contacts() == Contacts()


def test_a_complaint_goes_away_when_the_field_is_changed(robot: SetupRobot) -> None:
    robot.skip_to(CONTACTS)
    robot.type_into(NUMBER, "12")
    robot.go_on()

    robot.type_into(NUMBER, "123")

    assert robot.complaint_at(NUMBER) == ""


@pytest.mark.parametrize(
    ("day", "at", "field", "said"),
    [
        ("2 March 1990", "9:30", "Day of the first dose", "before 2000"),
        ("31 June 2026", "9:30", "Day of the first dose", "no such date"),
        ("2 March 2026", "25:00", "Time when it starts", "no such time"),
        ("2 March 2026", "", "Time when it starts", "as near as you know it"),
        ("", "9:30", "Day of the first dose", "Skip for now"),
    ],
)
def test_an_impossible_first_dose_is_explained_and_starts_nothing(
    day: str, at: str, field: str, said: str, robot: SetupRobot, context: Context
) -> None:
    robot.skip_to(DRUG)
    robot.choose_treatment("Tarlatamab")

    robot.give_first_dose(day, at)

    assert robot.heading() == FIRST_DOSE
    assert said in robot.complaint_at(field)
    assert robot.text_in("Day of the first dose") == day
    assert context.record.treatments() == ()


def test_a_first_dose_long_ago_is_shown_with_its_weekday_and_taken(
    robot: SetupRobot, context: Context
) -> None:
    robot.skip_to(DRUG)
    robot.choose_treatment("Tarlatamab")
    robot.type_into("Day of the first dose", "2/3/06")
    shown = robot.texts()
    robot.give_first_dose("2/3/06", "7.30 pm", "Day unit")

    (treatment,) = context.record.treatments()
    assert "Thursday 2 March 2006" in shown
    assert (treatment.drug, treatment.regimen) == ("tarlatamab", "tarlatamab")
    assert treatment.first_wall == datetime(2006, 3, 2, 19, 30)  # wall time
    assert treatment.place == "Day unit"
    assert robot.heading() == USUAL


def test_a_drug_with_several_plans_asks_which_one(robot: SetupRobot, context: Context) -> None:
    robot.skip_to(DRUG)

    robot.choose_treatment("Atezolizumab (drip)", "Alone, every 3 weeks")
    robot.give_first_dose("2 March 2026", "9:30")

    (treatment,) = context.record.treatments()
    assert treatment.regimen == "atezolizumab_q3w_maintenance"


def test_going_on_without_a_drug_or_a_plan_is_explained(robot: SetupRobot) -> None:
    robot.skip_to(DRUG)
    robot.go_on()
    without_drug = robot.heading(), robot.complaint_at("Your drug")
    robot.choose_treatment("Durvalumab")
    robot.go_on()

    assert without_drug[0] == DRUG
    assert "choose one" in without_drug[1]
    assert robot.heading() == PLAN
    assert "choose one" in robot.complaint_at("Your plan")


def test_going_back_changes_the_treatment_and_never_starts_a_second_one(
    robot: SetupRobot, context: Context
) -> None:
    robot.skip_to(DRUG)
    robot.choose_treatment("Tarlatamab")
    robot.give_first_dose("2 March 2026", "9:30")
    (first,) = context.record.treatments()

    robot.back()
    robot.go_on()
    unchanged = context.record.treatments()
    robot.back()
    robot.give_first_dose("3 March 2026", "9:30")
    moved = context.record.treatments()
    for _ in range(2):
        robot.back()
    robot.choose_treatment("Durvalumab", "Alone, every 4 weeks")
    robot.go_on()
    (other,) = context.record.treatments()

    assert unchanged == (first,)
    assert [one.first_wall.date() for one in moved] == [date(2026, 3, 3)]
    assert (other.id, other.drug) == (first.id, "durvalumab")


def test_a_crash_after_the_treatment_was_stored_does_not_double_it(
    robot: SetupRobot, context: Context, killed_and_started_again: Restart
) -> None:
    robot.skip_to(DRUG)
    robot.choose_treatment("Tarlatamab")
    robot.give_first_dose("2 March 2026", "9:30")
    context.journal.keep_setup({"step": "first_dose"})

    again = killed_and_started_again()
    again.go_on()

    assert again.heading() == USUAL
    assert len(context.record.treatments()) == 1


def test_what_is_usual_counts_only_once_the_team_agreed(robot: SetupRobot, context: Context) -> None:
    robot.skip_to(DRUG)
    robot.choose_treatment("Tarlatamab")
    robot.give_first_dose("2 March 2026", "9:30")
    robot.press("Cough")
    robot.press("Mild")
    robot.go_on()
    asked, before = robot.heading(), context.record.person().usual_symptoms

    robot.press("Yes, my team agreed to this")
    robot.go_on()

    assert (asked, before) == (USUAL, {})
    assert robot.heading() == CLOCK
    assert context.record.person().usual_symptoms == {"cough": Severity.MILD}
    assert context.record.person().usual_agreed_at == context.record.now()


def test_skipping_what_is_usual_agrees_to_nothing(robot: SetupRobot, context: Context) -> None:
    robot.skip_to(DRUG)
    robot.choose_treatment("Tarlatamab")
    robot.give_first_dose("2 March 2026", "9:30")

    robot.skip()

    assert robot.heading() == CLOCK
    assert context.record.person().usual_agreed_at is None


def test_skipping_the_treatment_skips_all_of_it(robot: SetupRobot, context: Context) -> None:
    robot.skip_to(DRUG)
    robot.choose_treatment("Durvalumab")

    robot.skip()

    assert robot.heading() == CLOCK
    assert context.record.treatments() == ()


def test_units_clock_and_dates_follow_in_the_example_and_are_stored(
    robot: SetupRobot, context: Context
) -> None:
    robot.skip_to(CLOCK)
    robot.press("Fahrenheit, °F")
    robot.press("7:30 pm")
    robot.press("March 31, 2026")
    texts = robot.texts()
    robot.go_on()

    wanted = context.record.preferences()
    assert "Now it looks like this: Monday, March 2, 2026, 9:00 am" in texts
    assert (wanted.temperature_unit, wanted.clock_24h) == ("[degF]", False)
    assert wanted.date_order is DateOrder.MONTH_FIRST


def test_a_reminder_can_be_set_and_switched_off_again(robot: SetupRobot, context: Context) -> None:
    robot.skip_to(REMINDER)
    asked_before = robot.offers("At what time?")
    robot.press("Yes, each day")
    robot.go_on()
    complaint = robot.complaint_at("At what time?")
    robot.type_into("At what time?", "7 pm")
    robot.go_on()
    with_reminder = context.record.preferences().diary_reminder
    robot.back()
    robot.press("No")
    robot.go_on()

    assert not asked_before
    assert "time of the reminder" in complaint
    assert with_reminder == time(19, 0)
    assert context.record.preferences().diary_reminder is None


def test_a_test_message_is_sent_and_help_is_there_when_nobody_saw_it(robot: SetupRobot) -> None:
    robot.skip_to(REMINDER)
    asked_before = robot.offers("Yes, I saw it: the test message")

    robot.press("Show me a test message")
    question = "Did you see a message on the screen?" in robot.texts()
    robot.press("Yes, I saw it: the test message")
    good = [text for text in robot.texts() if text.startswith("Good.")]
    # Two buttons on this page say no: the second answers this question.
    robot.press("No, I did not")

    assert not asked_before
    assert robot.tests_sent == [True]
    assert question
    assert good
    assert any("Notifications" in text for text in robot.texts())


def test_what_is_typed_is_kept_at_once_and_stands_there_after_a_crash(
    robot: SetupRobot, killed_and_started_again: Restart
) -> None:
    robot.skip_to(PERSON)
    robot.page.leave()
    robot.press("It is mine")

    again = killed_and_started_again()

    assert again.heading() == PERSON
    assert again.is_chosen("It is mine")


def test_quick_typing_is_kept_together_when_the_pause_ends(robot: SetupRobot, context: Context) -> None:
    robot.skip_to(CONTACTS)
    robot.type_into(NUMBER, "555 0100")
    in_the_pause = context.record.setup_answers().get("contacts.team_number", "")

    robot.let_pause_end()

    assert in_the_pause == ""
    assert context.record.setup_answers()["contacts.team_number"] == "555 0100"


def test_half_an_answer_stands_there_after_the_window_was_closed(
    robot: SetupRobot, context: Context, killed_and_started_again: Restart
) -> None:
    robot.skip_to(CONTACTS)
    robot.type_into(NUMBER, "call the")
    robot.choose_in("Country", "Norway")
    robot.close()

    again = killed_and_started_again()

    assert again.heading() == CONTACTS
    assert (again.text_in(NUMBER), again.item_in("Country")) == ("call the", "Norway")
    assert context.record.contacts() == Contacts()


def test_back_and_skip_keep_what_was_typed(robot: SetupRobot) -> None:
    robot.skip_to(CONTACTS)
    robot.type_into(NUMBER, "not yet known")
    robot.skip()
    robot.back()
    after_skip = robot.text_in(NUMBER)
    robot.back()
    robot.skip()

    assert after_skip == "not yet known"
    assert robot.text_in(NUMBER) == "not yet known"


def test_the_treatment_typed_so_far_stands_there_after_a_restart(
    robot: SetupRobot, killed_and_started_again: Restart
) -> None:
    robot.skip_to(DRUG)
    robot.choose_treatment("Atezolizumab (drip)", "Alone, every 3 weeks")
    robot.type_into("Day of the first dose", "2 mar")
    robot.close()

    again = killed_and_started_again()

    assert again.heading() == FIRST_DOSE
    assert "Alone, every 3 weeks" in again.texts()
    assert again.text_in("Day of the first dose") == "2 mar"


def test_a_full_disk_leaves_everything_on_the_screen(
    robot: SetupRobot, context: Context, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    robot.skip_to(CONTACTS)
    robot.type_into(NUMBER, "555 0100")
    robot.page.leave()

    def refuse(_contacts: Contacts, *, by: Reporter) -> None:
        raise UserCanFix("storage.not_saved_full")

    with monkeypatch.context() as disk, qtbot.captureExceptions() as raised:
        disk.setattr(context.journal, "set_contacts", refuse)
        robot.go_on()

    assert [type(error) for _, error, _ in raised] == [UserCanFix]
    assert robot.heading() == CONTACTS
    assert robot.text_in(NUMBER) == "555 0100"
    robot.go_on()
    assert context.record.contacts().team_number == "555 0100"


def test_the_keyboard_begins_in_the_first_field_of_each_step(robot: SetupRobot) -> None:
    first: list[str] = [robot.focused_name()]
    while robot.offers("Skip for now"):
        robot.skip()
        first.append(robot.focused_name())

    assert first == [
        "Normal text",
        "It is mine",
        NUMBER,
        "Atezolizumab (drip)",
        "Celsius, °C",
        "Yes, each day",
        IS_NOT,
    ]


def test_the_whole_first_start_goes_by_keyboard(robot: SetupRobot, context: Context) -> None:
    enter, tab, down, space = Qt.Key.Key_Return, Qt.Key.Key_Tab, Qt.Key.Key_Down, Qt.Key.Key_Space
    robot.key(down)
    robot.key(enter)
    robot.key(space)
    robot.key(tab)
    robot.keys("Ann")
    robot.key(tab)
    robot.keys("31 March 1950")
    robot.key(enter)
    robot.keys("555 0100")
    robot.key(tab)
    robot.key(tab)
    robot.keys("Ireland")
    robot.key(enter)
    for _ in range(3):
        robot.key(down)
    robot.key(space)
    robot.key(enter)
    robot.keys("2 March 2026")
    robot.key(tab)
    robot.keys("9:30")
    robot.key(enter)
    robot.key(enter)
    robot.key(enter)
    robot.key(space)
    robot.key(tab)
    robot.keys("18:00")
    robot.key(enter)
    robot.key(tab)
    robot.key(enter)

    assert context.record.preferences().text_scale == Decimal("1.25")
    assert context.record.person().name == "Ann"
    assert context.record.contacts() == Contacts("", "555 0100", "112")
    assert [one.drug for one in context.record.treatments()] == ["tarlatamab"]
    assert context.record.preferences().diary_reminder == time(18, 0)
    assert context.record.preferences().setup_done
    assert robot.went == [Go(PageId.TODAY)]


def test_one_who_adds_a_treatment_later_is_not_welcomed_again(robot: SetupRobot, context: Context) -> None:
    welcomed = (robot.page.title(), "Step 1 of 7" in robot.texts())
    context.journal.set_preferences(replace(context.record.preferences(), setup_done=True))

    robot.page.open("treatment")
    robot.settle()

    assert welcomed == ("Welcome to Companion", True)
    assert robot.page.title() == "Add another treatment"
    assert robot.heading() == "Which drug do you get?"
    assert not any(text.startswith("Step ") for text in robot.texts())


@pytest.mark.parametrize("room", ["setup", "forms", "settings", "usual", "team_sheet", "hospital"])
def test_the_sentences_can_be_followed_at_grade_6(room: str) -> None:
    table = tomllib.loads((RESOURCES / "words" / f"{room}.toml").read_text("utf-8"))[room]
    prose = [text.translate(_QUOTES) for text in table.values() if text.endswith((".", "?"))]

    assert len(prose) > 5
    assert assess_reading("\n".join(prose)).easy


STEPS = (
    "look",
    "person",
    "contacts",
    "drug",
    "regimen",
    "first_dose",
    "lives_with",
    "clock",
    "reminder",
    "is_not",
)
TYPED = {
    "person.birth_date": "31 March 1950",
    "treatment.drug": "durvalumab",
    "treatment.regimen": "durvalumab_es_induction",
    "treatment.day": "2 March 2026",
    "reminder.wanted": "on",
    "lives_with.chosen": "cough fatigue",
}


@pytest.mark.parametrize("step", STEPS)
@in_every_look
def test_every_step_can_be_read_and_reached(
    step: str,
    theme: Theme,
    scale: float,
    size: tuple[int, int],
    context: Context,
    qtbot: QtBot,
    qapp: QApplication,
) -> None:
    apply_theme(qapp, theme, scale, RESOURCES)
    context.journal.keep_setup({**TYPED, "step": step})
    robot = SetupRobot(qtbot, context, width=size[0], height=size[1])
    robot.focused().clearFocus()
    robot.settle()

    complaints = all_complaints(robot.window)

    robot.close()
    assert complaints == ()


@pytest.mark.parametrize("step", STEPS)
def test_every_word_of_every_step_can_be_translated_and_has_room(
    step: str, tmp_path: Path, qtbot: QtBot, qapp: QApplication
) -> None:
    apply_theme(qapp, Theme.LIGHT, 2.0, RESOURCES)
    context = build_context(tmp_path, FakeClock(), pseudo=True)
    context.journal.keep_setup({**TYPED, "step": step})
    robot = SetupRobot(qtbot, context, width=1024, height=600)
    robot.focused().clearFocus()
    robot.settle()

    complaints = (*all_complaints(robot.window), *untranslated(robot.window))

    robot.close()
    assert complaints == ()
