"""What a screen reader hears of a window, as lists of what is wrong with it: roles, headings, pictures."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import QPoint
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QWidget,
)

from companion.ui.pages.symptoms.days import AS_LIST
from companion.ui.widgets.cell import CheckCell
from companion.ui.widgets.day_view import DayView
from companion.ui.widgets.notice_bar import NoticeBar
from companion.ui.widgets.undo_bar import UndoBar
from tests.ui.parts import is_control, scroller, shown_parts, spoken, who

Complaints = tuple[str, ...]
_Role = QAccessible.Role
_ROLES: tuple[tuple[type[QWidget], frozenset[QAccessible.Role]], ...] = (
    (CheckCell, frozenset({_Role.CheckBox})),
    (QRadioButton, frozenset({_Role.RadioButton})),
    (QPushButton, frozenset({_Role.Button, _Role.ButtonMenu})),
    (QLineEdit, frozenset({_Role.EditableText})),
    (QPlainTextEdit, frozenset({_Role.EditableText})),
    (QComboBox, frozenset({_Role.ComboBox})),
    (QAbstractSpinBox, frozenset({_Role.SpinBox})),
    (DayView, frozenset({_Role.Chart})),
)
# What Qt says of a widget it knows nothing about.
_NOTHING = frozenset({_Role.NoRole, _Role.Client, _Role.Window, _Role.Pane})
_HEADINGS = {"h1": 1, "h2": 2, "h3": 3}
_LEAST_SENTENCE = 4


def role_of(part: QWidget) -> QAccessible.Role:
    told = QAccessible.queryAccessibleInterface(part)
    return told.role() if told is not None else _Role.NoRole


def wrong_roles(window: QWidget) -> Complaints:
    """Controls that are announced as something else, or as nothing."""
    complaints = []
    for part in shown_parts(window):
        if not is_control(part):
            continue
        role = role_of(part)
        wanted = next((roles for kind, roles in _ROLES if isinstance(part, kind)), None)
        if role in _NOTHING if wanted is None else role not in wanted:
            complaints.append(f"{who(part)} is announced as {role.name}")
    return tuple(complaints)


def several_primaries(window: QWidget) -> Complaints:
    """More than one button that calls for attention, outside the window's own frame."""
    names = [
        spoken(part, QAccessible.Text.Name)
        for part in shown_parts(window)
        if isinstance(part, QPushButton) and part.property("kind") == "primary"
    ]
    return (f"{len(names)} primary buttons: {names}",) if len(names) > 1 else ()


def headings_out_of_order(window: QWidget) -> Complaints:
    """Large letters that are no heading, other than one title at the top, and levels left out."""
    complaints = []
    levels: list[tuple[int, str]] = []
    for label in _from_the_top(window):
        level = _HEADINGS.get(str(label.property("role")))
        if level is None:
            continue
        if role_of(label) != _Role.Heading:
            if label.property("userText"):
                continue
            complaints.append(f"{who(label)} looks like a heading and is announced as {role_of(label).name}")
        levels.append((level, label.text()))
    titles = [text for level, text in levels if level == 1]
    if len(titles) != 1:
        complaints.append(f"{len(titles)} titles: {titles}")
    elif levels[0][0] != 1:
        complaints.append(f"{levels[0][1]!r} stands above the title {titles[0]!r}")
    complaints += [
        f"{text!r} is a heading of level {level} right after one of level {before}"
        for (before, _), (level, text) in pairwise(levels)
        if level > before + 1
    ]
    return tuple(complaints)


def silent_pictures(window: QWidget) -> Complaints:
    """Charts without a sentence that stands on the page too, and charts that cannot be had as a list."""
    charts = [part for part in shown_parts(window) if role_of(part) == _Role.Chart]
    if not charts:
        return ()
    read = " ".join(label.text() for label in _labels(window))
    complaints = []
    for chart in charts:
        sentence = spoken(chart, QAccessible.Text.Name)
        if len(sentence.split()) < _LEAST_SENTENCE or not any(
            part and part in read for part in (sentence, sentence.partition(". ")[2])
        ):
            complaints.append(f"{who(chart)} has no sentence on the page")
    lists = sum(part.objectName() == AS_LIST for part in shown_parts(window))
    if lists < len(charts):
        complaints.append(f"{len(charts)} charts and {lists} buttons that show one as a list")
    return tuple(complaints)


def unsaid(window: QWidget, heard: list[str]) -> Complaints:
    """Errors, notices and offers to undo that are seen on the window and that nobody was told of."""
    aloud = "\n".join(heard)
    return tuple(
        f"{text!r} appeared and was not said" for text in _arrived(window) if text and text not in aloud
    )


def _arrived(window: QWidget) -> Iterator[str]:
    for part in shown_parts(window):
        if isinstance(part, UndoBar):
            yield part.findChildren(QLabel)[0].text()
        elif isinstance(part, NoticeBar):
            yield from (notice.text for notice in part.notices())
        elif isinstance(part, QLabel) and part.property("tone") == "error":
            yield part.text()


def _labels(window: QWidget) -> Iterator[QLabel]:
    return (part for part in shown_parts(window) if isinstance(part, QLabel) and part.text())


def _from_the_top(window: QWidget) -> list[QLabel]:
    return sorted(_labels(window), key=lambda label: _unscrolled(label, window))


def _unscrolled(part: QWidget, window: QWidget) -> tuple[int, int]:
    """How far from the top and the left it would stand if nothing were scrolled."""
    place = part.mapTo(window, QPoint(0, 0))
    area = scroller(part)
    return place.y() + (area.verticalScrollBar().value() if area is not None else 0), place.x()
