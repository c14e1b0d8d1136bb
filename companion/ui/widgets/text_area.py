"""A field for several lines that gives back what was typed, letter for letter."""

from __future__ import annotations

from PySide6.QtWidgets import QPlainTextEdit, QWidget

_END_OF_PARAGRAPH = "\u2029"


class TextArea(QPlainTextEdit):
    """Several lines of plain text; the Tab key goes on to the next control."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setTabChangesFocus(True)

    def text(self) -> str:
        """What was typed; toPlainText would turn a hard space into a plain one."""
        return self.document().toRawText().replace(_END_OF_PARAGRAPH, "\n")
