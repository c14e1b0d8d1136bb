"""From an empty machine to an alert that is acted on, through the real composition root."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from companion.app import App
from companion.core.diary import EntryState
from companion.core.levels import Level
from companion.services.notifier import SilentNotifier
from companion.ui.places import PageId
from tests.fake_clock import FakeClock
from tests.stories import evening
from tests.stories.person import Person

Opener = Callable[..., App]


def test_an_empty_machine_becomes_a_diary_with_a_plan(companion: Opener, clock: FakeClock) -> None:
    app = companion()
    person = Person(app.window)

    evening.first_start(person)

    assert person.sees("3 days")
    assert person.sees("Monday 2 March, 10:00")
    person.press("Treatment")
    plan = person.reads()
    for dose in ("Cycle 1, day 1: 1 mg", "Cycle 1, day 8: 10 mg", "Cycle 1, day 15: 10 mg"):
        assert dose in plan
    assert "You are watched for 22 to 24 hours from the start." in plan


def test_set_up_closed_half_way_goes_on_where_it_was(companion: Opener) -> None:
    first = companion()
    person = Person(first.window)
    person.press("Continue")
    person.press("It is mine")
    person.type("Name of the person", "Ruth Example")
    first.window.close()

    again = Person(companion().window)

    assert again.sees("Step 2 of 7")
    assert any(field.text() == "Ruth Example" for field in again.fields())


def test_the_dose_given_opens_a_watch(companion: Opener, clock: FakeClock) -> None:
    app = companion()
    person = Person(app.window)
    evening.first_start(person)
    clock.moment = evening.DOSE_NOTED

    evening.note_the_dose(person)
    clock.advance(hours=2)
    person.press("Today")

    today = person.reads()
    assert "CRS watch, 2 hours since the start" in today
    assert "Fever or chills" in today
    assert "Next check: today, 14:04" in today


@pytest.fixture
def alerted(companion: Opener, clock: FakeClock) -> App:
    """The evening, up to the alert on the screen."""
    app = companion()
    person = Person(app.window)
    evening.first_start(person)
    clock.moment = evening.DOSE_NOTED
    evening.note_the_dose(person)
    clock.moment = evening.EVENING
    evening.report_chills_and_fever(person)
    return app


def test_chills_and_fever_interrupt_with_number_reason_sources_and_words_to_say(alerted: App) -> None:
    shown = Person(alerted.window).reads()

    assert alerted.window.current is not None
    assert alerted.window.current.page is PageId.CALL
    for part in (
        "Call your cancer team now",
        "202-555-0143",
        "Chills or shivering: mild",
        "Temperature: 38.4 °C (101.1 °F)",
        "American Cancer Society",
        "My name is Ruth Example. I was born on 4 May 1954.",
        "1 mg, today, 10:04. That was 9 hours ago.",
        "38.4 °C (101.1 °F), today, 19:30",
        "I have chills (mild).",
        "I wrote down no medicine",
    ):
        assert part in shown


def test_one_discreet_toast_goes_out_and_its_outcome_is_kept(alerted: App) -> None:
    notifier = alerted.notifier
    assert isinstance(notifier, SilentNotifier)

    _, toast = notifier.given[-1]

    assert toast.body == "Please open Companion now."
    Person(alerted.window).reads()
    kept = alerted.shelf.notices.due_since(evening.EVENING - timedelta(minutes=1))
    assert [notice.toast for notice in kept] == ["handed_over"] * len(kept)


def test_the_alert_links_to_the_page_about_crs(alerted: App) -> None:
    person = Person(alerted.window)

    person.press_first("Read about: Cytokine release syndrome (CRS)")

    assert person.sees("Cytokine release syndrome (CRS)")
    assert alerted.window.current is not None
    assert alerted.window.current.page is PageId.LEARN


def test_going_away_leaves_the_alert_open_and_every_page_says_so(alerted: App) -> None:
    person = Person(alerted.window)

    person.press("Back")
    for page in ("Treatment", "Learn", "Diary", "Settings"):
        person.press(page)
        assert person.sees("This alert is still open."), page

    assert len(alerted.record.open_alerts()) == 2


def test_nobody_answered_keeps_asking(alerted: App) -> None:
    person = Person(alerted.window)

    person.press("I called, nobody answered")

    assert person.sees("You called and nobody answered: today, 19:30.")
    assert alerted.record.open_alerts()


def test_the_call_closes_the_alert_and_the_diary_tells_the_day(alerted: App) -> None:
    person = Person(alerted.window)

    evening.record_the_call(person)
    evening.finish_the_diary(person)
    person.press("Diary")

    assert alerted.record.open_alerts() == ()
    day = person.reads()
    for part in (
        "Chills or shivering: Mild",
        "38.4 °C (101.1 °F)",
        "Nurse Kim",
        "Come in now, and bring your bag",
    ):
        assert part in day, part


def test_killed_at_the_alert_everything_is_there_at_the_next_start(
    companion: Opener, diary: Path, clock: FakeClock
) -> None:
    kill_at_the_alert(diary)
    clock.moment = evening.EVENING + timedelta(hours=8)

    app = companion()

    shown = Person(app.window).reads()
    assert "202-555-0143" in shown
    assert "This alert is still open." in shown
    assert {alert.level for alert in app.record.open_alerts()} == {Level.CALL_NOW}
    (entry,) = app.record.days(count=2)[1].entries
    assert entry.state is EntryState.UNFINISHED
    assert [report.symptom for report in entry.reports] == ["chills"]
    assert len(entry.readings) == 1
    assert [dose.amount for dose in app.record.doses()] == ["1 mg"]


def test_what_fell_due_meanwhile_is_listed_once(companion: Opener, diary: Path, clock: FakeClock) -> None:
    kill_at_the_alert(diary)
    clock.moment = evening.EVENING + timedelta(hours=8)
    app = companion()
    app.reminders.tick()

    person = Person(app.window)
    person.press("Back")

    lines = person.reads().splitlines()
    assert lines.count("A check is overdue. It was due today, 02:00. Do now what is not done yet.") == 1
    assert lines.count("2 earlier checks were not made. The last was due: yesterday, 18:04.") == 1
    assert not [line for line in lines if line.startswith("A check was due:")]


def kill_at_the_alert(diary: Path) -> None:
    """Live the evening in another process, and kill it while the alert is on the screen."""
    root = Path(__file__).resolve().parents[2]
    with subprocess.Popen(
        [sys.executable, "-m", "tests.stories.one_evening", str(diary)],
        stdout=subprocess.PIPE,
        text=True,
        cwd=root,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline().strip() == "alert"
        process.send_signal(signal.SIGKILL)


def test_the_numbers_are_one_press_away_before_any_set_up(companion: Opener) -> None:
    person = Person(companion().window)

    person.press("I feel unwell now")

    assert person.sees("112 or 911")
    assert person.sees("I get a cancer treatment called immunotherapy.")


def test_unwell_on_the_command_line_opens_at_the_numbers(companion: Opener) -> None:
    person = Person(companion(unwell=True).window)

    assert person.sees("Say this")


def test_a_second_start_can_ask_for_the_numbers(companion: Opener) -> None:
    app = companion()

    app.show_unwell()

    assert Person(app.window).sees("Say this")


def test_a_second_treatment_stands_beside_the_first(companion: Opener) -> None:
    app = companion()
    person = Person(app.window)
    evening.first_start(person)

    person.press("Treatment")
    person.press("Add another treatment")
    assert not person.sees("Step 4 of 7")
    person.press("Durvalumab")
    person.press("Continue")
    person.press_first("Alone, every 4 weeks")
    person.press("Continue")
    person.type("Day of the first dose", "4 March 2026")
    person.type("Time when it starts", "9:30")
    person.press("Continue")
    if person.sees("What do you live with"):
        person.press("Skip for now")

    assert [treatment.drug for treatment in app.record.treatments()] == ["tarlatamab", "durvalumab"]
    assert app.window.current is not None
    assert app.window.current.page is PageId.TREATMENT
