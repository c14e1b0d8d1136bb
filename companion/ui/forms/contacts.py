"""The form about whom to call."""

from __future__ import annotations

import tomllib

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from companion.core.emergency_numbers import EmergencyNumbers, parse_emergency_numbers
from companion.core.parsing import Section
from companion.core.people import Contacts
from companion.core.typed import NotRead, read_phone
from companion.ui.context import Context
from companion.ui.forms.field import Pick, TypedField, with_room
from companion.ui.forms.form import Answers, Form
from companion.ui.theme import look
from companion.ui.widgets.card import Field
from companion.ui.widgets.label import Label

_NUMBERS = "emergency_numbers.toml"


class ContactsForm(Form):
    """The team's number, the unit, and the emergency number, which the country fills in."""

    def __init__(self, context: Context, *, number_needed: bool = False) -> None:
        super().__init__(context)
        words = self.words
        self._number_needed = number_needed
        self._numbers = _emergency_numbers()
        self._team_number = TypedField(words("forms.team_number"), words("forms.team_number_hint"))
        self._team_name = TypedField(words("forms.team_name"), words("forms.team_name_hint"))
        self._country = Pick()
        self._country.addItem(words("forms.choose_country"), "")
        for country in self._numbers.countries:
            self._country.addItem(words.written(country.name), country.code)
        country_field = Field(words("forms.country"), self._country, words("forms.country_hint"))
        with_room(country_field)
        self._emergency = TypedField(words("forms.emergency_number"), words("forms.emergency_hint"))
        self.add(self._team_number, self._team_name)
        self.add(country_field, self._emergency)
        self.column.addWidget(Label(words.written(self._numbers.note), "small"))
        self.column.addWidget(Label(words("unlock.readable_short"), "small"))
        self._country.activated.connect(self._take_number)

    def answers(self) -> Answers:
        return {
            "contacts.team_number": self._team_number.text(),
            "contacts.team_name": self._team_name.text(),
            "contacts.country": str(self._country.currentData()),
            "contacts.emergency_number": self._emergency.text(),
        }

    def fill(self, answers: Answers) -> None:
        self._team_number.set_text(answers.get("contacts.team_number", ""))
        self._team_name.set_text(answers.get("contacts.team_name", ""))
        self._country.setCurrentIndex(max(0, self._country.findData(answers.get("contacts.country", ""))))
        self._emergency.set_text(answers.get("contacts.emergency_number", ""))

    def stored(self) -> Answers:
        contacts = self.context.record.contacts()
        return {
            "contacts.team_number": contacts.team_number,
            "contacts.team_name": contacts.team_name,
            "contacts.country": str(self._country.currentData()),
            "contacts.emergency_number": contacts.emergency_number,
        }

    def readings(self) -> tuple[tuple[Field, object], ...]:
        team = read_phone(self._team_number.text())
        if team is None and self._number_needed:
            team = NotRead("forms.number_needed")
        return ((self._team_number, team), (self._emergency, read_phone(self._emergency.text())))

    def store(self) -> None:
        contacts = Contacts(
            team_name=self._team_name.text().strip(),
            team_number=_number(self._team_number),
            emergency_number=_number(self._emergency),
        )
        if contacts != self.context.record.contacts():
            self.context.journal.set_contacts(contacts, by=self.context.entering.by)

    def first(self) -> QWidget:
        return self._team_number.control

    @Slot()
    def _take_number(self) -> None:
        country = self._numbers.country(str(self._country.currentData()))
        if country is not None:
            self._emergency.set_text(country.number)
            self._emergency.clear_error()
        self.changed.emit()
        self.settled.emit()


def _number(field: TypedField) -> str:
    read = read_phone(field.text())
    return read if isinstance(read, str) else ""


def _emergency_numbers() -> EmergencyNumbers:
    text = (look().resources / _NUMBERS).read_text(encoding="utf-8")
    return parse_emergency_numbers(Section(tomllib.loads(text), _NUMBERS))
