"""A cough of twenty years, a call that ends with "keep watching", and a night in hospital."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from companion.app import App
from companion.core.levels import Level
from companion.core.notices import NoticeKind
from companion.ui.places import PageId
from tests.fake_clock import FakeClock
from tests.stories import evening
from tests.stories.person import Person

Opener = Callable[..., App]


@pytest.fixture
def set_up(companion: Opener) -> App:
    """Set up on the Friday before the first dose."""
    app = companion()
    evening.first_start(Person(app.window))
    return app


def report(person: Person, symptom: str, how_bad: str) -> None:
    """One symptom in today's diary, up to its last step."""
    person.press("Today")
    if person.sees("Fill in today’s diary"):
        person.press("Fill in today’s diary")
    else:
        person.press("Write down something more")
    person.press("More symptoms")
    person.press(symptom)
    person.press("Continue")
    person.press(how_bad)
    while not person.sees("Save"):
        person.press("Continue")


def test_a_usual_cough_is_kept_and_asks_for_no_call(set_up: App) -> None:
    person = Person(set_up.window)
    person.press("Settings")
    person.press("Cough")
    person.press("Mild")
    person.press("Yes, my team agreed to this")

    report(person, "Cough", "1, Mild")

    assert person.sees("This is usual for you. Call if it gets worse.")
    assert set_up.record.open_alerts() == ()
    person.press("Save")
    person.press("Today")
    assert person.sees("Cough. This is usual for you. Call if it gets worse.")
    person.press("Diary")
    assert person.sees("This is usual for you. Call if it gets worse.")


def test_in_hospital_the_nurse_comes_first_and_the_checks_are_quiet_until_home(
    set_up: App, clock: FakeClock
) -> None:
    app, person = set_up, Person(set_up.window)
    clock.moment = evening.DOSE_NOTED
    evening.note_the_dose(person)
    person.press("I feel unwell now")
    person.press("I am in hospital")
    person.type("Until which day?", "3 March 2026")
    person.type("Until what time?", "11:00")
    person.press("I am in hospital")
    assert person.sees("In hospital until tomorrow, 11:00: checks are quiet.")

    clock.moment = evening.EVENING
    app.reminders.tick()
    assert all(one.due.kind is not NoticeKind.WATCH_CHECK for one in app.context.dues.owed())
    evening.report_chills_and_fever(person)

    shown = person.reads()
    assert app.window.current is not None
    assert app.window.current.page is PageId.CALL
    assert shown.index("Tell your nurse now") < shown.index("202-555-0143")
    assert {alert.level for alert in app.record.open_alerts()} == {Level.CALL_NOW}

    clock.moment = evening.DOSE_NOTED + timedelta(hours=25)
    app.reminders.tick()
    person.press("Back")
    person.press("Today")
    assert app.record.hospital() is None
    assert not person.sees("checks are quiet")
    assert person.sees("Call your team now")
    assert person.sees("Next check:")


def test_home_early_the_alert_says_whom_to_call_again(set_up: App, clock: FakeClock) -> None:
    app, person = set_up, Person(set_up.window)
    clock.moment = evening.DOSE_NOTED
    evening.note_the_dose(person)
    app.context.agreed.go_into_hospital(None)
    clock.moment = evening.EVENING
    evening.report_chills_and_fever(person)
    person.press("Back")
    person.press("Today")
    in_hospital = person.reads()

    person.press("I am home now")

    assert "Tell your nurse now" in in_hospital
    assert not person.sees("Tell your nurse now")
    assert person.sees("Call your team now")
