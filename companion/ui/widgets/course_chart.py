"""Months at a glance: a bar for each day, up is worse; infusions above, temperatures below, gaps as gaps."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from companion.core.levels import Severity
from companion.ui.theme import look
from companion.ui.widgets.day_view import DayView, ShownDay, paint_day_ring, paint_dose_mark, tint_of
from companion.ui.widgets.typeset import text_width

_MARKS, _BARS, _HEAT, _MONTHS = 28, 132, 88, 32
# So many letters name a month, and so far apart names are told from each other.
_SHORT = 3
_BETWEEN_NAMES = 6
_STEPS = 3
_DOT = 5
_COOLEST, _HOTTEST = 36.0, 41.0


@dataclass(frozen=True, slots=True)
class Heat:
    """The highest temperature of each day in Celsius; from which line on it is a fever, also in words."""

    by_day: Mapping[date, float]
    line: float | None
    says: str = ""


@dataclass(frozen=True, slots=True)
class ChartWords:
    """What stands beside the lanes: the words of the steps from none to severe, and the other two lanes."""

    steps: tuple[str, ...]
    doses: str
    heat: str
    months: tuple[str, ...]


class CourseChart(DayView):
    """One bar a day; month lines stand where months begin, whatever their length."""

    def __init__(
        self,
        days: tuple[ShownDay, ...],
        heat: Heat,
        words: ChartWords,
        sentence: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(days, sentence, parent)
        self._heat = heat
        self._words = words

    def sizeHint(self) -> QSize:
        return QSize(look().px(900), self.heightForWidth(0))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._left() + 2 * max(1, len(self.days)), self.heightForWidth(0))

    def heightForWidth(self, width: int) -> int:
        heat = _HEAT if self._heat.by_day else 0
        return look().px(_MARKS + _BARS + heat + _MONTHS)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(look().font("small"))
        self._paint_frame(painter)
        for n, shown in enumerate(self.days):
            self._paint_day(painter, n, shown)
        if self._heat.by_day:
            self._paint_heat(painter)
        if self.hasFocus() and self.days:
            low = look().px(_MARKS + _BARS)
            paint_day_ring(painter, QRectF(self._x(self.at), 2, max(4.0, self._step()), low - 4))
        painter.end()

    def _paint_frame(self, painter: QPainter) -> None:
        now = look()
        text, edge = QColor(now.tokens.text), QColor(now.tokens.edge)
        base = now.px(_MARKS + _BARS)
        painter.setPen(text)
        side = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(QRectF(0, 0, self._left(), now.px(_MARKS)), side, self._words.doses)
        for step, word in enumerate(self._words.steps):
            middle = base - self._bar_high(step)
            painter.setPen(text)
            painter.drawText(QRectF(0, middle - now.px(14), self._left(), now.px(28)), side, word)
            painter.setPen(QPen(edge, 1))
            painter.drawLine(QPointF(self._left(), middle), QPointF(self.width(), middle))
        for n, shown in enumerate(self.days):
            if shown.day.day == 1 or n == 0:
                painter.setPen(QPen(edge, 1))
                painter.drawLine(QPointF(self._x(n), now.px(_MARKS)), QPointF(self._x(n), self.height()))
        painter.setPen(text)
        for x, name in self.month_names():
            painter.drawText(QRectF(x, self.height() - now.px(_MONTHS), 400, now.px(_MONTHS)), side, name)

    def month_names(self) -> tuple[tuple[float, str], ...]:
        """The names below the chart with where each begins: short where the whole ones have no room."""
        firsts = [(n, shown.day) for n, shown in enumerate(self.days) if shown.day.day == 1]
        whole = [(self._x(n) + 4, self._words.months[day.month - 1]) for n, day in firsts]
        font = look().font("small")
        fits = all(x + text_width(name, font) <= after for (x, name), (after, _) in pairwise(whole))
        kept: list[tuple[float, str]] = []
        free = 0.0
        for x, name in whole if fits else [(x, name[:_SHORT]) for x, name in whole]:
            end = x + text_width(name, font)
            if free <= x and end <= self.width():
                kept.append((x, name))
                free = end + _BETWEEN_NAMES
        return tuple(kept)

    def _paint_day(self, painter: QPainter, n: int, shown: ShownDay) -> None:
        now = look()
        base = now.px(_MARKS + _BARS)
        if shown.has_dose:
            side = now.px(14)
            middle = self._x(n) + self._step() / 2
            paint_dose_mark(painter, QPointF(middle, now.px(8)), side, QColor(now.tokens.link))
        if shown.severity is None:
            return
        high = max(now.px(4), self._bar_high(shown.severity.steps))
        bar = QRectF(self._x(n), base - high, max(2.0, self._step() - 1), high)
        painter.setPen(QPen(QColor(now.tokens.text), 1) if self._step() > 6 else Qt.PenStyle.NoPen)
        unsure = shown.severity is Severity.NOT_SURE
        painter.setBrush(Qt.BrushStyle.NoBrush if unsure else _fill(shown.severity))
        if unsure:
            painter.setPen(QPen(QColor(now.tokens.text), 1, Qt.PenStyle.DashLine))
        painter.drawRect(bar)

    def _paint_heat(self, painter: QPainter) -> None:
        now = look()
        text = QColor(now.tokens.text)
        top, high = now.px(_MARKS + _BARS) + 8, now.px(_HEAT) - 16

        def y_of(celsius: float) -> float:
            inside = min(max(celsius, _COOLEST), _HOTTEST)
            return top + high * (1 - (inside - _COOLEST) / (_HOTTEST - _COOLEST))

        side = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.setPen(text)
        painter.drawText(QRectF(0, top, self._left(), high), side, self._words.heat)
        if self._heat.line is not None:
            painter.setPen(QPen(QColor(now.tokens.error), 2, Qt.PenStyle.DashLine))
            painter.drawLine(
                QPointF(self._left(), y_of(self._heat.line)), QPointF(self.width(), y_of(self._heat.line))
            )
        painter.setPen(Qt.PenStyle.NoPen)
        for n, shown in enumerate(self.days):
            celsius = self._heat.by_day.get(shown.day)
            if celsius is not None:
                hot = self._heat.line is not None and celsius >= self._heat.line
                painter.setBrush(QColor(now.tokens.error) if hot else text)
                dot = min(now.px(_DOT), max(3.0, self._step() / 2)) + (2 if hot else 0)
                painter.drawEllipse(QPointF(self._x(n) + self._step() / 2, y_of(celsius)), dot, dot)

    def _bar_high(self, step: int) -> float:
        return step * (look().px(_BARS) - look().px(20)) / _STEPS

    def _left(self) -> int:
        names = (*self._words.steps, self._words.doses, self._words.heat)
        return max(text_width(name, look().font("small")) for name in names) + look().px(12)

    def _x(self, n: int) -> float:
        return self._left() + n * self._step()

    def _step(self) -> float:
        return (self.width() - self._left()) / max(1, len(self.days))


def _fill(severity: Severity) -> QColor:
    """The colour of a step; where steps differ by their height alone, the colour of text."""
    tokens = look().tokens
    fill = QColor(tint_of(severity).fill)
    return QColor(tokens.text) if fill == QColor(tokens.card) else fill
