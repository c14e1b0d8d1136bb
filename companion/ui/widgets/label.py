"""A text on a page: plain text, always wrapped, never cut off."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QAccessible, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from companion.ui.theme import Role, look
from companion.ui.widgets.accessible import install_roles
from companion.ui.widgets.typeset import Block, opened, text_width, word_width

# A longer line is hard to find the start of again.
_COLUMN = 700
_PARAGRAPHS: tuple[Role, ...] = ("small", "body", "strong")
_HEADINGS: tuple[Role, ...] = ("h1", "h2", "h3")


class Label(QLabel):
    """A text in one of the roles of the style sheet.

    h1, h2 and h3 are headings to a screen reader. `bullet` hangs the text beside a drawn dot that is
    not read out, and `hanging` sets it below such a text. `user_text` marks what a person typed: it need
    not be in the language of the program.
    """

    def __init__(
        self,
        text: str = "",
        role: Role = "body",
        parent: QWidget | None = None,
        *,
        bullet: bool = False,
        hanging: bool = False,
        user_text: bool = False,
    ) -> None:
        super().__init__(parent)
        install_roles()
        self._role = role
        self._bullet = bullet
        self._hangs = bullet or hanging
        # Layouts ask for the same few heights again and again; the text is set in lines once for each.
        self._heights: dict[tuple[int, str], int] = {}
        if role in _HEADINGS:
            self.accessible_role = QAccessible.Role.Heading
        self.setProperty("role", role)
        self.setProperty("userText", user_text)
        super().setTextFormat(Qt.TextFormat.PlainText)
        super().setWordWrap(True)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setText(text)

    def setText(self, text: str) -> None:
        super().setText(text)
        self._heights.clear()
        self.setAccessibleName(text)
        self.updateGeometry()

    def setTextFormat(self, _format: Qt.TextFormat) -> None:
        raise TypeError("a Label shows plain text only")

    def heightForWidth(self, width: int) -> int:
        self.ensurePolished()
        sides = self.contentsMargins()
        asked = (self._inside(width), self.font().key())
        if asked not in self._heights:
            self._heights[asked] = self._block(width).height
        return self._heights[asked] + sides.top() + sides.bottom()

    def sizeHint(self) -> QSize:
        self.ensurePolished()
        sides = self.contentsMargins()
        around = sides.left() + sides.right() + self._indent()
        width = min(text_width(self.painted(), self.font()), self._column()) + around
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        # One line high: layouts ask heightForWidth for the rest. With more, pages would be far too long.
        self.ensurePolished()
        sides = self.contentsMargins()
        around = sides.left() + sides.right() + self._indent()
        return QSize(
            word_width(self.painted(), self.font()) + around,
            self.fontMetrics().height() + sides.top() + sides.bottom(),
        )

    def paintEvent(self, _event: QPaintEvent) -> None:
        block = self._block(self.width())
        room = self.contentsRect()
        spare = room.height() - block.height
        alignment = self.alignment()
        top = room.top()
        if alignment & Qt.AlignmentFlag.AlignVCenter:
            top += max(0, spare // 2)
        elif alignment & Qt.AlignmentFlag.AlignBottom:
            top += max(0, spare)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colour = self.palette().color(self.foregroundRole())
        if self._bullet:
            size = self.font().pixelSize()
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour)
            painter.drawEllipse(
                QPoint(room.left() + size // 2, top + round(size * 0.72)), size // 6, size // 6
            )
        block.draw(painter, room.left() + self._indent(), top, colour)
        painter.end()

    def painted(self) -> str:
        """What is painted: our own lines open with a capital, also where a day or month has none."""
        text = self.text()
        opens = self._role in (*_HEADINGS, "body", "strong") and not self._bullet
        return opened(text) if opens and not self.property("userText") else text

    def _block(self, width: int) -> Block:
        flag = Qt.AlignmentFlag.AlignHCenter if self._centred() else Qt.AlignmentFlag.AlignLeft
        airy = self._role in _PARAGRAPHS
        return Block(self.painted(), self.font(), self._inside(width), align=flag, airy=airy)

    def _inside(self, width: int) -> int:
        """How wide a line may be in so much room."""
        sides = self.contentsMargins()
        return min(width - sides.left() - sides.right() - self._indent(), self._column())

    def _centred(self) -> bool:
        return bool(self.alignment() & Qt.AlignmentFlag.AlignHCenter)

    def _column(self) -> int:
        return look().px(_COLUMN) if self._role in _PARAGRAPHS else 1 << 20

    def _indent(self) -> int:
        return round(self.font().pixelSize() * 1.3) if self._hangs else 0
