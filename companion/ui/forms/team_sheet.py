"""The form about the numbers on the team's own sheet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from companion.core.people import Person
from companion.core.team_sheet import has_sheet, lower_line, sheet_is_due
from companion.core.typed import NotRead
from companion.core.units import (
    NothingTyped,
    NotUnderstood,
    OfferOtherUnit,
    ReadingKind,
    Understood,
    convert,
    read_typed,
)
from companion.ui.context import Context
from companion.ui.forms.field import TypedField
from companion.ui.forms.form import Answers, Form
from companion.ui.typed_here import typed_day
from companion.ui.widgets.button import Button
from companion.ui.widgets.card import Field, stack
from companion.ui.widgets.label import Label


class TeamSheetForm(Form):
    """The date, the fever line, usual readings, chest radiation and hours to be watched: all optional."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        words, catalogue = self.words, context.catalogue
        day = context.formats().plain_day(context.record.today())
        fever = catalogue.fever
        self._fever_kind = catalogue.readings.get(fever.reading) if fever is not None else None
        self._usual_kinds = tuple(kind for kind in catalogue.readings.values() if kind.has_usual)
        self._dated = TypedField(
            words("team_sheet.date"), words("team_sheet.date_hint", example=day), example=day
        )
        self._fever = self._fever_field()
        self._usual: Mapping[str, TypedField] = {
            kind.id: TypedField(
                words("team_sheet.as_usual", name=words.written(kind.words.name)),
                words("team_sheet.as_usual_hint"),
            )
            for kind in self._usual_kinds
        }
        self._radiation = TypedField(
            words("team_sheet.radiation"), words("team_sheet.radiation_hint", example=day), example=day
        )
        spec = catalogue.team_sheet
        hours = words("team_sheet.range", low=spec.least_hours, high=spec.most_hours) if spec else ""
        self._hours = TypedField(words("team_sheet.hours"), words("team_sheet.hours_hint"), example=hours)
        self._state = Label("", "strong")
        self._yes = Button(words("team_sheet.yes"), icon="check")
        self._yes.clicked.connect(self._confirm)
        self.column.addWidget(self._state)
        stack(self.column, self._yes)
        self.add(self._dated, self._fever)
        self.add(*self._usual.values())
        self.add(self._radiation, self._hours)
        self._dated.edited.connect(self._echo_days)
        self._radiation.edited.connect(self._echo_days)

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
        self._echo_days()
        self._show_state()

    def stored(self) -> Answers:
        person, formats = self.context.record.person(), self.context.formats()
        usual = {
            f"sheet.{kind.id}": self._written(person.usual_readings.get(kind.id), kind)
            for kind in self._usual_kinds
        }
        line = self._written(person.fever_line_cel, self._fever_kind) if self._fever_kind else ""
        ended, hours = person.chest_radiation_ended, person.observation_hours
        return {
            "sheet.dated": formats.plain_day(person.sheet_dated) if person.sheet_dated else "",
            "sheet.fever_line": line,
            "sheet.radiation": formats.plain_day(ended) if ended else "",
            "sheet.hours": "" if hours is None else str(hours),
            **usual,
        }

    def readings(self) -> tuple[tuple[Field, object], ...]:
        usual = tuple((self._usual[kind.id], self._read_usual(kind)) for kind in self._usual_kinds)
        return (
            (self._dated, self._read_day(self._dated)),
            (self._fever, self._read_fever()),
            *usual,
            (self._radiation, self._read_day(self._radiation)),
            (self._hours, self._read_hours()),
        )

    def store(self) -> None:
        person = self.context.record.person()
        line, ended, hours = self._read_fever(), self._read_day(self._radiation), self._read_hours()
        wanted = replace(
            person,
            fever_line_cel=line if isinstance(line, Decimal) else None,
            usual_readings={**self._other_usual(person), **dict(self._usual_values())},
            chest_radiation_ended=ended if isinstance(ended, date) else None,
            observation_hours=hours if isinstance(hours, int) else None,
        )
        dated = self._read_day(self._dated)
        if not isinstance(dated, date):
            dated = self.context.record.today() if has_sheet(wanted) else None
        self.context.agreed.take_sheet(replace(wanted, sheet_dated=dated), by=self.context.entering.by)
        self._show_state()

    def first(self) -> QWidget:
        return self._dated.control

    def _fever_field(self) -> TypedField:
        words, fever, kind = self.words, self.context.catalogue.fever, self._fever_kind
        if fever is None or kind is None:
            return TypedField(words("team_sheet.fever_line"))
        low, high = (self._written(limit, kind) for limit in fever.limits)
        return TypedField(
            words("team_sheet.fever_line"),
            words("team_sheet.fever_line_hint", line=high),
            example=words("team_sheet.range", low=low, high=high),
        )

    def _written(self, value: Decimal | None, kind: ReadingKind) -> str:
        """A value in the first unit of its kind, in the unit of this person."""
        if value is None:
            return ""
        formats = self.context.formats()
        unit = kind.unit(formats.preferred_unit(kind))
        return formats.in_unit(convert(value, kind.units[0], unit), unit)

    def _read(self, field: TypedField, kind: ReadingKind) -> Understood | NotRead | None:
        preferred = kind.unit(self.context.formats().preferred_unit(kind))
        match read_typed(field.text(), kind, preferred):
            case Understood() as understood:
                return understood
            case OfferOtherUnit():
                return NotRead("readings.out_of_range")
            case NotUnderstood(reason):
                return NotRead(reason)
            case NothingTyped():
                return None

    def _read_fever(self) -> Decimal | NotRead | None:
        fever, kind = self.context.catalogue.fever, self._fever_kind
        if fever is None or kind is None:
            return None
        read = self._read(self._fever, kind)
        if not isinstance(read, Understood):
            return read
        line = lower_line(read.value, read.unit.code, kind)
        low, high = fever.limits
        return line if low <= line <= high else NotRead("team_sheet.fever_too_high")

    def _read_usual(self, kind: ReadingKind) -> Understood | NotRead | None:
        return self._read(self._usual[kind.id], kind)

    def _usual_values(self) -> Iterator[tuple[str, Decimal]]:
        for kind in self._usual_kinds:
            read = self._read_usual(kind)
            if isinstance(read, Understood):
                exact = kind.in_first_unit(read.value, read.unit.code)
                yield kind.id, Decimal(exact.numerator) / Decimal(exact.denominator)

    def _other_usual(self, person: Person) -> dict[str, Decimal]:
        """What was entered elsewhere for readings that this form does not ask for."""
        asked = {kind.id for kind in self._usual_kinds}
        return {id: value for id, value in person.usual_readings.items() if id not in asked}

    def _read_hours(self) -> int | NotRead | None:
        text, spec = self._hours.text().strip(), self.context.catalogue.team_sheet
        if not text or spec is None:
            return None
        hours = int(text) if text.isascii() and text.isdigit() else 0
        return hours if spec.least_hours <= hours <= spec.most_hours else NotRead("team_sheet.not_hours")

    def _read_day(self, field: TypedField) -> date | NotRead | None:
        return typed_day(field.text(), self.context)

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

    @Slot()
    def _echo_days(self) -> None:
        for field in (self._dated, self._radiation):
            read = self._read_day(field)
            field.echo(self.context.formats().plain_day(read) if isinstance(read, date) else "")
