"""Writing a piece of the diary over: the same one, said otherwise or at another time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from typing import ClassVar

from companion.core.diary import Entry, MedicineTaken, Reading, SymptomReport
from companion.core.levels import Reporter
from companion.services.corrections import Piece
from companion.ui.context import Context
from companion.ui.pages.diary.answer import Answer
from companion.ui.pages.diary.filling import Filling
from companion.ui.pages.diary.pieces import piece_text
from companion.ui.pages.diary.undo_offers import Offer
from companion.ui.pages.medicines.words import who_writes


class Correcting(Filling):
    """Writes to the piece that is there and never beside it; whose word it was stays."""

    asks_readings: ClassVar[bool] = False

    def __init__(self, context: Context, piece: Piece, entry: Entry | None, offer: Offer) -> None:
        super().__init__(context, entry, day=context.formats().day_of(piece.at), by=piece.by)
        self.piece = piece
        self.at, self.offer = piece.at, offer

    def answer_of(self, _symptom: str, _by: Reporter) -> SymptomReport | None:
        return self.piece if isinstance(self.piece, SymptomReport) else None

    def answer(self, symptom: str, answer: Answer, by: Reporter) -> None:
        if isinstance(self.piece, SymptomReport):
            severity, signs, count = answer.severity, answer.signs, answer.count
            self._correct(replace(self.piece, severity=severity, signs=signs, count=count))

    def measure(self, kind: str, value: Decimal, unit: str) -> None:
        if isinstance(self.piece, Reading):
            self._correct(replace(self.piece, value=value, unit=unit))

    def name_medicine(self, medicine: str | None, name: str) -> None:
        """It was another medicine; what a plan asked for is then not answered by it."""
        taken = self.piece
        if isinstance(taken, MedicineTaken) and (taken.medicine, taken.name) != (medicine, name):
            self._correct(replace(taken, medicine=medicine, name=name, plan_id=None, slot=None))

    def at_time(self, at: datetime | None, keep: Callable[[], bool]) -> bool:
        """Keep what is typed, as of that time; whether all of it could be read."""
        if at is None:
            return False
        self.at = at
        kept = keep()
        if kept and self.piece.at != at:
            self._correct(self.piece)
        return kept

    def _correct(self, piece: Piece) -> None:
        piece = replace(piece, at=self.at or piece.at)
        undo = self.context.diary.corrections.correct(piece, by=who_writes(self.context))
        if undo is not None:
            self.piece = piece
            said = piece_text(piece, self.context)
            self.offer(self.context.words("diary.changed_this", name=said), undo)
            self._look_back_at(piece)
