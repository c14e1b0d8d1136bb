"""Today: what presses most stands first, and nothing on it ever says that all is well."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from companion.core.alerts import Outcome
from companion.core.levels import Reporter, Severity
from companion.core.notices import NoticeKind
from companion.core.people import Person
from companion.stores.catalogue import load_catalogue
from companion.ui.context import Context
from companion.ui.places import Go, PageId
from companion.ui.theme import Theme, apply_theme
from tests.fake_clock import FakeClock
from tests.ui import context as contexts
from tests.ui.context import build_context
from tests.ui.gallery import RESOURCES
from tests.ui.looks import in_every_look
from tests.ui.robots.today import TodayRobot
from tests.ui.scenes import (
    FIRST_START,
    FIRST_WALL,
    given,
    measured,
    medicine_missed,
    named,
    planned,
    pulse_taken,
    reported,
    thinking_checked,
    under_watch,
)
from tests.ui.today_opened import Look
from tests.ui.today_opened import look as look
from tests.ui.today_opened import look_at as look_at

TO_CALL = "Whom to call, and what happened: "


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock(FIRST_START - timedelta(hours=46))


def everything(context: Context, clock: FakeClock) -> None:
    """A day on which every card is there."""
    named(context)
    treatment = under_watch(context, clock, hours=9.5)
    measured(context, "38.4")
    reported(context, "cough", Severity.MILD)
    given(context, treatment, 3, None)
    context.journal.start_treatment(drug="durvalumab", regimen="durvalumab_ls", first_wall=FIRST_WALL)
    medicine_missed(context, clock, 5, 3, 1)


def test_the_hours_to_the_next_infusion_are_the_largest_letters(look: Look, context: Context) -> None:
    planned(context)

    today = look()

    assert today.headings()[0] == "Next infusion"
    assert today.countdown() == "46 hours"
    assert today.says("Monday 2 March, 10:00")
    assert today.says("Cycle 1, day 1: 1 mg, as the label gives it")
    assert today.says("Day unit, level 3")


def test_more_than_two_days_are_counted_in_days_and_hours(
    look: Look, context: Context, clock: FakeClock
) -> None:
    planned(context)
    clock.moment = FIRST_START - timedelta(days=3, hours=4)

    today = look()

    assert today.countdown() == "3 days and 4 hours"


def test_the_last_hour_is_said_to_be_less_than_one(look: Look, context: Context, clock: FakeClock) -> None:
    planned(context)
    clock.moment = FIRST_START - timedelta(minutes=59)

    today = look()

    assert today.countdown() == "less than an hour"


def test_a_shot_is_not_called_an_infusion(look: Look, context: Context) -> None:
    planned(context, "atezolizumab_sc", "atezolizumab_sc_q3w_induction")

    today = look()

    assert today.headings()[0] == "Next injection"
    assert today.says("until your next injection")


def test_a_dose_that_nobody_wrote_down_is_asked_about(look: Look, context: Context, clock: FakeClock) -> None:
    treatment = planned(context)
    clock.moment = FIRST_START + timedelta(minutes=1)

    today = look()

    assert today.says("Was it given?")
    assert today.says("Tarlatamab, planned for today, 10:00")
    assert today.goes_from("Write down what happened") == Go(PageId.TREATMENT, f"{treatment}:1")
    assert today.says("6 days and 22 hours")


def test_of_several_doses_not_written_down_the_newest_is_asked_about(
    look: Look, context: Context, clock: FakeClock
) -> None:
    treatment = planned(context)
    clock.moment = FIRST_START + timedelta(days=15)

    today = look()

    assert today.says("2 earlier doses are not written down either.")
    assert today.goes_from("Write down what happened") == Go(PageId.TREATMENT, f"{treatment}:3")


def test_without_a_treatment_there_is_a_way_to_add_one(look: Look) -> None:
    today = look()

    assert today.says("No treatment is planned here")
    assert today.goes_from("Add a treatment") == Go(PageId.SETUP, "treatment")


def test_open_alerts_stand_first_and_the_worst_of_them_on_top(look: Look, context: Context) -> None:
    reported(context, "diarrhea", Severity.MILD)
    measured(context, "38.4")
    reported(context, "hard_to_wake", Severity.MILD)

    today = look()

    levels = [text for text in today.headings() if text.startswith("Call ")]
    assert levels == ["Call the emergency number now", "Call your team now", "Call your team today"]
    assert today.headings()[: len(levels)] == tuple(levels)
    assert today.frame_around("Call the emergency number now") == "urgent"
    assert today.frame_around("Call your team today") == "warning"


def test_an_alert_says_why_and_when_and_leads_to_whom_to_call(
    look: Look, context: Context, clock: FakeClock
) -> None:
    under_watch(context, clock)
    measured(context, "38.4")
    alert = context.record.open_alerts()[0]

    today = look()

    assert today.says(alert.why)
    assert today.says("Raised today, 13:00. This is still open: what happened?")
    assert today.goes_from(f"{TO_CALL}Call your team now") == Go(PageId.CALL, alert.id)


def test_an_alert_leaves_the_page_when_someone_said_what_happened(
    look: Look, context: Context, clock: FakeClock
) -> None:
    under_watch(context, clock)
    measured(context, "38.4")
    today = look()
    ids = tuple(alert.id for alert in context.record.open_alerts())

    context.journal.record_outcome(
        ids, outcome=Outcome.CALLED, who_answered="", what_they_said="", by=Reporter.PATIENT
    )
    today.settle()

    assert not today.says("This is still open")


def test_the_watch_says_what_to_look_for_and_how_long_to_stay_near(
    look: Look, context: Context, clock: FakeClock
) -> None:
    under_watch(context, clock)

    today = look()

    assert today.headings()[0] == "Tarlatamab: CRS watch, 3 hours since the start"
    assert today.says("Fever or chills")
    assert today.says("Next check: today, 14:00")
    assert today.says("Stay within an hour of the hospital until Wednesday 4 March, 10:00.")
    assert today.says("Have someone with you until Wednesday 4 March, 10:00.")
    assert today.goes_from("Write down my temperature") == Go(PageId.DIARY, "temperature")


def test_a_check_of_this_hour_is_due_and_not_called_the_next_one(
    look: Look, context: Context, clock: FakeClock
) -> None:
    under_watch(context, clock, hours=4.5)

    today = look()

    assert today.says("A check is due since today, 14:00.")
    assert not today.says("Next check")


def test_an_overdue_check_is_told_by_words_and_frame(look: Look, context: Context, clock: FakeClock) -> None:
    under_watch(context, clock, hours=5.5)

    today = look()

    overdue = next(text for text in today.texts() if text.startswith("A check is overdue."))
    assert "today, 14:00" in overdue
    assert today.frame_around(overdue) == "warning"


def test_the_check_says_what_is_done_and_what_is_not_yet(
    look: Look, context: Context, clock: FakeClock
) -> None:
    under_watch(context, clock, hours=5.5)
    measured(context, "36.8")

    today = look()

    assert today.says("Temperature: written down 15:30.")
    assert today.says("Pulse: not yet.")
    assert today.frame_around("Thinking check: not yet.") == "warning"


def test_a_check_of_which_all_is_done_brings_the_next_one(
    look: Look, context: Context, clock: FakeClock
) -> None:
    under_watch(context, clock, hours=5.5)
    today = look()

    measured(context, "36.8")
    pulse_taken(context)
    thinking_checked(context)
    today.settle()

    assert today.says("Next check: today, 18:00")
    assert not today.says("overdue")
    assert not today.says("not yet")


def test_who_cannot_measure_the_pulse_is_not_asked_for_it_until_they_can(
    look: Look, context: Context, clock: FakeClock
) -> None:
    under_watch(context, clock, hours=4.2)
    today = look()

    today.press("I cannot measure this: Pulse")
    lacking = (today.says("Pulse: not asked, as you cannot measure it."), today.says("Pulse: not yet."))
    today.press("I can measure this now: Pulse")

    assert lacking == (True, False)
    assert today.says("Pulse: not yet.")


def test_each_part_of_a_check_has_its_button(look: Look, context: Context, clock: FakeClock) -> None:
    under_watch(context, clock, hours=4.2)
    today = look()

    places = [
        today.goes_from("Write down my temperature"),
        today.goes_from("Write down: Pulse"),
        today.goes_from("Do the thinking check"),
    ]

    assert places == [Go(PageId.DIARY, "temperature"), Go(PageId.DIARY, "pulse"), Go(PageId.THINKING)]


def test_the_first_thinking_check_is_offered_until_it_is_done_or_a_dose_was_given(
    look: Look, context: Context, clock: FakeClock
) -> None:
    planned(context)
    today = look()
    offered = today.says("Take the thinking check once now"), today.goes_from("Do the thinking check")

    thinking_checked(context)
    today.settle()

    assert offered == (True, Go(PageId.THINKING))
    assert not today.says("Your first thinking check")


def test_after_a_drug_nobody_could_name_the_signs_of_every_such_drug_are_told(
    look: Look, context: Context, clock: FakeClock
) -> None:
    clock.moment = FIRST_START
    context.journal.record_dose(treatment_id=None, ordinal=None, drug=None, amount="", started_at=FIRST_START)

    today = look()

    assert today.says("A drug you could not name: CRS watch")
    assert today.says("Fever or chills")
    assert today.says("Ask your team how long to stay near the hospital")


def test_a_dose_without_its_start_is_not_forgotten(look: Look, context: Context, clock: FakeClock) -> None:
    treatment = planned(context)
    clock.moment = FIRST_START + timedelta(hours=1)
    dose = given(context, treatment, 1, None)

    today = look()

    assert today.says("Until someone does, every watch stays on.")
    assert today.goes_from("Enter the start") == Go(PageId.TREATMENT, f"start:{dose}")


def test_the_diary_is_not_started_then_begun_then_filled_in(
    look: Look, context: Context, clock: FakeClock
) -> None:
    clock.moment = datetime(2026, 3, 2, 15, 0, tzinfo=UTC)
    today = look()
    first = today.primary_buttons()

    entry = reported(context, "taste_change", Severity.MILD)
    today.settle()
    begun = (today.says("You began it today, 10:00. It is not finished."), today.primary_buttons())
    clock.advance(hours=9, minutes=30)
    context.journal.finish_entry(entry)
    today.settle()

    assert first == ("Fill in today’s diary",)
    assert begun == (True, ("Go on with the diary",))
    assert today.says("Filled in today, ")
    assert today.primary_buttons() == ("Write down something more",)
    assert today.goes_from("Write down something more") == Go(PageId.DIARY, "fill_in")


def test_yesterdays_entry_does_not_count_as_todays(look: Look, context: Context, clock: FakeClock) -> None:
    context.journal.finish_entry(reported(context, "taste_change", Severity.MILD))
    clock.advance(days=1)

    today = look()

    assert today.says("Not started yet.")


def test_there_is_one_primary_button_even_when_every_card_is_there(
    look: Look, context: Context, clock: FakeClock
) -> None:
    everything(context, clock)

    today = look()

    assert len(today.primary_buttons()) == 1


def test_what_fell_due_unseen_is_listed_once_with_its_time(
    look: Look, context: Context, clock: FakeClock
) -> None:
    context.journal.set_preferences(replace(context.record.preferences(), diary_reminder=time(11)))
    medicine_missed(context, clock, 2)

    today = look()

    assert today.missed() == (
        "It was time for Keppra: today, 10:00.",
        "It was time for the diary: today, 11:00.",
    )


def test_what_was_seen_is_taken_away_and_the_keyboard_stays_at_the_next_one(
    look: Look, context: Context, clock: FakeClock
) -> None:
    medicine_missed(context, clock, 4, 3, 2, 1)
    today = look()
    first, second, third, newest = today.missed()

    today.focus(f"I have seen this: {second}")
    today.press(f"I have seen this: {second}")

    assert today.missed() == (first, third, newest)
    assert today.focused_name() == f"I have seen this: {third}"


def test_what_gave_way_can_be_put_away_at_once_and_what_still_counts_stays(
    look: Look, context: Context, clock: FakeClock
) -> None:
    medicine_missed(context, clock, 4, 3, 2)
    today = look()
    *_, newest = today.missed()

    today.press("I have seen these")

    assert today.missed() == (newest,)
    assert [one.due.kind for one in context.dues.owed()] == [NoticeKind.MEDICINE]


def test_a_missed_medicine_leads_to_its_page(look: Look, context: Context, clock: FakeClock) -> None:
    medicine_missed(context, clock, 2)
    today = look()
    (missed,) = today.missed()

    assert today.goes_from(f"Show it: {missed}") == Go(PageId.MEDICINES)


def test_a_check_still_to_be_made_is_never_put_away_with_the_rest(
    look: Look, context: Context, clock: FakeClock
) -> None:
    under_watch(context, clock, hours=10)
    medicine_missed(context, clock, 4, 3, 2)
    today = look()

    today.press("I have seen these")

    assert NoticeKind.WATCH_CHECK in {one.due.kind for one in context.dues.owed()}


def test_a_change_elsewhere_does_not_take_the_keyboard_away(
    look: Look, context: Context, clock: FakeClock
) -> None:
    planned(context)
    today = look()
    today.focus("Fill in today’s diary")

    clock.advance(minutes=61)
    today.page.refresh()
    today.settle()

    assert today.countdown() == "44 hours"
    assert today.focused_name() == "Fill in today’s diary"


@pytest.mark.parametrize(
    ("hour", "greeting"),
    [
        (4, "Hello, Ann"),
        (5, "Good morning, Ann"),
        (11, "Good morning, Ann"),
        (12, "Good afternoon, Ann"),
        (18, "Good evening, Ann"),
        (23, "Hello, Ann"),
    ],
)
def test_the_greeting_goes_by_the_clock(
    hour: int, greeting: str, look: Look, context: Context, clock: FakeClock
) -> None:
    named(context)
    clock.moment = datetime(2026, 3, 2, 5, 30, tzinfo=UTC) + timedelta(hours=hour)

    today = look()

    assert today.title() == greeting


def test_a_caregiver_is_told_whose_diary_this_is(look: Look, context: Context) -> None:
    context.journal.set_person(Person(name="Ann", cared_for_by_another=True))

    today = look()

    assert today.title() == "Good afternoon. This is the diary of Ann."


def test_a_rule_that_is_left_out_is_named_and_not_to_be_relied_on(
    tmp_path: Path, clock: FakeClock, look_at: Callable[..., TodayRobot], monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(RESOURCES, tmp_path / "resources")
    (tmp_path / "resources" / "symptoms" / "rash.toml").write_text("id = [", encoding="utf-8")
    monkeypatch.setattr(contexts, "CATALOGUE", load_catalogue(tmp_path / "resources"))
    context = build_context(tmp_path, clock)
    reported(context, "rash", Severity.SEVERE)

    today = look_at(context)

    assert today.headings()[0] == "Do not rely on alerts"
    assert today.says("Companion cannot use its rules for: symptom.rash.")
    assert today.says("Companion could not judge what you entered about: rash.")
    assert today.says("Call as your team told you.")


def test_when_nothing_can_be_judged_the_page_says_not_to_rely_on_alerts(
    tmp_path: Path,
    clock: FakeClock,
    look_at: Callable[..., TodayRobot],
    monkeypatch: pytest.MonkeyPatch,
    allowed_warnings: list[str],
) -> None:
    allowed_warnings.append("judging failed")
    shutil.copytree(RESOURCES, tmp_path / "resources")
    (tmp_path / "resources" / "rules" / "look_back.toml").unlink()
    monkeypatch.setattr(contexts, "CATALOGUE", load_catalogue(tmp_path / "resources"))
    context = build_context(tmp_path, clock)
    reported(context, "rash", Severity.MILD)

    today = look_at(context)

    assert today.says("Do not rely on alerts. Call as your team told you.")


def test_an_empty_day_is_never_called_a_good_one(look: Look, context: Context, clock: FakeClock) -> None:
    under_watch(context, clock, hours=80)

    today = look()

    page = " ".join(today.texts()).casefold()
    assert not [word for word in ("fine", "all is well", "no problem", "okay", "healthy") if word in page]


@in_every_look
def test_every_card_can_be_read_and_reached(
    theme: Theme,
    scale: float,
    size: tuple[int, int],
    context: Context,
    clock: FakeClock,
    look_at: Callable[..., TodayRobot],
    qapp: QApplication,
) -> None:
    apply_theme(qapp, theme, scale, RESOURCES)
    everything(context, clock)

    today = look_at(context, size)

    assert today.complaints() == ()


@pytest.mark.parametrize("scene", [everything, lambda context, clock: None], ids=["everything", "nothing"])
def test_every_word_can_be_translated_and_has_room(
    scene: Callable[[Context, FakeClock], None],
    tmp_path: Path,
    clock: FakeClock,
    look_at: Callable[..., TodayRobot],
    qapp: QApplication,
) -> None:
    apply_theme(qapp, Theme.LIGHT, 2.0, RESOURCES)
    context = build_context(tmp_path, clock, pseudo=True)
    scene(context, clock)

    today = look_at(context, (1024, 600))

    assert today.complaints(pseudo=True) == ()


def test_what_is_due_now_can_be_put_off_and_says_until_when(
    look: Look, context: Context, clock: FakeClock
) -> None:
    under_watch(context, clock, hours=4)
    today = look()
    text = "A check was due: today, 14:00."

    today.press(f"Remind me later: {text}")
    today.press(f"In 30 minutes: {text}")

    assert today.says(f"{text} You will be reminded again at 14:30.")
    check = context.dues.owed()[0]
    assert check.snoozed_until == clock.now() + timedelta(minutes=30)
    assert not check.tell


def test_a_medicine_due_now_is_written_down_with_one_press(
    look: Look, context: Context, clock: FakeClock
) -> None:
    medicine_missed(context, clock, 0)
    today = look()

    today.press("I took it: 12:00: Keppra, 1 tablet")

    assert [taken.name for taken in context.record.medicines_since(clock.now())] == ["Keppra"]
    assert context.dues.owed() == ()


def test_what_is_due_stands_once_at_the_card_it_is_about(
    look: Look, context: Context, clock: FakeClock
) -> None:
    under_watch(context, clock, hours=4)
    medicine_missed(context, clock, 0)

    today = look()

    buttons = today.buttons()
    assert "Due now" not in today.headings()
    assert len([text for text in today.texts() if "Keppra" in text]) == 1
    assert any(name.startswith("Remind me later: It was time for Keppra") for name in buttons)
    assert any(name.startswith("Remind me later: A check was due") for name in buttons)
