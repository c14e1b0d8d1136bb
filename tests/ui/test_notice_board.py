"""The notices at the top: what is due, what can be done about it, and never so many that the page is gone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from companion.core.alerts import Outcome
from companion.core.levels import Reporter
from companion.core.notices import NoticeKind
from companion.ui.context import Context
from companion.ui.notice_board import NoticeBoard
from companion.ui.places import Go, PageId
from companion.ui.widgets.button import Button
from companion.ui.widgets.notice_bar import Acted, Notice, NoticeBar, NoticeLevel
from tests.fake_clock import FakeClock
from tests.ui.context import WORDS
from tests.ui.scenes import measured, medicine_missed, under_watch


class Bar:
    """The board on the page Learn, and what a person presses there."""

    def __init__(self, context: Context) -> None:
        self.board = NoticeBoard(context)
        self.went: list[Go] = []
        self.shown: tuple[Notice, ...] = ()
        self.board.changed.connect(self._show)
        self.board.go.connect(self.went.append)
        self.board.show_for(PageId.LEARN)

    def texts(self) -> list[str]:
        return [notice.text for notice in self.shown]

    def buttons(self, text: str) -> list[str]:
        return [action.text for action in self._find(text).actions]

    def press(self, text: str, button: str) -> None:
        notice = self._find(text)
        action = next(action for action in notice.actions if action.text == button)
        self.board.act(Acted(notice.key, action.value))

    def _find(self, text: str) -> Notice:
        return next(notice for notice in self.shown if notice.text.startswith(text))

    def _show(self, notices: tuple[Notice, ...]) -> None:
        self.shown = notices


@pytest.fixture
def bar(qapp: QApplication, context: Context) -> Iterator[Bar]:
    made = Bar(context)
    yield made
    made.board.deleteLater()


CHECK = "A check was due: today, 14:00."


def test_a_check_stands_first_and_the_rest_is_counted(bar: Bar, context: Context, clock: FakeClock) -> None:
    under_watch(context, clock, hours=4)
    medicine_missed(context, clock, 0, 2)

    bar.board.look_again()

    waiting = len(context.dues.owed()) - 1
    assert bar.texts() == [CHECK, f"{waiting} more things are waiting."]
    assert bar.buttons(CHECK) == ["Do the check now", "Remind me later", "Not this time"]
    bar.press(f"{waiting} more", "Show them")
    assert bar.went == [Go(PageId.TODAY)]


def test_what_was_missed_is_one_line(bar: Bar, context: Context, clock: FakeClock) -> None:
    medicine_missed(context, clock, 4, 3, 2)

    bar.board.look_again()

    assert bar.texts() == ["3 things fell due while you were away."]


def test_going_to_the_check_does_not_silence_it(bar: Bar, context: Context, clock: FakeClock) -> None:
    under_watch(context, clock, hours=4)
    bar.board.look_again()

    bar.press(CHECK, "Do the check now")

    assert bar.went == [Go(PageId.DIARY, "fill_in")]
    assert context.dues.owed()[0].due.kind is NoticeKind.WATCH_CHECK


def test_not_this_time_is_an_answer(bar: Bar, context: Context, clock: FakeClock) -> None:
    under_watch(context, clock, hours=4)
    bar.board.look_again()

    bar.press(CHECK, "Not this time")

    assert all(one.due.kind is not NoticeKind.WATCH_CHECK for one in context.dues.owed())


def test_putting_off_asks_for_how_long_and_then_says_until_when(
    bar: Bar, context: Context, clock: FakeClock
) -> None:
    under_watch(context, clock, hours=4)
    bar.board.look_again()

    bar.press(CHECK, "Remind me later")
    assert bar.buttons(CHECK) == ["In 10 minutes", "In 30 minutes", "In 1 hour", "Never mind"]
    bar.press(CHECK, "In 30 minutes")

    assert bar.texts()[0] == f"{CHECK} You will be reminded again at 14:30."
    assert "Remind me later" not in bar.buttons(CHECK)


def test_the_way_back_from_putting_off(bar: Bar, context: Context, clock: FakeClock) -> None:
    under_watch(context, clock, hours=4)
    bar.board.look_again()
    bar.press(CHECK, "Remind me later")

    bar.press(CHECK, "Never mind")

    assert bar.buttons(CHECK)[0] == "Do the check now"


def test_a_medicine_taken_with_one_press_can_be_taken_back(
    bar: Bar, context: Context, clock: FakeClock
) -> None:
    medicine_missed(context, clock, 0)
    bar.board.look_again()
    due = "It was time for Keppra: today, 09:00."

    bar.press(due, "I took it just now")
    assert bar.texts() == ["Written down: Keppra, taken at 09:00."]
    bar.press("Written down", "Undo")

    assert bar.texts() == [due]
    assert context.record.medicines_since(clock.now() - timedelta(days=1)) == ()


def test_an_alert_stands_above_all_and_is_asked_about(bar: Bar, context: Context, clock: FakeClock) -> None:
    under_watch(context, clock, hours=4)
    measured(context, "39.0")
    bar.board.look_again()
    assert bar.texts()[0].endswith("This alert is still open.")

    clock.advance(minutes=15)
    bar.board.look_again()

    assert bar.texts()[:2] == ["An alert is still open. Did you reach your team?", CHECK]
    assert bar.shown[0].level is NoticeLevel.URGENT
    assert bar.buttons("An alert") == ["Show it"]


def test_in_a_small_window_there_is_one_notice_and_the_alert_wins(
    bar: Bar, context: Context, clock: FakeClock
) -> None:
    under_watch(context, clock, hours=4)
    bar.board.take_room(False)
    assert len(bar.shown) == 1
    assert bar.texts()[0].endswith("due.")

    measured(context, "39.0")
    bar.board.look_again()

    assert [notice.level for notice in bar.shown] == [NoticeLevel.URGENT]


def test_never_more_notices_than_there_is_room_for_and_none_is_lost(
    bar: Bar, context: Context, clock: FakeClock
) -> None:
    under_watch(context, clock, hours=4)
    problem = "The disk is full."
    bar.board.add_problem(problem)
    measured(context, "38.4")
    bar.board.look_again()
    alert = bar.texts()[0]

    seen = {room: (bar.board.take_room(room), bar.texts())[1] for room in (True, False)}
    context.journal.record_outcome(
        tuple(one.id for one in context.record.open_alerts()),
        outcome=Outcome.CALLED,
        who_answered="",
        what_they_said="",
        by=Reporter.PATIENT,
    )
    after = bar.texts()
    bar.press(problem, "I have read this")

    assert seen == {True: [alert, problem, "A check was due: today, 14:00."], False: [alert, problem]}
    assert after == [problem]
    assert bar.texts() != []


def test_after_a_journey_it_is_asked_whose_clocks_count(bar: Bar, context: Context, clock: FakeClock) -> None:
    context.home_times.begin()
    clock.place = "Europe/Berlin"
    bar.board.look_again()

    bar.press("This computer now shows the time of Berlin", "Still those of New York")

    assert bar.texts() == []
    assert context.dues.home_zone() == "America/New_York"


def test_the_other_answer_takes_the_clocks_there(bar: Bar, context: Context, clock: FakeClock) -> None:
    context.home_times.begin()
    clock.place = "Europe/Berlin"
    bar.board.look_again()

    bar.press("This computer now shows the time of Berlin", "The clocks of Berlin")

    assert bar.texts() == []
    assert context.dues.home_zone() == "Europe/Berlin"


ASKED = "Your newest entry is from"


def written_at(context: Context, clock: FakeClock, moment: datetime) -> None:
    """Something of that moment, by the clock as it was then; then the clock is as it is now."""
    now, clock.moment = clock.moment, moment
    context.journal.begin_entry(day=context.record.today(), by=Reporter.PATIENT)
    clock.moment = now


@pytest.mark.parametrize(
    ("off", "is_asked"),
    [
        (timedelta(minutes=4), False),
        (timedelta(minutes=6), True),
        (timedelta(days=-59), False),
        (timedelta(days=-61), True),
    ],
)
def test_a_clock_that_does_not_fit_the_newest_entry_is_asked_about(
    bar: Bar, context: Context, clock: FakeClock, off: timedelta, is_asked: bool
) -> None:
    written_at(context, clock, clock.moment + off)
    context.clock_doubts.begin()

    bar.board.look_again()

    assert any(text.startswith(ASKED) for text in bar.texts()) is is_asked


def test_a_clock_that_is_right_is_asked_about_once(bar: Bar, context: Context, clock: FakeClock) -> None:
    written_at(context, clock, clock.moment + timedelta(days=3))
    context.clock_doubts.begin()
    bar.board.look_again()

    bar.press(ASKED, "Yes, the clock is right")
    context.clock_doubts.begin()
    bar.board.look_again()

    assert bar.texts() == []


def test_a_clock_that_is_wrong_is_asked_about_again_at_the_next_start(
    bar: Bar, context: Context, clock: FakeClock
) -> None:
    written_at(context, clock, clock.moment + timedelta(days=3))
    context.clock_doubts.begin()
    bar.board.look_again()

    bar.press(ASKED, "No, I will set it")
    told = bar.texts()
    context.clock_doubts.begin()
    bar.board.look_again()

    assert told[0].startswith("Please set the date and time of this computer.")
    assert any(text.startswith(ASKED) for text in bar.texts())


def test_a_new_diary_asks_nothing_about_the_clock(bar: Bar, context: Context) -> None:
    context.clock_doubts.begin()
    bar.board.look_again()

    assert bar.texts() == []


def test_while_someone_needs_help_nothing_else_is_shown(bar: Bar, context: Context, clock: FakeClock) -> None:
    under_watch(context, clock, hours=4)

    for page in (PageId.CALL, PageId.UNWELL):
        bar.board.show_for(page)
        assert bar.shown == ()


def test_the_keyboard_stays_on_a_notice_whose_buttons_change(
    qtbot: QtBot, bar: Bar, context: Context, clock: FakeClock
) -> None:
    under_watch(context, clock, hours=4)
    shown = NoticeBar(WORDS)
    qtbot.addWidget(shown)
    bar.board.changed.connect(shown.show_notices)
    shown.acted.connect(bar.board.act)
    bar.board.look_again()
    with qtbot.waitExposed(shown):
        shown.show()
    shown.activateWindow()
    qtbot.waitUntil(shown.isActiveWindow)
    later = next(b for b in shown.findChildren(Button) if b.text() == "Remind me later")
    later.setFocus()

    later.click()

    focused = QApplication.focusWidget()
    assert focused is not None
    assert focused.accessibleName() == "In 10 minutes"


def test_a_caregiver_is_who_took_it_down(bar: Bar, context: Context, clock: FakeClock) -> None:
    context.journal.set_person(replace(context.record.person(), cared_for_by_another=True))
    medicine_missed(context, clock, 0)
    bar.board.look_again()

    bar.press("It was time for Keppra", "I took it just now")

    (taken,) = context.record.medicines_since(clock.now())
    assert taken.by is Reporter.CAREGIVER
