"""The thinking check, from the first one before the dose to the one that is worse."""

from __future__ import annotations

from datetime import timedelta

from companion.core.levels import Level
from companion.ui.places import PageId
from tests.fake_clock import FakeClock
from tests.stories import evening
from tests.stories.conftest import Opener
from tests.stories.person import Person


def check_with_helper(person: Person, *, missed: int = 0) -> None:
    """Nine answers, the last few of them missed."""
    person.press("A helper asks the questions")
    for verdict in ["Right"] * (9 - missed) + ["Not right"] * missed:
        person.press(verdict)


def test_a_change_after_the_dose_is_seen_and_calls_at_once(companion: Opener, clock: FakeClock) -> None:
    app = companion()
    person = Person(app.window)
    evening.first_start(person)
    person.press("Today")
    person.press("Do the thinking check")
    check_with_helper(person)
    first = person.sees("Your first check is written down")
    person.press("Go to Today")
    asked_again = person.sees("Your first thinking check")

    clock.moment = evening.DOSE_NOTED
    evening.note_the_dose(person)
    clock.moment = evening.EVENING
    person.press("Today")
    overdue = person.sees("Thinking check: not yet.")
    person.press("Do the thinking check")
    check_with_helper(person, missed=1)

    assert (first, asked_again, overdue) == (True, False, True)
    assert app.window.current is not None
    assert app.window.current.page is PageId.CALL
    assert person.sees("202-555-0143")
    assert [alert.level for alert in app.record.open_alerts()] == [Level.CALL_NOW]


def test_going_away_in_the_middle_after_a_miss_brings_the_alert_to_the_front(
    companion: Opener, clock: FakeClock
) -> None:
    app = companion()
    person = Person(app.window)
    evening.first_start(person)
    clock.moment = evening.DOSE_NOTED
    evening.note_the_dose(person)
    clock.moment = evening.EVENING + timedelta(minutes=1)
    person.press("Today")
    person.press("Do the thinking check")
    person.press("A helper asks the questions")
    person.press("Not right")

    person.press("Back")

    assert app.window.current is not None
    assert app.window.current.page is PageId.CALL
    assert len(app.record.open_alerts()) == 1
