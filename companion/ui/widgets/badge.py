"""The badge of a person: a letter on a colour, as the sign whose diary this is."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from companion.core.people_here import Badge, Listed, badge_words
from companion.core.words import Words
from companion.ui.theme import look
from companion.ui.tokens import BADGE_INK, BADGES

_SIZE = 48
_ROUND = 10
_EDGE = 2


class BadgeButton(QAbstractButton):
    """In the header: it says whose diary this is, and leads to the others."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._badge: Badge | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_badge(self, person: Listed | None, words: Words) -> None:
        """Hidden where nobody can be mistaken."""
        self._badge = None if person is None else person.badge
        if person is not None:
            said = words("people.whose", name=person.name, badge=badge_words(person.badge, words))
            self.setAccessibleName(said)
            self.setToolTip(said)
        self.setVisible(person is not None)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(look().px(_SIZE), look().px(_SIZE))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._badge is not None:
            with QPainter(self) as painter:
                paint_badge(painter, QRectF(self.rect()), self._badge)


class BadgeMark(QWidget):
    """The same sign beside a name that says it in words."""

    def __init__(self, badge: Badge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._badge = badge
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_badge(self, badge: Badge) -> None:
        self._badge = badge
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(look().px(_SIZE), look().px(_SIZE))

    def paintEvent(self, _event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            paint_badge(painter, QRectF(self.rect()), self._badge)


def paint_badge(painter: QPainter, place: QRectF, badge: Badge) -> None:
    """A letter on its colour, with an edge that is seen on any page."""
    inside = place.adjusted(_EDGE, _EDGE, -_EDGE, -_EDGE)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(look().tokens.text), _EDGE))
    painter.setBrush(QColor(BADGES[badge.colour.value]))
    painter.drawRoundedRect(inside, look().px(_ROUND), look().px(_ROUND))
    painter.setFont(look().font("h2"))
    painter.setPen(QColor(BADGE_INK))
    painter.drawText(inside, Qt.AlignmentFlag.AlignCenter, badge.letter)
