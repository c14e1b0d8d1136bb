"""The page that asks before everything is deleted: what goes, what stays, and a word to type."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QAccessible, QKeyEvent
from PySide6.QtWidgets import QWidget

from companion.core.folding import fold
from companion.services.deleting import OUT_OF_REACH
from companion.services.topics import Topic
from companion.ui.context import Context
from companion.ui.forms.enter import is_enter
from companion.ui.forms.field import TypedField
from companion.ui.page import Page
from companion.ui.pages.go_button import GoButton
from companion.ui.places import Go, PageId
from companion.ui.widgets.announce import announce
from companion.ui.widgets.button import Button
from companion.ui.widgets.card import Card
from companion.ui.widgets.flow import button_row
from companion.ui.widgets.label import Label

_GOES = ("goes_diary", "goes_key", "goes_reminders", "goes_numbers")

# The word stands in quotation marks, and may be typed with them.
_AROUND = " \"'“”‘’«»."


class DeletingPage(Page):
    """Nothing happens before the word stands there and the button is pressed."""

    id: ClassVar[PageId] = PageId.DELETING
    icon: ClassVar[str] = "settings"
    topics: ClassVar[frozenset[Topic]] = frozenset({Topic.PREFERENCES})
    accessible_role = QAccessible.Role.Grouping

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        words = self.words
        folder = str(context.backups.files.folder)
        self._goes = Card(words("deleting.goes"))
        # The keyboard begins at the top: what goes is read before the field is reached.
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setAccessibleName(self.title())
        for key in _GOES:
            self._goes.add(Label(words(f"deleting.{key}"), bullet=True))
        self._goes.add(Label(words("deleting.goes_copies", folder=folder), bullet=True, user_text=True))
        self._second = Label("", bullet=True, user_text=True)
        self._goes.add(self._second)
        stays = Card(words("deleting.stays"))
        for key in OUT_OF_REACH:
            stays.add(Label(words(key), bullet=True))
        stays.add(Label(words("deleting.others_stay"), bullet=True))
        self.body.add(self._goes)
        self.body.add(stays)
        self.body.add(self._ask())

    def open(self, subject: str | None) -> None:
        self._word.set_text("")
        self._word.clear_error()
        super().open(subject)
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self) -> None:
        deleting = self.context.deleting
        second = "" if deleting is None else deleting.second_place()
        self._second.setText(self.words("deleting.goes_second", folder=second) if second else "")
        self._second.setVisible(bool(second))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if is_enter(event) and self._word.control.hasFocus() and not event.isAutoRepeat():
            self._delete()
        else:
            super().keyPressEvent(event)

    def _ask(self) -> Card:
        words = self.words
        word = words("deleting.word")
        card = Card()
        card.add(Label(words("deleting.no_way_back"), "strong"))
        card.add_space(8)
        self._word = TypedField(words("deleting.ask", word=word), words("deleting.ask_hint"))
        card.add(self._word)
        keep = GoButton(Go(PageId.SETTINGS), words("deleting.keep"), self.go, "primary")
        delete = Button(words("deleting.do"))
        delete.clicked.connect(self._delete)
        card.add_space(8)
        card.add(button_row(keep, delete))
        return card

    @Slot()
    def _delete(self) -> None:
        word = self.words("deleting.word")
        if fold(self._word.text().strip(_AROUND)) != fold(word):
            self._word.show_error(self.words("deleting.wrong_word", word=word))
            self._word.control.setFocus(Qt.FocusReason.OtherFocusReason)
            announce(self._word.control, self._word.error(), assertive=True)
        elif self.context.deleting is not None:
            self.context.deleting.confirmed.emit()
