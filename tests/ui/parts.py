"""The parts of a window that a lint looks at, and what it calls them in a complaint."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QAbstractSpinBox, QComboBox, QScrollArea, QScrollBar, QWidget


def shown_parts(window: QWidget) -> Iterator[QWidget]:
    return (part for part in window.findChildren(QWidget) if part.isVisibleTo(window))


def is_control(part: QWidget) -> bool:
    if is_inner(part) or isinstance(part, QScrollBar):
        return False
    # A group hands its focus on to its first row, which is looked at by itself.
    return isinstance(part, QAbstractButton) or (
        part.focusPolicy() != Qt.FocusPolicy.NoFocus and part.focusProxy() is None
    )


def is_inner(part: QWidget) -> bool:
    """A part that Qt puts inside a control of its own."""
    return part.objectName().startswith("qt_") or isinstance(part.parent(), (QComboBox, QAbstractSpinBox))


def who(part: QWidget) -> str:
    name = part.objectName() or spoken(part, QAccessible.Text.Name)
    return f"{type(part).__name__}({name[:40]!r})"


def spoken(part: QWidget, sort: QAccessible.Text) -> str:
    told = QAccessible.queryAccessibleInterface(part)
    return told.text(sort) if told is not None else ""


def scroller(part: QWidget) -> QScrollArea | None:
    around = part.parentWidget()
    while around is not None and not isinstance(around, QScrollArea):
        around = around.parentWidget()
    return around
