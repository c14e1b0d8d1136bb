"""Changes to the diary: what stood there before, what since, when and by whom, and the way back."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from companion.core.changes import Change, Stood
from companion.core.diary import MedicineTaken, Reading, SymptomReport
from companion.core.photos import Photo
from companion.core.plan import MedicinePlan
from companion.core.treatment import DoseGiven, Treatment
from companion.services.topics import Topic
from companion.ui.context import Context
from companion.ui.page import Page
from companion.ui.pages.diary.lines import Lines
from companion.ui.pages.files.imports import ImportsCard
from companion.ui.pages.history.words import plan_lines
from companion.ui.pages.keep_place import keeping_place
from companion.ui.places import PageId
from companion.ui.widgets.announce import announce
from companion.ui.widgets.button import Button
from companion.ui.widgets.card import Card
from companion.ui.widgets.label import Label
from companion.ui.widgets.long_text import LongText
from companion.ui.widgets.undo_bar import UndoBar

_SHOWN = 20


class HistoryPage(Page):
    """Putting back asks nothing: the bar at the top takes it back, and so does the list, at any time."""

    id: ClassVar[PageId] = PageId.HISTORY
    icon: ClassVar[str] = "settings"
    topics: ClassVar[frozenset[Topic]] = frozenset(
        {Topic.DIARY, Topic.TREATMENT, Topic.MEDICINES, Topic.PREFERENCES, Topic.PERSON}
    )

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._count = _SHOWN
        self._undo = UndoBar(self.words)
        self._undo.undone.connect(self._take_back)
        self._cards: list[QWidget] = []
        self.body.add(self._undo)
        self._imports = ImportsCard(context)
        self.body.add(self._imports)
        context.files.changed.connect(self._imports.refresh)

    def open(self, subject: str | None) -> None:
        self._count = _SHOWN
        self._undo.clear()
        self.refresh()

    def refresh(self) -> None:
        self._imports.refresh()
        with keeping_place(self.body):
            for card in self._cards:
                self.body.column.removeWidget(card)
                card.hide()
                card.deleteLater()
            self._cards = []
            changes = self.context.changes.newest(self._count + 1)
            self._add(Label(self.words("history.means" if changes else "history.none")))
            lines = Lines(self.context)
            for change in changes[: self._count]:
                self._add(self._card(change, lines))
            if len(changes) > self._count:
                more = Button(self.words("history.more"))
                more.clicked.connect(self._show_more)
                self._add(more)

    def _card(self, change: Change, lines: Lines) -> Card:
        words, now = self.words, self.context.record.now()
        who = words("history.program") if change.by is None else lines.who(change.by)
        moment = lines.formats.moment(change.at, now)
        what = "deleted" if change.after is None else "brought_back" if change.before is None else "changed"
        card = Card(words(f"history.{change.part.value}_{what}"))
        card.add(Label(words("history.when", moment=moment, who=who), "small"))
        for heading, stood in (("history.before", change.before), ("history.since", change.after)):
            if stood is not None:
                card.add(Label(words(heading), "strong"))
                card.add(self._said(stood, lines))
        if change.can_be_put_back:
            back = Button(words("history.put_back" if change.before is not None else "history.delete_again"))
            back.setAccessibleName(words("history.put_back_this", what=card.accessibleName(), moment=moment))
            back.setProperty("change", change.id)
            back.clicked.connect(self._put_back)
            card.add_space(8)
            card.add(back)
        return card

    def _said(self, stood: Stood, lines: Lines) -> QWidget:
        match stood:
            case SymptomReport():
                parts = (lines.report(stood, entered_by=stood.by), *lines.signs(stood))
                return Label("\n".join(parts))
            case Reading():
                return Label(lines.reading(stood))
            case MedicineTaken():
                return Label(lines.medicine(stood, self.context.record.now()), user_text=True)
            case DoseGiven() | Treatment() | MedicinePlan():
                return Label("\n".join(plan_lines(stood, self.context)), user_text=True)
            case Photo():
                return Label(lines.photo(stood), user_text=True)
            case str():
                if not stood:
                    return Label(self.words("history.no_note"))
                return LongText(stood, self.words, about=self.words("diary.note"))

    def _add(self, card: QWidget) -> None:
        self._cards.append(card)
        self.body.add(card)

    @Slot()
    def _put_back(self) -> None:
        undo = self.context.changes.put_back(
            str(self.sender().property("change")), by=self.context.entering.by
        )
        self.refresh()
        if undo is not None:
            self._undo.offer(self.words("history.was_put_back"), undo)
            self.body.to_top()

    @Slot(object)
    def _take_back(self, change_id: str) -> None:
        self.context.changes.put_back(change_id, by=self.context.entering.by)
        self.refresh()
        announce(self, self.words("history.was_taken_back"))

    @Slot()
    def _show_more(self) -> None:
        self._count += _SHOWN
        self.refresh()
