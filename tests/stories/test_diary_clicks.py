"""How many presses the diary takes, counted in the real window from Today to "Saved"."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QAbstractButton

from companion.app import App
from companion.core.diary import Entry, EntryState
from companion.core.levels import Reporter, Severity
from tests.fake_clock import FakeClock
from tests.stories import evening
from tests.stories.person import Person

Opener = Callable[..., App]
SAME_AS_YESTERDAY = 3
TWO_SYMPTOMS = 9
NOTHING = 3


class CountingPerson:
    """Presses by name, and counts what the window itself says was clicked."""

    def __init__(self, app: App) -> None:
        self.clicks = 0
        self._person = Person(app.window)
        self._person.press("Diary")
        self._person.press("Today")

    def press(self, *names: str) -> None:
        for name in names:
            button = self._person.find(QAbstractButton, name)
            button.clicked.connect(self._count)
            self._person.press(name)

    def sees(self, text: str) -> bool:
        return self._person.sees(text)

    def _count(self) -> None:
        self.clicks += 1


def at_today(companion: Opener) -> App:
    """The program after its set-up."""
    app = companion()
    evening.first_start(Person(app.window))
    return app


def after_yesterday(companion: Opener, clock: FakeClock) -> App:
    """The program with a diary of yesterday, mild tiredness and a change in taste."""
    app = at_today(companion)
    clock.advance(days=-1)
    entry = app.journal.begin_entry(day=app.record.today(), by=Reporter.PATIENT)
    for symptom in ("fatigue", "taste_change"):
        app.journal.answer(
            entry, symptom=symptom, severity=Severity.MILD, signs=frozenset(), by=Reporter.PATIENT
        )
    app.journal.finish_entry(entry)
    clock.advance(days=1)
    return app


def todays(app: App) -> Entry:
    (entry,) = app.record.day(app.record.today()).entries
    return entry


def test_the_same_as_yesterday_takes_three_presses(companion: Opener, clock: FakeClock) -> None:
    app = after_yesterday(companion, clock)
    person = CountingPerson(app)

    person.press("Fill in today’s diary", "Same as yesterday", "Save")

    assert person.sees("Saved")
    assert person.clicks <= SAME_AS_YESTERDAY
    assert todays(app).state is EntryState.FINISHED
    assert len(todays(app).reports) == 2


def test_two_symptoms_take_at_most_nine_presses(companion: Opener, clock: FakeClock) -> None:
    app = after_yesterday(companion, clock)
    person = CountingPerson(app)

    person.press("Fill in today’s diary", "Tiredness", "Nausea (feeling sick)", "Continue")
    person.press("1, Mild", "Continue", "1, Mild", "Continue", "Save")

    assert person.sees("Saved")
    assert person.clicks <= TWO_SYMPTOMS
    assert len(todays(app).reports) == 2


def test_a_day_without_anything_takes_three_presses(companion: Opener) -> None:
    app = at_today(companion)
    person = CountingPerson(app)

    person.press("Fill in today’s diary", "None of these", "Save")

    assert person.sees("Saved")
    assert person.clicks <= NOTHING


def test_a_press_more_is_counted(companion: Opener, clock: FakeClock) -> None:
    person = CountingPerson(after_yesterday(companion, clock))

    person.press("Fill in today’s diary", "Back", "Fill in today’s diary", "Same as yesterday", "Save")

    assert person.clicks > SAME_AS_YESTERDAY
