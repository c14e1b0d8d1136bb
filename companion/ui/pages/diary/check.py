"""The last step of the diary: all answers to look over, readings, medicines and a note, and Save."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QLineEdit, QWidget

from companion.ui.pages.diary.answer_list import AnswerList
from companion.ui.pages.diary.day_photos import DayPhotos
from companion.ui.pages.diary.entry_readings import EntryReadings
from companion.ui.pages.diary.filling import Filling
from companion.ui.pages.diary.medicine import MedicineForm
from companion.ui.pages.diary.note import NoteField
from companion.ui.pages.diary.piece_list import PieceList
from companion.ui.pages.diary.step import Step
from companion.ui.pages.keep_all import keep_all
from companion.ui.widgets.button import Button
from companion.ui.widgets.label import Label


class CheckStep(Step):
    """What was answered can be changed from here; all else is optional.

    Signals:
        change_wanted(object, object): the id (str) of the symptom to be answered, the Reporter who answers.
        choose_wanted: another symptom is to be added.
        piece_change_wanted(object): the Piece (a reading, a medicine) to be put right.
        piece_delete_wanted(object): the Piece to be taken out.
        photo_delete_wanted(object): the Photo to be taken out.
    """

    change_wanted = Signal(object, object)
    choose_wanted = Signal()
    piece_change_wanted = Signal(object)
    piece_delete_wanted = Signal(object)
    photo_delete_wanted = Signal(object)

    def __init__(self, filling: Filling) -> None:
        words = filling.context.words
        super().__init__(words("diary.check"), words)
        self._filling = filling
        self._answers = AnswerList(filling)
        self._answers.change_wanted.connect(self.change_wanted)
        self._written = PieceList(filling.context)
        for pieces in (self._answers, self._written):
            pieces.piece_change_wanted.connect(self.piece_change_wanted)
            pieces.piece_delete_wanted.connect(self.piece_delete_wanted)
        self._readings = EntryReadings(filling)
        self._readings.written.connect(self._show_written)
        self._medicine = MedicineForm(filling)
        self._photos = DayPhotos(filling.context, filling.on, filling.offer)
        self._photos.delete_wanted.connect(self.photo_delete_wanted)
        self._note = NoteField(filling)
        self._build()

    def first(self) -> QWidget:
        return self._readings.first() or self.forward

    def enter(self) -> None:
        self.show_again()
        super().enter()

    def show_again(self) -> None:
        """What is written down now."""
        self._answers.show_all()
        self._show_written()
        self._photos.show_again()
        self._readings.look_again()
        self._note.look_again()

    def missing(self) -> str:
        if any(symptom in self._filling.context.catalogue.symptoms for symptom in self._filling.unanswered()):
            return self.words("diary.answer_all")
        return self._medicine.missing() if self._medicine.is_begun() else ""

    def keep(self) -> bool:
        return keep_all((self._readings.keep, self._medicine.keep, self._note.keep))

    def half(self) -> Mapping[str, str]:
        return {**dict(self._readings.half()), **self._medicine.half()}

    def show_half(self, fields: Mapping[str, str]) -> None:
        self._readings.show_half(fields)
        if any(name.startswith("medicine") for name in fields):
            self._medicine.show()
            self._medicine.show_half(fields)

    @Slot()
    def go_on(self) -> None:
        # What is missing in it is to be seen.
        if self._medicine.is_begun():
            self._medicine.show()
        super().go_on()

    def focus_unread(self) -> None:
        if not self._readings.focus_unread():
            self._note.focus()

    def enter_pressed(self, field: QLineEdit) -> None:
        """A finished reading is written; saving all is a step of its own."""
        self._readings.write(field)

    def _build(self) -> None:
        words = self.words
        choose = Button(words("diary.change_symptoms"), "quiet")
        choose.clicked.connect(self.choose_wanted)
        medicine = Button(words("diary.took_medicine"), icon="pill")
        medicine.clicked.connect(self._open_medicine)
        self._medicine.written.connect(self._medicine_written)
        self.card.add(self._answers)
        self.card.add(choose)
        self.card.add_space()
        self.card.add(Label(words("diary.optional"), "h3"))
        self.card.add(self._readings)
        for part in (self._written, medicine, self._medicine):
            self.card.add_space()
            self.card.add(part)
        self.card.add_space()
        self.card.add(self._photos)
        self.card.add_space()
        self.card.add(self._note)
        self.forward.setText(words("diary.save"))
        self.close_card()
        self._medicine.hide()

    @Slot()
    def _show_written(self) -> None:
        """The readings of this entry, and the medicines of its day."""
        entry, record = self._filling.entry(), self._filling.context.record
        readings = entry.readings if entry is not None else ()
        self._written.show_pieces((*readings, *record.day(self._filling.on).medicines))
        self._written.setVisible(not self._written.is_empty())

    @Slot()
    def _open_medicine(self) -> None:
        self._medicine.setVisible(self._medicine.isHidden())
        if not self._medicine.isHidden():
            self._medicine.first().setFocus()

    @Slot()
    def _medicine_written(self) -> None:
        self._medicine.hide()
        self._show_written()
