"""The form about the numbers on the team's own sheet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from companion.core.formats import Formats
from companion.core.people import Person
from companion.core.team_sheet import has_sheet, sheet_is_due
from companion.ui.context import Context
from companion.ui.forms.form import Answers, Form
from companion.ui.forms.sheet_fields import FeverLineField, HoursField, UsualField
from companion.ui.forms.when import DayField
from companion.ui.widgets.button import Button
from companion.ui.widgets.card import Field, stack
from companion.ui.widgets.label import Label


class TeamSheetForm(Form):
    """The date, the fever line, usual readings, chest radiation and hours to be watched: all optional."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        words = self.words
        self._dated, self._radiation = self._day("date"), self._day("radiation")
        self._fever = FeverLineField(context)
        self._usual: Mapping[str, UsualField] = {
            kind.id: UsualField(context, kind)
            for kind in context.catalogue.readings.values()
            if kind.has_usual
        }
        self._hours = HoursField(context)
        self._state = Label("", "strong")
        self._yes = Button(words("team_sheet.yes"), icon="check")
        self._yes.setAccessibleName(words("team_sheet.yes_this"))
        self._yes.clicked.connect(self._confirm)
        self.column.addWidget(self._state)
        stack(self.column, self._yes)
        self.add(self._dated, self._fever)
        self.add(*self._usual.values())
        self.add(self._radiation, self._hours)

    def answers(self) -> Answers:
        return {
            "sheet.dated": self._dated.text(),
            "sheet.fever_line": self._fever.text(),
            "sheet.radiation": self._radiation.text(),
            "sheet.hours": self._hours.text(),
            **{f"sheet.{id}": field.text() for id, field in self._usual.items()},
        }

    def fill(self, answers: Answers) -> None:
        self._dated.set_text(answers.get("sheet.dated", ""))
        self._fever.set_text(answers.get("sheet.fever_line", ""))
        self._radiation.set_text(answers.get("sheet.radiation", ""))
        self._hours.set_text(answers.get("sheet.hours", ""))
        for id, field in self._usual.items():
            field.set_text(answers.get(f"sheet.{id}", ""))
        self._dated.say_read()
        self._radiation.say_read()
        self._show_state()

    def stored(self) -> Answers:
        person, formats = self.context.record.person(), self.context.formats()
        ended, hours = person.chest_radiation_ended, person.observation_hours
        return {
            "sheet.dated": formats.plain_day(person.sheet_dated) if person.sheet_dated else "",
            "sheet.fever_line": self._fever.written(person.fever_line_cel),
            "sheet.radiation": formats.plain_day(ended) if ended else "",
            "sheet.hours": "" if hours is None else str(hours),
            **{
                f"sheet.{id}": field.written(person.usual_readings.get(id))
                for id, field in self._usual.items()
            },
        }

    def readings(self) -> tuple[tuple[Field, object], ...]:
        return (
            (self._dated, self._dated.read()),
            (self._fever, self._fever.read()),
            *((field, field.read()) for field in self._usual.values()),
            (self._radiation, self._radiation.read()),
            (self._hours, self._hours.read()),
        )

    def store(self) -> None:
        person = self.context.record.person()
        line, ended, hours = self._fever.read(), self._radiation.read(), self._hours.read()
        wanted = replace(
            person,
            fever_line_cel=line if isinstance(line, Decimal) else None,
            usual_readings=self._usual_readings(person),
            chest_radiation_ended=ended if isinstance(ended, date) else None,
            observation_hours=hours if isinstance(hours, int) else None,
        )
        dated = self._dated.read()
        if not isinstance(dated, date):
            dated = self.context.record.today() if has_sheet(wanted) else None
        self.context.agreed.take_sheet(replace(wanted, sheet_dated=dated), by=self.context.entering.by)
        self._show_state()

    def first(self) -> QWidget:
        return self._dated.control

    def _day(self, key: str) -> DayField:
        example = self.context.formats().plain_day(self.context.record.today())
        hint = self.words(f"team_sheet.{key}_hint", example=example)
        return DayField(self.context, self.words(f"team_sheet.{key}"), hint, says=Formats.plain_day)

    def _usual_readings(self, person: Person) -> dict[str, Decimal]:
        """What is typed here, and what was entered elsewhere for readings that this form does not ask for."""
        elsewhere = {id: value for id, value in person.usual_readings.items() if id not in self._usual}
        typed = {id: value for id, field in self._usual.items() if (value := field.exact()) is not None}
        return {**elsewhere, **typed}

    def _show_state(self) -> None:
        person, spec = self.context.record.person(), self.context.catalogue.team_sheet
        due = sheet_is_due(person, spec, self.context.record.now())
        if person.sheet_dated is None:
            self._state.setText(self.words("team_sheet.none_yet"))
        else:
            day = self.context.formats().plain_day(person.sheet_dated)
            key = "team_sheet.still_right" if due else "team_sheet.dated"
            self._state.setText(self.words(key, day=day))
        self._yes.setVisible(due)

    @Slot()
    def _confirm(self) -> None:
        self.context.agreed.confirm_sheet(by=self.context.entering.by)
        self._show_state()
