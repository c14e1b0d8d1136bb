"""What a person can write down, a verb per method: one transaction each, judged where rules look at it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal
from uuid import uuid4
from zoneinfo import ZoneInfo

from companion.core.alerts import AlertEvent, AlertEventKind, Outcome
from companion.core.diary import LONGEST_NOTE, Entry, EntryState, MedicineTaken, Reading, SymptomReport
from companion.core.errors import OurFault, UserCanFix
from companion.core.levels import Reporter, Severity
from companion.core.people import Contacts, Person, Preferences
from companion.core.scenario import UNKNOWN_DRUG, Dose, TeamKnows
from companion.core.treatment import DoseGiven, Treatment, changed
from companion.services.alert_watch import AlertWatch
from companion.services.topics import Topic
from companion.services.write_path import WritePath
from companion.stores.shelf import Shelf
from companion.stores.transactions import write

IDLE_DRAFT = timedelta(minutes=15)
SAME_ANSWER = timedelta(minutes=15)


class Journal(WritePath):
    """Every method returns after COMMIT, or raises UserCanFix and has saved nothing."""

    def __init__(
        self,
        shelf: Shelf,
        watch: AlertWatch,
        now: Callable[[], datetime],
        zone: Callable[[], str],
        emergency_file: Callable[[Contacts, Preferences], None] | None = None,
    ) -> None:
        super().__init__(shelf, watch)
        self._now = now
        self._zone = zone
        self._write_emergency_file = emergency_file

    def set_person(self, person: Person, *, by: Reporter = Reporter.PATIENT) -> None:
        """Whose diary this is; what is usual for this person counts when judging."""
        with self.judged(Topic.PERSON):
            self._shelf.people.save_person(person, at=self._now(), by=by)

    def set_contacts(self, contacts: Contacts, *, by: Reporter = Reporter.PATIENT) -> None:
        """The numbers to call, also in the small file that opens without the diary."""
        with self.plain(Topic.PERSON):
            self._shelf.people.save_contacts(contacts, at=self._now(), by=by)
        self.keep_emergency_file()

    def set_preferences(self, preferences: Preferences, *, by: Reporter = Reporter.PATIENT) -> None:
        """How things are shown and reminded."""
        with self.plain(Topic.PREFERENCES):
            self._shelf.preferences.save_preferences(preferences, at=self._now(), by=by)
        self.keep_emergency_file()

    def keep_setup(self, answers: Mapping[str, str]) -> None:
        """The set-up as far as it was filled in."""
        with write(self._shelf.db):
            for question, answer in answers.items():
                self._shelf.setup.save(question, answer, at=self._now(), by=Reporter.PATIENT)

    def start_treatment(
        self,
        *,
        drug: str,
        regimen: str,
        first_wall: datetime,
        place: str = "",
        id: str | None = None,
        by: Reporter = Reporter.PATIENT,
    ) -> str:
        """A treatment from now on, or a change to the one with this id, whose cycles and stop stay."""
        now = self._now()
        wanted = Treatment(id or str(uuid4()), drug, regimen, first_wall, self._zone(), place, now)
        known = next((one for one in self._shelf.treatments.treatments() if one.id == id), None)
        treatment = wanted if known is None else changed(known, wanted)
        with self.plain(Topic.TREATMENT):
            self._shelf.treatments.save(treatment, at=now, by=by)
        return treatment.id

    def record_dose(
        self,
        *,
        treatment_id: str | None,
        ordinal: int | None,
        drug: str | None,
        amount: str,
        started_at: datetime | None,
        by: Reporter = Reporter.PATIENT,
        id: str | None = None,
    ) -> str:
        """A dose as given, or a correction of the one with this id; without a time its windows stay open."""
        now = self._now()
        if started_at is not None and started_at > now:
            raise UserCanFix("journal.dose_in_future")
        dose = DoseGiven(id or str(uuid4()), treatment_id, ordinal, drug, amount, started_at, now, by)
        with self.judged(Topic.TREATMENT, unsaved=(Dose(dose.id, drug or UNKNOWN_DRUG, started_at),)):
            self._shelf.doses.save(dose, at=now)
        return dose.id

    def begin_entry(self, *, day: date, by: Reporter) -> str:
        """An empty draft for one day."""
        with self.plain(Topic.DIARY):
            return self.begin(day, by)

    def choose_symptoms(self, entry_id: str, symptoms: tuple[str, ...]) -> None:
        """What was ticked, before any of it is answered."""
        entry = self._entry(entry_id)
        with self.plain(Topic.DIARY):
            self._shelf.diary.set_asked(entry_id, symptoms, at=self._now(), by=entry.by)

    def answer(
        self,
        entry_id: str | None,
        *,
        symptom: str,
        severity: Severity,
        signs: frozenset[str],
        by: Reporter,
        count: int | None = None,
    ) -> str:
        """One finished answer, judged at once, saved or not; the id of its entry, begun if there is none yet.

        Soon after the first answer another one corrects it; later it is a new report beside the first,
        since a symptom that got better must not take back what was reported.
        """
        now = self._now()
        before = None if entry_id is None else self._latest_answer(entry_id, symptom, by)
        if before is not None and abs(now - before.at) > SAME_ANSWER:
            before = None
        if entry_id and before is not None and _said(before) == (severity, signs, count):
            return entry_id
        key = str(uuid4()) if before is None else before.key
        report = self._watch.told_before(SymptomReport(key, symptom, severity, now, signs, by, count))
        with self.judged(Topic.DIARY, unsaved=(report,)):
            entry_id = self.reopened(entry_id) if entry_id is not None else self.begin(self._today(), by)
            self._shelf.diary.save_answer(entry_id, report, at=now)
        return entry_id

    def measure(self, *, entry_id: str | None, kind: str, value: Decimal, unit: str, by: Reporter) -> None:
        """One reading, judged at once, saved or not."""
        now = self._now()
        reading = self._watch.told_before(Reading(str(uuid4()), kind, value, unit, now, by))
        with self.judged(Topic.DIARY, unsaved=(reading,)):
            if entry_id is not None:
                self.reopened(entry_id)
            self._shelf.diary.save_reading(entry_id, reading, at=now)

    def write_note(self, entry_id: str, text: str) -> None:
        """The note of an entry, letter for letter; one that is too long is refused."""
        if len(text) > LONGEST_NOTE:
            raise UserCanFix("diary.note_too_long", most=f"{LONGEST_NOTE:,}")
        entry = self._entry(entry_id)
        if entry.note == text:
            return
        with self.plain(Topic.DIARY):
            self._shelf.diary.save_note(entry_id, text, at=self._now(), by=entry.by)

    def finish_entry(self, entry_id: str) -> None:
        """The person pressed Save."""
        entry = self._entry(entry_id)
        with self.judged(Topic.DIARY):
            self._shelf.diary.set_state(entry_id, EntryState.FINISHED, at=self._now(), by=entry.by)

    def close_left_drafts(self, *, idle_for: timedelta) -> None:
        """Turn drafts that nobody touched for so long into unfinished entries; empty ones are put away."""
        now = self._now()
        left = [e for e in self._shelf.diary.open_drafts() if now - e.touched_at >= idle_for]
        if not left:
            return
        with self.judged(Topic.DIARY):
            for entry in left:
                if entry.reports or entry.readings or entry.note or entry.asked:
                    self._shelf.diary.set_state(entry.id, EntryState.UNFINISHED, at=now, by=entry.by)
                else:
                    self._shelf.diary.remove_entry(entry.id, at=now, by=entry.by)

    def take_medicine(self, *, medicine: str | None, name: str, at: datetime, by: Reporter) -> None:
        """A medicine that was taken, judged at once: it may hide a fever."""
        taken = MedicineTaken(str(uuid4()), medicine, name, at, by)
        with self.judged(Topic.DIARY, unsaved=(taken,)):
            self._shelf.diary.save_medicine(taken, at=self._now())

    def see_alerts(self, alert_ids: tuple[str, ...]) -> None:
        """These alerts were on the screen."""
        unseen = [id for id in alert_ids if not self._is_seen(id)]
        if unseen:
            with self.plain(Topic.ALERTS):
                for id in unseen:
                    self._add_event(id, AlertEventKind.SEEN, Reporter.PATIENT)

    def record_no_answer(self, alert_ids: tuple[str, ...], *, by: Reporter) -> None:
        """Nobody answered the call; the alerts stay open."""
        with self.judged(Topic.ALERTS):
            for id in alert_ids:
                self._add_event(id, AlertEventKind.NO_ANSWER, by)

    def record_outcome(
        self,
        alert_ids: tuple[str, ...],
        *,
        outcome: Outcome,
        who_answered: str,
        what_they_said: str,
        by: Reporter,
    ) -> None:
        """What came of the alerts; this alone closes them.

        "They know, keep watching" is remembered for each symptom that set them off, as bad as it was then.
        """
        with self.judged(Topic.ALERTS):
            for id in alert_ids:
                alert = self._shelf.alerts.alert(id)
                if alert is None or not alert.is_open:
                    continue
                self._add_event(id, AlertEventKind.CLOSED, by, outcome, who_answered, what_they_said)
                if outcome is Outcome.THEY_KNOW:
                    self._remember_known(id, by)

    def keep_emergency_file(self) -> None:
        """Bring the small file with the numbers to call up to date."""
        if self._write_emergency_file is not None:
            contacts, wanted = self._shelf.people.contacts(), self._shelf.preferences.preferences()
            self._write_emergency_file(contacts, wanted)

    def look_again(self) -> None:
        """Judge what is stored as time goes on: at the start, and at the edge of a window."""
        with self.judged():
            pass

    def _today(self) -> date:
        return self._now().astimezone(ZoneInfo(self._zone())).date()

    def begin(self, day: date, by: Reporter) -> str:
        """An empty draft within a write that goes on with it."""
        now = self._now()
        entry = Entry(str(uuid4()), day, self._zone(), EntryState.DRAFT, now, now, by)
        self._shelf.diary.begin_entry(entry)
        return entry.id

    def _entry(self, entry_id: str) -> Entry:
        entry = self._shelf.diary.entry(entry_id)
        if entry is None:
            raise OurFault(f"no entry {entry_id}")
        return entry

    def reopened(self, entry_id: str) -> str:
        """An unfinished entry that is answered again is a draft again."""
        entry = self._entry(entry_id)
        if entry.state is EntryState.UNFINISHED:
            self._shelf.diary.set_state(entry_id, EntryState.DRAFT, at=self._now(), by=entry.by)
        return entry_id

    def _latest_answer(self, entry_id: str, symptom: str, by: Reporter) -> SymptomReport | None:
        """None too where the diary cannot be read now: what comes is judged all the same."""
        try:
            reports = self._entry(entry_id).reports
        except UserCanFix:
            return None
        own = [r for r in reports if r.symptom == symptom and r.by is by]
        return max(own, key=lambda report: report.at, default=None)

    def _is_seen(self, alert_id: str) -> bool:
        alert = self._shelf.alerts.alert(alert_id)
        return alert is None or alert.is_seen

    def _add_event(
        self,
        alert_id: str,
        kind: AlertEventKind,
        by: Reporter,
        outcome: Outcome | None = None,
        who_answered: str = "",
        what_they_said: str = "",
    ) -> None:
        event = AlertEvent(
            str(uuid4()), alert_id, kind, self._now(), by, outcome, who_answered, what_they_said
        )
        self._shelf.alerts.add_event(event)

    def _remember_known(self, alert_id: str, by: Reporter) -> None:
        worst: dict[str, Severity] = {}
        for report in self._watch.reports_behind(alert_id):
            before = worst.get(report.symptom, report.severity)
            worst[report.symptom] = max(before, report.severity, key=lambda severity: severity.steps)
        for symptom, severity in worst.items():
            known = TeamKnows(symptom, severity, self._now())
            self._shelf.team_knows.save(str(uuid4()), known, alert_id=alert_id, at=self._now(), by=by)


def _said(report: SymptomReport) -> tuple[Severity, frozenset[str], int | None]:
    return report.severity, report.signs, report.count
