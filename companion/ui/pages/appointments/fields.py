"""The questions about an appointment: what, when, where and what to bring."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from companion.core.appointments import Appointment
from companion.core.typed import NotRead
from companion.core.zones import to_utc
from companion.services.appointments import AppointmentAnswer
from companion.ui.context import Context
from companion.ui.forms.field import ChoiceField, TypedField
from companion.ui.forms.form import Form
from companion.ui.forms.when import DayField, TimeField
from companion.ui.widgets.card import Field
from companion.ui.widgets.choice_list import Option

_EXAMPLE_AHEAD = timedelta(days=7)


class AppointmentFields(Form):
    """The questions; nothing that was typed is ever cleared."""

    def __init__(self, context: Context, about: Appointment | None) -> None:
        super().__init__(context)
        words = self.words
        self._about = about
        kinds = context.catalogue.appointment_kinds.values()
        options = tuple(Option(kind.id, words.written(kind.words.name)) for kind in kinds)
        self._kind = ChoiceField(words("appointments.what_kind"), options, columns=2)
        self._title = TypedField(words("appointments.name"), words("appointments.name_hint"))
        ahead = context.record.today() + _EXAMPLE_AHEAD
        self._day = DayField(context, words("appointments.day"), example=ahead)
        self._time = TimeField(context, words("appointments.time"))
        self._place = TypedField(words("appointments.place"), words("appointments.place_hint"))
        self._to_bring = TypedField(words("appointments.to_bring"), words("appointments.to_bring_hint"))
        self._notes = TypedField(words("appointments.notes"), words("appointments.notes_hint"))
        if options:
            self.add(self._kind)
        self.add(self._title)
        self.add(self._day, self._time)
        for field in (self._place, self._to_bring, self._notes):
            self.add(field)
        if about is not None:
            self._show(about)

    def first(self) -> Field:
        return self._kind if self.context.catalogue.appointment_kinds else self._title

    def readings(self) -> tuple[tuple[Field, object], ...]:
        day, at = self._day.needed("appointments.needs_day"), self._time.needed("appointments.needs_time")
        if isinstance(day, date) and isinstance(at, time) and self._has_passed(day, at):
            if day < self.context.record.today():
                day = NotRead("appointments.day_has_passed")
            else:
                at = NotRead("appointments.time_has_passed")
        return (
            *self._read_what(),
            (self._day, day),
            (self._time, at),
        )

    def answer(self) -> AppointmentAnswer | None:
        """What was written down; None after saying at each field what to change."""
        day, at = self._day.read(), self._time.read()
        if self.complain() or not isinstance(day, date) or not isinstance(at, time):
            return None
        return AppointmentAnswer(
            kind=self._kind.value(),
            title=self._title.text().strip(),
            wall=datetime.combine(day, at),
            place=self._place.text().strip(),
            to_bring=self._to_bring.text().strip(),
            notes=self._notes.text().strip(),
            minutes=self._about.minutes if self._about is not None else None,
        )

    def _show(self, about: Appointment) -> None:
        self._kind.set_value(about.kind)
        self._title.set_text(about.title)
        self._day.set_day(about.wall.date())
        self._time.set_time(about.wall.time())
        self._place.set_text(about.place)
        self._to_bring.set_text(about.to_bring)
        self._notes.set_text(about.notes)

    def _read_what(self) -> tuple[tuple[Field, object], ...]:
        kinds = self.context.catalogue.appointment_kinds
        if not kinds:
            title = self._title.text().strip()
            return ((self._title, title or NotRead("appointments.needs_name")),)
        kind = kinds.get(self._kind.value())
        if kind is None:
            return ((self._kind, NotRead("appointments.needs_kind")),)
        nameless = kind.needs_title and not self._title.text().strip()
        return ((self._kind, kind), (self._title, NotRead("appointments.needs_name") if nameless else ""))

    def _has_passed(self, day: date, at: time) -> bool:
        """Whether it is too late for this time; the time as it stands is never too late."""
        wall, about = datetime.combine(day, at), self._about
        if about is not None and about.wall == wall:
            return False
        return to_utc(wall, self.context.record.zone()) <= self.context.record.now()
