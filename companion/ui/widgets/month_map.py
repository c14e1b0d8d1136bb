"""One month as a calendar: in each day the number that was answered, dashed where nothing was written."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from companion.ui.theme import look
from companion.ui.widgets.day_view import DayView, ShownDay, paint_day_ring, paint_dose_mark, sign_of, tint_of
from companion.ui.widgets.typeset import text_width

_WEEK = 7
_HIGH, _HEAD, _GAP = 64, 32, 4
_RADIUS = 6
_MOST_WIDE = 130


class MonthMap(DayView):
    """The days of one month up to today; those to come are not drawn, as they would look missed."""

    row = _WEEK

    def __init__(
        self,
        days: tuple[ShownDay, ...],
        weekdays: tuple[str, ...],
        sentence: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(days, sentence, parent)
        self._weekdays = weekdays

    def sizeHint(self) -> QSize:
        wide = look().px(_MOST_WIDE) * _WEEK
        return QSize(wide, self.heightForWidth(wide))

    def minimumSizeHint(self) -> QSize:
        now = look()
        numbers = text_width("30", now.font("small")) + text_width("0", now.font("h3")) + 4 * _GAP
        wide = _WEEK * (numbers + _GAP)
        return QSize(wide, self.heightForWidth(wide))

    def heightForWidth(self, width: int) -> int:
        now = look()
        return now.px(_HEAD) + self._weeks() * (now.px(_HIGH) + _GAP) + _GAP

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        now = look()
        painter.setFont(now.font("small"))
        painter.setPen(QColor(now.tokens.text))
        for n, name in enumerate(self._weekdays if self._has_room_for_weekdays() else ()):
            head = QRectF(n * self._wide(), 0, self._wide() - _GAP, now.px(_HEAD))
            painter.drawText(head, Qt.AlignmentFlag.AlignCenter, name)
        for n, shown in enumerate(self.days):
            self._paint_day(painter, self._place(n), shown)
        if self.hasFocus() and self.days:
            paint_day_ring(painter, self._place(self.at))
        painter.end()

    def _has_room_for_weekdays(self) -> bool:
        """Where the letters are too large for seven names, each day still says its own when walked to."""
        return all(text_width(name, look().font("small")) <= self._wide() for name in self._weekdays)

    def _paint_day(self, painter: QPainter, place: QRectF, shown: ShownDay) -> None:
        now = look()
        tokens = now.tokens
        ink = QColor(tokens.text)
        if shown.severity is None:
            painter.setPen(QPen(QColor(tokens.edge), tokens.edge_width, Qt.PenStyle.DashLine))
            painter.setBrush(Qt.BrushStyle.NoBrush)
        else:
            tint = tint_of(shown.severity)
            ink = QColor(tint.ink)
            painter.setPen(QPen(QColor(tokens.edge), tokens.edge_width))
            painter.setBrush(QColor(tint.fill))
        painter.drawRoundedRect(place, _RADIUS, _RADIUS)
        inside = place.adjusted(2 * _GAP, _GAP, -2 * _GAP, -_GAP)
        painter.setPen(ink)
        painter.setFont(now.font("small"))
        corner = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
        painter.drawText(inside, corner, str(shown.day.day))
        if shown.severity is not None:
            painter.setFont(now.font("h3"))
            place_of_sign = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom
            painter.drawText(inside, place_of_sign, sign_of(shown.severity))
        if shown.has_dose:
            side = now.px(16)
            paint_dose_mark(painter, QPointF(place.right() - side, place.top() + 2 * _GAP), side, ink)

    def _place(self, n: int) -> QRectF:
        week, weekday = divmod(n + self._first_weekday(), _WEEK)
        high = look().px(_HIGH)
        top = look().px(_HEAD) + week * (high + _GAP)
        return QRectF(weekday * self._wide() + 1, top + 1, self._wide() - _GAP - 2, high - 2)

    def _wide(self) -> float:
        return min(self.width() / _WEEK, look().px(_MOST_WIDE))

    def _first_weekday(self) -> int:
        return self.days[0].day.weekday() if self.days else 0

    def _weeks(self) -> int:
        return -(-(len(self.days) + self._first_weekday()) // _WEEK)
