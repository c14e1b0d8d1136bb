"""The page before any diary where several people share a computer: whose it is, and whom to call."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from companion.core.levels import Level
from companion.core.people_here import Badge, Colour, Listed, Register, badge_words
from companion.core.words import Words
from companion.ui.alone import AlonePage
from companion.ui.forms.field import ChoiceField, TypedField
from companion.ui.pages.unwell.page import show_numbers
from companion.ui.widgets.announce import announce
from companion.ui.widgets.badge import BadgeMark
from companion.ui.widgets.button import Button
from companion.ui.widgets.call_cards import CallFacts, emergency_card, number_card
from companion.ui.widgets.card import Card
from companion.ui.widgets.choice_list import Option
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
        if self.body.column.indexOf(self._card) == 0:
            self.body.column.removeWidget(self._card)
            self.body.column.addWidget(self._card)
        self.body.to_top()
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


class AddPersonPage(AlonePage):
    """The new diary and, where it has none yet, a name for the one that is here already.

    Signals:
        wanted: name and Badge of the new one; the naming of the first stands in `first`.
        back: nobody is to be added.
    """

    wanted = Signal()
    back = Signal()

    def __init__(self, register: Register, first_name: str, words: Words, *, new_name: str = "") -> None:
        super().__init__(words("people.title_add"))
        unnamed = next((one for one in register.people if not one.name), None)
        self.unnamed = unnamed
        self.first: NamingCard | None = None
        if unnamed is not None:
            self.first = NamingCard(words("people.heading_first"), first_name, unnamed.badge, words)
            self.body.add(Label(words("people.first_about")))
            self.body.add(self.first)
        self.new = NamingCard(words("people.heading_new"), new_name, register.free_badge(), words)
        self.body.add(self.new)
        make = Button(words("people.make"), "primary")
        make.clicked.connect(self.wanted)
        back = Button(words("people.back"), icon="back")
        back.clicked.connect(self.back)
        self.body.add(button_row(make, back))

    def focus_first(self) -> None:
        """Where something is to be typed first."""
        (self.first or self.new).name.control.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def put_numbers_first(self) -> None:
        """The numbers stand on the page before."""
        self.back.emit()


def _as_a_choice(name: str) -> str:
    """With a capital, as every choice has; inside a sentence it has none."""
    return name[:1].upper() + name[1:]
