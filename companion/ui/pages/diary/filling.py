"""The entry a person is filling in: begun at the first thing worth keeping, and written piece by piece."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import ClassVar
from uuid import uuid4

from companion.core.changes import Part
from companion.core.diary import Entry, MedicineTaken, Reading, SymptomReport
from companion.core.errors import UserCanFix
from companion.core.levels import Reporter, Severity
from companion.core.same_again import SameAgain
from companion.services.corrections import Piece, TakeOut, Undo
from companion.services.now_questions import AskedAbout
from companion.ui.context import Context
from companion.ui.pages.diary.filled_in import FilledIn
from companion.ui.pages.diary.lines import Lines


@dataclass(frozen=True, slots=True)
class Answer:
    """What was answered about one symptom; `count` is the number of times, where that was typed."""

    severity: Severity
    signs: frozenset[str] = frozenset()
    count: int | None = None


class Filling(FilledIn):
    """Writes each finished piece at once; `by` is who answers at this moment.

    `day` is the past day it is for, None for today. `at` is about when on that day it was: None for now,
    also in an entry after midnight that belongs to the evening before. `offer` is told how each change is
    undone, and `urgent` collects what would have been a reason to call at its own time.
    """

    asks_readings: ClassVar[bool] = True

    def __init__(
        self,
        context: Context,
        draft: Entry | None,
        *,
        day: date | None = None,
        asks_when: bool = False,
        by: Reporter | None = None,
    ) -> None:
        super().__init__(context, None if draft is None else draft.id, day)
        self.asks_when = asks_when
        self.at: datetime | None = _last_moment(draft) if asks_when else None
        self.offer: Callable[[str, Undo], None] = _offer_nothing
        self.urgent: list[AskedAbout] = []
        self._speaks_for = by
        self._entering = context.entering.by

    @property
    def by(self) -> Reporter:
        """Who answers: the one who is entering, unless an answer of the other one is being changed."""
        return self._speaks_for or self.context.entering.by

    def speak_for(self, by: Reporter | None) -> None:
        """Change an answer of this one; None for the one who is entering."""
        self._speaks_for = by

    def take_turn(self) -> None:
        """Where somebody else is entering since the last look, it is they who answer."""
        if self._entering is not self.context.entering.by:
            self._entering, self._speaks_for = self.context.entering.by, None

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

    def answer(self, symptom: str, answer: Answer, by: Reporter) -> None:
        """Keep one answer."""
        before = None
        with suppress(UserCanFix):  # Where the diary cannot be read it is judged all the same.
            before = self.answer_of(symptom, by)
        if self.at is None:
            self._answer_now(symptom, answer, by)
        else:
            key = str(uuid4()) if before is None else before.key
            report = SymptomReport(key, symptom, answer.severity, self.at, answer.signs, by, answer.count)
            self._id = self.context.diary.past_days.answer(self._current(), self.on, report)
            self._look_back_at(report)
        after = self.answer_of(symptom, by)
        if before is not None and after is not None and after != before:
            corrections = self.context.diary.corrections
            added = TakeOut(((Part.ANSWER, after.key),))
            undo = corrections.last_change(Part.ANSWER, after.key) if after.key == before.key else added
            name = Lines(self.context).symptom(symptom)
            self.offer(self.context.words("diary.changed_this", name=name), undo or added)

    def _answer_now(self, symptom: str, answer: Answer, by: Reporter) -> None:
        entry_id = self._current()
        if entry_id is None and self.day is not None:
            # Where no entry can be begun it is judged all the same.
            with suppress(UserCanFix):
                entry_id = self._begun()
        self._id = self.context.journal.answer(
            entry_id,
            symptom=symptom,
            severity=answer.severity,
            signs=answer.signs,
            by=by,
            count=answer.count,
        )

    def repeat(self, again: SameAgain) -> None:
        """Give these answers once more as of now; what may not be repeated is asked."""
        repeated = tuple(report.symptom for report in again.reports)
        self.choose((*again.asked, *repeated))
        for report in again.reports:
            self._answer_now(report.symptom, Answer(report.severity, report.signs, report.count), self.by)
        if self._id is not None:
            self.offer(self.context.words("diary.repeated"), TakeOut(((Part.NOTE, self._id),)))

    def measure(self, kind: str, value: Decimal, unit: str) -> None:
        """Keep one reading."""
        if self.at is not None:
            reading = Reading(str(uuid4()), kind, value, unit, self.at, self.by)
            self._id = self.context.diary.past_days.measure(self._current(), self.on, reading)
            self._look_back_at(reading)
        else:
            try:
                entry_id: str | None = self._begun()
            except UserCanFix:
                entry_id = None  # it is measured and judged even where no entry can be begun
            self.context.journal.measure(entry_id=entry_id, kind=kind, value=value, unit=unit, by=self.by)
        entry, lines = self.entry(), Lines(self.context)
        written = [one for one in (entry.readings if entry else ()) if one.kind == kind]
        if written:
            said = self.context.words("diary.written_down", what=lines.reading(written[-1]))
            self.offer(said, TakeOut(((Part.READING, written[-1].key),)))

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
        written = self.context.medicines.write_taken(medicine=medicine, name=name, at=at, by=self.by)
        self._look_back_at(MedicineTaken(written.key, medicine, name, at, self.by))
        said = self.context.words("diary.written_down", what=name)
        self.offer(said, TakeOut(((Part.MEDICINE, written.key),)))

    def finish(self) -> None:
        """The person pressed Save; returns once it is saved."""
        self.context.journal.finish_entry(self._begun())

    def _begun(self) -> str:
        self._id = self._current() or self.context.journal.begin_entry(day=self.on, by=self.by)
        return self._id

    def _look_back_at(self, piece: Piece) -> None:
        self.urgent.extend(self.context.diary.now_questions.look_at(piece))


def _last_moment(draft: Entry | None) -> datetime | None:
    """When it was on the past day that an entry is for, as far as something was answered."""
    if draft is None:
        return None
    moments = (*(report.at for report in draft.reports), *(reading.at for reading in draft.readings))
    return max(moments, default=None)


def _offer_nothing(_text: str, _undo: Undo) -> None:
    """Nobody shows how a change is undone."""
