"""Settings: what is usual, what the team knows of, the team's sheet, and being in hospital."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from companion.core.alerts import Outcome
from companion.core.levels import Reporter, Severity
from companion.core.people import Contacts
from companion.ui.context import Context
from companion.ui.page import Page
from companion.ui.pages.call.page import CallPage
from companion.ui.pages.unwell.page import UnwellPage
from companion.ui.theme import Theme, apply_theme
from tests.fake_clock import FakeClock
from tests.ui import scenes
from tests.ui.context import build_context
from tests.ui.gallery import RESOURCES
from tests.ui.lint import all_complaints, untranslated
from tests.ui.looks import in_every_look
from tests.ui.robots.reading_page import ReadingRobot
from tests.ui.robots.setup import SettingsRobot
from tests.ui.robots.today import TodayRobot
from tests.ui.robots.treatment import TreatmentRobot
from tests.ui.settings_opened import robot as robot

USUAL, SHEET, HOSPITAL = "What is usual for you", "From your team’s sheet", "In hospital"
AGREED = "Yes, my team agreed to this"
LINE, HOURS = "Your team’s fever line", "Hours to be watched after a dose"
OXYGEN, RADIATION = "Oxygen level, as it usually is", "Radiation to your chest: the day it ended"
NO_CALL = "Usual for you, or known to your team"


def team_knows(context: Context, symptom: str = "fatigue") -> None:
    """The team was called about it, and said to keep watching."""
    scenes.reported(context, symptom, Severity.MODERATE)
    context.journal.record_outcome(
        tuple(alert.id for alert in context.record.open_alerts()),
        outcome=Outcome.THEY_KNOW,
        who_answered="Nurse Kim",
        what_they_said="",
        by=Reporter.PATIENT,
    )


def test_what_is_usual_is_stored_once_the_team_agreed_and_says_when(
    robot: SettingsRobot, context: Context
) -> None:
    robot.press("Cough")
    robot.press("Mild")
    before = dict(context.record.person().usual_symptoms)

    robot.press(AGREED)

    assert before == {}
    assert context.record.person().usual_symptoms == {"cough": Severity.MILD}
    assert "Last agreed with your team: 2 March 2026." in robot.texts()


def test_without_the_teams_agreement_save_says_so(robot: SettingsRobot, context: Context) -> None:
    robot.press("Cough")
    robot.press("Mild")

    robot.save(USUAL)

    assert any("Please ask your team first" in text for text in robot.texts())
    assert context.record.person().usual_symptoms == {}


def test_a_change_has_to_be_agreed_anew(robot: SettingsRobot, context: Context) -> None:
    context.agreed.agree_usual({"cough": Severity.MILD})
    shown = robot.is_chosen(AGREED)

    robot.press("Moderate")

    assert shown
    assert not robot.is_chosen(AGREED)
    assert context.record.person().usual_symptoms == {"cough": Severity.MILD}


def test_what_is_usual_can_be_taken_back(robot: SettingsRobot, context: Context) -> None:
    context.agreed.agree_usual({"cough": Severity.MILD})

    robot.press("Cough")

    assert context.record.person().usual_symptoms == {}


def test_what_the_team_knows_of_stands_with_its_end_and_can_be_taken_back(
    robot: SettingsRobot, context: Context
) -> None:
    team_knows(context)
    robot.settle()
    shown = robot.texts()

    robot.press("Take this back: Tiredness")

    assert any("moderate. This counts until Monday 9 March, 10:00." in text for text in shown)
    assert context.record.known_now() == ()
    assert "Nothing stands here now." in robot.texts()


def test_a_lower_fever_line_is_taken_and_dated(robot: SettingsRobot, context: Context) -> None:
    robot.type_into("Date on the sheet", "20 February 2026")
    robot.type_into(LINE, "37,5")
    robot.save(SHEET)

    assert context.record.person().fever_line_cel == Decimal("37.50")
    assert "From your team’s sheet of 20 February 2026." in robot.texts()


def test_a_higher_fever_line_is_refused_in_one_sentence(robot: SettingsRobot, context: Context) -> None:
    robot.type_into(LINE, "38.5")

    robot.save(SHEET)

    assert "Your fever line can only be lower: 37.0 °C to 38.0 °C." in robot.complaint_at(LINE)
    assert context.record.person().fever_line_cel is None


def test_usual_readings_radiation_and_hours_are_taken_and_can_be_taken_away(
    robot: SettingsRobot, context: Context
) -> None:
    robot.type_into(OXYGEN, "92")
    robot.type_into(RADIATION, "1 April 2026")
    robot.type_into(HOURS, "6")
    robot.save(SHEET)
    person = context.record.person()
    robot.type_into(OXYGEN, "")
    robot.type_into(HOURS, "")
    robot.save(SHEET)

    assert person.usual_readings == {"spo2": Decimal(92)}
    assert person.chest_radiation_ended == date(2026, 4, 1)
    assert (person.observation_hours, person.sheet_dated) == (6, date(2026, 3, 2))
    assert context.record.person().usual_readings == {}
    assert context.record.person().observation_hours is None


@pytest.mark.parametrize("typed", ["0", "six", "1000", "6.5", "-6"])
def test_hours_that_cannot_be_are_refused(robot: SettingsRobot, context: Context, typed: str) -> None:
    robot.type_into(HOURS, typed)

    robot.save(SHEET)

    assert "Please write whole hours" in robot.complaint_at(HOURS)
    assert context.record.person().observation_hours is None


def test_after_thirty_days_the_sheet_is_asked_about_and_one_press_answers(
    robot: SettingsRobot, context: Context, clock: FakeClock
) -> None:
    context.agreed.take_sheet(
        replace(context.record.person(), observation_hours=6, sheet_dated=date(2026, 3, 1))
    )
    clock.advance(hours=30 * 24)
    robot.page.refresh()
    robot.settle()
    asked = robot.texts()

    robot.press("Yes, it is still right: my team’s sheet")

    assert "Is your sheet of 1 March 2026 still right?" in asked
    assert "From your team’s sheet of 1 March 2026." in robot.texts()
    assert not robot.offers("Yes, it is still right: my team’s sheet")


def test_in_hospital_until_a_day_and_a_time(robot: SettingsRobot, context: Context) -> None:
    robot.type_into("Until which day?", "4 March 2026")
    robot.type_into("Until what time?", "11:00")

    robot.press("I am in hospital")

    stay = context.record.hospital()
    assert stay is not None
    assert stay.until == datetime(2026, 3, 4, 16, 0, tzinfo=UTC)
    assert "In hospital until Wednesday 4 March, 11:00: checks are quiet." in robot.texts()


def test_in_hospital_while_nobody_knows_the_end_until_home(robot: SettingsRobot, context: Context) -> None:
    robot.press("I do not know yet")
    robot.press("I am in hospital")
    stay = context.record.hospital()

    robot.press("I am home now")

    assert stay is not None
    assert stay.until is None
    assert context.record.hospital() is None
    assert not robot.offers("I am home now")


@pytest.mark.parametrize(
    ("day", "at", "problem"),
    [
        ("", "", "Please write the day"),
        ("4 March 2026", "", "Please write the time"),
        ("1 March 2026", "11:00", "This time is over already"),
    ],
)
def test_an_end_that_cannot_be_is_explained(
    robot: SettingsRobot, context: Context, day: str, at: str, problem: str
) -> None:
    robot.type_into("Until which day?", day)
    robot.type_into("Until what time?", at)

    robot.press("I am in hospital")

    assert any(problem in text for text in robot.texts())
    assert context.record.hospital() is None


def test_today_says_what_is_softened_and_that_checks_are_quiet(
    qtbot: QtBot, context: Context, clock: FakeClock
) -> None:
    scenes.under_watch(context, clock, hours=80)
    context.agreed.agree_usual({"cough": Severity.MILD})
    scenes.reported(context, "cough", Severity.MILD)
    context.agreed.go_into_hospital(clock.now() + timedelta(hours=20))
    today = TodayRobot(qtbot, context)

    text = " ".join(today.texts())

    assert "Cough. This is usual for you. Call if it gets worse." in text
    assert "checks are quiet." in text
    assert NO_CALL in text


def test_today_asks_quietly_about_an_old_sheet_and_leads_to_it(
    qtbot: QtBot, context: Context, clock: FakeClock
) -> None:
    context.agreed.take_sheet(
        replace(context.record.person(), observation_hours=6, sheet_dated=date(2026, 3, 1))
    )
    clock.advance(hours=31 * 24)
    today = TodayRobot(qtbot, context)

    went = today.goes_from("Look at my sheet")

    assert "Is your sheet of 1 March 2026 still right?" in today.texts()
    assert went.subject == "team_sheet"


def test_the_teams_hours_stand_beside_those_of_the_label(qtbot: QtBot, context: Context) -> None:
    scenes.planned(context)
    context.agreed.take_sheet(
        replace(context.record.person(), observation_hours=6, sheet_dated=date(2026, 2, 20))
    )

    text = " ".join(TreatmentRobot(qtbot, context).texts())

    assert "You are watched for 22 to 24 hours from the start." in text
    assert (
        "As your team told you on 20 February 2026: you are watched for 6 hours from the start, "
        "until Monday 2 March, 16:00." in text
    )


def everything(context: Context) -> None:
    """All of the four cards filled in."""
    scenes.planned(context)
    context.agreed.agree_usual({"cough": Severity.MILD, "fatigue": Severity.MODERATE})
    team_knows(context, "diarrhea")
    context.agreed.take_sheet(
        replace(
            context.record.person(),
            fever_line_cel=Decimal("37.5"),
            usual_readings={"spo2": Decimal(92), "systolic": Decimal(118)},
            chest_radiation_ended=date(2026, 4, 1),
            observation_hours=6,
            sheet_dated=date(2026, 2, 20),
        )
    )
    context.agreed.go_into_hospital(None)


@in_every_look
def test_the_cards_can_be_read_and_reached_filled_in(
    theme: Theme, scale: float, size: tuple[int, int], context: Context, qtbot: QtBot, qapp: QApplication
) -> None:
    apply_theme(qapp, theme, scale, RESOURCES)
    everything(context)
    robot = SettingsRobot(qtbot, context, width=size[0], height=size[1])
    robot.focused().clearFocus()
    robot.settle()

    complaints = all_complaints(robot.window)

    robot.close()
    assert complaints == ()


def test_every_word_of_the_cards_can_be_translated_and_has_room(
    tmp_path: Path, clock: FakeClock, qtbot: QtBot, qapp: QApplication
) -> None:
    apply_theme(qapp, Theme.LIGHT, 2.0, RESOURCES)
    context = build_context(tmp_path, clock, pseudo=True)
    everything(context)
    robot = SettingsRobot(qtbot, context, width=1024, height=600)
    robot.focused().clearFocus()
    robot.settle()

    complaints = (*all_complaints(robot.window), *untranslated(robot.window))

    robot.close()
    assert complaints == ()


@pytest.mark.parametrize(("scale", "size"), [(1.0, (1366, 768)), (2.0, (1024, 600))])
def test_today_can_be_read_in_hospital(
    scale: float,
    size: tuple[int, int],
    context: Context,
    clock: FakeClock,
    qtbot: QtBot,
    qapp: QApplication,
) -> None:
    apply_theme(qapp, Theme.LIGHT, scale, RESOURCES)
    everything(context)
    scenes.reported(context, "cough", Severity.MILD)
    clock.advance(hours=31 * 24)
    today = TodayRobot(qtbot, context, size=size)

    assert all_complaints(today.window) == ()


@pytest.mark.parametrize("page", [CallPage, UnwellPage])
@in_every_look
def test_in_hospital_the_nurse_stands_above_the_numbers(
    page: type[Page],
    theme: Theme,
    scale: float,
    size: tuple[int, int],
    context: Context,
    qtbot: QtBot,
    qapp: QApplication,
) -> None:
    apply_theme(qapp, theme, scale, RESOURCES)
    context.journal.set_contacts(Contacts("Day unit", "555 0100", "911"))
    scenes.measured(context, "38.4")
    context.agreed.go_into_hospital(None)
    robot = ReadingRobot(qtbot, page(context), size=size)

    texts = robot.texts()

    assert texts.index("Tell your nurse now") < texts.index("555 0100")
    assert "Change the end" in robot.buttons()
    assert all_complaints(robot.window) == ()


@pytest.mark.parametrize("size", [(1366, 768), (1024, 600)])
def test_what_to_say_stands_above_why_and_another_alert_is_called_one(
    size: tuple[int, int], context: Context, qtbot: QtBot
) -> None:
    context.journal.set_contacts(Contacts("Day unit", "555 0100", "911"))
    scenes.reported(context, "chills", Severity.MODERATE)
    scenes.measured(context, "38.4")
    robot = ReadingRobot(qtbot, CallPage(context), size=size)

    texts = robot.texts()

    count = len(context.record.open_alerts())
    assert count > 1
    told = [text for text in texts if text in ("555 0100", "Say this", "Why you see this")]
    assert told == ["555 0100", "Say this", "Why you see this"]
    assert texts.count("Another open alert") == count - 1
    assert f"This closes all {count} open alerts." in " ".join(texts)
