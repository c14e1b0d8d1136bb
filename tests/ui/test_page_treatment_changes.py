"""Treatment as it really goes: moved, not given, corrected, ended, gone on with; each with its way back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from companion.core.upcoming import DoseStatus
from companion.ui.context import Context
from companion.ui.places import Go, PageId
from companion.ui.theme import Theme, apply_theme
from tests.fake_clock import FakeClock
from tests.ui.context import build_context
from tests.ui.gallery import RESOURCES
from tests.ui.looks import in_every_look
from tests.ui.robots.treatment import TIME, TreatmentRobot
from tests.ui.scenes import FIRST_START, given, planned

SECOND = "Cycle 1, day 8"
ONLY, LATER = "Only this one", "This one and all later ones"
LOOK, SAVE_DAYS, BACK = "Show me the new days", "Save the new days", "Go back, save nothing"
GAP = "A long gap can mean starting again with the small dose: ask your team."


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock(FIRST_START + timedelta(days=1))


@pytest.fixture
def treatment(context: Context) -> str:
    """Tarlatamab, whose first dose was given yesterday."""
    id = planned(context)
    given(context, id, 1, FIRST_START)
    return id


@pytest.fixture
def look(qtbot: QtBot) -> Iterator[Callable[..., TreatmentRobot]]:
    robots: list[TreatmentRobot] = []

    def look(context: Context, size: tuple[int, int] = (1366, 768)) -> TreatmentRobot:
        robots.append(TreatmentRobot(qtbot, context, size=size))
        return robots[-1]

    yield look
    for robot in robots:
        robot.close()


@pytest.fixture
def page(look: Callable[..., TreatmentRobot], context: Context, treatment: str) -> TreatmentRobot:
    return look(context)


def days(context: Context) -> list[str]:
    """The days of the next doses."""
    return [f"{row.planned.wall:%m-%d}" for row in context.record.upcoming(days_ahead=60)][:3]


def move(page: TreatmentRobot, day: str, *, which: str = LATER, why: str = "") -> None:
    """Fill in the form of the second dose, and look at the new days."""
    page.press(f"It is moved: {SECOND}")
    page.type_into("New day", day)
    page.press(which)
    page.type_into("Why? You can leave this empty.", why)
    page.press(LOOK)


def test_the_new_days_are_shown_beside_the_old_ones_before_anything_is_saved(
    page: TreatmentRobot, context: Context
) -> None:
    move(page, "11 March 2026")

    assert page.says("Cycle 1, day 8: Wednesday 11 March, 10:00, not Monday 9 March, 10:00")
    assert page.says("Cycle 1, day 15: Wednesday 18 March, 10:00, not Monday 16 March, 10:00")
    assert days(context) == ["03-09", "03-16", "03-30"]
    assert page.primary_buttons() == (SAVE_DAYS,)


def test_all_later_doses_move_and_the_old_plan_stays_readable(page: TreatmentRobot, context: Context) -> None:
    move(page, "11 March 2026", why="Low counts")
    page.press(SAVE_DAYS)

    assert days(context) == ["03-11", "03-18", "04-01"]
    assert page.says("Saved. Tarlatamab is now planned for Wednesday 11 March 2026, 10:00.")
    assert page.says("First planned for Monday 9 March, 10:00.")
    assert page.says("Why it moved: Low counts")
    assert page.says("moved from Monday 9 March, 10:00 to Wednesday 11 March, 10:00, and all later ones")


def test_only_this_dose_moves_where_that_is_chosen(page: TreatmentRobot, context: Context) -> None:
    move(page, "11 March 2026", which=ONLY)
    page.press(SAVE_DAYS)

    assert days(context) == ["03-11", "03-16", "03-30"]


@pytest.mark.parametrize(
    ("day", "which", "sentence"),
    [
        ("2 March 2026", LATER, "This is before a dose that was given."),
        ("3 March 2026", LATER, "This time has passed."),
        ("17 March 2026", ONLY, "The dose after it is planned for Monday 16 March 2026, 10:00."),
        ("9 March", LATER, "Please add the year."),
        ("", LATER, "Type the new day."),
    ],
)
def test_what_cannot_be_is_said_at_the_day_and_nothing_typed_is_lost(
    page: TreatmentRobot, context: Context, clock: FakeClock, day: str, which: str, sentence: str
) -> None:
    clock.advance(hours=1)
    move(page, day, which=which)

    assert page.complaint_at("New day").startswith(sentence)
    assert page.text_in("New day") == day
    assert SAVE_DAYS not in page.buttons()
    assert days(context)[0] == "03-09"


def test_which_doses_move_must_be_said(page: TreatmentRobot) -> None:
    page.press(f"It is moved: {SECOND}")
    page.type_into("New day", "11 March 2026")
    page.press(LOOK)

    assert page.says("Choose which doses move.")
    assert SAVE_DAYS not in page.buttons()


def test_typing_again_hides_days_that_are_not_meant_any_more(page: TreatmentRobot, context: Context) -> None:
    move(page, "11 March 2026")

    page.type_into("New day", "12 March 2026")

    assert SAVE_DAYS not in page.buttons()
    assert not page.says("These will be the days")
    page.press(LOOK)
    page.press(SAVE_DAYS)
    assert days(context)[0] == "03-12"


def test_a_day_that_makes_the_gap_long_says_so_before_and_after_saving(page: TreatmentRobot) -> None:
    move(page, "20 March 2026")
    before = page.says(GAP)

    page.press(SAVE_DAYS)

    assert before
    assert page.says("It is 17 days from your last dose to this one.")
    assert page.says("Cycle 1, day 8: 10 mg, as the label gives it")


def test_a_move_can_be_undone_at_once_and_later(page: TreatmentRobot, context: Context) -> None:
    move(page, "11 March 2026")
    page.press(SAVE_DAYS)
    page.press("Undo")
    undone = days(context)
    move(page, "12 March 2026")
    page.press(SAVE_DAYS)
    page.press("Close")

    taken_back = next(name for name in page.buttons() if name.startswith("Take this back"))
    page.press(taken_back)

    assert undone == ["03-09", "03-16", "03-30"]
    assert days(context) == undone
    assert page.says("Taken back. The plan is as it was before.")


def test_a_dose_not_given_says_why_and_can_get_a_new_day(page: TreatmentRobot, context: Context) -> None:
    page.press(f"It was not given: {SECOND}")
    page.type_into("Why? You can leave this empty.", "A cold")
    page.press("Save that it was not given")
    without = days(context)
    says_why = page.says("Not given. It was planned for Monday 9 March 2026, 10:00.") and page.says("A cold")

    page.press(f"A new day was set: {SECOND}")
    page.type_into("New day", "12 March 2026")
    page.press(ONLY)
    page.press(LOOK)
    page.press(SAVE_DAYS)

    assert without == ["03-16", "03-30", "04-13"]
    assert says_why
    assert days(context) == ["03-12", "03-16", "03-30"]


def test_a_dose_can_be_corrected_with_its_end_its_place_and_its_reaction(
    page: TreatmentRobot, context: Context
) -> None:
    page.press("Correct this: Cycle 1, day 1")
    shown = page.text_in(TIME)
    page.press("Add the end, the place or a reaction")
    page.type_into("Time it ended. You can leave this empty.", "11:20")
    page.type_into("Where it was given. You can leave this empty.", "Ward 3")
    page.press("Yes")
    page.type_into("What happened?", "Shivering")
    page.save()

    (dose,) = context.record.doses()
    assert shown == "10:00"
    assert dose.ended_at == FIRST_START + timedelta(hours=1, minutes=20)
    assert (dose.place, dose.had_reaction, dose.reaction) == ("Ward 3", True, "Shivering")
    assert page.says("A reaction while it was given: Shivering")


def test_after_a_reaction_the_diary_is_offered_and_nothing_is_judged(
    page: TreatmentRobot, context: Context
) -> None:
    page.press("Correct this: Cycle 1, day 1")
    page.press("Add the end, the place or a reaction")
    page.press("Yes")
    page.save()
    page.press("Answer the diary’s questions about it")

    assert page.went == [Go(PageId.DIARY, "fill_in")]
    assert context.record.open_alerts() == ()


def test_an_end_after_midnight_belongs_to_the_next_day(
    page: TreatmentRobot, context: Context, clock: FakeClock
) -> None:
    clock.advance(hours=24)
    page.press("Correct this: Cycle 1, day 1")
    page.type_into(TIME, "23:30")
    page.press("Add the end, the place or a reaction")
    page.type_into("Time it ended. You can leave this empty.", "0:45")
    page.save()

    (dose,) = context.record.doses()
    assert dose.started_at is not None
    assert dose.ended_at == dose.started_at + timedelta(hours=1, minutes=15)


def test_a_dose_written_down_by_mistake_is_taken_off_and_can_come_back(
    page: TreatmentRobot, context: Context
) -> None:
    page.press("Correct this: Cycle 1, day 1")
    page.press("It was not given: take it off the list")
    without = context.record.doses()

    page.press("Undo")

    assert without == ()
    assert len(context.record.doses()) == 1


def test_a_treatment_ends_with_its_reason_and_can_go_on(page: TreatmentRobot, context: Context) -> None:
    page.press("End this treatment: Tarlatamab")
    page.type_into("Why? You can leave this empty.", "My own choice")
    page.press("End this treatment")
    ended = context.record.treatments()
    says = page.says("Ended on 3 March 2026.") and page.says("Why: My own choice")
    watched = context.record.watches()

    page.press("It goes on after all: Tarlatamab")

    assert ended == ()
    assert says
    assert watched
    assert days(context) == ["03-09", "03-16", "03-30"]


def test_a_treatment_does_not_end_on_a_day_to_come(page: TreatmentRobot, context: Context) -> None:
    page.press("End this treatment: Tarlatamab")
    page.type_into("Last day of the treatment", "4 March 2026")
    page.press("End this treatment")

    assert page.complaint_at("Last day of the treatment").startswith("This day has not come yet.")
    assert len(context.record.treatments()) == 1


def test_the_shot_follows_the_drip_at_the_next_dose(
    look: Callable[..., TreatmentRobot], context: Context
) -> None:
    id = planned(context, "atezolizumab", "atezolizumab_q3w_maintenance")
    given(context, id, 1, FIRST_START)
    page = look(context)

    page.press("Go on in another way: Atezolizumab (drip)")
    proposed = page.text_in("First day of the new plan")
    page.press("Atezolizumab (shot): Alone, every 3 weeks")
    page.press("Save the new plan")

    assert proposed == "23 March 2026"
    rows = context.record.upcoming(days_ahead=60)
    assert [(row.planned.drug, row.planned.amount) for row in rows[:2]] == [
        ("atezolizumab_sc", "1875 mg")
    ] * 2
    assert days(context) == ["03-23", "04-13"]
    assert page.says("It goes on from: Atezolizumab (drip)")
    page.press("Undo")
    assert context.record.upcoming(days_ahead=60)[0].planned.drug == "atezolizumab"


def test_the_hours_of_the_team_stand_with_their_day_instead_of_the_labels(
    page: TreatmentRobot, context: Context, treatment: str
) -> None:
    page.press("Hours your team told you: Tarlatamab")
    page.type_into("Hours you are watched at the hospital", "8")
    page.type_into("Hours someone is with you", "24")
    page.type_into("Day they told you", "1 March 2026")
    page.press("Save these hours")

    assert page.says("As your team told you on 1 March 2026: you are watched for 8 hours from the start")
    assert page.says("Have someone with you until Tuesday 10 March, 10:00, as your team told you")
    assert page.says("Stay within an hour of the hospital until Wednesday 11 March, 10:00.")
    told = context.infusions.times_of(treatment, None)
    assert told is not None
    assert told.told_on == date(2026, 3, 1)


def test_the_hours_of_one_dose_stand_before_those_of_all(page: TreatmentRobot) -> None:
    for which, hours in (("All doses of this treatment", "24"), ("Only the next one: Cycle 1, day 8", "36")):
        page.press("Hours your team told you: Tarlatamab")
        page.press(which)
        page.type_into("Hours someone is with you", hours)
        page.press("Save these hours")

    assert page.says("Have someone with you until Tuesday 10 March, 22:00, as your team told you")
    assert page.says("Have someone with you until Tuesday 17 March, 10:00, as your team told you")
    page.press("Undo")
    assert page.says("Have someone with you until Tuesday 10 March, 10:00, as your team told you")


@pytest.mark.parametrize("typed", ["0", "900", "six", "6.5"])
def test_hours_that_cannot_be_are_refused_at_their_field(
    page: TreatmentRobot, context: Context, treatment: str, typed: str
) -> None:
    page.press("Hours your team told you: Tarlatamab")
    page.type_into("Hours someone is with you", typed)
    page.press("Save these hours")

    assert page.complaint_at("Hours someone is with you").startswith("Type a number of hours from")
    assert context.infusions.times_of(treatment, None) is None


def test_the_chemo_days_become_plans_of_their_own(
    look: Callable[..., TreatmentRobot], context: Context, clock: FakeClock
) -> None:
    clock.moment = FIRST_START - timedelta(days=2)
    planned(context, "atezolizumab", "atezolizumab_q3w_induction")
    page = look(context)

    page.press("Add the chemo days: Atezolizumab (drip)")
    page.press("Carboplatin")
    page.press("Etoposide")
    page.press("Add these days")

    assert [one.drug for one in context.record.treatments()] == ["atezolizumab", "carboplatin", "etoposide"]
    rows = context.record.upcoming(days_ahead=10)
    assert [(row.planned.drug, f"{row.planned.wall:%m-%d}") for row in rows] == [
        ("atezolizumab", "03-02"),
        ("carboplatin", "03-02"),
        ("etoposide", "03-02"),
        ("etoposide", "03-03"),
        ("etoposide", "03-04"),
    ]
    assert "It was given: Etoposide: cycle 1, day 1" in page.buttons()
    assert "Add the chemo days: Atezolizumab (drip)" not in page.buttons()
    page.press("Undo")
    assert [one.drug for one in context.record.treatments()] == ["atezolizumab"]


def test_all_reminders_can_be_stopped_and_turned_on_again_here(
    page: TreatmentRobot, context: Context
) -> None:
    page.press("Stop all reminders, keep the diary")
    stopped = context.record.preferences().reminders_stopped
    says = page.says("All reminders are stopped")

    page.press("Turn reminders on again")

    assert stopped
    assert says
    assert not context.record.preferences().reminders_stopped


def test_going_back_from_any_form_saves_nothing(page: TreatmentRobot, context: Context) -> None:
    before = context.record.treatments(), context.record.doses(), days(context)

    for name in (
        f"It is moved: {SECOND}",
        f"It was not given: {SECOND}",
        "Correct this: Cycle 1, day 1",
        "Go on in another way: Tarlatamab",
        "Hours your team told you: Tarlatamab",
        "End this treatment: Tarlatamab",
    ):
        page.press(name)
        page.press(BACK)

    assert (context.record.treatments(), context.record.doses(), days(context)) == before
    assert all(row.status is DoseStatus.PLANNED for row in context.record.upcoming(days_ahead=60))


def test_what_is_typed_outlives_a_change_elsewhere(page: TreatmentRobot, context: Context) -> None:
    page.press(f"It is moved: {SECOND}")
    page.type_into("New day", "11 March 2026")

    given(context, planned(context, "durvalumab", "durvalumab_ls"), 1, FIRST_START)

    assert page.text_in("New day") == "11 March 2026"


FORMS = (
    f"It is moved: {SECOND}",
    f"It was not given: {SECOND}",
    "Correct this: Cycle 1, day 1",
    "Go on in another way: Tarlatamab",
    "Hours your team told you: Tarlatamab",
    "End this treatment: Tarlatamab",
)


@in_every_look
def test_every_form_can_be_read_and_reached(
    page: TreatmentRobot,
    qapp: QApplication,
    theme: Theme,
    scale: float,
    size: tuple[int, int],
) -> None:
    apply_theme(qapp, theme, scale, RESOURCES)
    page.window.resize(*size)
    found = {}

    for name in FORMS:
        page.press(name)
        found[name] = page.complaints()
        page.press(BACK)
    move(page, "20 March 2026", why="Low counts")
    found["preview"] = page.complaints()
    page.press(SAVE_DAYS)
    found["moved"] = page.complaints()

    assert found == dict.fromkeys(found, ())


def test_every_word_of_the_forms_can_be_translated_and_has_room(
    look: Callable[..., TreatmentRobot], tmp_path: Path, clock: FakeClock, qapp: QApplication
) -> None:
    apply_theme(qapp, Theme.LIGHT, 2.0, RESOURCES)
    context = build_context(tmp_path, clock, pseudo=True)
    given(context, planned(context), 1, FIRST_START)
    page = look(context, (1024, 600))
    acts = ("move", "left_out", "switch", "times", "stop")
    (treatment,) = context.record.treatments()

    for act in acts:
        subject = f"{treatment.id}:2" if act in ("move", "left_out") else treatment.id
        page.press_act(act, subject)
        assert page.complaints(pseudo=True) == (), act
        page.press(context.words("treatment_move.cancel" if act == "move" else "treatment.cancel"))
