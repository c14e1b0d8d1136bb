"""Treatment: what is planned and where that comes from, and doses written down without a slip."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from companion.core.errors import UserCanFix
from companion.core.people import Preferences
from companion.ui.context import Context
from companion.ui.places import Go, PageId
from companion.ui.theme import Theme, apply_theme
from tests.fake_clock import FakeClock
from tests.ui.conftest import UntilTheEnd
from tests.ui.context import build_context
from tests.ui.gallery import RESOURCES
from tests.ui.looks import in_every_look
from tests.ui.robots.treatment import DAY, NO_TIME, TIME, TreatmentRobot
from tests.ui.scenes import FIRST_START, given, planned, under_watch

WHERE_FROM = "Where this comes from: "
US_LABEL = "Imdelltra (tarlatamab-dlle): US prescribing information"
ROOMS = ("Infusions, this page", "Medicines", "Appointments", "Questions")
FAR_OFF = "away from the planned day"
Look = Callable[..., TreatmentRobot]
Scene = Callable[[Context, FakeClock], TreatmentRobot]


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock(FIRST_START - timedelta(days=2))


@pytest.fixture
def look(qtbot: QtBot, until_the_end: UntilTheEnd) -> Look:
    def look(
        context: Context, subject: str | None = None, size: tuple[int, int] = (1366, 768)
    ) -> TreatmentRobot:
        return until_the_end(TreatmentRobot(qtbot, context, subject, size=size))

    return look


@pytest.fixture
def writing(look: Look, context: Context, clock: FakeClock) -> TreatmentRobot:
    """An hour and a half after the planned first dose, with its form open."""
    planned(context)
    clock.moment = FIRST_START + timedelta(hours=1, minutes=30)
    robot = look(context)
    robot.start_writing("Cycle 1, day 1")
    return robot


def test_the_coming_doses_stand_with_their_days_and_label_amounts(look: Look, context: Context) -> None:
    planned(context)

    page = look(context)

    assert page.headings()[:4] == (
        "Next dose",
        "Monday 2 March, 10:00",
        "Tarlatamab",
        "After that: Tarlatamab",
    )
    days = [text for text in page.texts() if text.startswith("Monday ")]
    assert days == ["Monday 2 March, 10:00", "Monday 9 March, 10:00", "Monday 16 March, 10:00"]
    assert page.says("In 2 days.")
    assert page.says("Once a week for 3 doses, then every 2 weeks")
    assert page.says("Cycle 1, day 8: 10 mg, as the label gives it")


def test_each_coming_dose_says_how_long_to_be_watched_and_to_stay(look: Look, context: Context) -> None:
    planned(context)

    page = look(context)

    assert page.says("You are watched for 22 to 24 hours from the start.")
    assert page.says("Stay within an hour of the hospital until Wednesday 4 March, 10:00.")
    assert page.says("Have someone with you until Wednesday 11 March, 10:00.")
    assert page.says("You are watched for 6 to 8 hours after the end.")


def test_that_labels_differ_is_said_once_where_it_is_the_same(look: Look, context: Context) -> None:
    planned(context)

    page = look(context)

    notes = [text for text in page.texts() if text.startswith("These times are from the US label")]
    assert len(notes) == len(set(notes)) == 2


def test_the_sources_are_shown_when_asked_for_and_hidden_again(look: Look, context: Context) -> None:
    planned(context)
    page = look(context)
    before = page.says(US_LABEL)

    page.press(f"{WHERE_FROM}Cycle 1, day 1")
    shown = page.says(US_LABEL)
    page.press("Hide where this comes from: Cycle 1, day 1")

    assert (before, shown, page.says(US_LABEL)) == (False, True, False)


def test_only_the_first_dose_can_be_written_down_before_its_time(look: Look, context: Context) -> None:
    planned(context)

    page = look(context)

    assert [name for name in page.buttons() if name.startswith("It was given")] == [
        "It was given: Cycle 1, day 1"
    ]


def test_without_a_treatment_there_is_one_button(look: Look, context: Context) -> None:
    page = look(context)

    page.press("Add a treatment")

    assert [name for name in page.buttons() if name not in ROOMS] == ["Add a treatment"]
    assert page.went == [Go(PageId.SETUP, "treatment")]


def test_a_dose_is_written_down_with_the_time_typed(writing: TreatmentRobot, context: Context) -> None:
    prefilled = writing.text_in(DAY)

    writing.fill_in(time="10:12")
    writing.save()

    dose = context.record.doses()[0]
    assert prefilled == "2 March 2026"
    assert dose.started_at == datetime(2026, 3, 2, 15, 12, tzinfo=UTC)
    assert (dose.drug, dose.ordinal, dose.amount) == ("tarlatamab", 1, "1 mg")
    assert writing.says("Saved: Tarlatamab, Monday 2 March 2026, 10:12.")
    assert writing.says("Given Monday 2 March 2026, 10:12")


def test_after_a_dose_the_real_start_counts_for_how_long_to_stay(
    writing: TreatmentRobot, context: Context
) -> None:
    writing.fill_in(time="10:12")
    writing.save()

    assert writing.says("Stay within an hour of the hospital until Wednesday 4 March, 10:12.")


def test_another_amount_than_the_labels_is_kept(writing: TreatmentRobot, context: Context) -> None:
    writing.type_into("Amount", "0.5 mg")
    writing.fill_in(time="10:12")
    writing.save()

    assert context.record.doses()[0].amount == "0.5 mg"


@pytest.mark.parametrize(
    ("day", "time", "field", "sentence"),
    [
        (None, "12:00", TIME, "This is later than now. Type when the dose was really started."),
        ("3 March 2026", "10:00", DAY, "This day has not come yet."),
        ("2 March 1990", "10:00", DAY, "This date is before 2000."),
        ("31 February 2026", "10:00", DAY, "There is no such date."),
        ("2 March", "10:00", DAY, "Please add the year."),
        ("soon", "10:00", DAY, "Please write the date like this: 2 March 2026."),
        ("", "10:00", DAY, "Type the day of the dose."),
        (None, "", TIME, "Type the time, or choose that you do not know it."),
        (None, "25:00", TIME, "There is no such time."),
        (None, "ten", TIME, "Please write the time like this: 09:30."),
    ],
)
def test_what_cannot_be_is_said_at_its_field_and_nothing_is_saved(
    day: str | None, time: str, field: str, sentence: str, writing: TreatmentRobot, context: Context
) -> None:
    writing.fill_in(day=day, time=time)
    writing.save()

    assert writing.complaint_at(field).startswith(sentence)
    assert writing.focused_name() == field
    assert writing.is_writing()
    assert context.record.doses() == ()


def test_what_was_typed_wrong_stays_and_can_be_put_right(writing: TreatmentRobot, context: Context) -> None:
    writing.fill_in(time="22:00")
    writing.save()
    typed = writing.text_in(TIME)

    writing.fill_in(time="10:00")
    writing.save()

    assert typed == "22:00"
    assert context.record.doses()[0].started_at == FIRST_START


def test_a_start_at_this_very_minute_is_taken(writing: TreatmentRobot, context: Context) -> None:
    writing.fill_in(time="11:30")
    writing.save()

    assert context.record.doses()[0].started_at == FIRST_START + timedelta(hours=1, minutes=30)


def test_a_year_that_slipped_is_asked_about_before_it_is_saved(
    writing: TreatmentRobot, context: Context
) -> None:
    writing.fill_in(day="2 March 2025", time="10:00")
    writing.save()

    assert writing.complaint_at(DAY).startswith("This is 365 days away from the planned day.")
    assert writing.asks_once_more()
    assert context.record.doses() == ()


def test_a_far_off_day_is_saved_when_the_person_says_it_is_right(
    writing: TreatmentRobot, context: Context
) -> None:
    writing.fill_in(day="2 February 2026", time="10:00")
    writing.save()

    writing.save()

    assert context.record.doses()[0].started_at == datetime(2026, 2, 2, 15, 0, tzinfo=UTC)


def test_saying_yes_to_one_far_off_day_is_not_yes_to_another(
    writing: TreatmentRobot, context: Context
) -> None:
    writing.fill_in(day="2 February 2026", time="10:00")
    writing.save()

    writing.fill_in(day="2 March 2025")
    writing.save()

    assert FAR_OFF in writing.complaint_at(DAY)
    assert context.record.doses() == ()


def test_two_weeks_from_the_plan_are_not_asked_about(writing: TreatmentRobot, context: Context) -> None:
    writing.fill_in(day="16 February 2026", time="10:00")
    writing.save()

    assert len(context.record.doses()) == 1


def test_with_a_12_hour_clock_the_half_of_the_day_must_be_typed(
    look: Look, context: Context, clock: FakeClock
) -> None:
    context.journal.set_preferences(Preferences(clock_24h=False))
    treatment = planned(context)
    clock.moment = FIRST_START + timedelta(hours=9)
    page = look(context, f"{treatment}:1")

    page.fill_in(time="10:00")
    page.save()
    complaint = page.complaint_at(TIME)
    page.fill_in(time="10:00 am")
    page.save()

    assert complaint.startswith("Please add am or pm after the time.")
    assert context.record.doses()[0].started_at == FIRST_START


def test_a_time_nobody_knows_is_saved_as_unknown_and_its_price_is_said(
    writing: TreatmentRobot, context: Context
) -> None:
    writing.press(NO_TIME)
    writing.save()

    assert context.record.doses()[0].started_at is None
    assert writing.says("Every watch stays on until you enter it.")


def test_a_start_that_was_not_known_can_be_entered_later(
    look: Look, context: Context, clock: FakeClock
) -> None:
    treatment = planned(context)
    clock.moment = FIRST_START + timedelta(hours=6)
    given(context, treatment, 1, None)
    page = look(context)

    page.press("Enter the time: Tarlatamab")
    page.fill_in(time="10:00")
    page.save()

    assert [dose.started_at for dose in context.record.doses()] == [FIRST_START]


def test_going_back_saves_nothing(writing: TreatmentRobot, context: Context) -> None:
    writing.fill_in(time="10:12")

    writing.press("Go back, save nothing")

    assert not writing.is_writing()
    assert context.record.doses() == ()


def test_what_is_typed_outlives_a_change_elsewhere_and_another_page(
    writing: TreatmentRobot, context: Context
) -> None:
    writing.fill_in(time="10:1")

    planned(context, "durvalumab", "durvalumab_ls")
    writing.page.leave()
    writing.open()

    assert writing.text_in(TIME) == "10:1"


def test_a_dose_that_cannot_be_saved_stays_in_the_form(
    writing: TreatmentRobot, context: Context, qtbot: QtBot
) -> None:
    writing.fill_in(time="10:12")
    context.record._shelf.db.execute("PRAGMA query_only = ON")

    with qtbot.captureExceptions() as raised:
        writing.save()

    assert [kind for kind, _, _ in raised] == [UserCanFix]
    assert writing.text_in(TIME) == "10:12"
    context.record._shelf.db.execute("PRAGMA query_only = OFF")
    writing.save()
    assert len(context.record.doses()) == 1


def test_today_can_open_the_form_of_one_dose(look: Look, context: Context, clock: FakeClock) -> None:
    treatment = planned(context)
    clock.moment = FIRST_START + timedelta(days=8)

    page = look(context, f"{treatment}:2")

    assert page.headings() == ("Tarlatamab: cycle 1, day 8",)
    assert page.text_in(DAY) == "9 March 2026"


def test_a_dose_that_was_skipped_over_can_still_be_written_down(
    look: Look, context: Context, clock: FakeClock
) -> None:
    treatment = planned(context)
    clock.moment = FIRST_START + timedelta(days=8)
    given(context, treatment, 2, FIRST_START + timedelta(days=7))
    page = look(context)

    page.start_writing("Cycle 1, day 1")
    page.fill_in(time="10:00")
    page.save()

    assert [dose.ordinal for dose in context.record.doses()] == [1, 2]


def test_of_doses_not_written_down_the_longest_waiting_has_the_primary_button(
    look: Look, context: Context, clock: FakeClock
) -> None:
    planned(context)
    planned(context, "durvalumab", "durvalumab_ls")
    clock.moment = FIRST_START + timedelta(days=60)

    page = look(context)

    assert page.primary_buttons() == ("It was given",)
    assert page.says("This time has passed. Was it given?")


def test_a_dose_outside_the_plan_needs_its_drug(look: Look, context: Context) -> None:
    planned(context)
    page = look(context)

    page.start_writing_outside()
    page.fill_in(day="27 February 2026", time="09:00")
    page.save()

    assert page.says("Choose the drug, or choose that you do not know it.")
    assert context.record.doses() == ()


@pytest.mark.parametrize(
    ("choice", "drug"), [("Carboplatin", "carboplatin"), ("I do not know which drug", None)]
)
def test_a_dose_outside_the_plan_belongs_to_no_treatment(
    choice: str, drug: str | None, look: Look, context: Context
) -> None:
    planned(context)
    page = look(context)

    page.start_writing_outside()
    page.press(choice)
    page.fill_in(day="27 February 2026", time="09:00")
    page.save()

    dose = context.record.doses()[0]
    assert (dose.drug, dose.treatment_id, dose.ordinal) == (drug, None, None)
    assert dose.started_at == datetime(2026, 2, 27, 14, 0, tzinfo=UTC)
    assert "Other doses" in page.headings()


def test_a_plan_whose_drug_file_is_gone_sends_the_person_to_the_team(look: Look, context: Context) -> None:
    planned(context, "no_such_drug", "none")

    page = look(context)

    assert page.says("Companion cannot work out the dates of this drug. Ask your team for them.")


def the_plan(look: Look, context: Context, clock: FakeClock, size: tuple[int, int]) -> TreatmentRobot:
    """Doses given, waiting and to come, with sources open."""
    under_watch(context, clock, hours=24 * 8)
    context.journal.record_dose(treatment_id=None, ordinal=None, drug=None, amount="", started_at=None)
    page = look(context, size=size)
    start = context.words("alerts.show_sources")[:8]
    page.press(next(name for name in page.buttons() if name.startswith(start)))
    return page


def the_form(look: Look, context: Context, clock: FakeClock, size: tuple[int, int]) -> TreatmentRobot:
    """The form with something wrong in every field."""
    planned(context)
    page = look(context, size=size)
    page.press(context.words("treatment.add_outside"))
    page.press(context.words("treatment.save"))
    return page


@pytest.mark.parametrize("scene", [the_plan, the_form])
@in_every_look
def test_everything_can_be_read_and_reached(
    scene: Callable[..., TreatmentRobot],
    theme: Theme,
    scale: float,
    size: tuple[int, int],
    context: Context,
    clock: FakeClock,
    look: Look,
    qapp: QApplication,
) -> None:
    apply_theme(qapp, theme, scale, RESOURCES)

    page = scene(look, context, clock, size)

    assert page.complaints() == ()


@pytest.mark.parametrize("scene", [the_plan, the_form])
def test_every_word_can_be_translated_and_has_room(
    scene: Callable[..., TreatmentRobot],
    tmp_path: Path,
    clock: FakeClock,
    look: Look,
    qapp: QApplication,
) -> None:
    apply_theme(qapp, Theme.LIGHT, 2.0, RESOURCES)
    context = build_context(tmp_path, clock, pseudo=True)

    page = scene(look, context, clock, (1024, 600))

    assert page.complaints(pseudo=True) == ()


def test_of_many_doses_the_newest_are_listed_and_all_of_them_when_asked_for(
    look: Look, context: Context, clock: FakeClock
) -> None:
    treatment = planned(context)
    clock.moment = FIRST_START + timedelta(days=120)
    rows = context.record.plan(context.record.treatments()[0], days_ahead=0)
    for row in rows:
        given(context, treatment, row.planned.ordinal, row.planned.starts_at)
    page = look(context)
    newest = [text for text in page.texts() if text.startswith("Given ")]

    page.press(f"Show all {len(rows)} doses: Tarlatamab")

    assert len(newest) == 6 < len(rows)
    assert len([text for text in page.texts() if text.startswith("Given ")]) == len(rows)
