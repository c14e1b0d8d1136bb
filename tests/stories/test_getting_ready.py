"""A scan that is moved, and the week before the first dose, through the real window."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from companion.app import App
from companion.ui.places import PageId
from tests.fake_clock import FakeClock
from tests.stories import evening
from tests.stories.person import Person

Opener = Callable[..., App]


@pytest.fixture
def set_up(companion: Opener) -> App:
    """Set up on the Friday before the first dose, at 10."""
    app = companion()
    evening.first_start(Person(app.window))
    return app


def write_down_the_scan(person: Person) -> None:
    """A CT on Thursday 5 March at 9:30."""
    person.press("Treatment")
    person.press("Appointments")
    person.press("Add an appointment")
    person.press("Scan")
    person.type("Name, if you like", "CT of the chest")
    person.type("Day", "5 March 2026")
    person.type("Time", "9:30")
    person.type("Where", "Radiology")
    person.press("Save this appointment")


def go_on_to(app: App, clock: FakeClock, moment: datetime) -> None:
    """Time goes by, and the heartbeat of the window with it."""
    clock.moment = moment
    app.reminders.tick()


def test_a_day_before_the_scan_a_reminder_stands_at_the_top_and_leads_to_it(
    set_up: App, clock: FakeClock
) -> None:
    person = Person(set_up.window)
    write_down_the_scan(person)
    person.press("Learn")

    go_on_to(set_up, clock, datetime(2026, 3, 4, 14, 31, tzinfo=UTC))
    told = person.reads()
    person.press_first("Show it")

    assert "Coming up: CT of the chest, tomorrow, 09:30." in told
    assert person.sees("At: Radiology")


def test_a_scan_that_is_moved_takes_its_reminder_along(set_up: App, clock: FakeClock) -> None:
    person = Person(set_up.window)
    write_down_the_scan(person)
    go_on_to(set_up, clock, datetime(2026, 3, 4, 14, 31, tzinfo=UTC))

    person.press("Treatment")
    person.press("Appointments")
    person.press("Change: CT of the chest")
    person.type("Day", "12 March 2026")
    person.press("Save this appointment")
    moved = person.reads()
    go_on_to(set_up, clock, datetime(2026, 3, 11, 13, 31, tzinfo=UTC))

    assert "Coming up: CT of the chest" not in moved
    assert person.sees("Coming up: CT of the chest, tomorrow, 09:30.")


def test_getting_ready_is_kept_until_the_next_start(companion: Opener, set_up: App) -> None:
    person = Person(set_up.window)
    person.press("Today")
    person.press("Get ready: 9 things left")
    person.press("Two thermometers that work")
    person.type("Who", "Anna")
    person.type("Until: day", "3 March 2026")
    person.type("Until: time", "22:00")
    person.press("Add this person")
    set_up.window.close()

    again = companion()
    person = Person(again.window)
    person.press("Get ready: 8 things left")

    assert again.window.current is not None
    assert again.window.current.page is PageId.GETTING_READY
    assert person.sees("1 of 9 ready")
    assert person.sees("Nobody yet from Tuesday 3 March, 22:00 to Wednesday 4 March, 10:00.")


def test_the_infusion_on_treatment_leads_to_its_checklist(set_up: App) -> None:
    person = Person(set_up.window)
    person.press("Treatment")

    person.press("Get ready")

    assert person.sees("0 of 9 ready")
