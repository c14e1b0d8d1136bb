"""The note of the entry that is being filled in: typed, hidden from a caregiver, or hidden from this one."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, QTimer, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from companion.core.diary import LONGEST_NOTE
from companion.ui.pages.diary.filling import Filling
from companion.ui.widgets.card import Field
from companion.ui.widgets.choice_list import Option, ToggleList
from companion.ui.widgets.label import Label
from companion.ui.widgets.text_area import TextArea

_KEEP_EVERY_MS = 2000
_HIDE = "hide"


class NoteField(QWidget):
    """Kept every two seconds while it is typed. A note that is hidden from the one who enters is not here."""

    def __init__(self, filling: Filling) -> None:
        super().__init__()
        words = filling.context.words
        self._filling = filling
        self._withheld = False
        self._note = TextArea()
        self._field = Field(words("diary.note"), self._note, words("diary.note_hint"))
        self._elsewhere = Label(words("hidden_notes.withheld"), "small")
        self._hide = ToggleList(
            words("hidden_notes.hide_this"),
            (Option(_HIDE, words("hidden_notes.hide_this"), words("hidden_notes.hide_this_means")),),
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for part in (self._field, self._elsewhere, self._hide):
            column.addWidget(part)
        entry = filling.entry()
        self._note.setPlainText(entry.note if entry else "")
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_KEEP_EVERY_MS)
        self._timer.timeout.connect(self.keep)
        self._note.textChanged.connect(self._typed)
        self._hide.changed.connect(self._turn)
        self.look_again()

    def look_again(self) -> None:
        """As the one who enters now may see it; what is being typed stays as it is."""
        entry, hidden_notes = self._filling.entry(), self._filling.context.hidden_notes
        withheld = entry is not None and entry.note_withheld
        if withheld is not self._withheld:
            self._withheld = withheld
            with QSignalBlocker(self._note):
                self._note.setPlainText(entry.note if entry is not None else "")
        self._field.setVisible(not withheld)
        self._elsewhere.setVisible(withheld)
        self._hide.setVisible(hidden_notes.may_choose(entry))
        self._hide.set_values((_HIDE,) if hidden_notes.is_hidden(entry) else ())

    @Slot()
    def keep(self) -> bool:
        """Write the note as far as it is typed and fits; whether all of it fits."""
        self._timer.stop()
        if self._withheld:
            return True
        text = self._note.text()
        if len(text) > LONGEST_NOTE:
            words = self._filling.context.words
            self._field.show_error(words("diary.note_too_long", most=f"{LONGEST_NOTE:,}"))
        else:
            self._field.clear_error()
        self._filling.write_note(text[:LONGEST_NOTE])
        return len(text) <= LONGEST_NOTE

    def focus(self) -> None:
        """Where it is typed."""
        self._note.setFocus()

    @Slot()
    def _typed(self) -> None:
        if not self._timer.isActive():
            self._timer.start()

    @Slot()
    def _turn(self) -> None:
        self._filling.hide_note(hidden=_HIDE in self._hide.values())
