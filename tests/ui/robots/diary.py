"""A person at the diary page: finds controls by their accessible names and counts presses."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from companion.services.topics import Topic
from companion.ui.context import Context
from companion.ui.pages.diary.page import DiaryPage
from companion.ui.places import Go, PageId
from companion.ui.widgets.focus_ring import FocusRing

Kind = TypeVar("Kind", bound=QWidget)


class DiaryWindow(QWidget):
    """The page in a window that treats it as the real one does."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.setProperty("surface", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setWindowTitle("[~]")
        self.page = DiaryPage(context)
        self.went: list[Go] = []
        self.interruptions = 0
        column = QVBoxLayout(self)
        column.addWidget(self.page)
        self._ring = FocusRing(self)
        self.page.go.connect(self._go)
        context.journal.changed.connect(self._changed)
        context.journal.interrupt.connect(self._interrupted)

    def _go(self, go: Go) -> None:
        self.went.append(go)
        self.page.leave()
        if go.page is PageId.DIARY:
            self.page.open(go.subject)

    def _changed(self, topic: Topic) -> None:
        if topic in self.page.topics:
            self.page.refresh()

    def _interrupted(self, _alerts: tuple[str, ...]) -> None:
        self.interruptions += 1
        self.page.leave()


class DiaryRobot:
    """What a person can do on the page, and what they see there."""

    def __init__(self, context: Context) -> None:
        self.window = DiaryWindow(context)
        self.presses = 0
        self.window.resize(1366, 768)

    def open(self, subject: str | None = None) -> DiaryRobot:
        self.window.page.open(subject)
        self.window.show()
        self.window.activateWindow()
        QTest.qWaitForWindowActive(self.window)
        self._settle()
        return self

    def leave(self) -> None:
        """To another page, as with the list at the side."""
        self.window.page.leave()

    def close(self) -> None:
        self.leave()
        self.window.close()

    def press(self, *names: str) -> None:
        for name in names:
            self.presses += 1
            self.find(QAbstractButton, name).click()
            self._settle()

    def write(self, name: str, text: str) -> None:
        field = self.find(QWidget, name, editable=True)
        field.setFocus()
        self._settle()
        if isinstance(field, QLineEdit):
            field.selectAll()
            QTest.keyClicks(field, text)
        elif isinstance(field, QPlainTextEdit):
            field.setPlainText(text)
        self._settle()

    def typed(self, name: str) -> str:
        field = self.find(QLineEdit, name)
        return field.text()

    def keys(self, *keys: Qt.Key) -> None:
        for key in keys:
            focused = QApplication.focusWidget()
            assert focused is not None, "nothing has the focus"
            QTest.keyClick(focused, key)
            self._settle()

    def focused(self) -> str:
        focused = QApplication.focusWidget()
        return focused.accessibleName() if focused is not None else ""

    def chosen(self) -> tuple[str, ...]:
        """The names of all ticked rows and chosen answers."""
        return tuple(b.accessibleName() for b in self._visible(QAbstractButton) if b.isChecked())

    def offered(self) -> tuple[str, ...]:
        """The names of all buttons and rows, from the top."""
        return tuple(b.accessibleName() for b in self._visible(QAbstractButton))

    def sees(self, text: str) -> bool:
        return text in self.reads()

    def reads(self) -> str:
        """Every visible text, one a line, from the top."""
        self._settle()
        return "\n".join(label.text() for label in self._visible(QLabel))

    def find(self, kind: type[Kind], name: str, *, editable: bool = False) -> Kind:
        self._settle()
        here = [w for w in self._visible(kind) if not editable or isinstance(w, QLineEdit | QPlainTextEdit)]
        found = [w for w in here if w.accessibleName() == name]
        assert len(found) == 1, f"{len(found)} of {name!r} in {self.offered()}\n{self.reads()}"
        return found[0]

    def _visible(self, kind: type[Kind]) -> list[Kind]:
        return [part for part in self.window.findChildren(kind) if part.isVisible()]

    @staticmethod
    def _settle() -> None:
        for _ in range(2):  # a page that gets its scroll bar lays itself out once more
            QApplication.sendPostedEvents()
            QApplication.processEvents()
