"""The card of Settings about the copies of the diary: when the last one was made, and the way to them."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from companion.ui.context import Context
from companion.ui.pages.alerts.card import warning_card
from companion.ui.pages.copies.words import is_worrying, last_copy, problems, synced
from companion.ui.widgets.button import Button
from companion.ui.widgets.card import Card
from companion.ui.widgets.label import Label
from companion.ui.widgets.rebuilt import take_all_away


class CopiesCard(QWidget):
    """In an amber frame where the last good copy is older than a week.

    Signals:
        wanted: the person wants to see the copies.
    """

    wanted = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._button = Button(context.words("copies.see"))
        self._button.clicked.connect(self.wanted)
        self._shown: tuple[object, ...] | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        context.backups.changed.connect(self._on_changed)

    def refresh(self) -> None:
        """As it is at this moment; rebuilt only where something else is to be said."""
        context, state = self._context, self._context.backups.state()
        lines = (last_copy(context, state), *problems(context, state), synced(context))
        shown = (is_worrying(state), *lines)
        if shown == self._shown:
            return
        self._shown = shown
        had_focus = self._button.hasFocus()
        self._button.setParent(self)
        take_all_away(self._column)
        title = context.words("copies.title")
        card = warning_card(title) if is_worrying(state) else Card(title)
        for line in lines:
            if line:
                card.add(Label(line, "strong" if line is lines[0] else "body"))
        card.add_space(8)
        card.add(self._button)
        self._button.show()
        self._column.addWidget(card)
        if had_focus:
            self.focus_first()

    def keep(self) -> None:
        """Nothing is typed here."""

    def focus_first(self) -> None:
        """Put the keyboard on the way to the copies."""
        self._button.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _on_changed(self) -> None:
        if self.isVisible():
            self.refresh()
