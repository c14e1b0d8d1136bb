"""Reads contrast from the pixels of a rendered window, text by text and edge by edge."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from functools import lru_cache
from unittest.mock import patch

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, QSignalBlocker, Qt
from PySide6.QtGui import QColor, QFont, QImage, QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QApplication,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QWidget,
)

from companion.ui.widgets.button import Button
from companion.ui.widgets.cell import CheckCell, RadioCell
from companion.ui.widgets.focus_ring import FocusRing
from companion.ui.widgets.label import Label
from companion.ui.widgets.typeset import Block

BODY, BOLD, EDGE = 7.0, 4.5, 3.0
_BOLD_FROM_PX = 20
# A letter of which less is seen, in parts of the type size, is cut by the edge of the page.
_LEAST_LETTER = 0.4
# How far around a control its ring may reach, and how wide of it must be seen.
_AROUND, _RING_LEAST = 10, 2
_CORNER = 4
# How often a window is asked to become the active one: without that nothing has the focus.
_PATIENCE = 20
_EDGED_KINDS = ("primary", "secondary", "urgent")


@dataclass(frozen=True, slots=True)
class _Run:
    """A text that was drawn: where, in the window, and the part of its widget that is not scrolled away."""

    text: str
    place: QRect
    seen: QRect
    font: QFont
    is_control: bool


def contrast(one: str, other: str) -> float:
    """The WCAG contrast ratio of two colours given as #rrggbb."""
    return _ratio(QColor(one).rgb(), QColor(other).rgb())


def low_contrast(window: QWidget) -> tuple[str, ...]:
    """Text and edges that are too faint wherever the page is scrolled: at rest, and what controls say in
    each other state (under the mouse, pressed, chosen, off). For the focus see `faint_rings`."""
    # The ring lies over the edge of what has the focus, and would be measured in its place.
    focused = window.focusWidget()
    if focused is not None:
        focused.clearFocus()
    found: dict[str, None] = {}
    for state, enter in _STATES.items():
        with enter(window):
            for _ in _scrolled(window):
                found.update(dict.fromkeys(_faint_text(window, state)))
                if state == "rest":
                    found.update(dict.fromkeys(_faint_edges(window)))
    if focused is not None:
        focused.setFocus()
    return tuple(found)


def image_of(window: QWidget) -> QImage:
    return window.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)


def _part_of(window: QWidget, place: QRect) -> QImage:
    return window.grab(place).toImage().convertToFormat(QImage.Format.Format_RGB32)


def ratio_at(image: QImage, one: QPoint, other: QPoint) -> float:
    return _ratio(image.pixel(one), image.pixel(other))


def faint_rings(window: QWidget) -> tuple[str, ...]:
    """Controls that the keyboard reaches and around which it is not seen, or in which the focus changes ink.

    The window must have a FocusRing.
    """
    for _ in range(_PATIENCE):
        window.activateWindow()
        QApplication.processEvents()
        if window.isActiveWindow():
            break
    else:
        return (f"{type(window).__name__} never became the active window: no ring could be looked for",)
    found: list[str] = []
    before = window.focusWidget()
    if before is not None:
        before.clearFocus()
    for part in window.findChildren(QWidget):
        if not (part.focusPolicy() & Qt.FocusPolicy.TabFocus and part.isEnabled()):
            continue
        if part.isVisibleTo(window) and part.focusProxy() is None:
            found += _faint_ring(window, part)
    if before is not None:
        before.setFocus()
    return tuple(found)


def _faint_ring(window: QWidget, part: QWidget) -> Iterator[str]:
    name = f"{type(part).__name__}({part.accessibleName()[:40]!r})"
    part.setFocus(Qt.FocusReason.TabFocusReason)
    QApplication.sendPostedEvents()
    (ring,) = [one for one in window.findChildren(FocusRing) if one.parentWidget() is window]
    if not part.hasFocus() or not ring.isVisible():
        yield f"{name} has no ring"
        return
    place = QRect(part.mapTo(window, QPoint(0, 0)), part.size())
    around = place.adjusted(-_AROUND, -_AROUND, _AROUND, _AROUND)
    seen = ring.geometry().translated(-around.topLeft())
    with_ring = _part_of(window, around)
    part.clearFocus()
    without = _part_of(window, around)
    middle = QPoint(around.width() // 2, around.height() // 2)
    for side, start, step in (
        ("left", QPoint(_AROUND, middle.y()), QPoint(-1, 0)),
        ("right", QPoint(around.width() - _AROUND - 1, middle.y()), QPoint(1, 0)),
        ("top", QPoint(middle.x(), _AROUND), QPoint(0, -1)),
        ("bottom", QPoint(middle.x(), around.height() - _AROUND - 1), QPoint(0, 1)),
    ):
        line = [start + step * n for n in range(1, _AROUND)]
        line = [point for point in line if seen.contains(point) and with_ring.rect().contains(point)]
        if len(line) < _RING_LEAST and part.height() > window.height() // 2:
            continue  # larger than the page: not all of it can be seen at once
        strong = sum(_ratio(without.pixel(point), with_ring.pixel(point)) >= EDGE for point in line)
        if strong < _RING_LEAST:
            yield f"the ring of {name} is seen {strong} pixels wide at its {side}"
    if isinstance(part, QAbstractButton):
        # The ring is round, and lies over the empty corners of what is square.
        inside = QRect(QPoint(_AROUND, _AROUND), part.size()).adjusted(_CORNER, _CORNER, -_CORNER, -_CORNER)
        if without.copy(inside) != with_ring.copy(inside):
            yield f"the focus changes {name} itself"


def _faint_text(window: QWidget, state: str) -> Iterator[str]:
    runs: list[_Run] = []
    with _noting(window, runs):
        inked = image_of(window)
    runs += _plain_runs(window)
    if state != "rest":  # the same labels stand beside the controls in every state
        runs = [run for run in runs if run.is_control]
    with _without_text(window):
        blank = image_of(window)
    for run in runs:
        least = BOLD if run.font.bold() and run.font.pixelSize() >= _BOLD_FROM_PX else BODY
        seen = _strongest(inked, blank, run)
        if seen is None and run.text.strip() and run.seen.contains(run.place):
            seen = 1.0
        if seen is not None and seen < least:
            yield f"text {run.text!r} ({state}) has contrast {seen:.2f}, under {least}"


def _faint_edges(window: QWidget) -> Iterator[str]:
    image = image_of(window)
    for part in window.findChildren(QWidget):
        if not (_has_edge(part) and part.isVisibleTo(window) and _fully_seen(part)):
            continue
        left = part.mapTo(window, QPoint(0, part.height() // 2))
        outside = left - QPoint(3, 0)
        if not image.rect().contains(outside):
            continue
        seen = max(ratio_at(image, outside, left + QPoint(step, 0)) for step in range(6))
        if seen < EDGE:
            who = f"{type(part).__name__}({part.accessibleName()!r})"
            yield f"the edge of {who} has contrast {seen:.2f}, under {EDGE}"


def _has_edge(part: QWidget) -> bool:
    if isinstance(part, QPushButton):
        return part.property("kind") in (None, *_EDGED_KINDS) and part.isEnabled()
    if isinstance(part.parent(), (QComboBox, QAbstractSpinBox)):
        return False
    return isinstance(part, (CheckCell, RadioCell, QLineEdit, QComboBox, QAbstractSpinBox, QPlainTextEdit))


def _fully_seen(part: QWidget) -> bool:
    return bool(part.visibleRegion().boundingRect() == part.rect())


def _strongest(inked: QImage, blank: QImage, run: _Run) -> float | None:
    """The greatest contrast of a letter's pixel with what is under it; None where no whole letter is seen."""
    place = run.place & run.seen
    pairs: set[tuple[int, int]] = set()
    rows = 0
    for y in range(place.top(), place.bottom() + 1):
        with_text, without = _row(inked, place, y), _row(blank, place, y)
        if with_text != without:
            rows += 1
            pairs.update(zip(with_text, without, strict=True))
    if rows < run.font.pixelSize() * _LEAST_LETTER:
        return None
    return max(_ratio(ink, under) for ink, under in pairs)


def _row(image: QImage, place: QRect, y: int) -> list[int]:
    start = y * image.bytesPerLine()
    whole = image.constBits()[start + 4 * place.left() : start + 4 * (place.right() + 1)]
    return memoryview(whole).cast("I").tolist()


@contextmanager
def _noting(window: QWidget, runs: list[_Run]) -> Iterator[None]:
    draw = Block.draw

    def noted(block: Block, painter: QPainter, x: float, y: float, colour: QColor) -> None:
        part = painter.device()
        if isinstance(part, QWidget):
            place = QRectF(x, y, block.width, block.height).toAlignedRect()
            runs.append(_run(block.text, place, part, window, block.font))
        draw(block, painter, x, y, colour)

    with patch.object(Block, "draw", noted):
        yield


@contextmanager
def _without_text(window: QWidget) -> Iterator[None]:
    blanked = [(part, part.text(), QSignalBlocker(part)) for part in _plain_parts(window)]
    for part, _, _ in blanked:
        part.setText("")
    with patch.object(Block, "draw", lambda *_: None):
        yield
    for part, text, blocker in blanked:
        part.setText(text)
        blocker.unblock()


def _plain_parts(window: QWidget) -> list[QLabel | QLineEdit | QAbstractButton]:
    """Widgets that draw their text by themselves and not through Block."""
    kinds = (QLabel, QLineEdit, QPushButton, QCheckBox, QRadioButton)
    return [
        part
        for part in window.findChildren(QWidget)
        if isinstance(part, kinds)
        and not isinstance(part, (Label, Button, CheckCell, RadioCell))
        and part.isVisibleTo(window)
        and part.text()
    ]


def _plain_runs(window: QWidget) -> list[_Run]:
    return [_run(part.text(), part.rect(), part, window, part.font()) for part in _plain_parts(window)]


def _run(text: str, place: QRect, part: QWidget, window: QWidget, font: QFont) -> _Run:
    corner = part.mapTo(window, QPoint(0, 0))
    seen = part.visibleRegion().boundingRect()
    is_control = not isinstance(part, QLabel)
    return _Run(text, (place & part.rect()).translated(corner), seen.translated(corner), font, is_control)


def _scrolled(window: QWidget) -> Iterator[None]:
    """Stop at each screenful of the window's scroll areas, then put them back."""
    bars = [area.verticalScrollBar() for area in window.findChildren(QScrollArea) if area.isVisibleTo(window)]
    before = [bar.value() for bar in bars]
    screens = max((-(-bar.maximum() // max(1, bar.pageStep() - 120)) for bar in bars), default=0)
    for screen in range(screens + 1):
        for bar in bars:
            bar.setValue(min(bar.maximum(), screen * max(1, bar.pageStep() - 120)))
        yield
    for bar, value in zip(bars, before, strict=True):
        bar.setValue(value)


@contextmanager
def _at_rest(_window: QWidget) -> Iterator[None]:
    yield


@contextmanager
def _under_the_mouse(window: QWidget) -> Iterator[None]:
    buttons = window.findChildren(QAbstractButton)
    for button in buttons:
        button.setAttribute(Qt.WidgetAttribute.WA_UnderMouse, True)
        _move_mouse(button, QPointF(button.rect().center()))
    yield
    for button in buttons:
        button.setAttribute(Qt.WidgetAttribute.WA_UnderMouse, False)
        _move_mouse(button, QPointF(-9, -9))


def _move_mouse(button: QAbstractButton, place: QPointF) -> None:
    """A push button takes its word from the last move event and not from the attribute."""
    none = Qt.MouseButton.NoButton
    move = QMouseEvent(
        QEvent.Type.MouseMove, place, button.mapToGlobal(place), none, none, Qt.KeyboardModifier.NoModifier
    )
    QApplication.sendEvent(button, move)


@contextmanager
def _pressed(window: QWidget) -> Iterator[None]:
    buttons = window.findChildren(QAbstractButton)
    for button in buttons:
        button.setDown(True)
    yield
    for button in buttons:
        button.setDown(False)
    QApplication.sendPostedEvents()


@contextmanager
def _chosen(window: QWidget) -> Iterator[None]:
    cells = [one for one in window.findChildren(QAbstractButton) if one.isCheckable()]
    before = [(cell, cell.isChecked(), cell.autoExclusive(), QSignalBlocker(cell)) for cell in cells]
    groups = {group for cell in cells if (group := cell.group()) is not None and group.exclusive()}
    for group in groups:
        group.setExclusive(False)
    for cell in cells:
        cell.setAutoExclusive(False)
        cell.setChecked(True)
    yield
    for cell, was, exclusive, blocker in before:
        cell.setChecked(was)
        cell.setAutoExclusive(exclusive)
        blocker.unblock()
    for group in groups:
        group.setExclusive(True)


@contextmanager
def _off(window: QWidget) -> Iterator[None]:
    parts = [
        part
        for part in window.findChildren(QWidget)
        if isinstance(part, (QAbstractButton, QLineEdit, QComboBox)) and part.isEnabled()
    ]
    for part in parts:
        part.setEnabled(False)
    yield
    for part in parts:
        part.setEnabled(True)


_STATES: dict[str, Callable[[QWidget], AbstractContextManager[None]]] = {
    "rest": _at_rest,
    "under the mouse": _under_the_mouse,
    "pressed": _pressed,
    "chosen": _chosen,
    "off": _off,
}


@lru_cache(maxsize=1 << 16)
def _ratio(one: int, other: int) -> float:
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@lru_cache(maxsize=1 << 16)
def _luminance(colour: int) -> float:
    parts = (((colour >> shift) & 255) / 255 for shift in (16, 8, 0))
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
