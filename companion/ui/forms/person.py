"""The form about the patient."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from companion.core.typed import NotRead, calendar_names, read_birth_date
from companion.ui.context import Context
from companion.ui.forms.field import ChoiceField, TypedField
from companion.ui.forms.form import Answers, Form
from companion.ui.widgets.card import Field
from companion.ui.widgets.choice_list import Option

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
            self.context.journal.set_person(person, by=self.context.entering.by)

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
