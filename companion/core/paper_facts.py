"""What goes onto paper, as it was read from the diary at one moment."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction

from companion.core.alerts import Alert
from companion.core.as_needed import NeededNow
from companion.core.company import Spell, Stretch
from companion.core.diary import MedicineTaken
from companion.core.medicine_day import MedicineRow
from companion.core.people import Contacts, Person
from companion.core.plan import MedicinePlan
from companion.core.treatment import DoseGiven, Treatment
from companion.core.trends import DayMark
from companion.core.upcoming import PlanRow, Surroundings
from companion.core.watch_spec import WatchSpec


@dataclass(frozen=True, slots=True)
class Measured:
    """One reading; `value` is in the unit with this code."""

    at: datetime
    value: Decimal
    unit: str


@dataclass(frozen=True, slots=True)
class ComingDose:
    """A dose that is planned, with until when to stay where; None where nobody says so."""

    row: PlanRow
    around: Surroundings | None


@dataclass(frozen=True, slots=True)
class WatchedDose:
    """The checks after one dose, given or still to come, in order of time."""

    spec: WatchSpec
    drug: str | None
    started_at: datetime
    is_given: bool
    checks: tuple[datetime, ...]
    readings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """How things stand at `now`. `emergency_number` is never empty; `paused` are plans that rest."""

    now: datetime
    today: date
    person: Person
    contacts: Contacts
    emergency_number: str
    treatments: tuple[Treatment, ...]
    doses: tuple[DoseGiven, ...]
    coming: tuple[ComingDose, ...]
    plans: tuple[MedicinePlan, ...]
    steroids: tuple[MedicineTaken, ...]
    watched: WatchedDose | None
    around_last: Surroundings | None = None
    questions: tuple[str, ...] = ()
    paused: tuple[MedicinePlan, ...] = ()

    @property
    def drugs(self) -> tuple[str, ...]:
        """The ids of the drugs that are planned or were given, each once; those that go on come first."""
        given = (dose.drug for dose in reversed(self.doses) if dose.drug is not None)
        return tuple(dict.fromkeys((*(one.drug for one in self.treatments), *given)))

    def last_dose(self, drug: str | None = None) -> DoseGiven | None:
        """The newest dose with a known start, of this drug or of any."""
        started = [
            (dose.started_at, dose)
            for dose in self.doses
            if dose.started_at is not None and drug in (None, dose.drug) and dose.started_at <= self.now
        ]
        return max(started, key=lambda pair: pair[0])[1] if started else None


@dataclass(frozen=True, slots=True)
class Span:
    """What was written down of the days from `first` to `last`, both included.

    `courses` has each day of every symptom that was there; `fevers` are the temperatures at or above
    `fever_line` (Celsius); `highest` is the highest of all, None where none was taken; `hottest` has the
    highest of each day in Celsius.
    """

    first: date
    last: date
    filled: int
    courses: Mapping[str, tuple[DayMark, ...]]
    temperatures: int
    fevers: tuple[Measured, ...]
    highest: Measured | None
    hottest: Mapping[date, Fraction]
    fever_line: Decimal | None
    doses: tuple[DoseGiven, ...]
    alerts: tuple[Alert, ...]
    rows: tuple[MedicineRow, ...]
    taken: tuple[MedicineTaken, ...]
    notes: tuple[tuple[date, str], ...]


@dataclass(frozen=True, slots=True)
class Shift:
    """What the next caregiver takes over: since the last dose, what is open, due and agreed.

    `checks` are those of the watch that were not made yet; `rows` the medicines of today and tomorrow.
    """

    since: datetime | None
    span: Span
    open_alerts: tuple[Alert, ...]
    checks: tuple[datetime, ...]
    rows: tuple[MedicineRow, ...]
    needed: tuple[tuple[MedicinePlan, NeededNow], ...]
    spells: tuple[Spell, ...]
    gaps: tuple[Stretch, ...]


def hours_between(earlier: datetime, later: datetime) -> int:
    """Whole hours that had gone by."""
    return (later - earlier) // timedelta(hours=1)
