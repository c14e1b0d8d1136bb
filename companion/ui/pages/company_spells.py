"""Who is there and when: one line for each, with the way to take it out."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from companion.core.company import Spell
from companion.ui.context import Context
from companion.ui.pages.company_words import spell_line
from companion.ui.widgets.button import Button
from companion.ui.widgets.flow import button_row
from companion.ui.widgets.label import Label
from companion.ui.widgets.rebuilt import Rebuilt


class SpellList(Rebuilt):
    """Gone while there is nobody.

    Signals:
        remove_wanted(object): the id (str) of the spell to be taken out.
    """

    remove_wanted = Signal(object)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context

    def show_spells(self, spells: tuple[Spell, ...]) -> None:
        """As they are stored now."""
        self.clear()
        for spell in spells:
            self.add(self._row(spell))
        self.setVisible(bool(spells))

    def _row(self, spell: Spell) -> QWidget:
        words = self._context.words
        line = spell_line(spell, self._context.formats())
        remove = Button(words("getting_ready.remove"), icon="close")
        remove.setAccessibleName(words("getting_ready.remove_of", who=line))
        remove.setProperty("subject", spell.id)
        remove.clicked.connect(self._want_remove)
        row = QWidget()
        column = QVBoxLayout(row)
        column.setContentsMargins(0, 4, 0, 4)
        column.setSpacing(4)
        column.addWidget(Label(line, user_text=True))
        column.addWidget(button_row(remove))
        return row

    @Slot()
    def _want_remove(self) -> None:
        self.remove_wanted.emit(str(self.sender().property("subject")))
