"""Plays the made-up patient of resources/demo.toml through the journal, as if the diary had been lived."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from zoneinfo import ZoneInfo

from companion.core.catalogue import Catalogue
from companion.core.demo_story import (
    AfterDose,
    DemoStory,
    OnDay,
    StoryCall,
    StoryCheck,
    StoryDose,
    StoryEntry,
    StoryTreatment,
    parse_story,
)
from companion.core.errors import DataIsBroken, OurFault, UserCanFix
from companion.core.levels import Reporter
from companion.core.parsing import Section
from companion.core.people import Person
from companion.core.regimen import PlannedDose, planned_doses
from companion.core.words import Words
from companion.core.zones import to_utc
from companion.paths import PersonFiles, resources_dir
from companion.services.alert_watch import AlertWatch
from companion.services.journal import IDLE_DRAFT, Journal
from companion.services.record import Record
from companion.stores.database import close_diary, open_diary
from companion.stores.emergency_file import emergency_facts, write_emergency
from companion.stores.shelf import Shelf
from companion.stores.transactions import write

_STORY = "demo.toml"
_LONGEST_STEP = timedelta(hours=1)


def make_demo(
    files: PersonFiles,
    catalogue: Catalogue,
    words: Words,
    *,
    now: datetime,
    zone: str,
    key: bytes | None = None,
) -> None:
    """A new diary file with the demonstration in it; a file that is there already is refused."""
    if os.path.lexists(files.diary):
        raise UserCanFix("command_line.file_exists", name=str(files.diary))
    db = open_diary(files.diary, create=True, key=key)
    try:
        shelf = Shelf.over(db)
        play_demo(shelf, catalogue, words, now=now, zone=zone)
        contacts, preferences = shelf.people.contacts(), shelf.preferences.preferences()
        write_emergency(files.emergency, emergency_facts(contacts, preferences, diary_exists=True))
    finally:
        close_diary(db)


def play_demo(shelf: Shelf, catalogue: Catalogue, words: Words, *, now: datetime, zone: str) -> None:
    """The story, ending at `now`: the next dose comes exactly as many hours later as the story says."""
    story = read_story(resources_dir())
    plan = plan_to_next_dose(story.treatment, catalogue, now=now, zone=zone)
    clock = _StoryClock(plan[0].starts_at - story.treatment.set_up_before, zone)
    with write(shelf.db):
        _Player(shelf, catalogue, words, clock, plan).play(story, until=now)


def read_story(resources: Path) -> DemoStory:
    """The story as it ships."""
    origin = f"resources/{_STORY}"
    try:
        parsed = tomllib.loads((resources / _STORY).read_text("utf-8"), parse_float=Decimal)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise DataIsBroken(origin, ".", "not_toml", reason=str(error)) from error
    return parse_story(Section(parsed, origin))


def plan_to_next_dose(
    treatment: StoryTreatment, catalogue: Catalogue, *, now: datetime, zone: str
) -> tuple[PlannedDose, ...]:
    """The doses up to the next one, which falls at `next_in` from now to the microsecond."""
    drug = catalogue.drugs.get(treatment.drug)
    regimen = None if drug is None else drug.regimen(treatment.regimen)
    if drug is None or regimen is None:
        raise OurFault(f"the demonstration needs {treatment.drug}")
    coming = now.astimezone(UTC) + treatment.next_in
    wall = coming.astimezone(ZoneInfo(zone)).replace(tzinfo=None, fold=0)
    if to_utc(wall, zone) != coming:
        # The clocks show this hour twice and a wall time means the first pass: only UTC can name the second.
        zone, wall = "UTC", coming.replace(tzinfo=None)
    # Every cycle has a dose, so as many cycles as doses are long enough.
    longest = timedelta(days=regimen.cycle_days * treatment.next_dose)
    trial = planned_doses(regimen, drug.regimens, first=wall, zone="UTC", until=coming + longest)
    first = wall - (trial[treatment.next_dose - 1].wall - wall)
    return planned_doses(regimen, drug.regimens, first=first, zone=zone, until=coming)


@dataclass(slots=True)
class _StoryClock:
    """The time in the story; it never goes back."""

    moment: datetime
    place: str

    def now(self) -> datetime:
        return self.moment

    def zone(self) -> str:
        return self.place

    def today(self) -> date:
        return self.moment.astimezone(ZoneInfo(self.place)).date()

    def go_on_to(self, moment: datetime) -> None:
        self.moment = max(self.moment, moment)

    def pass_time(self, span: timedelta = timedelta(minutes=1)) -> None:
        self.moment += span


class _Player:
    """Does what the people of the story did, one step after another."""

    def __init__(
        self,
        shelf: Shelf,
        catalogue: Catalogue,
        words: Words,
        clock: _StoryClock,
        plan: tuple[PlannedDose, ...],
    ) -> None:
        watch = AlertWatch(shelf, catalogue, lambda: self._record.formats(), clock.now)
        self._record = Record(shelf, watch, words, clock.now, clock.zone)
        self._journal = Journal(shelf, watch, clock.now, clock.zone)
        self._catalogue = catalogue
        self._clock = clock
        self._plan = plan

    def play(self, story: DemoStory, *, until: datetime) -> None:
        """Set up, then everything up to `until`; a step that would still go on then is not told."""
        treatment_id = self._set_up(story)
        for moment, step in sorted(self._steps(story), key=lambda timed: timed[0]):
            if moment + _LONGEST_STEP > until:
                continue
            self._clock.go_on_to(moment)
            match step:
                case StoryDose():
                    self._give(step, treatment_id)
                case StoryCheck():
                    self._measure(step.readings, entry_id=None, by=step.by)
                case StoryEntry():
                    self._write(step)

    def _agreed_now(self, person: Person) -> Person:
        """What is usual was agreed with the team when the diary was begun, and stands on its sheet."""
        now = self._clock.now()
        return replace(person, usual_agreed_at=now, sheet_dated=self._clock.today(), sheet_confirmed_at=now)

    def _set_up(self, story: DemoStory) -> str:
        self._journal.set_person(self._agreed_now(story.person))
        self._clock.pass_time()
        self._journal.set_contacts(story.contacts)
        self._clock.pass_time()
        here = self._clock.place
        self._clock.place = self._plan[0].zone
        treatment_id = self._journal.start_treatment(
            drug=story.treatment.drug,
            regimen=story.treatment.regimen,
            first_wall=self._plan[0].wall,
            place=story.treatment.place,
        )
        self._clock.place = here
        self._clock.pass_time()
        self._journal.set_preferences(story.preferences)
        return treatment_id

    def _steps(self, story: DemoStory) -> Iterator[tuple[datetime, StoryDose | StoryCheck | StoryEntry]]:
        started = {dose.number: self._planned(dose).starts_at + dose.late for dose in story.given}
        first_day = self._plan[0].starts_at.astimezone(ZoneInfo(self._clock.place)).date()
        for dose in story.given:
            yield started[dose.number] + timedelta(minutes=self._planned(dose).minutes), dose
        written: tuple[StoryCheck | StoryEntry, ...] = (*story.checks, *story.entries)
        for step in written:
            match step.when:
                case OnDay(day, at):
                    wall = datetime.combine(first_day + timedelta(days=day - 1), at)
                    yield to_utc(wall, self._clock.place), step
                case AfterDose(number, span):
                    yield started[number] + span, step

    def _planned(self, dose: StoryDose) -> PlannedDose:
        return self._plan[dose.number - 1]

    def _give(self, dose: StoryDose, treatment_id: str) -> None:
        """A dose is written down when it has run in."""
        planned = self._planned(dose)
        self._journal.record_dose(
            treatment_id=treatment_id,
            ordinal=planned.ordinal,
            drug=planned.drug,
            amount=planned.amount,
            started_at=planned.starts_at + dose.late,
        )

    def _write(self, entry: StoryEntry) -> None:
        by = entry.by
        entry_id = self._journal.begin_entry(day=self._clock.today(), by=by)
        self._journal.choose_symptoms(entry_id, (*entry.answers, *entry.chosen_only))
        for symptom, severity in entry.answers.items():
            self._clock.pass_time()
            self._journal.answer(entry_id, symptom=symptom, severity=severity, signs=frozenset(), by=by)
            self._see_alerts()
        self._measure(entry.readings, entry_id=entry_id, by=by)
        if entry.call is not None:
            self._call(entry.call, by=by)
        if entry.note:
            self._clock.pass_time()
            self._journal.write_note(entry_id, entry.note)
        if entry.is_left:
            self._clock.pass_time(IDLE_DRAFT)
            self._journal.close_left_drafts(idle_for=IDLE_DRAFT)
        else:
            self._clock.pass_time()
            self._journal.finish_entry(entry_id)

    def _measure(self, readings: Mapping[str, Decimal], *, entry_id: str | None, by: Reporter) -> None:
        for kind, value in readings.items():
            unit = self._catalogue.readings[kind].units[0].code
            self._clock.pass_time()
            self._journal.measure(entry_id=entry_id, kind=kind, value=value, unit=unit, by=by)
            self._see_alerts()

    def _call(self, call: StoryCall, *, by: Reporter) -> None:
        self._clock.pass_time(call.minutes_later)
        self._journal.record_outcome(
            self._open_alerts(),
            outcome=call.outcome,
            who_answered=call.who_answered,
            what_they_said=call.what_they_said,
            by=by,
        )
        if call.then_took is not None:
            name = self._catalogue.medicines[call.then_took].words.name
            self._clock.pass_time()
            self._journal.take_medicine(medicine=call.then_took, name=name, at=self._clock.now(), by=by)

    def _see_alerts(self) -> None:
        self._journal.see_alerts(self._open_alerts())

    def _open_alerts(self) -> tuple[str, ...]:
        return tuple(alert.id for alert in self._record.open_alerts())
