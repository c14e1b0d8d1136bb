"""Text set in lines: measured and drawn by the same lines, so that what fits on paper fits on the screen."""

from __future__ import annotations

import math
import re

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QTextLayout, QTextOption

# Small and body type gets air between its lines; the font's own line height is enough for headings.
_LEADING = 1.4
_LINE_SEPARATOR = "\u2028"
_LONGEST_WORD_EM = 16
# A number does not stand in another line than what it counts, nor alone in the last one.
_PARTED = re.compile(
    r"(?<=\d) (?=[^\s\d(]\S{0,5}(?:\s|$))|(?<=\b[ap]\.) (?=m\.)|(?<=\d,) (?=\d{4}\b)|(?<=\w) (?=\d+$)"
)
_NO_BREAK = "\u00a0"
_ENDS = re.compile(r"[ \t\n]+")


def opened(text: str) -> str:
    """The text as a line of its own opens, with a capital, also where names of days have none."""
    return text[:1].upper() + text[1:]


class Block:
    """One text in one font, broken into lines no wider than `width`; a word too long for a line is broken."""

    def __init__(
        self,
        text: str,
        font: QFont,
        width: float,
        *,
        align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
        airy: bool = False,
    ) -> None:
        self.text = text
        self.font = font
        self.width = max(1.0, float(width))
        self._layout = QTextLayout(_kept_together(text).replace("\n", _LINE_SEPARATOR), font)
        option = QTextOption(align)
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self._layout.setTextOption(option)
        least = font.pixelSize() * _LEADING if airy else 0.0
        self.height = self._set_lines(least)

    @property
    def lines(self) -> int:
        return self._layout.lineCount()

    @property
    def natural_width(self) -> float:
        """The width of the longest line as set."""
        return max((self._layout.lineAt(n).naturalTextWidth() for n in range(self.lines)), default=0.0)

    def draw(self, painter: QPainter, x: float, y: float, colour: QColor) -> None:
        painter.setPen(colour)
        self._layout.draw(painter, QPointF(x, y))

    def _set_lines(self, least: float) -> int:
        top = 0.0
        self._layout.beginLayout()
        while (line := self._layout.createLine()).isValid():
            line.setLineWidth(self.width)
            height = max(line.height(), least)
            line.setPosition(QPointF(0.0, top + (height - line.height()) / 2))
            top += height
        self._layout.endLayout()
        return math.ceil(top)


def text_width(text: str, font: QFont) -> int:
    """The width of the text's longest line when nothing wraps."""
    metrics = QFontMetricsF(font)
    return math.ceil(max((metrics.horizontalAdvance(line) for line in text.split("\n")), default=0.0)) + 1


def word_width(text: str, font: QFont) -> int:
    """The least width a text needs: its longest word, but a very long word may be broken."""
    metrics = QFontMetricsF(font)
    longest = max(
        (metrics.horizontalAdvance(word) for word in _ENDS.split(_kept_together(text))), default=0.0
    )
    return math.ceil(min(longest, font.pixelSize() * _LONGEST_WORD_EM)) + 1


def _kept_together(text: str) -> str:
    """With spaces that are no place for a line to end."""
    return _PARTED.sub(_NO_BREAK, text)
