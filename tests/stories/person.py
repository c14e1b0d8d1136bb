"""A person at the window: finds things by their accessible name, as a screen reader would."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QPlainTextEdit, QWidget

Kind = TypeVar("Kind", bound=QWidget)


@dataclass(frozen=True)
class Person:
    """Presses, types and reads what is visible in one window."""

    window: QWidget

    def press(self, name: str) -> None:
        """Press the one visible button or choice with this name."""
        self.find(QAbstractButton, name).click()
        self._settle()

    def press_first(self, name: str) -> None:
        """Press the topmost of several with this name."""
        first = next(b for b in self._visible(QAbstractButton) if b.accessibleName() == name)
        first.click()
        self._settle()

    def fields(self) -> list[QLineEdit]:
        """The visible fields of one line."""
        return self._visible(QLineEdit)

    def type(self, name: str, text: str) -> None:
        """Put text into the visible field with this name, as if typed."""
        field = self.find(QWidget, name, editable=True)
        assert isinstance(field, QLineEdit | QPlainTextEdit)
        field.setFocus()
        if isinstance(field, QLineEdit):
            field.setText("")
            field.insert(text)
            field.textEdited.emit(text)
            field.editingFinished.emit()
        else:
            field.setPlainText(text)
        self._settle()

    def sees(self, text: str) -> bool:
        """Whether the text stands anywhere in what is visible."""
        return text in self.reads()

    def reads(self) -> str:
        """All visible words, one thing a line."""
        self._settle()
        texts = [label.text() for label in self._visible(QLabel)]
        texts += [button.accessibleName() for button in self._visible(QAbstractButton)]
        return "\n".join(texts)

    def find(self, kind: type[Kind], name: str, *, editable: bool = False) -> Kind:
        """The one visible widget with this accessible name, else one whose name begins with it."""
        self._settle()
        candidates = [
            w for w in self._visible(kind) if not editable or isinstance(w, QLineEdit | QPlainTextEdit)
        ]
        exact = [w for w in candidates if w.accessibleName() == name]
        found = exact or [w for w in candidates if w.accessibleName().startswith(name)]
        assert len(found) == 1, f"{len(found)} visible for {name!r} in:\n{self.reads()}"
        return found[0]

    def _visible(self, kind: type[Kind]) -> list[Kind]:
        return [w for w in self.window.findChildren(kind) if w.isVisible() and w.isEnabled()]

    @staticmethod
    def _settle() -> None:
        for _ in range(3):  # a layout may need to look again at what it has just moved
            QApplication.sendPostedEvents()
            QApplication.processEvents()
        # Outside a running event loop Qt keeps what was deleted later, and every restyling would touch it.
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
