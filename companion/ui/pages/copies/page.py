"""Copies of the diary: how they stand, a second place for them, and the way back to one."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from companion.core.copy_wording import full_moment
from companion.services.topics import Topic
from companion.ui.context import Context
from companion.ui.page import Page
from companion.ui.pages.alerts.card import warning_card
from companion.ui.pages.copies.choose import ChooseCopy
from companion.ui.pages.copies.words import (
    is_worrying,
    last_copy,
    problems,
    second_copy,
    synced,
    under_way,
)
from companion.ui.pages.keep_place import bring_up, keeping_place
from companion.ui.places import PageId
from companion.ui.widgets.button import Button
from companion.ui.widgets.card import Card
from companion.ui.widgets.flow import button_row
from companion.ui.widgets.label import Label


class CopiesPage(Page):
    """Opened with the path of a copy it shows what going back to it would change."""

    id: ClassVar[PageId] = PageId.COPIES
    icon: ClassVar[str] = "settings"
    topics: ClassVar[frozenset[Topic]] = frozenset({Topic.PREFERENCES})

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._standing = QWidget()
        self._cards = QVBoxLayout(self._standing)
        self._cards.setContentsMargins(0, 0, 0, 0)
        self._cards.setSpacing(16)
        self._choose: ChooseCopy | None = None
        self.body.add(self._standing)
        context.backups.changed.connect(self._on_changed)

    def open(self, subject: str | None) -> None:
        self._show_choose()
        self.refresh()
        if subject is not None and self._choose is not None:
            self._choose.show_copy(Path(subject))

    def leave(self) -> None:
        if self._choose is not None:
            self._choose.leave()

    def refresh(self) -> None:
        with keeping_place(self.body):
            while (item := self._cards.takeAt(0)) is not None:
                widget = item.widget()
                if widget is not None:
                    widget.hide()
                    widget.deleteLater()
            for card in (self._here(), self._second(), self._undo()):
                if card is not None:
                    self._cards.addWidget(card)

    def _here(self) -> Card:
        words, state = self.words, self.context.backups.state()
        title = words("copies.standing")
        card = warning_card(title) if is_worrying(state) else Card(title)
        card.add(Label(last_copy(self.context, state), "strong"))
        for line in (*problems(self.context, state), under_way(self.context, state), synced(self.context)):
            if line:
                card.add(Label(line))
        card.add(Label(words("copies.means")))
        make = Button(words("copies.make_now"))
        make.clicked.connect(self.context.backups.make_now)
        card.add_space(8)
        card.add(make)
        return card

    def _second(self) -> Card:
        words, state = self.words, self.context.backups.state()
        card = Card(words("copies.second"))
        if state.second is None:
            card.add(Label(words("copies.second_means")))
        else:
            card.add(Label(str(state.second.folder), "strong", user_text=True))
            card.add(Label(second_copy(self.context, state.second)))
        choose = Button(words("copies.choose_second" if state.second is None else "copies.change_second"))
        choose.clicked.connect(self._ask_for_folder)
        card.add_space(8)
        if state.second is None:
            card.add(choose)
        else:
            stop = Button(words("copies.stop_second"))
            stop.clicked.connect(self._stop_second)
            card.add(button_row(choose, stop))
        return card

    def _undo(self) -> Card | None:
        undo = self.context.backups.state().undo
        if undo is None:
            return None
        card = Card(self.words("copies.undo_title"))
        moment = full_moment(undo.taken.at, self.context.formats(), self.words)
        card.add(Label(self.words("copies.undo_means", moment=moment)))
        button = Button(self.words("copies.undo"), icon="undo")
        button.setProperty("copy", str(undo.path))
        button.clicked.connect(self._show_undo)
        card.add_space(8)
        card.add(button)
        return card

    def _show_choose(self) -> None:
        if self._choose is not None:
            self.body.column.removeWidget(self._choose)
            self._choose.hide()
            self._choose.deleteLater()
        self._choose = ChooseCopy(self.context)
        self._choose.previewed.connect(self._bring_up)
        self.body.add(self._choose)

    @Slot()
    def _show_undo(self) -> None:
        if self._choose is not None:
            self._choose.show_copy(Path(str(self.sender().property("copy"))))

    @Slot()
    def _bring_up(self) -> None:
        if self._choose is not None:
            bring_up(self.body, self._choose.preview_part())

    @Slot()
    def _ask_for_folder(self) -> None:
        dialog = QFileDialog(self, self.words("copies.choose_second"))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self._take_second)
        dialog.open()

    @Slot(str)
    def _take_second(self, folder: str) -> None:
        self.context.backups.choose_second(Path(folder))
        self.refresh()

    @Slot()
    def _stop_second(self) -> None:
        self.context.backups.choose_second(None)
        self.refresh()

    @Slot()
    def _on_changed(self) -> None:
        if self.isVisible():
            self.refresh()
