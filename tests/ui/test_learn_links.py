"""From a symptom, a dose or a plan to its page, from there into the diary, and what it says of one's own."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from companion.core.levels import Severity
from companion.ui.context import Context
from companion.ui.pages.question_about import beginning_of
from companion.ui.pages.questions import QuestionsPage
from companion.ui.places import Go, PageId
from tests.fake_clock import FakeClock
from tests.ui.context import build_context
from tests.ui.robots.diary import DiaryRobot
from tests.ui.robots.learn import LearnRobot
from tests.ui.robots.reading_page import ReadingRobot
from tests.ui.robots.symptoms import SymptomsRobot
from tests.ui.robots.today import TodayRobot
from tests.ui.robots.treatment import TreatmentRobot
from tests.ui.scenes import FIRST_START, given, planned, reported, under_watch


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def context(tmp_path: Path, clock: FakeClock) -> Context:
    return build_context(tmp_path, clock)


@pytest.fixture
def open_robots() -> Iterator[list[ReadingRobot | DiaryRobot]]:
    robots: list[ReadingRobot | DiaryRobot] = []
    yield robots
    for robot in robots:
        robot.close()


def test_a_symptom_leads_to_its_page(
    qtbot: QtBot, context: Context, open_robots: list[ReadingRobot | DiaryRobot]
) -> None:
    reported(context, "jaundice", Severity.MILD)
    page = SymptomsRobot(qtbot, context, "jaundice")
    open_robots.append(page)

    page.press("Read about: Liver problems")

    assert page.went == [Go(PageId.LEARN, "liver")]


def test_a_diary_question_leads_to_its_page_and_the_answer_stays(
    context: Context, open_robots: list[ReadingRobot | DiaryRobot]
) -> None:
    diary = DiaryRobot(context).open("jaundice")
    open_robots.append(diary)
    diary.press("1, Mild")

    diary.press("Read about: Liver problems")
    diary.open(None)

    assert diary.window.went == [Go(PageId.LEARN, "liver")]
    assert [report.symptom for report in answers(context)] == ["jaundice"]
    assert any("Mild" in name for name in diary.chosen())


def test_the_next_dose_and_the_treatment_lead_to_the_page_of_the_drug(
    qtbot: QtBot, context: Context, open_robots: list[ReadingRobot | DiaryRobot]
) -> None:
    planned(context)
    today, treatment = TodayRobot(qtbot, context), TreatmentRobot(qtbot, context)
    open_robots += [today, treatment]

    treatment.press("About Tarlatamab")

    assert today.goes_from("About Tarlatamab") == Go(PageId.LEARN, "tarlatamab")
    assert treatment.went == [Go(PageId.LEARN, "tarlatamab")]


def test_a_page_leads_to_the_diary_question_of_each_symptom_it_is_about(
    qtbot: QtBot, context: Context, open_robots: list[ReadingRobot | DiaryRobot]
) -> None:
    learn = LearnRobot(qtbot, context, "liver")
    open_robots.append(learn)

    learn.press("Write it in the diary: Yellow skin or eyes (jaundice)")

    assert learn.went == [Go(PageId.DIARY, "jaundice")]


def test_the_page_on_measuring_leads_to_each_reading(
    qtbot: QtBot, context: Context, open_robots: list[ReadingRobot | DiaryRobot]
) -> None:
    learn = LearnRobot(qtbot, context, "temperature")
    open_robots.append(learn)

    learn.press("Write down: Temperature")

    assert learn.went == [Go(PageId.DIARY, "temperature")]


@pytest.mark.parametrize("by_keyboard", [False, True])
def test_a_page_leads_to_a_question_for_the_team_begun_with_its_name(
    by_keyboard: bool, qtbot: QtBot, context: Context, open_robots: list[ReadingRobot | DiaryRobot]
) -> None:
    learn = LearnRobot(qtbot, context, "liver")
    open_robots.append(learn)

    ask = "Ask the team about this: Liver problems"
    if by_keyboard:
        learn.focus(ask)
        QTest.keyClick(learn.window.focusWidget(), Qt.Key.Key_Return)
    else:
        learn.press(ask)

    assert learn.went == [Go(PageId.QUESTIONS, "page:liver")]
    assert beginning_of("page:liver", context) == "About Liver problems: "


def test_a_question_from_a_page_says_which_page_it_is_about(
    qtbot: QtBot, context: Context, open_robots: list[ReadingRobot | DiaryRobot]
) -> None:
    questions = ReadingRobot(qtbot, QuestionsPage(context), "page:liver")
    open_robots.append(questions)

    QTest.keyClicks(questions.window.focusWidget(), "how often are the blood tests?")
    questions.press("Put it on the list")

    assert [one.about for one in context.questions.still_open()] == ["page:liver"]
    assert questions.says("About Liver problems: how often are the blood tests?")
    assert questions.says("About: Liver problems")


def test_the_diary_asks_at_once_and_keeps_what_was_begun(
    context: Context, open_robots: list[ReadingRobot | DiaryRobot]
) -> None:
    reported(context, "cough", Severity.MILD)

    diary = DiaryRobot(context).open("jaundice")
    open_robots.append(diary)

    assert context.catalogue.symptoms["jaundice"].words.question in diary.reads()
    draft = context.record.draft()
    assert draft is not None
    assert ({one.symptom for one in draft.reports}, draft.asked) == ({"cough"}, ("cough", "jaundice"))


def test_a_question_asked_from_a_page_is_ticked_in_a_list_that_was_open(
    context: Context, open_robots: list[ReadingRobot | DiaryRobot]
) -> None:
    diary = DiaryRobot(context).open("fill_in")
    open_robots.append(diary)

    diary.open("jaundice")
    diary.press("Back")

    assert context.record.draft() is not None
    assert diary.sees(context.words("diary.which"))


def test_a_drug_page_knows_the_next_dose(
    qtbot: QtBot, context: Context, open_robots: list[ReadingRobot | DiaryRobot]
) -> None:
    planned(context)

    learn = LearnRobot(qtbot, context, "tarlatamab")
    open_robots.append(learn)

    assert learn.says("Your next infusion of Tarlatamab is planned: today, 10:00. That is in 1 hour.")


def test_a_drug_page_knows_the_last_dose_and_the_hours_after_it(
    qtbot: QtBot, context: Context, clock: FakeClock, open_robots: list[ReadingRobot | DiaryRobot]
) -> None:
    under_watch(context, clock, hours=3)

    learn = LearnRobot(qtbot, context, "tarlatamab")
    open_robots.append(learn)

    assert learn.says("Your last dose of Tarlatamab started: today, 10:00.")
    assert learn.says("You are in the first 48 hours after a dose of Tarlatamab.")
    assert learn.says("The first days after tarlatamab. This goes on until")


def test_an_effect_page_names_the_open_time_it_is_about_and_no_dose(
    qtbot: QtBot, context: Context, clock: FakeClock, open_robots: list[ReadingRobot | DiaryRobot]
) -> None:
    under_watch(context, clock, hours=3)

    learn = LearnRobot(qtbot, context, "crs")
    open_robots.append(learn)

    assert learn.says("The first days after tarlatamab. This goes on until")
    assert not learn.says("Your last dose")


def test_a_time_without_an_end_is_called_so(
    qtbot: QtBot, context: Context, clock: FakeClock, open_robots: list[ReadingRobot | DiaryRobot]
) -> None:
    treatment = planned(context, "durvalumab", "durvalumab_ls")
    clock.moment = FIRST_START + timedelta(days=3)
    context.journal.record_dose(
        treatment_id=treatment, ordinal=1, drug="durvalumab", amount="1500 mg", started_at=FIRST_START
    )

    learn = LearnRobot(qtbot, context, "durvalumab")
    open_robots.append(learn)

    assert learn.says("During and after a PD-L1 drug. No end is set for this.")


@pytest.mark.parametrize("page", ["durvalumab", "immunotherapy", "questions_for_team", "glossary"])
def test_a_page_that_is_not_about_the_own_treatment_says_nothing_of_it(
    qtbot: QtBot,
    context: Context,
    clock: FakeClock,
    open_robots: list[ReadingRobot | DiaryRobot],
    page: str,
) -> None:
    treatment = planned(context)
    clock.moment = FIRST_START + timedelta(hours=3)
    given(context, treatment, 1, FIRST_START)

    learn = LearnRobot(qtbot, context, page)
    open_robots.append(learn)

    assert "Your own treatment" not in learn.headings()


def answers(context: Context) -> tuple[object, ...]:
    draft = context.record.draft()
    return draft.reports if draft is not None else ()
