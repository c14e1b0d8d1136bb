"""After a dose on another day than planned the page asks about the later ones, and moves none by itself."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from companion.core.plan_changes import Moved
from companion.core.regimen import Regimen
from companion.ui.context import Context
from companion.ui.theme import Theme, apply_theme
from tests.fake_clock import FakeClock
from tests.ui.conftest import UntilTheEnd
from tests.ui.context import CATALOGUE
from tests.ui.gallery import RESOURCES
from tests.ui.robots.treatment import TreatmentRobot
from tests.ui.scenes import FIRST_START, given, planned

TITLE = "Tarlatamab: do the later doses move too?"
YES = "Yes, move them 2 days later"
NO = "No, leave them as they are"


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock(FIRST_START)


@pytest.fixture
def asked(qtbot: QtBot, until_the_end: UntilTheEnd, context: Context, clock: FakeClock) -> TreatmentRobot:
    """The second dose was given on Wednesday, not on Monday, and was just written down."""
    treatment = planned(context)
    given(context, treatment, 1, FIRST_START)
    clock.moment = FIRST_START + timedelta(days=9, hours=5)
    robot = until_the_end(TreatmentRobot(qtbot, context))
    write_down(robot, "Cycle 1, day 8", "11 March 2026")
    return robot


def write_down(robot: TreatmentRobot, dose: str, day: str) -> None:
    robot.start_writing(dose)
    robot.fill_in(day=day, time="10:30")
    robot.save()


def days_planned(context: Context, count: int = 3) -> list[str]:
    now = context.record.now()
    rows = (row for row in context.record.upcoming(days_ahead=60) if row.planned.starts_at > now)
    return [row.planned.wall.strftime("%d.%m. %H:%M") for row in rows][:count]


def test_a_late_dose_is_asked_about_and_nothing_moves_by_itself(
    asked: TreatmentRobot, context: Context
) -> None:
    assert TITLE in asked.headings()
    assert asked.says("This dose came 2 days later than planned.")
    assert asked.says("Cycle 1, day 15: Wednesday 18 March, 10:00")
    assert asked.says("Cycle 1, day 15: Monday 16 March, 10:00")
    assert days_planned(context) == ["16.03. 10:00", "30.03. 10:00", "13.04. 10:00"]


def test_the_days_between_two_doses_are_those_of_the_drug_file(asked: TreatmentRobot) -> None:
    drug = CATALOGUE.drugs["tarlatamab"]
    regimen = drug.regimen("tarlatamab")
    assert isinstance(regimen, Regimen)
    days = [dose.day for dose in regimen.doses]

    assert asked.says(f"The label plans {days[2] - days[1]} days from this dose to the next one.")


def test_yes_moves_all_later_doses_by_as_many_days_and_can_be_undone(
    asked: TreatmentRobot, context: Context
) -> None:
    asked.press(YES)
    moved = days_planned(context)

    assert asked.says("The later doses moved. Tarlatamab is now planned for Wednesday 18 March 2026, 10:00.")
    asked.press("Undo")

    assert moved == ["18.03. 10:00", "01.04. 10:00", "15.04. 10:00"]
    assert days_planned(context) == ["16.03. 10:00", "30.03. 10:00", "13.04. 10:00"]


def test_a_second_enter_answers_nothing(asked: TreatmentRobot) -> None:
    assert asked.focused_name() not in (YES, NO)


def test_no_leaves_all_as_it_is(asked: TreatmentRobot, context: Context) -> None:
    asked.press(NO)

    assert TITLE not in asked.headings()
    assert context.infusions.changes(context.record.treatments()[0].id) == ()
    assert days_planned(context)[0] == "16.03. 10:00"


def test_the_move_stands_in_the_history_of_the_plan(asked: TreatmentRobot, context: Context) -> None:
    asked.press(YES)

    (change,) = context.infusions.changes(context.record.treatments()[0].id)
    assert isinstance(change.what, Moved)
    assert asked.says(
        "Cycle 1, day 8: moved from Monday 9 March, 10:00 to Wednesday 11 March, 10:00, "
        "and all later ones by as many days."
    )


def test_the_dose_can_be_taken_back_while_the_question_stands(
    asked: TreatmentRobot, context: Context
) -> None:
    asked.press("Undo")

    assert len(context.record.doses()) == 1
    assert TITLE not in asked.headings()


def test_reading_what_was_saved_keeps_the_question(asked: TreatmentRobot) -> None:
    asked.press("Close")

    assert TITLE in asked.headings()
    assert "Close" not in asked.buttons()


def test_a_dose_on_its_day_is_not_asked_about(
    qtbot: QtBot, until_the_end: UntilTheEnd, context: Context, clock: FakeClock
) -> None:
    planned(context)
    clock.moment = FIRST_START + timedelta(hours=6)
    robot = until_the_end(TreatmentRobot(qtbot, context))

    write_down(robot, "Cycle 1, day 1", "2 March 2026")

    assert TITLE not in robot.headings()
    assert len(context.record.doses()) == 1


def test_a_dose_before_its_day_asks_whether_the_others_come_earlier(
    qtbot: QtBot, until_the_end: UntilTheEnd, context: Context, clock: FakeClock
) -> None:
    planned(context)
    clock.moment = FIRST_START - timedelta(hours=18)
    robot = until_the_end(TreatmentRobot(qtbot, context))

    write_down(robot, "Cycle 1, day 1", "1 March 2026")
    clock.advance(hours=6)
    robot.press("Yes, move them 1 day earlier")

    assert days_planned(context)[0] == "08.03. 10:00"


def test_after_a_later_dose_was_given_an_old_one_asks_nothing(context: Context, clock: FakeClock) -> None:
    treatment = planned(context)
    clock.moment = FIRST_START + timedelta(days=20)
    given(context, treatment, 2, FIRST_START + timedelta(days=7))
    given(context, treatment, 1, FIRST_START + timedelta(days=2))
    first = next(dose for dose in context.record.doses() if dose.ordinal == 1)

    assert context.infusions.later_doses(first) is None


def test_a_corrected_time_on_the_same_day_is_not_asked_about_again(
    asked: TreatmentRobot, context: Context
) -> None:
    asked.press(NO)
    asked.press("Correct this: Cycle 1, day 8")
    asked.fill_in(time="11:00")
    asked.save()

    assert TITLE not in asked.headings()
    assert context.record.doses()[-1].started_at == datetime(2026, 3, 11, 15, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("theme", "scale", "size"),
    [(Theme.HIGH_CONTRAST, 1.0, (1366, 768)), (Theme.DARK, 2.0, (1024, 600))],
)
def test_the_question_can_be_read_and_reached(
    theme: Theme, scale: float, size: tuple[int, int], asked: TreatmentRobot, qapp: QApplication
) -> None:
    apply_theme(qapp, theme, scale, RESOURCES)
    asked.page.resize(*size)
    asked.settle()

    assert asked.complaints() == ()
