"""What the page about one symptom shows, read from the diary at this moment."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction

from companion.core.catalogue import Catalogue
from companion.core.levels import Severity
from companion.core.trends import Cycle, DayMark, course, cycles
from companion.services.record import Record
from companion.stores.shelf import Shelf

_CYCLE = timedelta(days=28)


@dataclass(frozen=True, slots=True)
class FoundNote:
    """A note that holds what was looked for."""

    day: date
    note: str


@dataclass(frozen=True, slots=True)
class Trends:
    """Reads along one symptom; nothing is kept between two looks."""

    shelf: Shelf
    record: Record
    catalogue: Catalogue
    now: Callable[[], datetime]

    def reported(self, *, days: int) -> tuple[tuple[str, int], ...]:
        """Known symptoms that were there in the last so many days, with the number of their days."""
        since = self.record.today() - timedelta(days=days - 1)
        return tuple(
            (symptom, n)
            for symptom, n in self.shelf.trends.reported(since)
            if symptom in self.catalogue.symptoms
        )

    def course(self, symptom: str, first: date, last: date) -> tuple[DayMark, ...]:
        """Each day from `first` to `last`."""
        by_day: dict[date, list[Severity]] = defaultdict(list)
        for day, _, severity in self.shelf.trends.answers(symptom, first, last):
            by_day[day].append(severity)
        filled = {day for day, _ in self.shelf.trends.filled(first, last)}
        return course(by_day, filled, first=first, last=last)

    def first_day(self, symptom: str) -> date | None:
        """The day on which it was first answered."""
        answers = self.shelf.trends.answers(symptom, date.min, date.max)
        return min((day for day, _, _ in answers), default=None)

    def dose_days(self) -> frozenset[date]:
        """The person's own days on which a dose was started."""
        formats = self.record.formats()
        starts = (dose.started_at for dose in self.record.doses())
        return frozenset(formats.day_of(start) for start in starts if start is not None)

    def last_cycles(self, symptom: str) -> tuple[Cycle, ...]:
        """The days after the last two doses, the older one first; fewer where fewer were given."""
        doses = [dose.started_at for dose in self.record.doses() if dose.started_at is not None]
        last_two = sorted(dose for dose in doses if dose <= self.now())[-2:]
        if not last_two:
            return ()
        first = self.record.formats().day_of(last_two[0])
        answers = self.shelf.trends.answers(symptom, first, self.record.today())
        filled = [at for _, at in self.shelf.trends.filled(first, self.record.today())]
        reported = [(at, severity) for _, at, severity in answers]
        return cycles(reported, filled, last_two, self.now(), most=_CYCLE)

    def hottest(self, first: date, last: date) -> dict[date, Fraction]:
        """The highest temperature of each day that has one, in Celsius."""
        fever = self.catalogue.fever
        if fever is None:
            return {}
        kind, formats = self.catalogue.readings[fever.reading], self.record.formats()
        now = self.now()
        since = now - timedelta(days=(self.record.today() - first).days + 2)
        hottest: dict[date, Fraction] = {}
        for at, value, unit in self.shelf.trends.readings(kind.id, since, now):
            day, celsius = formats.day_of(at), kind.in_first_unit(value, unit)
            if first <= day <= last:
                hottest[day] = max(hottest.get(day, celsius), celsius)
        return hottest

    def fever_line(self) -> Decimal | None:
        """From which temperature on a reading is a fever for this person, in Celsius."""
        fever = self.catalogue.fever
        return None if fever is None else self.record.person().fever_line_cel or fever.line

    def notes_with(self, text: str) -> tuple[FoundNote, ...]:
        """Notes that hold the text, in whatever letters, newest first."""
        wanted = text.strip().casefold()
        if not wanted:
            return ()
        return tuple(
            FoundNote(day, note)
            for day, note in self.shelf.trends.notes_that_may_hold(
                wanted, hidden=self.record.hidden_from_reader()
            )
            if wanted in note.casefold()
        )
