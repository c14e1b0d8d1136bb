"""The program's own small pictures, drawn in any colour."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from companion.ui.theme import look

_SIZES = (24, 32, 48)


def icon(name: str, colour: str) -> QIcon:
    """The picture resources/icons/<name>.svg in one colour, for where Qt wants a QIcon."""
    made = QIcon()
    for size in _SIZES:
        picture = QPixmap(size, size)
        picture.fill(Qt.GlobalColor.transparent)
        with QPainter(picture) as painter:
            paint_icon(painter, QRectF(0, 0, size, size), name, QColor(colour))
        made.addPixmap(picture)
    return made


def paint_icon(painter: QPainter, place: QRectF, name: str, colour: QColor) -> None:
    """Draw a picture in one colour; an unknown name raises FileNotFoundError."""
    drawing = _drawing(look().resources / "icons" / f"{name}.svg").replace("currentColor", colour.name())
    QSvgRenderer(QByteArray(drawing.encode())).render(painter, place)


@lru_cache(maxsize=64)
def _drawing(file: Path) -> str:
    return file.read_text(encoding="utf-8")
