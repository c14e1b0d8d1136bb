"""The card in which a new question for the team is typed."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot

from companion.ui.context import Context
from companion.ui.pages.questions.about import beginning_of
from companion.ui.widgets.button import Button
from companion.ui.widgets.card import Card, Field
from companion.ui.widgets.text_area import TextArea


class NewQuestion(Card):
    """What is typed stays until it is added; it may be about an alert, a page of Learn or a symptom."""

    def __init__(self, context: Context) -> None:
        words = context.words
        super().__init__(words("questions.add_one"))
        self._context = context
        self._about = ""
        self._text = TextArea()
        self._field = Field(words("questions.new"), self._text, words("questions.new_hint"))
        add = Button(words("questions.add"), "primary", icon="add")
        add.clicked.connect(self._add)
        for part in (self._field, add):
            self.add(part)

    def begin(self, subject: str | None) -> bool:
        """Begin a question about a subject, unless one is being typed; whether there is such a subject."""
        begun = beginning_of(subject, self._context)
        if begun and not self._text.text().strip():
            self._about = subject or ""
            self._text.setPlainText(begun)
            self._text.moveCursor(self._text.textCursor().MoveOperation.End)
        return bool(begun)

    def focus_first(self) -> None:
        """Put the keyboard where it is typed."""
        self._text.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _add(self) -> None:
        text = self._text.text()
        if not text.strip():
            self._field.show_error(self._context.words("questions.empty"))
            self.focus_first()
            return
        self._context.questions.note(text, about=self._about)
        self._field.clear_error()
        self._text.clear()
        self._about = ""
