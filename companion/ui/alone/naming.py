"""How a diary is told from the others on this computer: name, colour and letter."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot

from companion.core.people_here import Badge, Colour
from companion.core.words import Words
from companion.ui.forms.field import ChoiceField, TypedField
from companion.ui.widgets.badge import BadgeMark
from companion.ui.widgets.card import Card
from companion.ui.widgets.choice_list import Option


class NamingCard(Card):
    """Name, colour and letter of one diary. The name can be read without unlocking, and says so."""

    def __init__(self, title: str, name: str, badge: Badge, words: Words) -> None:
        super().__init__(title)
        self._words = words
        self.name = TypedField(words("people.name"), words("people.name_hint"))
        colours = tuple(
            Option(colour.value, _as_a_choice(words(f"people.{colour.value}"))) for colour in Colour
        )
        self._colour = ChoiceField(words("people.colour"), colours, columns=3)
        self._letter = TypedField(words("people.letter"), words("people.letter_hint"))
        for field in (self.name, self._colour, self._letter):
            self.add(field)
            self.add_space(8)
        self._mark = BadgeMark(badge)
        self.add(self._mark)
        self._colour.edited.connect(self._show_mark)
        self._letter.edited.connect(self._show_mark)
        self.name.set_text(name)
        self._colour.set_value(badge.colour.value)
        self._letter.set_text(badge.letter)

    def badge(self) -> Badge:
        return Badge(Colour(self._colour.value()), self._letter.text().strip()[:2].upper())

    @Slot()
    def _show_mark(self) -> None:
        """The sign as it will stand on each page."""
        self._mark.show_badge(self.badge())

    def complain(self, key: str, sentence: str) -> None:
        """At the field that cannot be used as it is."""
        fields = {"people.no_letter": self._letter, "people.same_letter": self._letter}
        field = self._colour if key == "people.same_colour" else fields.get(key, self.name)
        field.show_error(sentence)
        field.control.setFocus(Qt.FocusReason.OtherFocusReason)


def _as_a_choice(name: str) -> str:
    """With a capital, as every choice has; inside a sentence it has none."""
    return name[:1].upper() + name[1:]
