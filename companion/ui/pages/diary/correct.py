"""The steps in which one thing of the diary is put right: an answer, a reading, a medicine or a note."""

from __future__ import annotations

from dataclasses import replace
from typing import assert_never

from PySide6.QtWidgets import QLineEdit, QWidget

from companion.core.changes import Part
from companion.core.diary import LONGEST_NOTE, Entry, MedicineTaken, Reading, SymptomReport
from companion.core.medicines import medicine_named_in
from companion.ui.context import Context
from companion.ui.pages.diary.correcting import Correcting
from companion.ui.pages.diary.measure import MeasureStep
from companion.ui.pages.diary.question import QuestionStep
from companion.ui.pages.diary.step import Step
from companion.ui.pages.diary.undo_offers import Offer
from companion.ui.pages.diary.when import ClockField
from companion.ui.widgets.card import Field
from companion.ui.widgets.text_area import TextArea


class _CorrectAnswer(QuestionStep):
    def __init__(self, filling: Correcting, report: SymptomReport) -> None:
        super().__init__(filling.context.catalogue.symptoms[report.symptom], filling)
        self._correcting = filling
        self._clock = _clock(self, filling)

    def missing(self) -> str:
        return super().missing() or self._clock.missing()

    def keep(self) -> bool:
        return self._correcting.at_time(self._clock.moment(), super().keep)


class _CorrectReading(MeasureStep):
    def __init__(self, filling: Correcting, reading: Reading) -> None:
        kind = filling.context.catalogue.readings[reading.kind]
        heading = filling.context.words(
            "diary.change_this", name=filling.context.words.written(kind.words.name)
        )
        super().__init__(kind, filling, heading)
        self._correcting = filling
        self.reading.show_value(reading.value, reading.unit)
        self._clock = _clock(self, filling)

    def missing(self) -> str:
        return super().missing() or self._clock.missing()

    def keep(self) -> bool:
        return self._correcting.at_time(self._clock.moment(), super().keep)


class _CorrectMedicine(Step):
    def __init__(self, filling: Correcting, taken: MedicineTaken) -> None:
        words = filling.context.words
        super().__init__(words("diary.change_this", name=taken.name), words)
        self._correcting = filling
        self._name = QLineEdit(taken.name)
        self.card.add(Field(words("diary.medicine_name"), self._name, words("diary.medicine_name_hint")))
        self.close_card()
        self._clock = _clock(self, filling)

    def first(self) -> QWidget:
        return self._name

    def missing(self) -> str:
        return self._clock.missing() if self._name.text().strip() else self.words("diary.name_medicine")

    def keep(self) -> bool:
        return self._correcting.at_time(self._clock.moment(), self._keep_name)

    def _keep_name(self) -> bool:
        typed = self._name.text().strip()
        known = medicine_named_in(typed, self._correcting.context.catalogue.medicines.values())
        self._correcting.name_medicine(known.id if known else None, typed)
        return True


class NoteStep(Step):
    """The note of an entry, written over; what it said before can be put back."""

    def __init__(self, context: Context, entry: Entry, offer: Offer) -> None:
        super().__init__(context.words("diary.change_note"), context.words)
        self._context, self._entry, self._offer = context, entry, offer
        self._note = TextArea()
        self._note.setPlainText(entry.note)
        self.card.add(Field(context.words("diary.note"), self._note))
        self.close_card()
        self.forward.setText(context.words("diary.save_change"))

    def first(self) -> QWidget:
        return self._note

    def missing(self) -> str:
        most = f"{LONGEST_NOTE:,}"
        return self.words("diary.note_too_long", most=most) if len(self._text()) > LONGEST_NOTE else ""

    def keep(self) -> bool:
        if self.missing():
            return False
        text = self._text()
        if text != self._entry.note:
            self._context.journal.write_note(self._entry.id, text)
            undo = self._context.diary.corrections.last_change(Part.NOTE, self._entry.id)
            self._entry = replace(self._entry, note=text)
            if undo is not None:
                self._offer(self._context.words("diary.note_changed"), undo)
        return True

    def _text(self) -> str:
        return self._note.text()


def correct_step(filling: Correcting) -> Step:
    """The step that puts the piece of a filling right."""
    piece = filling.piece
    match piece:
        case SymptomReport():
            step: Step = _CorrectAnswer(filling, piece)
        case Reading():
            step = _CorrectReading(filling, piece)
        case MedicineTaken():
            step = _CorrectMedicine(filling, piece)
        case never:
            assert_never(never)
    step.forward.setText(filling.context.words("diary.save_change"))
    return step


def _clock(step: Step, filling: Correcting) -> ClockField:
    words = filling.context.words
    clock = ClockField(filling.context, filling.on, words("diary.time_then"), filling.at)
    step.add_above_close(clock)
    return clock
