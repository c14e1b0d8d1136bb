"""The entry a person is filling in: begun at the first thing worth keeping, and written piece by piece."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, datetime
from decimal import Decimal
from typing import ClassVar
from uuid import uuid4

from companion.core.diary import Entry, MedicineTaken, Reading, SymptomReport
from companion.core.errors import UserCanFix
from companion.core.levels import Reporter
from companion.services.corrections import Piece
from companion.services.now_questions import AskedAbout
from companion.ui.context import Context
from companion.ui.pages.diary.answer import Answer
from companion.ui.pages.diary.filled_in import FilledIn, last_moment
from companion.ui.pages.diary.turn import Turn
from companion.ui.pages.diary.undo_offers import Offer, UndoOffers, offer_nothing


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
        self.at: datetime | None = last_moment(draft) if asks_when else None
        self.offer: Offer = offer_nothing
        self.urgent: list[AskedAbout] = []
        self.turn = Turn(context, by)

    @property
    def by(self) -> Reporter:
        """Who answers."""
        return self.turn.by

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
            self._offers().changed(before, after)

    def _answer_now(self, symptom: str, answer: Answer, by: Reporter) -> None:
        entry_id = self._current()
        if entry_id is None and self.day is not None:
            entry_id = self._begun_if_it_can_be()
        self._id = self.context.journal.answer(
            entry_id,
            symptom=symptom,
            severity=answer.severity,
            signs=answer.signs,
            by=by,
            count=answer.count,
        )

    def measure(self, kind: str, value: Decimal, unit: str) -> None:
        """Keep one reading."""
        if self.at is not None:
            reading = Reading(str(uuid4()), kind, value, unit, self.at, self.by)
            self._id = self.context.diary.past_days.measure(self._current(), self.on, reading)
            self._look_back_at(reading)
            self._offers().measured(reading)
            return
        entry_id = self._begun_if_it_can_be()
        self.context.journal.measure(entry_id=entry_id, kind=kind, value=value, unit=unit, by=self.by)
        entry = self.entry()
        written = [one for one in (entry.readings if entry else ()) if one.kind == kind]
        if written:
            self._offers().measured(written[-1])

    def write_note(self, text: str) -> None:
        """Keep the note as far as it is written."""
        entry = self.entry()
        if text != (entry.note if entry is not None else ""):
            self.context.journal.write_note(self._filled_in(), text)

    def hide_note(self, *, hidden: bool) -> None:
        """Keep the note from a caregiver, or show it."""
        self.context.hidden_notes.hide(self._filled_in(), hidden=hidden)

    def take_medicine(self, medicine: str | None, name: str, at: datetime) -> None:
        """Keep a medicine that was taken."""
        written = self.context.medicines.write_taken(medicine=medicine, name=name, at=at, by=self.by)
        self._look_back_at(MedicineTaken(written.key, medicine, name, at, self.by))
        self._offers().taken(written.key, name)

    def finish(self) -> None:
        """The person pressed Save; returns once it is saved."""
        self.context.journal.finish_entry(self._filled_in())

    def _filled_in(self) -> str:
        """What is looked over is what was answered, also where its day is over by now."""
        entry = self.entry()
        return self._begun() if entry is None else entry.id

    def _begun(self) -> str:
        self._id = self._current() or self.context.journal.begin_entry(day=self.on, by=self.by)
        return self._id

    def _begun_if_it_can_be(self) -> str | None:
        with suppress(UserCanFix):  # Where it cannot, what is said is judged all the same.
            return self._begun()
        return None

    def _look_back_at(self, piece: Piece) -> None:
        self.urgent.extend(self.context.diary.now_questions.look_at(piece))

    def _offers(self) -> UndoOffers:
        return UndoOffers(self.context, self.offer)
