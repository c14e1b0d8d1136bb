"""The form for one person who will be there: who, from when and until when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time

from PySide6.QtCore import Qt, Slot

from companion.core.formats import Formats
from companion.core.getting_ready import Preparation
from companion.core.typed import NotRead
from companion.core.zones import to_utc
from companion.ui.context import Context
from companion.ui.forms.field import TypedField
from companion.ui.forms.form import Form
from companion.ui.forms.when import DayField
from companion.ui.typed_here import typed_time
from companion.ui.widgets.card import Field

_EXAMPLE_TIME = time(22, 0)


@dataclass(frozen=True, slots=True)
class SpellAnswer:
    """Who will be there, and when."""

    name: str
    starts_at: datetime
    ends_at: datetime


class CompanyForm(Form):
    """It proposes the first time for which there is nobody yet; what a person changed stays as typed."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        words, formats = self.words, context.formats()
        self._touched = False
        self._between: tuple[datetime, datetime] | None = None
        at = formats.clock(_EXAMPLE_TIME)
        time_hint = words("forms.for_example", example=at)
        self._name = TypedField(words("getting_ready.who"), words("getting_ready.who_hint"))
        self._from_day = DayField(context, words("getting_ready.from_day"), says=Formats.short_day)
        self._from_time = TypedField(words("getting_ready.from_time"), time_hint, example=at)
        self._until_day = DayField(context, words("getting_ready.until_day"), says=Formats.short_day)
        self._until_time = TypedField(words("getting_ready.until_time"), time_hint, example=at)
        self.add(self._name)
        self.add(self._from_day, self._from_time)
        self.add(self._until_day, self._until_time)
        self.changed.connect(self._touch)

    def propose(self, prepared: Preparation) -> None:
        """The first gap, unless something is being typed."""
        if prepared.company:
            self._between = (prepared.company[0].starts_at, prepared.company[-1].ends_at)
        if self._touched or not prepared.gaps:
            return
        gap, formats = prepared.gaps[0], self.context.formats()
        fields = (
            (self._from_day, self._from_time, gap.starts_at),
            (self._until_day, self._until_time, gap.ends_at),
        )
        for day, at, moment in fields:
            local = formats.local(moment)
            day.set_day(local.date())
            day.say_read()
            at.set_text(formats.clock(local.time()))

    def empty(self) -> None:
        """What was typed is kept: the next one can be proposed."""
        for field in self._fields():
            field.set_text("")
            field.clear_error()
        self._touched = False
        for day in (self._from_day, self._until_day):
            day.say_read()

    def focus_first(self) -> None:
        """Put the keyboard on the name."""
        self._name.control.setFocus(Qt.FocusReason.OtherFocusReason)

    def answer(self) -> SpellAnswer | None:
        """Who and when; None after saying at each field what to change."""
        start, end = (
            self._moment(self._from_day, self._from_time),
            self._moment(self._until_day, self._until_time),
        )
        if self.complain() or start is None or end is None:
            return None
        return SpellAnswer(self._name.text().strip(), start, end)

    def readings(self) -> tuple[tuple[Field, object], ...]:
        start, end = (
            self._moment(self._from_day, self._from_time),
            self._moment(self._until_day, self._until_time),
        )
        until_time = self._read_time(self._until_time)
        until_day = self._until_day.needed("getting_ready.needs_day")
        if start is not None and end is not None:
            if end <= start:
                until_time = NotRead("getting_ready.ends_before_it_begins")
            elif self._between is not None and (end <= self._between[0] or start >= self._between[1]):
                until_day = NotRead("getting_ready.outside")
        return (
            (self._name, self._name.text().strip() or NotRead("getting_ready.needs_name")),
            (self._from_day, self._from_day.needed("getting_ready.needs_day")),
            (self._from_time, self._read_time(self._from_time)),
            (self._until_day, until_day),
            (self._until_time, until_time),
        )

    def _fields(self) -> tuple[TypedField, ...]:
        return (self._name, self._from_day, self._from_time, self._until_day, self._until_time)

    def _moment(self, day_field: DayField, time_field: TypedField) -> datetime | None:
        day, at = day_field.read(), self._read_time(time_field)
        if not isinstance(day, date) or not isinstance(at, time):
            return None
        return to_utc(datetime.combine(day, at), self.context.record.zone())

    def _read_time(self, field: TypedField) -> time | NotRead:
        read = typed_time(field.text(), self.context)
        return NotRead("getting_ready.needs_time") if read is None else read

    @Slot()
    def _touch(self) -> None:
        self._touched = any(field.text() for field in self._fields())
