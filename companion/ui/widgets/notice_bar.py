"""The notices inside the window: each stays until a person has acted on it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from companion.core.words import Words
from companion.ui.widgets.accessible import install_roles
from companion.ui.widgets.announce import announce
from companion.ui.widgets.button import Button, Kind
from companion.ui.widgets.care_card import Picture
from companion.ui.widgets.flow import Flow
from companion.ui.widgets.label import Label


class NoticeLevel(Enum):
    """How much a notice presses."""

    INFO = "info"
    DONE = "done"
    WARNING = "warning"
    URGENT = "urgent"


@dataclass(frozen=True, slots=True)
class NoticeAction:
    """A button on a notice: its value comes back when it is pressed."""

    value: str
    text: str
    kind: Kind = "secondary"


@dataclass(frozen=True, slots=True)
class Notice:
    """One notice. The key tells it from the others and does not change while it is shown."""

    key: str
    level: NoticeLevel
    text: str
    actions: tuple[NoticeAction, ...]


@dataclass(frozen=True, slots=True)
class Acted:
    """Which button of which notice was pressed."""

    key: str
    action: str


_ICONS = {
    NoticeLevel.INFO: "info",
    NoticeLevel.DONE: "check",
    NoticeLevel.WARNING: "alerts",
    NoticeLevel.URGENT: "warning",
}


class NoticeBar(QWidget):
    """The notices that are due, one below the other; nothing when there is none.

    Signals:
        acted(object): Acted, when a button is pressed. The notice stays until show_notices leaves it out.
    """

    acted = Signal(object)

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._rows: dict[Notice, _NoticeRow] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self.hide()

    def notices(self) -> tuple[Notice, ...]:
        return tuple(self._rows)

    def show_notices(self, notices: tuple[Notice, ...]) -> None:
        """Show exactly these. One that was already there keeps its widgets, so the focus is not lost;
        one that changed has the keyboard again if it had it before."""
        focused = next((notice.key for notice, row in self._rows.items() if row.has_focus()), None)
        for gone in set(self._rows) - set(notices):
            row = self._rows.pop(gone)
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        arrived = tuple(notice for notice in notices if notice not in self._rows)
        for place, notice in enumerate(notices):
            if notice in arrived:
                row = _NoticeRow(notice, self._words)
                row.acted.connect(self.acted)
                self._rows[notice] = row
            self._column.removeWidget(self._rows[notice])
            self._column.insertWidget(place, self._rows[notice])
        self._rows = {notice: self._rows[notice] for notice in notices}
        self.setVisible(bool(notices))
        for notice in arrived:
            if notice.key == focused:
                self._rows[notice].take_focus()
            announce(self, _spoken(notice, self._words), assertive=notice.level is NoticeLevel.URGENT)


class _NoticeRow(QFrame):
    acted = Signal(object)
    accessible_role = QAccessible.Role.AlertMessage

    def __init__(self, notice: Notice, words: Words) -> None:
        super().__init__()
        install_roles()
        self._key = notice.key
        self.setProperty("surface", "bar")
        self.setProperty("level", notice.level.value)
        self.setAccessibleName(_spoken(notice, words))
        text = Label(notice.text, "strong")
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 12, 16, 12)
        row.setSpacing(12)
        row.addWidget(Picture(_ICONS[notice.level], text), 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setSpacing(12)
        column.addWidget(text)
        buttons = Flow()
        for action in notice.actions:
            button = Button(action.text, action.kind)
            button.setProperty("action", action.value)
            button.clicked.connect(self._tell)
            buttons.addWidget(button)
        column.addLayout(buttons)
        row.addLayout(column, 1)

    def has_focus(self) -> bool:
        """Whether the keyboard is on one of its buttons."""
        return any(button.hasFocus() for button in self.findChildren(Button))

    def take_focus(self) -> None:
        """Put the keyboard on its first button."""
        first = self.findChild(Button)
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _tell(self) -> None:
        pressed = self.sender()
        if pressed is not None:
            self.acted.emit(Acted(self._key, str(pressed.property("action"))))


def _spoken(notice: Notice, words: Words) -> str:
    return words(f"widgets.notice_{notice.level.value}", text=notice.text)
