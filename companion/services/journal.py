"""The one write path: a verb per method, one transaction, then an announcement of what changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from decimal import Decimal
from uuid import uuid4

from PySide6.QtCore import QObject, Signal

from companion.core.alerts import AlertEvent, AlertEventKind, Outcome
from companion.core.diary import Entry, EntryState, MedicineTaken, Reading, SymptomReport
from companion.core.errors import OurFault, UserCanFix
from companion.core.levels import Reporter, Severity
from companion.core.people import Contacts, Person, Preferences
from companion.core.scenario import TeamKnows
from companion.core.treatment import DoseGiven, Treatment
from companion.services.alert_watch import AlertWatch, Judged
from companion.services.topics import Topic
from companion.stores.shelf import Shelf
from companion.stores.transactions import write

IDLE_DRAFT = timedelta(minutes=15)
_SAME_ANSWER = timedelta(minutes=15)


class Journal(QObject):
    """Every method returns after COMMIT, or raises UserCanFix and has saved nothing.

    Signals:
        changed: a Topic, after each commit.
        interrupt: a tuple of alert ids, when one at call now or above is new or got worse.
    """

    changed = Signal(object)
    interrupt = Signal(object)

    def __init__(
        self,
        shelf: Shelf,
        watch: AlertWatch,
        now: Callable[[], datetime],
        zone: Callable[[], str],
        emergency_file: Callable[[Contacts, Preferences], None] | None = None,
    ) -> None:
        super().__init__()
        self._shelf = shelf
        self._watch = watch
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
        self._keep_emergency_file()

    def set_preferences(self, preferences: Preferences, *, by: Reporter = Reporter.PATIENT) -> None:
        """How things are shown and reminded."""
        with self.plain(Topic.PREFERENCES):
            self._shelf.preferences.save_preferences(preferences, at=self._now(), by=by)
        self._keep_emergency_file()

    def keep_setup(self, answers: Mapping[str, str]) -> None:
        """The set-up as far as it was filled in."""
        with write(self._shelf.db):
            for question, answer in answers.items():
                self._shelf.setup.save(question, answer, at=self._now(), by=Reporter.PATIENT)

    def start_treatment(
        self, *, drug: str, regimen: str, first_wall: datetime, place: str = "", id: str | None = None
    ) -> str:
        """A treatment from now on, or a change to the one with this id; the plan follows from it."""
        now = self._now()
        treatment = Treatment(id or str(uuid4()), drug, regimen, first_wall, self._zone(), place, now)
        with self.plain(Topic.TREATMENT):
            self._shelf.treatments.save(treatment, at=now, by=Reporter.PATIENT)
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
        with self.judged(Topic.TREATMENT):
            self._shelf.doses.save(dose, at=now)
        return dose.id

    def begin_entry(self, *, day: date, by: Reporter) -> str:
        """An empty draft for one day."""
        now = self._now()
        entry = Entry(str(uuid4()), day, self._zone(), EntryState.DRAFT, now, now, by)
        with self.plain(Topic.DIARY):
            self._shelf.diary.begin_entry(entry)
        return entry.id

    def choose_symptoms(self, entry_id: str, symptoms: tuple[str, ...]) -> None:
        """What was ticked, before any of it is answered."""
        entry = self._entry(entry_id)
        with self.plain(Topic.DIARY):
            self._shelf.diary.set_asked(entry_id, symptoms, at=self._now(), by=entry.by)

    def answer(
        self, entry_id: str, *, symptom: str, severity: Severity, signs: frozenset[str], by: Reporter
    ) -> None:
        """One finished answer, judged at once.

        Soon after the first answer another one corrects it; later it is a new report beside the first,
        since a symptom that got better must not take back what was reported.
        """
        now = self._now()
        before = self._latest_answer(entry_id, symptom, by)
        if before is not None and now - before.at > _SAME_ANSWER:
            before = None
        if before is not None and (before.severity, before.signs) == (severity, signs):
            return
        key = str(uuid4()) if before is None else before.key
        with self.judged(Topic.DIARY):
            self._reopen(entry_id)
            report = SymptomReport(key, symptom, severity, now, signs, by)
            self._shelf.diary.save_answer(entry_id, report, at=now)

    def measure(self, *, entry_id: str | None, kind: str, value: Decimal, unit: str, by: Reporter) -> None:
        """One reading, judged at once."""
        now = self._now()
        with self.judged(Topic.DIARY):
            if entry_id is not None:
                self._reopen(entry_id)
            reading = Reading(str(uuid4()), kind, value, unit, now, by)
            self._shelf.diary.save_reading(entry_id, reading, at=now)

    def write_note(self, entry_id: str, text: str) -> None:
        """The note of an entry, letter for letter."""
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
        with self.judged(Topic.DIARY):
            taken = MedicineTaken(str(uuid4()), medicine, name, at, by)
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
        with self.plain(Topic.ALERTS):
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

    def act_on_notice(self, notice_id: str) -> None:
        """The person dealt with a notice."""
        with self.plain(Topic.NOTICES):
            self._shelf.notices.act(notice_id, at=self._now())

    def look_again(self) -> None:
        """Judge what is stored as time goes on: at the start, and at the edge of a window."""
        with self.judged():
            pass

    @contextmanager
    def plain(self, *topics: Topic) -> Iterator[None]:
        """A write that changes nothing the rules look at, announced once it is saved."""
        with write(self._shelf.db):
            yield
        for topic in topics:
            self.changed.emit(topic)

    @contextmanager
    def judged(self, *topics: Topic) -> Iterator[None]:
        """A write judged in the same transaction: entry and alert are saved together or not at all."""
        judged = Judged(changed=False, interrupting=())
        with write(self._shelf.db):
            yield
            judged = self._watch.judge()
        for topic in topics:
            self.changed.emit(topic)
        if judged.changed and Topic.ALERTS not in topics:
            self.changed.emit(Topic.ALERTS)
        if judged.interrupting:
            self.interrupt.emit(judged.interrupting)

    def _entry(self, entry_id: str) -> Entry:
        entry = self._shelf.diary.entry(entry_id)
        if entry is None:
            raise OurFault(f"no entry {entry_id}")
        return entry

    def _reopen(self, entry_id: str) -> None:
        """An unfinished entry that is answered again is a draft again."""
        entry = self._entry(entry_id)
        if entry.state is EntryState.UNFINISHED:
            self._shelf.diary.set_state(entry_id, EntryState.DRAFT, at=self._now(), by=entry.by)

    def _latest_answer(self, entry_id: str, symptom: str, by: Reporter) -> SymptomReport | None:
        own = [r for r in self._entry(entry_id).reports if r.symptom == symptom and r.by is by]
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

    def _keep_emergency_file(self) -> None:
        if self._write_emergency_file is not None:
            contacts, wanted = self._shelf.people.contacts(), self._shelf.preferences.preferences()
            self._write_emergency_file(contacts, wanted)
