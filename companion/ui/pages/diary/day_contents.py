"""All that stands in one day of the diary, each thing with the buttons that change it and take it out."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from companion.core.diary import Entry, MedicineTaken
from companion.core.treatment import DoseGiven
from companion.ui.context import Context
from companion.ui.pages.diary.day_photos import DayPhotos
from companion.ui.pages.diary.entry import EntryCard
from companion.ui.pages.diary.lines import Lines
from companion.ui.pages.diary.piece_list import PieceList
from companion.ui.pages.diary.undo_offers import Offer
from companion.ui.widgets.button import Button
from companion.ui.widgets.card import Card
from companion.ui.widgets.label import Label
from companion.ui.widgets.rebuilt import Rebuilt

_GAP = 16


class DayContents(QWidget):
    """All but the photos is made anew each time it is shown: there a photo's words may be half typed.

    Signals:
        add_wanted: more is to be added to the day.
        piece_change_wanted(object): the Piece to be put right.
        piece_delete_wanted(object): the Piece to be taken out.
        note_wanted(object): the id (str) of the entry whose note is to be written over or added.
        entry_delete_wanted(object): the id (str) of the entry, all of which is to be taken out.
        photo_delete_wanted(object): the Photo to be taken out.
        photo_added: a photo was added.
        treatment_wanted: to the page where doses are put right.
    """

    add_wanted = Signal()
    piece_change_wanted = Signal(object)
    piece_delete_wanted = Signal(object)
    note_wanted = Signal(object)
    entry_delete_wanted = Signal(object)
    photo_delete_wanted = Signal(object)
    photo_added = Signal()
    treatment_wanted = Signal()

    def __init__(self, context: Context, day: date, offer: Offer) -> None:
        super().__init__()
        self._context, self._day = context, day
        self._list = Rebuilt(gap=_GAP)
        self._photos = DayPhotos(context, day, offer)
        self._photos.delete_wanted.connect(self.photo_delete_wanted)
        self._photos.added.connect(self.photo_added)
        card = Card(context.words("photos.heading"))
        card.add(self._photos)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(_GAP)
        column.addWidget(self._list)
        column.addWidget(card)

    def show_again(self) -> None:
        """As they are stored now."""
        self._list.clear()
        found = self._context.record.day(self._day)
        self._list.add(self._head())
        for entry in found.entries:
            self._list.add(self._entry_card(entry))
        if found.medicines:
            self._list.add(self._medicine_card(found.medicines))
        if found.doses:
            self._list.add(self._dose_card(found.doses))
        self._list.show_all()
        self._photos.show_again()

    def _head(self) -> Card:
        words = self._context.words
        head = Card(words("diary.day_put_right", day=self._context.formats().day(self._day)))
        head.add(Label(words("diary.day_put_right_means")))
        add = Button(words("diary.add_to_day"), "primary", icon="add")
        add.clicked.connect(self.add_wanted)
        head.add_space()
        head.add(add)
        return head

    def _entry_card(self, entry: Entry) -> EntryCard:
        card = EntryCard(entry, self._context)
        self._connect(card.pieces)
        card.note_wanted.connect(self.note_wanted)
        card.delete_wanted.connect(self.entry_delete_wanted)
        return card

    def _medicine_card(self, medicines: tuple[MedicineTaken, ...]) -> Card:
        taken = PieceList(self._context)
        taken.show_pieces(medicines)
        self._connect(taken)
        card = Card(self._context.words("diary.medicines"))
        card.add(taken)
        return card

    def _dose_card(self, doses: tuple[DoseGiven, ...]) -> Card:
        card, lines = Card(self._context.words("diary.doses")), Lines(self._context)
        for dose in doses:
            card.add(Label(lines.dose(dose), bullet=True, user_text=True))
        there = Button(self._context.words("diary.to_treatment"))
        there.clicked.connect(self.treatment_wanted)
        card.add(there)
        return card

    def _connect(self, pieces: PieceList) -> None:
        pieces.piece_change_wanted.connect(self.piece_change_wanted)
        pieces.piece_delete_wanted.connect(self.piece_delete_wanted)
