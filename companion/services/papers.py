"""What goes onto paper, read from the diary at this moment; how it is worded and drawn is not known here."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from companion.core.catalogue import Catalogue
from companion.core.company import DoseKey
from companion.core.diary import MedicineTaken
from companion.core.getting_ready import Preparation, prepare
from companion.core.levels import Severity
from companion.core.medicines import MedicineKind
from companion.core.paper_facts import ComingDose, Measured, Shift, Span, Standing, WatchedDose
from companion.core.recurrence import AsNeeded
from companion.core.thinking_check import PART
from companion.core.treatment import DoseGiven
from companion.core.trends import DayMark, course
from companion.core.upcoming import PlanRow, Surroundings
from companion.core.watch import Watch, checks_not_made, watches
from companion.core.zones import to_utc
from companion.services.medicine_record import MedicineRecord
from companion.services.record import Record
from companion.services.trends import Trends
from companion.stores.shelf import Shelf

_DAY = timedelta(days=1)
_A_WEEK = timedelta(weeks=1)
_AHEAD = timedelta(weeks=4)
_VISIT = "visit"


@dataclass(frozen=True, slots=True)
class Papers:
    """Reads alone; a note that is hidden from the one who looks is on no paper either.

    `apart` gives what opens the same papers in another thread, as things stand when it is asked.
    """

    shelf: Shelf
    record: Record
    catalogue: Catalogue
    now: Callable[[], datetime]
    zone: Callable[[], str]
    apart: Callable[[], Callable[[], AbstractContextManager[Papers]]] | None = None

    def standing(self) -> Standing:
        """How things stand now."""
        record, person = self.record, self.record.person()
        medicines = self._medicines()
        return Standing(
            now=self.now(),
            today=record.today(),
            person=person,
            contacts=record.contacts(),
            emergency_number=record.emergency_number(),
            treatments=record.treatments(),
            doses=record.doses(),
            coming=tuple(
                ComingDose(row, record.around(row))
                for row in record.upcoming(days_ahead=_AHEAD.days)
                if row.planned.starts_at > self.now()
            ),
            plans=medicines.current(),
            steroids=self._steroids(),
            watched=self.watched_to_print(),
            around_last=self._around_last(),
            questions=tuple(question.text for question in record.open_questions()),
            paused=medicines.paused(),
        )

    def span(self, first: date, last: date) -> Span:
        """What was written down of the days from `first` to `last`."""
        formats = self.record.formats()
        start, end = self._midnight(first), self._midnight(last + _DAY)
        temperatures, fevers, highest = self._temperatures(start, end)
        notes = self.shelf.trends.notes(hidden=self.record.hidden_from_reader())
        return Span(
            first=first,
            last=last,
            filled=len({day for day, _ in self.shelf.trends.filled(first, last)}),
            courses=self._courses(first, last),
            temperatures=temperatures,
            fevers=fevers,
            highest=highest,
            hottest=self._trends().hottest(first, last),
            fever_line=self._trends().fever_line(),
            doses=tuple(d for d in self.record.doses() if first <= _day_of(d, formats.day_of) <= last),
            alerts=tuple(
                one
                for one in reversed(self.record.alerts())
                if first <= formats.day_of(one.raised_at) <= last
            ),
            rows=self._medicines().rows(start, min(end, self.now())),
            taken=tuple(one for one in self.shelf.diary.medicines_since(start) if one.at < end),
            notes=tuple((day, note) for day, note in reversed(notes) if first <= day <= last),
        )

    def shift(self) -> Shift:
        """What the next caregiver takes over now."""
        now, medicines = self.now(), self._medicines()
        started = [d.started_at for d in self.record.doses() if d.started_at is not None]
        since = max((at for at in started if at <= now), default=None)
        today = self.record.today()
        day_of = self.record.formats().day_of
        first = today - _A_WEEK if since is None else max(day_of(since), today - _AHEAD)
        on = self.record.watches()
        checks = checks_not_made(on[0], self.record.taken_since(on[0].started_at)) if on else ()
        row = self._row_around()
        prepared = None if row is None else self._prepared(row)
        return Shift(
            since=since,
            span=self.span(first, today),
            open_alerts=self.record.open_alerts(),
            checks=tuple(check for check in checks if check >= now),
            rows=medicines.rows(self._midnight(today), self._midnight(today + 2 * _DAY)),
            needed=tuple(
                (plan, medicines.needed(plan, now))
                for plan in medicines.current()
                if isinstance(plan.recurrence, AsNeeded)
            ),
            spells=() if prepared is None else prepared.spells,
            gaps=() if prepared is None else tuple(gap for gap in prepared.gaps if gap.ends_at > now),
        )

    def last_visit(self) -> date | None:
        """The day of the newest visit to the doctor that is past."""
        past = [
            one.starts_at
            for one in self.shelf.appointments.appointments()
            if one.kind == _VISIT and not one.is_cancelled and one.starts_at < self.now()
        ]
        return self.record.formats().day_of(max(past)) if past else None

    def watched_to_print(self) -> WatchedDose | None:
        """The watch that is on, else that of the next dose; None where no dose is watched."""
        now = self.now()
        coming = (self._as_if_given(row) for row in self.record.upcoming(days_ahead=_AHEAD.days))
        for dose in (*self._given_newest_first(), *coming):
            watch = self._watch_of(dose)
            if watch is not None and watch.ends_at >= now:
                return self._watched(watch)
        return None

    def watched_to_type(self) -> WatchedDose | None:
        """The newest dose whose checks can be typed back from paper: one that was given."""
        for dose in self._given_newest_first():
            watch = self._watch_of(dose)
            if watch is not None:
                return self._watched(watch)
        return None

    def _row_around(self) -> PlanRow | None:
        """The dose whose company matters: the one just given while its times go on, else the next one."""
        now = self.now()
        rows = [row for t in self.record.treatments() for row in self.record.plan(t, days_ahead=_AHEAD.days)]
        for row in sorted(rows, key=lambda row: row.planned.starts_at):
            around = self.record.around(row)
            until = None if around is None else around.caregiver_until or around.near_until
            if (until is not None and until > now) or (row.is_open and row.planned.starts_at > now):
                return row
        return None

    def _around_last(self) -> Surroundings | None:
        """Until when to stay where around the newest dose of a plan that was given."""
        rows = (row for t in self.record.treatments() for row in self.record.plan(t, days_ahead=0))
        given = [(r.given.started_at, r) for r in rows if r.given and r.given.started_at]
        return self.record.around(max(given, key=lambda pair: pair[0])[1]) if given else None

    def _prepared(self, row: PlanRow) -> Preparation:
        """Who is there around one dose."""
        dose, store = DoseKey(row.treatment.id, row.planned.ordinal), self.shelf.getting_ready
        return prepare(
            row,
            self.record.around(row),
            checklist=self.catalogue.checklist,
            ticked=store.ticked(dose),
            spells=store.spells(dose),
        )

    def _given_newest_first(self) -> Iterable[DoseGiven]:
        timed = [(d.started_at, d) for d in self.record.doses() if d.started_at is not None]
        return (dose for _, dose in sorted(timed, key=lambda pair: pair[0], reverse=True))

    def _as_if_given(self, row: PlanRow) -> DoseGiven:
        """A planned dose as it would be if it began on time."""
        planned = row.planned
        return DoseGiven(
            f"{row.treatment.id}:{planned.ordinal}",
            row.treatment.id,
            planned.ordinal,
            planned.drug,
            planned.amount,
            planned.starts_at,
            self.now(),
        )

    def _watch_of(self, dose: DoseGiven) -> Watch | None:
        """The watch that a dose opens, as it stands at its start."""
        if dose.started_at is None:
            return None
        every = (*(d for d in self.record.doses() if d.id != dose.id), dose)
        cannot = self.record.preferences().cannot_measure
        on = watches(every, self.catalogue, self.zone(), dose.started_at, cannot)
        return next((watch for watch in on if watch.dose.id == dose.id), None)

    def _watched(self, watch: Watch) -> WatchedDose:
        is_given = any(dose.id == watch.dose.id for dose in self.record.doses())
        readings = tuple(part for part in watch.parts if part != PART)
        return WatchedDose(watch.spec, watch.dose.drug, watch.started_at, is_given, watch.checks, readings)

    def _courses(self, first: date, last: date) -> dict[str, tuple[DayMark, ...]]:
        """Each day of every known symptom that was there at all."""
        told: dict[str, dict[date, list[Severity]]] = defaultdict(lambda: defaultdict(list))
        for symptom, day, severity in self.shelf.trends.all_answers(first, last):
            told[symptom][day].append(severity)
        filled = {day for day, _ in self.shelf.trends.filled(first, last)}
        return {
            symptom: course(by_day, filled, first=first, last=last)
            for symptom, by_day in told.items()
            if symptom in self.catalogue.symptoms
            and any(one is not Severity.NONE for each in by_day.values() for one in each)
        }

    def _temperatures(
        self, start: datetime, end: datetime
    ) -> tuple[int, tuple[Measured, ...], Measured | None]:
        """How many were taken, those that are a fever for this person, and the highest."""
        fever, line = self.catalogue.fever, self._trends().fever_line()
        if fever is None or line is None:
            return 0, (), None
        kind = self.catalogue.readings[fever.reading]
        found = [
            Measured(*reading)
            for reading in self.shelf.trends.readings(kind.id, start, end)
            if reading[0] < end
        ]
        celsius = [(kind.in_first_unit(one.value, one.unit), one) for one in found]
        highest = max(celsius, key=lambda pair: pair[0], default=None)
        fevers = tuple(one for value, one in celsius if value >= line)
        return len(found), fevers, None if highest is None else highest[1]

    def _steroids(self) -> tuple[MedicineTaken, ...]:
        """Steroids that were taken lately, as far back as one can hide a fever."""
        known = tuple(one for one in self.catalogue.medicines.values() if one.kind is MedicineKind.STEROID)
        longest = max((medicine.hides_fever_hours for medicine in known), default=0)
        since = self.now() - timedelta(hours=longest)
        taken = self.shelf.diary.medicines_since(since)
        return tuple(one for one in taken if self.catalogue.medicine(one.medicine, one.name) in known)

    def _medicines(self) -> MedicineRecord:
        return MedicineRecord(self.shelf, self.catalogue, self.now, self.zone)

    def _trends(self) -> Trends:
        return Trends(self.shelf, self.record, self.catalogue, self.now)

    def _midnight(self, day: date) -> datetime:
        return to_utc(datetime.combine(day, time()), self.zone())


def _day_of(dose: DoseGiven, day_of: Callable[[datetime], date]) -> date:
    return day_of(dose.started_at or dose.recorded_at)
