"""The form with what a stranger on the phone may ask: allergies, hospital number, and who helps."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QWidget

from companion.core.typed import read_phone
from companion.ui.context import Context
from companion.ui.forms.field import TypedField
from companion.ui.forms.form import Answers, Form
from companion.ui.widgets.card import Field


class AboutForm(Form):
    """All of it may stay empty; what is there stands in the words to say on the phone."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        words = self.words
        self._allergies = TypedField(words("about_me.allergies"), words("about_me.allergies_hint"))
        self._number = TypedField(words("about_me.hospital_number"), words("about_me.hospital_number_hint"))
        self._name = TypedField(words("about_me.caregiver_name"), words("about_me.caregiver_name_hint"))
        self._phone = TypedField(words("about_me.caregiver_number"), words("about_me.caregiver_number_hint"))
        self.add(self._allergies, self._number)
        self.add(self._name, self._phone)

    def answers(self) -> Answers:
        return {
            "about.allergies": self._allergies.text(),
            "about.hospital_number": self._number.text(),
            "about.caregiver_name": self._name.text(),
            "about.caregiver_number": self._phone.text(),
        }

    def fill(self, answers: Answers) -> None:
        self._allergies.set_text(answers.get("about.allergies", ""))
        self._number.set_text(answers.get("about.hospital_number", ""))
        self._name.set_text(answers.get("about.caregiver_name", ""))
        self._phone.set_text(answers.get("about.caregiver_number", ""))

    def stored(self) -> Answers:
        person = self.context.record.person()
        return {
            "about.allergies": person.allergies,
            "about.hospital_number": person.hospital_number,
            "about.caregiver_name": person.caregiver_name,
            "about.caregiver_number": person.caregiver_number,
        }

    def readings(self) -> tuple[tuple[Field, object], ...]:
        return ((self._phone, read_phone(self._phone.text())),)

    def store(self) -> None:
        phone, before = read_phone(self._phone.text()), self.context.record.person()
        person = replace(
            before,
            allergies=self._allergies.text().strip(),
            hospital_number=self._number.text().strip(),
            caregiver_name=self._name.text().strip(),
            caregiver_number=phone if isinstance(phone, str) else "",
        )
        if person != before:
            self.context.journal.set_person(person, by=self.context.entering.by)

    def first(self) -> QWidget:
        return self._allergies.control
