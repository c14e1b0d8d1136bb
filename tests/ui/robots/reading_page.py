"""A person at one page: sees what is on it, presses, types, and is sent on to other pages."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QFrame, QLabel, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from companion.services.topics import Topic
from companion.ui.page import Page
from companion.ui.places import Go
from companion.ui.widgets.button import Button
from companion.ui.widgets.focus_ring import FocusRing
from companion.ui.widgets.label import Label
from tests.ui.lint import Complaints, all_complaints, untranslated

Kind = TypeVar("Kind", bound=QWidget)


class ReadingRobot:
    """The page in a window that does for it what the real one does: title, refresh, leaving."""

    def __init__(
        self, qtbot: QtBot, page: Page, subject: str | None = None, *, size: tuple[int, int] = (1366, 768)
    ) -> None:
        self.page = page
        self.went: list[Go] = []
        page.go.connect(self.went.append)
        page.context.journal.changed.connect(self._refresh)
        self.window = QWidget()
        self.window.setProperty("surface", "page")
        self.window.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(self.window)
        self._title = Label("", "h1")
        column.addWidget(self._title)
        column.addWidget(page, 1)
        self._ring = FocusRing(self.window)
        qtbot.addWidget(self.window)
        self.window.resize(*size)
        self.open(subject)
        with qtbot.waitExposed(self.window):
            self.window.show()
        self.window.activateWindow()
        qtbot.waitUntil(self.window.isActiveWindow)
        self.settle()

    def open(self, subject: str | None = None) -> None:
        """Come to the page, as the window brings a person there."""
        self.page.open(subject)
        self._title.setText(self.page.title())
        self.settle()

    def settle(self) -> None:
        """Let everything that was asked for happen; a card that grows moves the ones around it in turn."""
        for _ in range(4):
            QApplication.sendPostedEvents()
            QTest.qWait(0)
            QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def press(self, name: str) -> None:
        """Press the first button, or choose the first row, with this name."""
        QTest.mouseClick(self._find(QAbstractButton, name), Qt.MouseButton.LeftButton)
        self.settle()

    def type_into(self, name: str, text: str) -> None:
        """Replace what stands in a field."""
        field = self._find(QLineEdit, name)
        field.setFocus()
        field.selectAll()
        QTest.keyClick(field, Qt.Key.Key_Delete)
        QTest.keyClicks(field, text)
        self.settle()

    def text_in(self, name: str) -> str:
        return self._find(QLineEdit, name).text()

    def complaint_at(self, name: str) -> str:
        """What is said to be wrong with a field; empty where nothing is."""
        field = self._find(QLineEdit, name)
        return field.accessibleDescription() if field.property("invalid") else ""

    def title(self) -> str:
        return self._title.text()

    def texts(self) -> tuple[str, ...]:
        """Everything there is to read in labels, in order."""
        return tuple(part.text() for part in self._seen(QLabel) if part.text())

    def says(self, part_of_text: str) -> bool:
        return any(part_of_text in text for text in self.texts())

    def headings(self) -> tuple[str, ...]:
        labels = self._seen(QLabel)
        return tuple(label.text() for label in labels if label.property("role") in ("h2", "h3"))

    def buttons(self) -> tuple[str, ...]:
        """The names of the buttons, as a screen reader says them."""
        return tuple(button.accessibleName() for button in self._seen(Button))

    def primary_buttons(self) -> tuple[str, ...]:
        return tuple(b.text() for b in self._seen(Button) if b.property("kind") == "primary")

    def focused_name(self) -> str:
        focused = self.window.focusWidget()
        return focused.accessibleName() if focused is not None else ""

    def focus(self, name: str) -> None:
        """Go to a button with the keyboard."""
        self._find(QAbstractButton, name).setFocus()
        self.settle()

    def frame_around(self, text: str) -> str:
        """The level that the frame around a text shows."""
        part: QWidget | None = next(label for label in self._seen(QLabel) if label.text() == text)
        while part is not None and not (isinstance(part, QFrame) and part.property("level")):
            part = part.parentWidget()
        return str(part.property("level")) if part is not None else ""

    def complaints(self, *, pseudo: bool = False) -> Complaints:
        """Every lint of the window, while the keyboard is nowhere: its ring would be taken for an edge."""
        focused = self.window.focusWidget()
        if focused is not None:
            focused.clearFocus()
        self.settle()
        found = all_complaints(self.window)
        return (*found, *untranslated(self.window)) if pseudo else found

    def close(self) -> None:
        """Leave the page as the window does when it is closed."""
        self.page.context.journal.changed.disconnect(self._refresh)
        self.page.leave()
        self.window.close()

    def _refresh(self, topic: Topic) -> None:
        if topic in self.page.topics:
            self.page.refresh()

    def _find(self, kind: type[Kind], name: str) -> Kind:
        found = [part for part in self._seen(kind) if part.accessibleName() == name]
        assert found, (name, [part.accessibleName() for part in self._seen(kind) if part.accessibleName()])
        return found[0]

    def _seen(self, kind: type[Kind]) -> list[Kind]:
        parts = self.page.findChildren(kind)
        return [part for part in parts if part.isVisibleTo(self.window)]
