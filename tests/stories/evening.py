"""The evening of the first dose, told through the real window, step by step."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from companion.app import App
from companion.core.key_standing import KeyStanding
from companion.paths import PersonFiles
from companion.services.keyholder import Keyholder
from companion.services.keyring_copy import Held
from companion.services.notifier import Outcome, SilentNotifier
from tests.fake_clock import FakeClock
from tests.stories.person import Person

FRIDAY = datetime(2026, 2, 27, 15, 0, tzinfo=UTC)  # 10:00 in New York
DOSE_NOTED = datetime(2026, 3, 2, 15, 30, tzinfo=UTC)
_SECONDS = 30.0
EVENING = datetime(2026, 3, 3, 0, 30, tzinfo=UTC)  # Monday, 19:30


def open_companion(diary: Path, clock: FakeClock, *, unwell: bool = False) -> App:
    """The program as it is built in earnest, but for the desktop's own toasts."""
    files = PersonFiles(diary)
    app = App(files, clock, SilentNotifier(answer=Outcome.HANDED_OVER), keys=keys_of(files))
    app.window.resize(1366, 768)
    app.show(unwell=unwell)
    app.begin()
    return app


def keyring_file(diary: Path) -> Path:
    """Where the keyring of these tests keeps its keys, for a second process too."""
    return diary.with_name("keyring.json")


def keys_of(files: PersonFiles) -> Keyholder:
    """The key of an encrypted diary, as the door fetches it where a keyring answers at once."""
    keys = Keyholder(files)
    standing = keys.look()
    if standing is KeyStanding.OTHER:
        return keys
    if standing in (KeyStanding.NEW, KeyStanding.PLAIN):
        keys.make()
        assert keys.ask_to_keep().wait(_SECONDS) is Held.STORED
        keys.open_unasked()
    else:
        answer = keys.ask_key().wait(_SECONDS)
        assert answer is not None
        assert keys.take(*answer)
    keys.prepare()
    return keys


def first_start(person: Person) -> None:
    """Given an empty machine: every question of the set-up, answered."""
    person.press("Normal text")
    person.press("Light")
    person.press("Continue")
    person.press("It is mine")
    person.type("Name of the person", "Ruth Example")
    person.type("Birth date of this person", "4 May 1954")
    person.press("Continue")
    person.type("The 24-hour number of the care team", "202-555-0143")
    person.type("Name of the clinic or unit", "Riverside Cancer Center")
    person.type("Emergency number", "911")
    person.press("Continue")
    person.press("Tarlatamab")
    person.press("Continue")
    if person.sees("How do you get it?"):
        person.press("Once a week for 3 doses")
        person.press("Continue")
    person.type("Day of the first dose", "2 March 2026")
    person.type("Time when it starts", "10:00")
    person.type("Place", "Day unit, level 3")
    person.press("Continue")
    person.press("None of these")
    person.press("Continue")
    person.press("Celsius, °C")
    person.press("Continue")
    person.press("Yes, each day")
    person.type("At what time?", "19:00")
    person.press("Continue")
    person.press("I understand")


def note_the_dose(person: Person) -> None:
    """The dose is recorded as given, started 10:04."""
    person.press("Treatment")
    person.press("It was given")
    person.type("Time it started", "10:04")
    person.press("Save this dose")
    if person.sees("Yes, save this dose"):
        person.press("Yes, save this dose")


def report_chills_and_fever(person: Person, typed: str = "38,4") -> None:
    """Chills, mild, and a temperature typed with a comma: judged the moment the answer is finished."""
    person.press("Today")
    person.press("Fill in today’s diary")
    person.press("Chills or shivering")
    person.press("Continue")
    person.press("1, Mild")
    person.type("What is your temperature?", typed)
    assert person.sees("38.4 °C (101.1 °F)"), person.reads()
    person.press("Continue")


def record_the_call(person: Person) -> None:
    """Who answered, and what they said."""
    person.press("I called and someone answered")
    person.type("Who answered?", "Nurse Kim")
    person.type("What did they say?", "Come in now, and bring your bag")
    person.press("Save")


def finish_the_diary(person: Person) -> None:
    """Save what was begun before the call."""
    person.press("Diary")
    person.press("Save")
