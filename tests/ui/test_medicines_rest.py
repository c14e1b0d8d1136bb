"""A medicine that is paused and taken up again, and the day on which a plan comes to its end."""

from __future__ import annotations

from datetime import date, time

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from companion.core.recurrence import DailyAt, Recurrence, Taper, TaperStep
from companion.services.medicines import PlanAnswer
from companion.ui.context import Context
from companion.ui.pages.history.page import HistoryPage
from companion.ui.pages.today.page import TodayPage
from companion.ui.theme import Theme, apply_theme
from tests.fake_clock import FakeClock
from tests.ui.conftest import UntilTheEnd
from tests.ui.gallery import RESOURCES
from tests.ui.robots.medicines import MedicinesRobot
from tests.ui.robots.reading_page import ReadingRobot

MONDAY, DAILY = date(2026, 3, 2), DailyAt((time(8),))
STEROID = "This is a steroid. Do not stop or change it on your own. Ask your team first."
LAST = "The last one of this plan is on "
GOES_DOWN = Taper(
    (
        TaperStep(MONDAY, date(2026, 3, 8), "2 tablets", (time(8),)),
        TaperStep(date(2026, 3, 9), date(2026, 3, 15), "1 tablet", (time(8),)),
    )
)


def planned(
    context: Context,
    clock: FakeClock,
    rule: Recurrence = DAILY,
    *,
    name: str = "Keppra",
    last_day: date | None = None,
) -> str:
    """A plan entered the evening before."""
    now = clock.moment
    clock.advance(hours=-13)
    id = context.medicines.add_plan(PlanAnswer(name, "1 tablet", "", rule, MONDAY, last_day))
    clock.moment = now
    return id


@pytest.fixture
def page(qtbot: QtBot, until_the_end: UntilTheEnd, context: Context, clock: FakeClock) -> MedicinesRobot:
    """The page with one medicine that is due."""
    planned(context, clock)
    return until_the_end(MedicinesRobot(qtbot, context))


def pause(page: MedicinesRobot, why: str = "In hospital") -> None:
    page.press("Pause: Keppra")
    page.type_into("Why, if you like", why)
    page.press("Pause this medicine")


def test_a_medicine_is_paused_with_a_reason_and_reminds_no_more(
    page: MedicinesRobot, context: Context
) -> None:
    before = context.dues.owed()

    pause(page)

    assert before
    assert context.dues.owed() == ()
    assert "Paused" in page.headings()
    assert page.says("Paused today, 09:00: In hospital")
    assert page.says("Keppra is paused. Companion does not remind you of it until you take it up again.")


def test_it_is_taken_up_again_after_a_look_at_the_next_times(
    page: MedicinesRobot, context: Context, clock: FakeClock
) -> None:
    pause(page)
    clock.advance(days=2)
    page.page.refresh()

    page.press("Take it up again: Keppra")
    times = page.next_times()
    page.press("Take it up again")

    assert times[0] == "Thursday 5 March, 08:00: 1 tablet"
    assert [plan.name for plan in context.medicines.record.current()] == ["Keppra"]
    assert page.says("Keppra goes on. Companion reminds of it again.")


@pytest.mark.parametrize("paused_twice", [False, True])
def test_each_of_both_can_be_undone(page: MedicinesRobot, context: Context, *, paused_twice: bool) -> None:
    pause(page)
    if paused_twice:
        page.press("Take it up again: Keppra")
        page.press("Take it up again")

    page.press("Undo")

    assert bool(context.medicines.record.paused()) is paused_twice


def test_how_it_was_before_tells_of_the_pause(page: MedicinesRobot, clock: FakeClock) -> None:
    pause(page)
    clock.advance(days=2)
    page.page.refresh()
    page.press("Take it up again: Keppra")
    page.press("Take it up again")

    page.press("Show how it was before: Keppra")

    assert page.says("Paused Monday 2 March, 09:00")
    assert page.says("In hospital")


def test_the_changes_of_the_diary_tell_of_the_pause(
    page: MedicinesRobot, qtbot: QtBot, until_the_end: UntilTheEnd, context: Context
) -> None:
    pause(page)

    history = until_the_end(ReadingRobot(qtbot, HistoryPage(context)))

    assert history.says("Paused: Monday 2 March 2026, 09:00")


def test_today_asks_for_nothing_that_rests(
    page: MedicinesRobot, qtbot: QtBot, until_the_end: UntilTheEnd, context: Context
) -> None:
    pause(page)

    today = until_the_end(ReadingRobot(qtbot, TodayPage(context)))

    assert not today.says("Keppra")


@pytest.mark.parametrize(("name", "warned"), [("Dexamethasone 4 mg", True), ("Keppra", False)])
@pytest.mark.parametrize("act", ["Pause", "Stop"])
def test_a_steroid_is_not_stopped_or_paused_without_a_word_of_warning(
    act: str,
    name: str,
    warned: bool,
    qtbot: QtBot,
    until_the_end: UntilTheEnd,
    context: Context,
    clock: FakeClock,
) -> None:
    planned(context, clock, name=name)
    page = until_the_end(MedicinesRobot(qtbot, context))
    on_its_card = page.says(STEROID)

    page.press(f"{act}: {name}")

    assert on_its_card is warned
    assert page.says(STEROID) is warned


@pytest.mark.parametrize(
    ("rule", "last_day", "moment"),
    [
        (GOES_DOWN, date(2026, 3, 15), "Sunday 15 March, 08:00."),
        (DAILY, date(2026, 3, 6), "Friday 6 March, 08:00."),
        (DAILY, None, ""),
    ],
    ids=["taper", "daily", "endless"],
)
def test_the_last_one_of_a_plan_is_said_where_it_has_an_end(
    rule: Recurrence,
    last_day: date | None,
    moment: str,
    qtbot: QtBot,
    until_the_end: UntilTheEnd,
    context: Context,
    clock: FakeClock,
) -> None:
    planned(context, clock, rule, last_day=last_day)

    page = until_the_end(MedicinesRobot(qtbot, context))

    assert [text for text in page.texts() if text.startswith(LAST)] == ([LAST + moment] if moment else [])
    assert page.says("If you do not know what comes after it, ask your team.") is bool(moment)


def test_on_its_day_the_last_one_is_called_the_last(
    qtbot: QtBot, until_the_end: UntilTheEnd, context: Context, clock: FakeClock
) -> None:
    planned(context, clock, last_day=date(2026, 3, 3))
    page = until_the_end(MedicinesRobot(qtbot, context))
    on_the_first = page.says("This is the last one of this plan.")

    clock.advance(days=1)
    page.page.refresh()

    today = until_the_end(ReadingRobot(qtbot, TodayPage(context)))
    assert not on_the_first
    assert page.says("This is the last one of this plan.")
    assert today.says("This is the last one of this plan.")


@pytest.mark.parametrize(
    ("theme", "scale", "size"),
    [(Theme.DARK, 1.0, (1366, 768)), (Theme.HIGH_CONTRAST, 2.0, (1024, 600))],
)
def test_the_list_and_the_questions_can_be_read_and_reached(
    theme: Theme, scale: float, size: tuple[int, int], page: MedicinesRobot, qapp: QApplication
) -> None:
    apply_theme(qapp, theme, scale, RESOURCES)
    page.page.resize(*size)
    page.press("Pause: Keppra")
    asking = page.complaints()
    page.press("Pause this medicine")
    resting = page.complaints()
    page.press("Take it up again: Keppra")

    assert (asking, resting, page.complaints()) == ((), (), ())
