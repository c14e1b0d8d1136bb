"""The thinking check: one question a page, any doubt leads to whom to call, no result is a number."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from companion.core.levels import Level
from companion.ui.context import Context
from companion.ui.places import Go, PageId
from companion.ui.theme import Theme, apply_theme
from tests.fake_clock import FakeClock
from tests.ui.conftest import UntilTheEnd
from tests.ui.context import build_context
from tests.ui.gallery import RESOURCES
from tests.ui.looks import in_every_look
from tests.ui.robots.diary import DiaryRobot
from tests.ui.robots.thinking import FIELD, RIGHT, ThinkingRobot
from tests.ui.scenes import FIRST_START, named, planned, thinking_checked, under_watch

Look = Callable[..., ThinkingRobot]


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock(FIRST_START - timedelta(hours=2))


@pytest.fixture
def look(qtbot: QtBot, until_the_end: UntilTheEnd) -> Look:
    def look(context: Context, size: tuple[int, int] = (1366, 768)) -> ThinkingRobot:
        return until_the_end(ThinkingRobot(qtbot, context, size=size))

    return look


def watched_with_first_check(context: Context, clock: FakeClock) -> None:
    """A full first check, then a dose of tarlatamab."""
    thinking_checked(context)
    under_watch(context, clock)


def test_before_the_first_dose_it_says_that_this_is_the_first_check(look: Look, context: Context) -> None:
    planned(context)
    page = look(context)
    asked = page.says("This is your first check.")

    page.whole_with_helper()

    assert asked
    assert page.headings() == ("Your first check is written down",)
    assert context.thinking.has_first()


def test_a_first_check_with_misses_is_kept_and_asks_to_call_if_that_is_new(
    look: Look, context: Context
) -> None:
    planned(context)
    page = look(context)

    page.whole_with_helper(missed=2)

    assert page.says("Some answers were not right. If that is new")
    assert "Something is wrong: whom to call" in page.buttons()


def test_no_change_is_said_without_saying_that_all_is_well(
    look: Look, context: Context, clock: FakeClock
) -> None:
    watched_with_first_check(context, clock)
    page = look(context)

    page.whole_alone()

    assert page.headings() == ("No change from your first check",)
    assert page.says("This does not mean that all is well.")
    assert context.record.open_alerts() == ()


def test_no_result_is_ever_a_number(look: Look, context: Context, clock: FakeClock) -> None:
    watched_with_first_check(context, clock)
    page = look(context)

    page.whole_with_helper()

    assert not re.search(r"\d|score|points|grade", " ".join(page.texts()))


@pytest.mark.parametrize(("missed", "level"), [(1, Level.CALL_NOW), (2, Level.EMERGENCY)])
def test_a_change_raises_an_alert_and_leads_to_whom_to_call(
    look: Look, context: Context, clock: FakeClock, missed: int, level: Level
) -> None:
    watched_with_first_check(context, clock)
    page = look(context)

    page.whole_with_helper(missed=missed)

    assert [alert.level for alert in context.record.open_alerts()] == [level]
    assert page.went == [Go(PageId.CALL)]


def test_not_sure_leads_straight_to_whom_to_call_and_counts_as_missed(
    look: Look, context: Context, clock: FakeClock
) -> None:
    watched_with_first_check(context, clock)
    page = look(context)
    page.begin_with_helper()

    page.helper_says("Right", "I am not sure")

    assert page.went == [Go(PageId.CALL)]
    assert len(context.record.open_alerts()) == 1


@pytest.mark.parametrize("begin", ["A helper asks the questions", "I do it alone"])
def test_stop_leads_straight_to_whom_to_call(look: Look, context: Context, begin: str) -> None:
    page = look(context)
    page.press(begin)

    page.press("Stop: something is wrong")

    assert page.went == [Go(PageId.UNWELL)]


def test_stop_after_a_miss_raises_the_alert(look: Look, context: Context, clock: FakeClock) -> None:
    watched_with_first_check(context, clock)
    page = look(context)
    page.begin_with_helper()

    page.helper_says("Not right", "Stop: something is wrong")

    assert page.went == [Go(PageId.CALL)]


def test_the_way_to_whom_to_call_stands_before_the_first_question(look: Look, context: Context) -> None:
    page = look(context)

    page.press("Something is wrong: whom to call")

    assert page.went == [Go(PageId.UNWELL)]


def test_alone_a_wrong_year_is_a_change(look: Look, context: Context, clock: FakeClock) -> None:
    watched_with_first_check(context, clock)
    page = look(context)
    page.begin_alone()

    page.types("1987", *RIGHT[1:])
    page.press("I did it")
    page.press("I did it")

    assert [alert.level for alert in context.record.open_alerts()] == [Level.CALL_NOW]


def test_alone_another_town_than_the_first_time_is_a_change(
    look: Look, context: Context, clock: FakeClock
) -> None:
    planned(context)
    first = look(context)
    first.whole_alone()
    under_watch(context, clock)
    page = look(context)
    page.begin_alone()

    page.types(*RIGHT[:2], "Thurso", *RIGHT[3:])
    page.press("I did it")
    page.press("I did it")

    assert len(context.record.open_alerts()) == 1


def test_what_cannot_be_read_is_asked_again_and_is_no_miss(look: Look, context: Context) -> None:
    page = look(context)
    page.begin_alone()

    page.types("?")

    assert page.question() == "Question 1 of 9"
    assert page.complaint_at(FIELD).startswith("Write the year as a number.")


def test_enter_goes_on_to_the_next_question_with_the_keyboard_there(look: Look, context: Context) -> None:
    page = look(context)
    page.begin_alone()
    page.type_into(FIELD, "2026")

    QTest.keyClick(page.window.focusWidget(), Qt.Key.Key_Return)
    page.settle()

    assert page.question() == "Question 2 of 9"
    assert page.focused_name() == FIELD


def test_the_helper_sees_what_is_right_and_a_person_alone_does_not(look: Look, context: Context) -> None:
    page = look(context)
    page.begin_alone()
    alone = page.says("2026")

    other = look(context)
    other.begin_with_helper()

    assert not alone
    assert other.says("The right answer: 2026")


def test_the_helper_can_write_down_the_town_once(look: Look, context: Context, clock: FakeClock) -> None:
    planned(context)
    first = look(context)
    first.begin_with_helper()
    first.helper_says("Right", "Right")
    first.type_into("The town they say, if it is right", "Wick")
    first.helper_says(*["Right"] * 7)

    again = look(context)
    again.begin_with_helper()
    again.helper_says("Right", "Right")

    assert again.says("The town written down before:")
    assert again.says("Wick")


def test_no_date_stands_on_a_page_that_asks_for_it(look: Look, context: Context) -> None:
    assert not look(context).page.shows_date


def test_a_stray_enter_gives_no_answer(look: Look, context: Context) -> None:
    page = look(context)
    page.begin_with_helper()

    for _ in range(3):
        QTest.keyClick(page.window.focusWidget(), Qt.Key.Key_Return)

    page.settle()
    assert page.question() == "Question 1 of 9"


def test_a_double_click_answers_one_question_not_two(look: Look, context: Context) -> None:
    page = look(context)
    page.begin_with_helper()
    page.helper_says("Right")

    page.second_press_of_a_double_click("Right")

    assert page.question() == "Question 2 of 9"


def test_a_check_that_is_left_goes_on_where_it_was(look: Look, context: Context, clock: FakeClock) -> None:
    page = look(context)
    page.begin_with_helper()
    page.helper_says("Right", "Right")
    page.page.leave()
    clock.advance(minutes=10)

    page.open()

    assert page.question() == "Question 3 of 9"


def test_a_check_that_was_left_long_ago_begins_anew(look: Look, context: Context, clock: FakeClock) -> None:
    page = look(context)
    page.begin_with_helper()
    page.page.leave()
    clock.advance(minutes=16)

    page.open()

    assert page.question() == ""


def test_what_was_missed_is_not_lost_when_the_person_goes_away(
    look: Look, context: Context, clock: FakeClock
) -> None:
    watched_with_first_check(context, clock)
    page = look(context)
    page.begin_with_helper()
    page.helper_says("Not right")

    page.page.leave()

    assert len(context.record.open_alerts()) == 1


def test_without_its_file_the_page_says_whom_to_call(look: Look, context: Context) -> None:
    catalogue = replace(context.catalogue, thinking_check=None)
    thinking = replace(context.thinking, catalogue=catalogue)

    page = look(replace(context, catalogue=catalogue, thinking=thinking))

    assert page.says("The thinking check cannot be used just now.")
    assert page.buttons() == ("Something is wrong: whom to call",)


def test_shaking_offers_the_check_and_the_answer_is_kept(context: Context) -> None:
    diary = DiaryRobot(context)
    diary.open("fill_in")
    diary.press("More symptoms", "Shaking (tremor)", "Continue", "1, Mild")

    diary.press("Do the thinking check")

    went = diary.window.went[-1]
    (entry,) = context.record.days(count=1)[0].entries
    diary.close()
    assert went == Go(PageId.THINKING)
    assert [report.symptom for report in entry.reports] == ["tremor"]


def every_state(page: ThinkingRobot) -> Iterator[str]:
    """The page at the start, at each question both ways, and at the end."""
    yield "start"
    page.begin_with_helper()
    for number in range(1, 10):
        yield f"helper {number}"
        page.helper_says("Right")
    yield "end"
    page.open()
    page.begin_alone()
    for number, answer in enumerate(RIGHT, 1):
        page.types("?")
        yield f"alone {number}"
        page.types(answer)
    yield "alone, done or not"


@in_every_look
def test_every_question_can_be_read_and_reached(
    theme: Theme, scale: float, size: tuple[int, int], context: Context, look: Look, qapp: QApplication
) -> None:
    apply_theme(qapp, theme, scale, RESOURCES)
    named(context)
    planned(context)
    page = look(context, size)

    complaints = [f"{state}: {one}" for state in every_state(page) for one in page.complaints()]

    assert complaints == []


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_every_word_can_be_translated_and_has_room(
    tmp_path: Path, clock: FakeClock, look: Look, qapp: QApplication, scale: float
) -> None:
    apply_theme(qapp, Theme.LIGHT, scale, RESOURCES)
    context = build_context(tmp_path, clock, pseudo=True)
    planned(context)
    page = look(context, (1024, 600))
    start = page.complaints(pseudo=True)
    helper = next(name for name in page.buttons() if "hélpér" in name)

    page.press(helper)
    question = page.complaints(pseudo=True)

    assert (*start, *question) == ()
