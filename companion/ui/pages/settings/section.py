"""One card of Settings: a form that is stored as soon as the person is done with a field."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeyEvent

from companion.core.words import Words
from companion.ui.forms.enter import entered
from companion.ui.forms.form import Answers, Form
from companion.ui.widgets.announce import announce
from companion.ui.widgets.button import Button
from companion.ui.widgets.card import Card
from companion.ui.widgets.label import Label


class SettingsSection(Card):
    """What can be read is stored when a field is left; "Save" also says what cannot be read, and where."""

    def __init__(self, title: str, form: Form, words: Words) -> None:
        super().__init__(title)
        self.form = form
        self._words = words
        self._touched = False
        # One line from the start, so that nothing below moves away under the mouse when it changes.
        when = "settings.saved_typed" if form.is_typed else "settings.saved_choice"
        self._state = Label(words(when), "small")
        self.add_space(8)
        self.add(form)
        self.add_space(8)
        if form.is_typed:
            save = Button(words("settings.save"))
            save.setAccessibleName(words("settings.save_this", what=title))
            save.clicked.connect(self._save)
            self.add(save)
        self.add(self._state)
        form.changed.connect(self._note_change)
        form.settled.connect(self.keep)
        form.fill(form.stored())

    def refresh(self) -> None:
        """Show what is stored, unless something newer is being typed."""
        if not self._touched:
            self.form.fill(self.form.stored())

    def focus_first(self) -> None:
        """Put the keyboard into the first field."""
        first = self.form.first()
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def typed(self) -> Answers | None:
        """What stands in the fields and could not be stored; None where there is no such thing."""
        return self.form.answers() if self._touched else None

    def take_up(self, answers: Answers) -> None:
        """Show what stood in these fields before they were built anew."""
        self.form.fill(answers)
        self._note_change()

    @Slot()
    def keep(self) -> None:
        """Store what was typed if it can be read; if not, it stays on the screen as it is."""
        if self._touched and self.form.is_usable():
            self._store()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not entered(event, self, self._save):
            super().keyPressEvent(event)

    @Slot()
    def _save(self) -> None:
        if self.form.complain():
            return
        self._store()
        self.form.fill(self.form.stored())
        announce(self, self._state.text())

    def _store(self) -> None:
        self.form.store()
        self._touched = False
        self._state.setText(self._words("settings.saved"))

    @Slot()
    def _note_change(self) -> None:
        self._touched = True
        self._state.setText(self._words("settings.not_saved_yet"))
