"""What must hold for any window of the program, as lists of what does not: every lint returns complaints."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QCheckBox,
    QComboBox,
    QGroupBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QStyle,
    QStyleOptionButton,
    QStyleOptionComboBox,
    QTextBrowser,
    QTextEdit,
    QWidget,
)

from companion.ui.widgets.button import Button
from companion.ui.widgets.cell import CheckCell, RadioCell
from companion.ui.widgets.label import Label
from companion.ui.widgets.severity_picker import SeverityPicker
from tests.ui.parts import is_control, is_inner, scroller, shown_parts, spoken, who
from tests.ui.pixels import low_contrast

__all__ = [
    "all_complaints",
    "clipped_labels",
    "crowded_targets",
    "low_contrast",
    "missing_heading",
    "sideways_scroll",
    "small_severities",
    "small_targets",
    "unnamed_controls",
    "untranslated",
]

Complaints = tuple[str, ...]

LEAST_TARGET = 44
LEAST_SEVERITY = (100, 88)
LEAST_GAP = 8
_FIELDS = (QLineEdit, QComboBox, QAbstractSpinBox, QTextEdit, QPlainTextEdit)
_WRAP = Qt.TextFlag.TextWordWrap
_PSEUDO = re.compile(r"\[[^\[\]]*~\]", re.DOTALL)
_ENDLESS = 1 << 20


def all_complaints(window: QWidget) -> Complaints:
    """Every lint but the one for the pseudo-language, which needs a window in that language."""
    return (
        *unnamed_controls(window),
        *small_targets(window),
        *small_severities(window),
        *crowded_targets(window),
        *clipped_labels(window),
        *sideways_scroll(window),
        *missing_heading(window),
        *low_contrast(window),
    )


def unnamed_controls(window: QWidget) -> Complaints:
    """Controls that a screen reader would announce without a name."""
    return tuple(
        f"{who(part)} has no accessible name"
        for part in shown_parts(window)
        if is_control(part) and not spoken(part, QAccessible.Text.Name).strip()
    )


def small_targets(window: QWidget) -> Complaints:
    """Targets under 44 pixels, as drawn and as a screen reader is told."""
    complaints = []
    for part in _targets(window):
        told = QAccessible.queryAccessibleInterface(part).rect()
        for sort, width, height in (
            ("is", part.width(), part.height()),
            ("is told to be", told.width(), told.height()),
        ):
            if width < LEAST_TARGET or height < LEAST_TARGET:
                complaints.append(f"{who(part)} {sort} {width}x{height}, under {LEAST_TARGET}")
    return tuple(complaints)


def small_severities(window: QWidget) -> Complaints:
    """Steps of how bad it is under 100 x 88 pixels."""
    return tuple(
        f"{who(cell)} is {cell.width()}x{cell.height()}, under {LEAST_SEVERITY[0]}x{LEAST_SEVERITY[1]}"
        for picker in shown_parts(window)
        if isinstance(picker, SeverityPicker)
        for cell in picker.findChildren(RadioCell)
        if cell.isVisibleTo(window)
        and (cell.width() < LEAST_SEVERITY[0] or cell.height() < LEAST_SEVERITY[1])
    )


def crowded_targets(window: QWidget) -> Complaints:
    """Pairs of targets with less than 8 pixels between them."""
    complaints = []
    for one, other in combinations(_targets(window), 2):
        if scroller(one) is not scroller(other):
            continue
        grown = _place(one, window).adjusted(-LEAST_GAP, -LEAST_GAP, LEAST_GAP, LEAST_GAP)
        if grown.intersects(_place(other, window)):
            complaints.append(f"{who(one)} is nearer than {LEAST_GAP} to {who(other)}")
    return tuple(complaints)


def clipped_labels(window: QWidget) -> Complaints:
    """Text that is cut: in its own widget, or because a widget around it is too small."""
    return tuple(
        f"{who(part)}: {why}"
        for part in shown_parts(window)
        for why in (*_cut_inside(part), *_cut_outside(part, window))
    )


def sideways_scroll(window: QWidget) -> Complaints:
    """Scroll areas whose content is wider than they are, whether or not they show a scroll bar for it."""
    complaints = []
    for area in shown_parts(window):
        if not isinstance(area, QAbstractScrollArea):
            continue
        room = area.viewport().width()
        content = area.widget() if isinstance(area, QScrollArea) else None
        need = max(content.minimumSizeHint().width(), content.width()) if content is not None else 0
        if isinstance(area, QTextEdit):
            need = round(area.document().size().width())
        if area.horizontalScrollBar().maximum() > 0 or need > room:
            complaints.append(f"{who(area)} scrolls sideways: {need} in {room}")
    return tuple(complaints)


def untranslated(window: QWidget) -> Complaints:
    """Text not in the brackets of the pseudo-language; the property userText exempts what a person typed."""
    return tuple(
        f"{who(part)} shows words from outside the resources: {text!r}"
        for part in (window, *shown_parts(window))
        if not _typed_by_a_person(part)
        for text in _texts(part)
        if _has_foreign_words(text)
    )


def missing_heading(window: QWidget) -> Complaints:
    """No heading that a screen reader could jump to."""
    for part in shown_parts(window):
        told = QAccessible.queryAccessibleInterface(part)
        if told is not None and told.role() == QAccessible.Role.Heading and told.text(QAccessible.Text.Name):
            return ()
    return (f"{who(window)} has no heading",)


def _targets(window: QWidget) -> list[QWidget]:
    return [
        part
        for part in shown_parts(window)
        if isinstance(part, (QAbstractButton, *_FIELDS))
        and not isinstance(part, QTextBrowser)
        and not is_inner(part)
    ]


def _place(part: QWidget, window: QWidget) -> QRect:
    return QRect(part.mapTo(window, QPoint(0, 0)), part.size())


def _cut_inside(part: QWidget) -> Iterator[str]:
    if isinstance(part, QLabel) and part.text():
        yield from _cut_label(part)
    elif isinstance(part, (CheckCell, RadioCell)):
        widest = max(part.fontMetrics().horizontalAdvance(word) for word in part.text().split())
        if part.heightForWidth(part.width()) > part.height() or widest > part.width():
            yield "the cell is too small for its words"
    elif isinstance(part, QPushButton) and part.text():
        yield from _cut_button(part)
    elif isinstance(part, (QCheckBox, QRadioButton)) and part.text():
        if part.sizeHint().width() > part.width() or part.sizeHint().height() > part.height():
            yield "the words are cut"
    elif isinstance(part, QComboBox):
        option = QStyleOptionComboBox()
        part.initStyleOption(option)
        room = part.style().subControlRect(
            QStyle.ComplexControl.CC_ComboBox, option, QStyle.SubControl.SC_ComboBoxEditField, part
        )
        if part.fontMetrics().boundingRect(part.currentText()).width() > room.width():
            yield "the choice is cut"
    elif isinstance(part, QLineEdit):
        if part.fontMetrics().horizontalAdvance(part.placeholderText()) > part.contentsRect().width():
            yield "the example text is cut"
    elif isinstance(part, QTextBrowser) and part.document().size().height() > part.height() + 1:
        yield "the end of the text is cut"


def _cut_label(label: QLabel) -> Iterator[str]:
    metrics = label.fontMetrics()
    room = label.contentsRect()
    wraps = label.wordWrap()
    # Measured by Qt and not by the label, so that the label's own arithmetic is checked too.
    need = metrics.boundingRect(QRect(0, 0, room.width(), _ENDLESS), _WRAP if wraps else 0, label.text())
    widest = max((metrics.horizontalAdvance(word) for word in label.text().split()), default=0)
    if need.height() > room.height() + 1 or label.heightForWidth(label.width()) > label.height():
        yield f"{need.height()} high in {room.height()}"
    elif not wraps and need.width() > room.width() + 1:
        yield f"{need.width()} wide in {room.width()}"
    elif wraps and not isinstance(label, Label) and widest > room.width():
        yield "a word is cut"


def _cut_button(button: QPushButton) -> Iterator[str]:
    metrics = button.fontMetrics()
    if isinstance(button, Button):
        room = button.text_room()
        need = metrics.boundingRect(QRect(0, 0, room.width(), _ENDLESS), _WRAP, button.text())
        if need.height() > room.height() + 1 or button.heightForWidth(button.width()) > button.height():
            yield f"{need.height()} high in {room.height()}"
        return
    option = QStyleOptionButton()
    button.initStyleOption(option)
    room = button.style().subElementRect(QStyle.SubElement.SE_PushButtonContents, option, button)
    need_size = metrics.size(Qt.TextFlag.TextShowMnemonic, button.text())
    if need_size.width() > room.width() or need_size.height() > room.height() + 1:
        yield f"{need_size.width()} wide in {room.width()}"


def _cut_outside(part: QWidget, window: QWidget) -> Iterator[str]:
    if not isinstance(part, (QLabel, QAbstractButton)) or (isinstance(part, QLabel) and not part.text()):
        return
    around = part.parentWidget()
    while around is not None:
        inside = QRect(part.mapTo(around, QPoint(0, 0)), part.size())
        area = around.parentWidget()
        if isinstance(area, QAbstractScrollArea) and area.viewport() is around:
            if inside.left() < 0 or inside.right() >= around.width():
                yield "it sticks out of its page at the side"
            return
        if not around.rect().contains(inside):
            yield f"it sticks out of the {type(around).__name__} around it"
            return
        if around is window:
            return
        around = area


def _texts(part: QWidget) -> Iterator[str]:
    yield part.toolTip()
    if not part.property("userNamed"):
        yield part.accessibleName()
    yield part.accessibleDescription()
    if part.isWindow():
        yield part.windowTitle()
    if isinstance(part, (QLabel, QAbstractButton)):
        yield part.text()
    elif isinstance(part, QLineEdit):
        yield part.placeholderText()
    elif isinstance(part, QGroupBox):
        yield part.title()
    elif isinstance(part, QComboBox):
        yield from (part.itemText(row) for row in range(part.count()))
    elif isinstance(part, QTextBrowser):
        yield part.toPlainText()


def _typed_by_a_person(part: QWidget) -> bool:
    step: QWidget | None = part
    while step is not None:
        if step.property("userText"):
            return True
        step = step.parentWidget()
    return False


def _has_foreign_words(text: str) -> bool:
    while (less := _PSEUDO.sub("", text)) != text:
        text = less
    return any(sign.isalpha() for sign in text)
