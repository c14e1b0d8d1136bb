"""The running text of an education page: paragraphs and lists as Markdown, the citations small."""

from __future__ import annotations

import re
import string
from collections.abc import Iterator
from typing import assert_never

from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import (
    QColor,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QTextCharFormat,
    QTextCursor,
    QTextListFormat,
)
from PySide6.QtWidgets import QWidget

from companion.core.page_text import Citation, PageLink, Plain, spans
from companion.core.pages import Bullets, Paragraph
from companion.core.words import Words
from companion.ui.theme import look
from companion.ui.widgets.browser import ShippedText

_LINK = "page:"
_BULLET_ROOM = 1.3
# A citation stands in brackets; nothing else on a page does.
_CITED = re.compile(r"\[[^\[\]]*\]")
_ESCAPED = str.maketrans({sign: f"\\{sign}" for sign in string.punctuation})
_PAGE_KEYS = frozenset(
    {Qt.Key.Key_PageUp, Qt.Key.Key_PageDown, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End}
)


class Passage(ShippedText):
    """A stretch of text that scrolls with its page, and is a stop for the Tab key only where it has links."""

    def __init__(self, markdown: str, name: str, parent: QWidget | None = None) -> None:
        super().__init__(markdown, name, parent)
        self._finish()
        if f"({_LINK}" not in markdown:
            self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.FontChange):
            self._finish()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(look().tokens.text))
        size = look().font("body").pixelSize()
        for left, top in self._items():
            painter.drawEllipse(QPointF(left - size * 0.8, top + size * 0.72), size / 6, size / 6)
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if Qt.Key(event.key()) in _PAGE_KEYS:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def _items(self) -> Iterator[tuple[float, float]]:
        """Where the first line of each list item stands."""
        block = self.document().begin()
        while block.isValid():
            if block.textList() is not None:
                line = block.layout().lineAt(0).rect().translated(block.layout().position())
                yield line.left(), line.top()
            block = block.next()

    def _finish(self) -> None:
        """Dots as a Label has them, for Qt's own stand too near the words; and small citations."""
        document = self.document()
        document.setIndentWidth(round(look().font("body").pixelSize() * _BULLET_ROOM))
        block = document.begin()
        while block.isValid():
            listed = block.textList()
            if listed is not None:
                without = QTextListFormat(listed.format())
                without.setStyle(QTextListFormat.Style.ListStyleUndefined)
                listed.setFormat(without)
            block = block.next()
        letters = QTextCharFormat()
        letters.setFont(look().font("small"))
        letters.setForeground(QColor(look().tokens.second))
        for cited in _CITED.finditer(document.toRawText()):
            cursor = QTextCursor(document)
            cursor.setPosition(cited.start())
            cursor.setPosition(cited.end(), QTextCursor.MoveMode.KeepAnchor)
            cursor.mergeCharFormat(letters)


def markdown_of(blocks: tuple[Paragraph | Bullets, ...], words: Words) -> str:
    """Paragraphs and lists as Markdown in which only links and list marks are marks."""
    parts = []
    for block in blocks:
        match block:
            case Paragraph():
                parts.append(_inline(block.text, words))
            case Bullets():
                parts.append("\n".join(f"- {_inline(item, words)}" for item in block.items))
            case _:
                assert_never(block)
    return "\n\n".join(parts)


def linked_pages(texts: tuple[str, ...]) -> tuple[str, ...]:
    """The pages these texts point to, each once."""
    linked = (span.page for text in texts for span in spans(text) if isinstance(span, PageLink))
    return tuple(dict.fromkeys(linked))


def page_of_link(target: str) -> str | None:
    """The page a pressed link means; None for anything else, which opens nothing."""
    return target.removeprefix(_LINK) if target.startswith(_LINK) else None


def _inline(text: str, words: Words) -> str:
    parts = []
    for span in spans(words.translated(text)):
        match span:
            case Plain():
                parts.append(_escaped(span.text, words))
            case PageLink():
                parts.append(f"[{_escaped(span.text, words)}]({_LINK}{span.page})")
            case Citation():
                parts.append(rf"\[{_escaped(', '.join(span.sources), words)}\]")
            case _:
                assert_never(span)
    return "".join(parts)


def _escaped(text: str, words: Words) -> str:
    """The words with every sign that Markdown could read as its own taken literally."""
    if not any(sign.isalnum() for sign in text):
        return text.translate(_ESCAPED)
    return words.written(text).translate(_ESCAPED)
