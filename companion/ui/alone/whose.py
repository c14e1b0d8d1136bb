"""The page before any diary where several people share a computer: whose it is, and whom to call."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from companion.core.levels import Level
from companion.core.people_here import Listed, Register, badge_words
from companion.core.words import Words
from companion.ui.alone.page import AlonePage
from companion.ui.pages.numbers import show_numbers
from companion.ui.widgets.announce import announce
from companion.ui.widgets.badge import BadgeMark
from companion.ui.widgets.button import Button
from companion.ui.widgets.call_cards import CallFacts, emergency_card, number_card
from companion.ui.widgets.card import Card
from companion.ui.widgets.flow import button_row
from companion.ui.widgets.label import Label

_GAP = 12


def called(person: Listed, words: Words) -> str:
    """What a diary is called; one that has no name yet goes by its letter."""
    return person.name or words("people.unnamed", letter=person.badge.letter)


class WhosePage(AlonePage):
    """A big button for each person, the one of last time first; below, or above them, whom to call for each.

    Signals:
        chosen: a Listed.
        add: one more person is to get a diary.
    """

    chosen = Signal(object)
    add = Signal()

    def __init__(self, register: Register, numbers: tuple[CallFacts, ...], words: Words) -> None:
        """`numbers` are those of `register.known_first()`, in that order."""
        super().__init__(words("people.title"))
        self._words = words
        self._people = {person.folder: person for person in register.people}
        people = register.known_first()
        self._card = Card()
        self._card.setAccessibleName(self.title)
        self._card.add(Label(words("people.intro")))
        self._buttons: list[Button] = []
        for person in people:
            self._card.add_space(8)
            self._card.add(self._choice(person))
        another = Button(words("people.add"), icon="add")
        another.clicked.connect(self.add)
        self._card.add_space(8)
        self._card.add(button_row(another))
        self.body.add(self._card)
        self._show_numbers(people, numbers)

    def focus_first(self) -> None:
        """The keyboard is on the person of last time: Enter opens that diary."""
        self._buttons[0].setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def put_numbers_first(self) -> None:
        """Somebody feels unwell: the numbers of everybody come to the top, each with its name."""
        self.put_last(self._card)
        announce(self, self._words("people.nothing_open"), assertive=True)

    def _choice(self, person: Listed) -> QWidget:
        badge = badge_words(person.badge, self._words)
        name = self._words("people.pick", name=called(person, self._words), badge=badge)
        button = Button(name, size="big", icon="person")
        button.setProperty("userText", True)
        button.setProperty("folder", person.folder)
        button.clicked.connect(self._choose)
        self._buttons.append(button)
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(_GAP)
        line.addWidget(BadgeMark(person.badge))
        line.addWidget(button, 1)
        return row

    def _show_numbers(self, people: tuple[Listed, ...], numbers: tuple[CallFacts, ...]) -> None:
        words = self._words
        if len(people) == 1:
            show_numbers(self.body, numbers[0], Level.CALL_NOW, words)
            return
        for person, facts in zip(people, numbers, strict=True):
            title = Label(words("people.numbers_of", name=called(person, words)), "h2")
            title.setProperty("userText", True)
            self.body.add(title)
            self.body.add(number_card(facts, Level.CALL_NOW, words))
        self.body.add(emergency_card(numbers[0], words))

    @Slot()
    def _choose(self) -> None:
        self.chosen.emit(self._people[str(self.sender().property("folder"))])
