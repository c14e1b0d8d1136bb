"""The numbers of the team's sheet, each in its field, written and read in the units of this person."""

from __future__ import annotations

from decimal import Decimal

from companion.core.team_sheet import lower_line
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


class FeverLineField(TypedField):
    """The team's own fever line, which can only be lower; without a fever rule nothing is read from it."""

    def __init__(self, context: Context) -> None:
        words, fever = context.words, context.catalogue.fever
        self._context = context
        self._kind = None if fever is None else context.catalogue.readings.get(fever.reading)
        if fever is None or self._kind is None:
            super().__init__(words("team_sheet.fever_line"))
            return
        low, high = (self.written(limit) for limit in fever.limits)
        super().__init__(
            words("team_sheet.fever_line"),
            words("team_sheet.fever_line_hint", line=high),
            example=words("team_sheet.range", low=low, high=high),
        )

    def written(self, line: Decimal | None) -> str:
        """A line in Cel as it stands in the field."""
        return "" if self._kind is None else _written(line, self._kind, self._context)

    def read(self) -> Decimal | NotRead | None:
        """The line in Cel, never above what was typed; None where nothing was."""
        fever = self._context.catalogue.fever
        if fever is None or self._kind is None:
            return None
        read = _read(self, self._kind, self._context)
        if not isinstance(read, Understood):
            return read
        line = lower_line(read.value, read.unit.code, self._kind)
        low, high = fever.limits
        return line if low <= line <= high else NotRead("team_sheet.fever_too_high")


class UsualField(TypedField):
    """A reading as it usually is."""

    def __init__(self, context: Context, kind: ReadingKind) -> None:
        words = context.words
        name = words("team_sheet.as_usual", name=words.written(kind.words.name))
        super().__init__(name, words("team_sheet.as_usual_hint"))
        self._context = context
        self._kind = kind

    def written(self, value: Decimal | None) -> str:
        """A value in the first unit of its kind as it stands in the field."""
        return _written(value, self._kind, self._context)

    def read(self) -> Understood | NotRead | None:
        """What was typed; None where nothing was."""
        return _read(self, self._kind, self._context)

    def exact(self) -> Decimal | None:
        """What can be read, in the first unit of its kind."""
        read = self.read()
        if not isinstance(read, Understood):
            return None
        exact = self._kind.in_first_unit(read.value, read.unit.code)
        return Decimal(exact.numerator) / Decimal(exact.denominator)


class HoursField(TypedField):
    """For how many hours the team watches this person after a dose."""

    def __init__(self, context: Context) -> None:
        words, spec = context.words, context.catalogue.team_sheet
        example = words("team_sheet.range", low=spec.least_hours, high=spec.most_hours) if spec else ""
        super().__init__(words("team_sheet.hours"), words("team_sheet.hours_hint"), example=example)
        self._spec = spec

    def read(self) -> int | NotRead | None:
        """Whole hours; None where nothing was typed."""
        text, spec = self.text().strip(), self._spec
        if not text or spec is None:
            return None
        hours = int(text) if text.isascii() and text.isdigit() else 0
        return hours if spec.least_hours <= hours <= spec.most_hours else NotRead("team_sheet.not_hours")


def _written(value: Decimal | None, kind: ReadingKind, context: Context) -> str:
    if value is None:
        return ""
    formats = context.formats()
    unit = kind.unit(formats.preferred_unit(kind))
    return formats.in_unit(convert(value, kind.units[0], unit), unit)


def _read(field: TypedField, kind: ReadingKind, context: Context) -> Understood | NotRead | None:
    preferred = kind.unit(context.formats().preferred_unit(kind))
    match read_typed(field.text(), kind, preferred):
        case Understood() as understood:
            return understood
        case OfferOtherUnit():
            return NotRead("readings.out_of_range")
        case NotUnderstood(reason):
            return NotRead(reason)
        case NothingTyped():
            return None
