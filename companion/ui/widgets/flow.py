"""Two layouts that need no fixed width: tiles in as many columns as fit, and a row that wraps."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol, runtime_checkable

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget

GAP = 12


class Fluid(QLayout):
    """A layout whose height follows from its width alone."""

    def __init__(self, parent: QWidget | None = None, *, gap: int = GAP) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(gap)

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        sides = self.contentsMargins()
        places = self._places(width - sides.left() - sides.right())
        bottom = max((place.bottom() + 1 for _, place in places), default=0)
        return bottom + sides.top() + sides.bottom()

    def minimumSize(self) -> QSize:
        sides = self.contentsMargins()
        items = self._shown()
        width = max((item.minimumSize().width() for item in items), default=0)
        height = max((item.minimumSize().height() for item in items), default=0)
        return QSize(width + sides.left() + sides.right(), height + sides.top() + sides.bottom())

    def sizeHint(self) -> QSize:
        sides = self.contentsMargins()
        items = self._shown()
        width = sum(item.sizeHint().width() for item in items) + self.spacing() * max(0, len(items) - 1)
        width += sides.left() + sides.right()
        return QSize(width, self.heightForWidth(width))

    def setGeometry(self, place: QRect) -> None:
        super().setGeometry(place)
        sides = self.contentsMargins()
        for item, where in self._places(place.width() - sides.left() - sides.right()):
            item.setGeometry(where.translated(place.left() + sides.left(), place.top() + sides.top()))

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _places(self, width: int) -> list[tuple[QLayoutItem, QRect]]:
        raise NotImplementedError


class Tiles(Fluid):
    """Equal columns; `columns(width)` says how many, and it is fewer where a word would not fit into one.

    The tiles of one row are equally high. Where words stand above a control in each of them, the controls
    are in one line.
    """

    def __init__(
        self, columns: Callable[[int], int], parent: QWidget | None = None, *, gap: int = GAP
    ) -> None:
        super().__init__(parent, gap=gap)
        self._columns = columns

    def _places(self, width: int) -> list[tuple[QLayoutItem, QRect]]:
        items = self._shown()
        gap = self.spacing()
        room = (width + gap) // (self._least(items) + gap)
        columns = max(1, min(self._columns(width), len(items), room))
        wide = (width - gap * (columns - 1)) // columns
        places: list[tuple[QLayoutItem, QRect]] = []
        top = 0
        for start in range(0, len(items), columns):
            row = items[start : start + columns]
            lower = _lower(row, wide)
            high = max(down + self._high(item, wide, columns) for item, down in zip(row, lower, strict=True))
            places += [
                (item, QRect(n * (wide + gap), top + down, wide, high - down))
                for n, (item, down) in enumerate(zip(row, lower, strict=True))
            ]
            top += high + gap
        return places

    def _least(self, items: list[QLayoutItem]) -> int:
        """The least width of a tile."""
        return max((item.minimumSize().width() for item in items), default=0)

    def _high(self, item: QLayoutItem, wide: int, _columns: int) -> int:
        return height_at(item, wide)


@runtime_checkable
class Headed(Protocol):
    """What has words above a control."""

    def head_height(self, width: int) -> int:
        """How high the words are in so much width."""
        ...


def _lower(row: list[QLayoutItem], wide: int) -> list[int]:
    """How far down each tile of a row begins, so that all of the controls are in one line."""
    widgets = [item.widget() for item in row]
    heads = [widget.head_height(wide) if isinstance(widget, Headed) else 0 for widget in widgets]
    deepest = max(heads)
    return [deepest - head if head else 0 for head in heads]


class Flow(Fluid):
    """Each widget as wide as it likes, from the left; what does not fit goes to the next line."""

    def _places(self, width: int) -> list[tuple[QLayoutItem, QRect]]:
        gap = self.spacing()
        places: list[tuple[QLayoutItem, QRect]] = []
        line: list[tuple[QLayoutItem, QRect]] = []
        left = top = 0
        for item in self._shown():
            wide = min(item.sizeHint().width(), width)
            if line and left + wide > width:
                top += _level(line) + gap
                places += line
                left, line = 0, []
            line.append((item, QRect(left, top, wide, height_at(item, wide))))
            left += wide + gap
        _level(line)
        return places + line


def button_row(*widgets: QWidget) -> QWidget:
    """Buttons side by side that go on to a second line when the window is narrow."""
    row = QWidget()
    flow = Flow(row)
    for widget in widgets:
        flow.addWidget(widget)
    return row


def height_at(item: QLayoutItem, width: int) -> int:
    """How high something has to be in so much width."""
    high = item.heightForWidth(width) if item.hasHeightForWidth() else item.sizeHint().height()
    return max(high, item.minimumSize().height())


def _level(line: list[tuple[QLayoutItem, QRect]]) -> int:
    """Make everything on a line equally high; returns that height."""
    high = max((place.height() for _, place in line), default=0)
    for _, place in line:
        place.setHeight(high)
    return high
