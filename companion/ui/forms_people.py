"""The forms about the patient and about whom to call."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from datetime import date

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from companion.core.emergency_numbers import EmergencyNumbers, parse_emergency_numbers
from companion.core.parsing import Section
from companion.core.people import Contacts
from companion.core.typed import NotRead, calendar_names, read_birth_date, read_phone
from companion.ui.context import Context
from companion.ui.forms import Answers, ChoiceField, Form, Pick, TypedField, with_room
from companion.ui.theme import look
from companion.ui.widgets.card import Field
from companion.ui.widgets.choice_list import Option
from companion.ui.widgets.label import Label

_NUMBERS = "emergency_numbers.toml"
# A day past the 12th: it shows which number is the month.
_EXAMPLE = date(1950, 3, 31)
_FOR_ME, _FOR_ANOTHER = "me", "another"


class PersonForm(Form):
    """Whose diary it is, the name and the birth date."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        words = self.words
        self._for_whom = ChoiceField(
            words("forms.for_whom"),
            (
                Option(_FOR_ME, words("forms.for_me")),
                Option(_FOR_ANOTHER, words("forms.for_another"), words("forms.for_another_means")),
            ),
            columns=2,
        )
        self._name = TypedField(words("forms.name"), words("forms.name_hint"))
        example = context.formats().plain_day(_EXAMPLE)
        self._birth = TypedField(
            words("forms.birth_date"), words("forms.for_example", example=example), example=example
        )
        self.add(self._for_whom)
        self.add(self._name, self._birth)
        self._birth.edited.connect(self._show_birth)

    def answers(self) -> Answers:
        return {
            "person.for_whom": self._for_whom.value(),
            "person.name": self._name.text(),
            "person.birth_date": self._birth.text(),
        }

    def fill(self, answers: Answers) -> None:
        self._for_whom.set_value(answers.get("person.for_whom", ""))
        self._name.set_text(answers.get("person.name", ""))
        self._birth.set_text(answers.get("person.birth_date", ""))
        self._show_birth()

    def stored(self) -> Answers:
        person = self.context.record.person()
        birth = person.birth_date
        is_new = not person.name and birth is None and not person.cared_for_by_another
        for_whom = _FOR_ANOTHER if person.cared_for_by_another else "" if is_new else _FOR_ME
        return {
            "person.for_whom": for_whom,
            "person.name": person.name,
            "person.birth_date": self.context.formats().plain_day(birth) if birth is not None else "",
        }

    def readings(self) -> tuple[tuple[Field, object], ...]:
        return ((self._birth, self._read_birth()),)

    def store(self) -> None:
        birth = self._read_birth()
        person = replace(
            self.context.record.person(),
            name=self._name.text().strip(),
            birth_date=birth if isinstance(birth, date) else None,
            cared_for_by_another=self._for_whom.value() == _FOR_ANOTHER,
        )
        if person != self.context.record.person():
            self.context.journal.set_person(person)

    def first(self) -> QWidget:
        return self._for_whom.control

    def _read_birth(self) -> date | NotRead | None:
        formats = self.context.formats()
        return read_birth_date(
            self._birth.text(),
            order=formats.date_order,
            names=calendar_names(self.words),
            today=self.context.record.today(),
        )

    @Slot()
    def _show_birth(self) -> None:
        read = self._read_birth()
        self._birth.echo(self.context.formats().plain_day(read) if isinstance(read, date) else "")


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
            self.context.journal.set_contacts(contacts)

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
