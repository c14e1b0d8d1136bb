"""Everything pages read: the diary, the plan, the watches, the alerts, as they stand at this moment."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, time, timedelta
from pathlib import Path

from companion.core.alerts import Alert
from companion.core.diary import Entry, EntryState, MedicineTaken, Reading, SymptomReport
from companion.core.errors import OurFault
from companion.core.formats import Formats
from companion.core.handover import SpokenFacts, call_script
from companion.core.hidden_fever import Hiding, must_measure_now, reach_of_hiding
from companion.core.hidden_notes import all_as_seen_by
from companion.core.hospital import HospitalStay, checks_at_home, stay_at
from companion.core.levels import Reporter
from companion.core.people import Contacts, Person, Preferences
from companion.core.questions import Question
from companion.core.scenario import UNKNOWN_DRUG, Dose
from companion.core.softened import KnownNow, Softened, known_now, softened_reports
from companion.core.thinking_check import DoneCheck, is_whole
from companion.core.treatment import DoseGiven, Treatment
from companion.core.triage import Finding, OpenWindow, assess
from companion.core.upcoming import PlanRow, Surroundings, around, not_given, plan_rows, still_to_come
from companion.core.watch import Check, Taken, Watch, next_check, watches
from companion.core.words import Words
from companion.core.zones import to_utc
from companion.services.alert_watch import AlertWatch
from companion.services.diary_day import DiaryDay, DiaryOfDays
from companion.stores.photos import PhotosStore
from companion.stores.shelf import Shelf


class Record:
    """The reads that pages need; it decides nothing and writes nothing. `reader` is who looks at them."""

    def __init__(
        self,
        shelf: Shelf,
        watch: AlertWatch,
        words: Words,
        now: Callable[[], datetime],
        zone: Callable[[], str],
        diary_file: Path | None = None,
        reader: Callable[[], Reporter] = lambda: Reporter.PATIENT,
    ) -> None:
        self._shelf = shelf
        self._watch = watch
        self._words = words
        self._now = now
        self._zone = zone
        self._diary_file = diary_file
        self._reader = reader

    def now(self) -> datetime:
        """This moment, in UTC."""
        return self._now()

    def zone(self) -> str:
        """The IANA name of the person's zone."""
        return self._zone()

    def today(self) -> date:
        """The person's own calendar day."""
        return self.formats().day_of(self._now())

    def formats(self) -> Formats:
        """How this person wants things written."""
        wanted = self._shelf.preferences.preferences()
        return Formats(
            self._words, self._zone(), wanted.clock_24h, wanted.date_order, wanted.temperature_unit
        )

    def diary_path(self) -> str:
        """Where the diary file is kept."""
        return str(self._diary_file or "")

    def person(self) -> Person:
        """The patient."""
        return self._shelf.people.person()

    def contacts(self) -> Contacts:
        """Whom to call."""
        return self._shelf.people.contacts()

    def emergency_number(self) -> str:
        """The person's emergency number, or a sentence that names the usual ones."""
        return self.contacts().emergency_number or self._words("script.emergency_numbers")

    def preferences(self) -> Preferences:
        """How things are shown."""
        return self._shelf.preferences.preferences()

    def setup_answers(self) -> Mapping[str, str]:
        """The set-up as far as it was filled in."""
        return {question: str(answer) for question, answer in self._shelf.setup.answers().items()}

    def treatments(self) -> tuple[Treatment, ...]:
        """Treatments that go on."""
        return tuple(t for t in self._shelf.treatments.treatments() if t.stopped_at is None)

    def doses(self) -> tuple[DoseGiven, ...]:
        """Every dose given, oldest first."""
        return self._shelf.doses.doses()

    def plan(self, treatment: Treatment, *, days_ahead: int) -> tuple[PlanRow, ...]:
        """The plan of one treatment from its first dose, each dose beside what was given."""
        until = self._now() + timedelta(days=days_ahead)
        changes = self._shelf.dose_changes.changes()
        return plan_rows(treatment, self.doses(), self._watch.knowledge, until, changes)

    def around(self, row: PlanRow) -> Surroundings | None:
        """Until when to stay where around a dose: as the team told it, else as a source says."""
        return around(row, self._shelf.team_times.times(), self.person())

    def upcoming(self, *, days_ahead: int) -> tuple[PlanRow, ...]:
        """Doses not given yet, by time; one whose time has passed stays until someone says what happened."""
        rows = [row for t in self.treatments() for row in still_to_come(self.plan(t, days_ahead=days_ahead))]
        return tuple(sorted(rows, key=lambda row: row.planned.starts_at))

    def not_given(self, *, days_ahead: int) -> tuple[PlanRow, ...]:
        """Doses that were or will not be given, as far as no later one was."""
        rows = [row for t in self.treatments() for row in not_given(self.plan(t, days_ahead=days_ahead))]
        return tuple(sorted(rows, key=lambda row: row.planned.starts_at))

    def watches(self) -> tuple[Watch, ...]:
        """The watches that are on, the newest dose first; in hospital the nurses make the checks."""
        stays = self._shelf.hospital.stays()
        cannot = self.preferences().cannot_measure
        on = watches(self.doses(), self._watch.knowledge, self._zone(), self._now(), cannot)
        return tuple(checks_at_home(watch, stays) for watch in on)

    def hospital(self) -> HospitalStay | None:
        """The stay in hospital that is on."""
        return stay_at(self._shelf.hospital.stays(), self._now())

    def known_now(self) -> tuple[KnownNow, ...]:
        """What the team said they know of, as long as it counts."""
        return known_now(self._shelf.team_knows.known_by_id(), self._watch.knowledge, self._now())

    def softened(self) -> Mapping[str, Softened]:
        """The reports that are usual or known, by key, as last judged."""
        return softened_reports(self._watch.assessment, self._watch.knowledge)

    def next_check(self, watch: Watch) -> Check | None:
        """The first check of a watch that was not made."""
        return next_check(watch, self.taken_since(watch.started_at), self._now())

    def taken_since(self, moment: datetime) -> tuple[Taken, ...]:
        """What was done towards checks from that moment on."""
        return (*self._shelf.diary.recent(moment)[1], *self._whole(self._shelf.thinking.since(moment)))

    def taken_between(self, first: datetime, last: datetime) -> tuple[Taken, ...]:
        """What was done towards checks from one moment to another."""
        done = self._shelf.thinking.between(first, last)
        return (*self._shelf.diary.readings_between(first, last), *self._whole(done))

    def _whole(self, done: Iterable[DoneCheck]) -> Iterable[DoneCheck]:
        """The thinking checks that are whole: one that was stopped is none."""
        check = self._watch.knowledge.thinking_check
        return (one for one in done if check is not None and is_whole(check, one.answers))

    def draft(self, day: date | None = None) -> Entry | None:
        """The entry of a day, or of today, that was begun and not finished, the newest one."""
        entries = self._shelf.diary.entries_on(day or self.today())
        begun = [entry for entry in entries if entry.state is not EntryState.FINISHED]
        return self._seen(begun)[-1] if begun else None

    def entry(self, entry_id: str) -> Entry:
        """One entry."""
        entry = self.find_entry(entry_id)
        if entry is None:
            raise OurFault(f"no entry {entry_id}")
        return entry

    def open_questions(self) -> tuple[Question, ...]:
        """What the team is still to be asked, in the order in which it was noted."""
        return tuple(one for one in self._shelf.questions.questions() if one.is_open)

    def hidden_from_reader(self) -> bool | None:
        """Whether a note that says nothing itself is hidden; None where the reader sees every note."""
        return None if self._reader() is Reporter.PATIENT else self.preferences().hide_notes

    def _seen(self, entries: Iterable[Entry], reader: Reporter | None = None) -> tuple[Entry, ...]:
        return all_as_seen_by(entries, reader or self._reader(), by_default=self.preferences().hide_notes)

    def find_entry(self, entry_id: str) -> Entry | None:
        """One entry; None where it is unknown or deleted."""
        entry = self._shelf.diary.entry(entry_id)
        return None if entry is None else self._seen((entry,))[0]

    def day(self, day: date) -> DiaryDay:
        """What stands in the diary for one day, however long ago."""
        return self.days(count=1, last=day)[0]

    def days(
        self, *, count: int, last: date | None = None, reader: Reporter | None = None
    ) -> tuple[DiaryDay, ...]:
        """So many days up to `last`, or up to today, newest first, empty ones included.

        For papers `reader` says who will have them.
        """
        formats, today = self.formats(), last or self.today()
        first = today - timedelta(days=count - 1)
        since = to_utc(datetime.combine(first, time()), self._zone())
        entries = self._seen(self._shelf.diary.entries_between(first, today), reader)
        whole = DiaryOfDays(
            entries,
            self.doses(),
            self._shelf.diary.medicines_since(since),
            self._shelf.alerts.all_alerts(),
            PhotosStore(self._shelf.db).photos(),
            formats.day_of,
        )
        return tuple(whole.on(today - timedelta(days=back)) for back in range(count))

    def reports_since(self, moment: datetime) -> tuple[SymptomReport, ...]:
        """Answers from that moment on."""
        return self._shelf.diary.reports_since(moment)

    def readings_since(self, moment: datetime) -> tuple[Reading, ...]:
        """Readings from that moment on."""
        return self._shelf.diary.recent(moment)[1]

    def medicines_since(self, moment: datetime) -> tuple[MedicineTaken, ...]:
        """Medicines taken from that moment on."""
        return self._shelf.diary.medicines_since(moment)

    def open_alerts(self) -> tuple[Alert, ...]:
        """Alerts without an outcome, worst first, then newest first."""
        alerts = self._watch.with_unsaved(self._shelf.alerts.open_alerts())
        newest_first = sorted(alerts, key=lambda a: a.raised_at, reverse=True)
        return tuple(sorted(newest_first, key=lambda alert: alert.level, reverse=True))

    def alerts(self) -> tuple[Alert, ...]:
        """Every alert, newest first."""
        return tuple(reversed(self._watch.with_unsaved(self._shelf.alerts.all_alerts())))

    def alert(self, alert_id: str) -> Alert:
        """One alert."""
        found = next((alert for alert in self.alerts() if alert.id == alert_id), None)
        if found is None:
            raise OurFault(f"no alert {alert_id}")
        return found

    def script(self) -> tuple[str, ...]:
        """What to say on the phone, from all that was entered in the look-back."""
        catalogue, now = self._watch.knowledge, self._now()
        since = now - (catalogue.look_back or timedelta())
        reports, readings = self._shelf.diary.recent(since)
        unsaved = self._watch.unsaved
        facts = SpokenFacts(
            self.person(),
            self.treatments(),
            self.doses(),
            (*reports, *unsaved.reports()),
            (*readings, *unsaved.readings()),
            (*self._shelf.diary.medicines_since(since), *unsaved.medicines()),
        )
        return call_script(facts, catalogue, self.formats(), self._words, now)

    def findings(self) -> tuple[Finding, ...]:
        """What the last look at the diary found, worst first."""
        return self._watch.assessment.findings if self._watch.assessment is not None else ()

    def windows_at(self, moment: datetime) -> tuple[OpenWindow, ...]:
        """The exposure windows open at a moment, from the doses and readings written down by now."""
        scenario, knowledge = self._watch.scenario_at(moment), self._watch.knowledge
        return assess(scenario, knowledge).windows if knowledge.look_back is not None else ()

    def hiding_since(self, moment: datetime) -> Hiding:
        """What was taken or given that may hide a fever at a moment from then on."""
        knowledge = self._watch.knowledge
        taken = self._shelf.diary.medicines_since(moment - reach_of_hiding(knowledge))
        doses = tuple(Dose(d.id, d.drug or UNKNOWN_DRUG, d.started_at) for d in self.doses())
        return Hiding(taken, doses, knowledge)

    def last_temperature(self) -> Reading | None:
        """The newest temperature that is still judged."""
        fever, (_, readings) = self._watch.knowledge.fever, self._looked_back()
        own = [one for one in readings if fever is not None and one.kind == fever.reading]
        return max(own, key=lambda reading: reading.at, default=None)

    def must_measure_now(self) -> bool:
        """Whether someone feels feverish and has not taken the temperature lately."""
        reports, readings = self._looked_back()
        return must_measure_now(self._now(), reports, readings, self._watch.knowledge)

    def left_out(self) -> tuple[str, ...]:
        """The rules and files that should judge and are not in use."""
        return tuple(left.name for left in self._watch.knowledge.left_out if left.judges)

    def unjudged(self) -> tuple[str, ...]:
        """What was entered and no rule in use could judge."""
        return self._watch.assessment.unjudged if self._watch.assessment is not None else ()

    def _looked_back(self) -> tuple[tuple[SymptomReport, ...], tuple[Reading, ...]]:
        """What is judged of the diary at this moment."""
        return self._shelf.diary.recent(self._now() - (self._watch.knowledge.look_back or timedelta()))
