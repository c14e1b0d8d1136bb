"""Handing over, hidden notes, questions for the team and "About", as a person does it at the pages."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication, QPlainTextEdit
from pytestqt.qtbot import QtBot

from companion.core.levels import Reporter, Severity
from companion.ui.context import Context
from companion.ui.entering_switch import EnteringSwitch
from companion.ui.page import Page
from companion.ui.pages.about.page import AboutPage
from companion.ui.pages.diary.page import DiaryPage
from companion.ui.pages.handover.page import HandoverPage
from companion.ui.pages.questions.page import QuestionsPage
from companion.ui.pages.settings.page import SettingsPage
from companion.ui.theme import Theme, apply_theme
from tests.fake_clock import FakeClock
from tests.ui.context import WORDS, build_context
from tests.ui.gallery import RESOURCES
from tests.ui.looks import in_every_look
from tests.ui.robots.reading_page import ReadingRobot
from tests.ui.scenes import FIRST_START, named, reported, under_watch

Open = Callable[..., ReadingRobot]


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock(FIRST_START + timedelta(hours=2))


@pytest.fixture
def context(tmp_path: Path, clock: FakeClock) -> Context:
    return build_context(tmp_path, clock)


@pytest.fixture
def reader(qtbot: QtBot) -> Iterator[Open]:
    robots: list[ReadingRobot] = []

    def open_page(
        page: type[Page], context: Context, subject: str | None = None, size: tuple[int, int] = (1366, 768)
    ) -> ReadingRobot:
        robots.append(ReadingRobot(qtbot, page(context), subject, size=size))
        return robots[-1]

    yield open_page
    for robot in robots:
        robot.close()


def type_text(robot: ReadingRobot, name: str, text: str) -> None:
    """Type into the larger field with this name."""
    fields = robot.page.findChildren(QPlainTextEdit)
    field = next(f for f in fields if f.accessibleName() == name and f.isVisibleTo(robot.window))
    field.setPlainText(text)
    robot.settle()


def noted(context: Context, note: str, *, hidden: bool) -> str:
    entry = context.journal.begin_entry(day=context.record.today(), by=Reporter.PATIENT)
    context.journal.write_note(entry, note)
    context.journal.finish_entry(entry)
    context.hidden_notes.hide(entry, hidden=hidden)
    return entry


def test_one_press_says_who_enters_after_what_was_typed_is_kept(qtbot: QtBot, context: Context) -> None:
    named(context)
    context.journal.set_preferences(replace(context.record.preferences(), setup_done=True))
    kept: list[Reporter] = []
    switch = EnteringSwitch(WORDS)
    qtbot.addWidget(switch)
    switch.furnish(context, lambda: kept.append(context.entering.by))
    before = switch.text()

    switch.click()

    assert kept == [Reporter.PATIENT]
    assert (before, switch.text()) == ("Entering: Ann", "Entering: caregiver")
    assert "caregiver" in switch.accessibleName()
    switch.unfurnish()
    assert switch.text() == ""


@pytest.mark.parametrize(
    ("window", "says"),
    [(QSize(1366, 768), "Entering: Ann"), (QSize(1024, 600), "Ann"), (QSize(512, 300), "A")],
)
def test_who_enters_is_one_press_away_in_every_window(
    qtbot: QtBot, context: Context, window: QSize, says: str
) -> None:
    named(context)
    context.journal.set_preferences(replace(context.record.preferences(), setup_done=True))
    switch = EnteringSwitch(WORDS)
    qtbot.addWidget(switch)
    switch.furnish(context, lambda: None)

    switch.fit(window)
    aloud = switch.accessibleName()
    shown = (switch.isVisible(), switch.text())
    switch.click()

    assert shown == (True, says)
    assert aloud == "Entering now: Ann. Press to change to: caregiver."
    assert context.entering.by is Reporter.CAREGIVER


def test_the_watch_is_handed_over_to_a_new_name_and_back_with_one_press_each(
    reader: Open, context: Context, clock: FakeClock
) -> None:
    page = reader(HandoverPage, context)

    page.type_into("Their name", "Ben")
    type_text(page, "What must they know?", "She slept well.")
    page.press("Hand over now")
    clock.advance(hours=3)
    page.press("Somebody else")
    page.type_into("Their name", "Cleo")
    page.press("Hand over now")

    current = context.on_watch.current()
    assert current is not None
    assert current.name == "Cleo"
    assert page.says("Ben: today")
    assert page.says("She slept well.")


def test_a_hand_over_can_be_undone(reader: Open, context: Context) -> None:
    context.on_watch.hand_over("Ben")
    page = reader(HandoverPage, context)

    page.press("Nobody for now")
    page.press("Hand over now")
    page.press("Undo: Nobody is watching now. It is written down.")

    assert page.says("Ben has been watching since")


def test_without_a_choice_nothing_is_handed_over_and_it_is_said(reader: Open, context: Context) -> None:
    context.on_watch.hand_over("Ben")
    page = reader(HandoverPage, context)

    page.press("Hand over now")

    assert len(context.on_watch.log()) == 1
    assert page.says("Choose who watches from now on.")


def test_what_is_typed_outlives_a_change_elsewhere(reader: Open, context: Context) -> None:
    page = reader(HandoverPage, context)
    page.type_into("Their name", "Ben")
    type_text(page, "What must they know?", "She slept")

    named(context)
    page.settle()

    assert page.text_in("Their name") == "Ben"
    page.press("Hand over now")
    assert context.on_watch.log()[0].handover.note == "She slept"


def test_the_next_one_reads_what_happened_since_and_who_wrote_it(
    reader: Open, context: Context, clock: FakeClock
) -> None:
    named(context)
    context.on_watch.hand_over("Ben")
    clock.advance(minutes=30)
    reported(context, "chills", Severity.MILD)
    noted(context, "I am afraid.", hidden=True)

    page = reader(HandoverPage, context)

    assert page.says("Ann: Chills or shivering, mild")
    assert page.says("Companion: Call")
    assert not page.says("afraid")


def test_a_hidden_note_is_not_on_the_diary_while_a_caregiver_enters(reader: Open, context: Context) -> None:
    noted(context, "I am afraid.", hidden=True)
    page = reader(DiaryPage, context)
    as_patient = page.says("I am afraid.")

    context.entering.hand_to(Reporter.CAREGIVER)
    page.settle()

    assert as_patient
    assert not page.says("I am afraid.")
    assert page.says("A note stands here that is hidden from a caregiver.")


def test_the_patient_hides_a_note_of_an_earlier_entry_and_shows_it_again(
    reader: Open, context: Context
) -> None:
    noted(context, "I am afraid.", hidden=False)
    page = reader(DiaryPage, context)
    day = context.formats().short_day(context.record.today())

    page.press(f"Hide the note from my caregiver: {day}")
    hidden = page.says("This note is hidden from a caregiver.")
    page.press(f"Show the note to my caregiver: {day}")

    assert hidden
    assert not page.says("This note is hidden from a caregiver.")


def test_a_note_on_the_screen_goes_away_when_a_caregiver_takes_over(reader: Open, context: Context) -> None:
    page = reader(DiaryPage, context, "fill_in")
    for name in ("None of these", "Add a temperature, a medicine or a note"):
        page.press(name)
    type_text(page, "Note", "I am afraid.")
    page.press("Hide this note from my caregiver")

    page.page.leave()
    context.entering.hand_to(Reporter.CAREGIVER)
    page.settle()

    texts = [field.toPlainText() for field in page.page.findChildren(QPlainTextEdit)]
    assert "I am afraid." not in texts
    page.page.leave()
    context.entering.hand_to(Reporter.PATIENT)
    assert context.record.days(count=1)[0].entries[0].note == "I am afraid."


def test_the_settings_say_what_hiding_does_not_do(reader: Open, context: Context) -> None:
    page = reader(SettingsPage, context)

    page.press("Only I see them")

    assert context.record.preferences().hide_notes
    assert page.says("This is not a lock.")


def test_what_a_stranger_on_the_phone_may_ask_is_in_the_words_to_say(reader: Open, context: Context) -> None:
    page = reader(SettingsPage, context)

    page.type_into("Allergies", "penicillin")
    page.type_into("Hospital number", "K 4711")
    page.type_into("Their phone number", "0170 5550143")
    page.page.leave()

    said = " ".join(context.record.script())
    assert "penicillin" in said
    assert "K 4711" in said
    assert context.record.person().caregiver_number == "0170 5550143"


def test_a_question_is_noted_ticked_off_with_its_answer_and_kept(reader: Open, context: Context) -> None:
    page = reader(QuestionsPage, context)

    type_text(page, "Your question", "May I fly?")
    page.press("Put it on the list")
    page.press("It was asked: May I fly?")
    type_text(page, "What did they say? You can leave this empty.", "Not before May.")
    page.press("Save")

    assert context.record.open_questions() == ()
    assert page.headings().index("Asked before") > page.headings().index("For your next visit")
    assert page.says("Not before May.")


def test_a_removed_question_comes_back(reader: Open, context: Context) -> None:
    context.questions.note("May I fly?")
    page = reader(QuestionsPage, context)

    page.press("Remove: May I fly?")
    page.press("Undo: The question was removed.")

    assert [one.text for one in context.record.open_questions()] == ["May I fly?"]


def test_a_question_shows_one_form_at_a_time(reader: Open, context: Context) -> None:
    context.questions.note("May I fly?")
    robot = reader(QuestionsPage, context)

    robot.press("It was asked: May I fly?")
    robot.press("Back")
    robot.press("Change the words: May I fly?")

    typed = [f.toPlainText() for f in robot.page.findChildren(QPlainTextEdit) if f.isVisibleTo(robot.window)]
    assert typed == ["", "May I fly?"]


def test_a_question_about_a_page_begins_with_its_name(reader: Open, context: Context) -> None:
    page = reader(QuestionsPage, context, "page:crs")

    begun = page.page.findChildren(QPlainTextEdit)[0].toPlainText()
    page.press("Put it on the list")

    assert begun.startswith("About ")
    assert context.questions.still_open()[0].about == "page:crs"


def test_what_stands_in_the_question_stays_when_the_page_is_left(reader: Open, context: Context) -> None:
    page = reader(QuestionsPage, context)
    type_text(page, "Your question", "May I")

    page.page.leave()
    page.open("page:crs")

    assert page.page.findChildren(QPlainTextEdit)[0].toPlainText() == "May I"


def test_an_empty_question_is_refused_with_what_to_do(reader: Open, context: Context) -> None:
    page = reader(QuestionsPage, context)

    page.press("Put it on the list")

    assert page.says("Type the question first.")


def test_about_says_what_it_cannot_do_first_and_names_every_part(reader: Open, context: Context) -> None:
    page = reader(AboutPage, context)

    assert page.headings()[0] == "What this program cannot do"
    assert page.says("No clinic has tested them")
    for name in ("LGPL", "BSD 3-Clause", "OpenSSL", "OFL", "icalendar", "SecretStorage"):
        assert page.says(name)


@in_every_look
def test_nothing_is_cut_off_or_too_small_in_any_look(
    theme: Theme,
    scale: float,
    size: tuple[int, int],
    context: Context,
    clock: FakeClock,
    reader: Open,
    qapp: QApplication,
) -> None:
    apply_theme(qapp, theme, scale, RESOURCES)
    named(context)
    under_watch(context, clock)
    context.on_watch.hand_over("Ben", note="She slept well.")
    context.on_watch.hand_over("Cleo")
    context.questions.note("May I fly?")

    complaints = [
        one
        for page in (HandoverPage, QuestionsPage, AboutPage)
        for one in reader(page, context, None, size).complaints()
    ]

    assert complaints == []
