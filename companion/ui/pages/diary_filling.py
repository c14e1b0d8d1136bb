"""The entry a person is filling in: begun at the first thing worth keeping, and written piece by piece."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from companion.core.diary import Entry, EntryState, SymptomReport
from companion.core.errors import UserCanFix
from companion.core.levels import Reporter, Severity
from companion.ui.context import Context


class Filling:
    """Writes each finished piece at once."""

    def __init__(self, context: Context, draft: Entry | None) -> None:
        self.context = context
        self._id = draft.id if draft else None
        self._speaks_for: Reporter | None = None
        self._not_saved: tuple[str, ...] = ()

    @property
    def by(self) -> Reporter:
        """Who answers: the one who is entering, unless an answer of the other one is being changed."""
        return self._speaks_for or self.context.entering.by

    def speak_for(self, by: Reporter | None) -> None:
        """Change an answer of this one; None for the one who is entering."""
        self._speaks_for = by

    def entry(self) -> Entry | None:
        """The entry as it is stored; None before the first piece, and once an empty one was put away."""
        if self._id is None:
            return None
        days = self.context.record.days(count=2)
        return next((entry for day in days for entry in day.entries if entry.id == self._id), None)

    def is_left_behind(self) -> bool:
        """Whether the entry was given up on an earlier day: what comes now belongs to a new one."""
        if self._id is None:
            return False
        entry = self.entry()
        if entry is None:
            return True
        return entry.state is not EntryState.DRAFT and entry.day != self.context.record.today()

    def is_empty(self) -> bool:
        """Whether nothing was answered, measured or noted."""
        entry = self.entry()
        return entry is None or not (entry.reports or entry.readings or entry.note)

    def symptoms(self) -> tuple[str, ...]:
        """What was chosen, and whatever else was answered."""
        entry = self.entry()
        if entry is None:
            return self._not_saved
        answered = (report.symptom for report in entry.reports)
        return tuple(dict.fromkeys((*entry.asked, *self._not_saved, *answered)))

    def unanswered(self) -> tuple[str, ...]:
        """What was chosen and nobody answered yet."""
        answered = {report.symptom for report in self.answers()}
        return tuple(symptom for symptom in self.symptoms() if symptom not in answered)

    def answers(self) -> tuple[SymptomReport, ...]:
        """The newest answer of each person about each symptom."""
        entry = self.entry()
        if entry is None:
            return ()
        newest: dict[tuple[str, Reporter], SymptomReport] = {}
        for report in entry.reports:
            newest[report.symptom, report.by] = report
        return tuple(newest.values())

    def answer_of(self, symptom: str, by: Reporter) -> SymptomReport | None:
        """What this person said last about a symptom in this entry."""
        return next((r for r in self.answers() if (r.symptom, r.by) == (symptom, by)), None)

    def choose(self, symptoms: tuple[str, ...]) -> None:
        """Keep what is ticked now; where it cannot be saved, its questions are asked all the same."""
        if not symptoms and self.entry() is None:
            return
        try:
            self.context.journal.choose_symptoms(self._begun(), symptoms)
            self._not_saved = ()
        except UserCanFix as problem:
            self._not_saved = symptoms
            self.context.journal.not_saved.emit(problem)

    def answer(self, symptom: str, severity: Severity, signs: frozenset[str], by: Reporter) -> None:
        """Keep one answer."""
        self._id = self.context.journal.answer(
            self._current(), symptom=symptom, severity=severity, signs=signs, by=by
        )

    def measure(self, kind: str, value: Decimal, unit: str) -> None:
        """Keep one reading."""
        try:
            entry_id: str | None = self._begun()
        except UserCanFix:
            entry_id = None  # it is measured and judged even where no entry can be begun
        self.context.journal.measure(entry_id=entry_id, kind=kind, value=value, unit=unit, by=self.by)

    def write_note(self, text: str) -> None:
        """Keep the note as far as it is written."""
        entry = self.entry()
        if text != (entry.note if entry is not None else ""):
            self.context.journal.write_note(self._begun(), text)

    def hide_note(self, *, hidden: bool) -> None:
        """Keep the note from a caregiver, or show it."""
        self.context.hidden_notes.hide(self._begun(), hidden=hidden)

    def take_medicine(self, medicine: str | None, name: str, at: datetime) -> None:
        """Keep a medicine that was taken."""
        self.context.medicines.write_taken(medicine=medicine, name=name, at=at, by=self.by)

    def finish(self) -> None:
        """The person pressed Save; returns once it is saved."""
        self.context.journal.finish_entry(self._begun())

    def _current(self) -> str | None:
        """The entry that goes on; None where a new one must begin."""
        try:
            return None if self.is_left_behind() else self._id
        except UserCanFix:
            return self._id  # the diary cannot be read now, and what is answered must still be judged

    def _begun(self) -> str:
        self._id = self._current() or self.context.journal.begin_entry(
            day=self.context.record.today(), by=self.by
        )
        return self._id
