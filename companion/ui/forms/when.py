"""Days and times to type, with how they were understood below them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time

from PySide6.QtCore import Qt, Slot

from companion.core.formats import Formats
from companion.core.typed import NotRead
from companion.ui.context import Context
from companion.ui.forms.field import TypedField
from companion.ui.typed_here import typed_day, typed_time

_EXAMPLE_TIME = time(9, 30)


class UnderstoodField(TypedField):
    """A field that says how it understood what is typed; without a hint it gives the example."""

    def __init__(self, context: Context, label: str, hint: str, example: str) -> None:
        super().__init__(label, hint or context.words("forms.for_example", example=example), example=example)
        self._context = context
        self.edited.connect(self.say_read)

    def understood(self) -> str:
        """What was typed as this program writes it; empty where it is not understood."""
        raise NotImplementedError

    def refuse(self, key: str, **values: object) -> None:
        """Say what to change, and go there."""
        self.show_error(self._context.words(key, example=self.example, **values))
        self.control.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def say_read(self) -> None:
        """Say how what stands there is understood."""
        self.echo(self.understood())


class DayField(UnderstoodField):
    """A day. `day` stands in it from the start; the example is today; `says` writes how it was understood."""

    def __init__(
        self,
        context: Context,
        label: str,
        hint: str = "",
        *,
        example: date | None = None,
        day: date | None = None,
        says: Callable[[Formats, date], str] = Formats.day,
    ) -> None:
        written = context.formats().plain_day(example or context.record.today())
        super().__init__(context, label, hint, written)
        self._says = says
        if day is not None:
            self.set_day(day)

    def set_day(self, day: date) -> None:
        """Let a day that is known stand there, as if it had been typed."""
        self.set_text(self._context.formats().plain_day(day))

    def read(self) -> date | NotRead | None:
        """The day; None where nothing was typed."""
        return typed_day(self.text(), self._context)

    def needed(self, reason: str) -> date | NotRead:
        """The same where it must not be left empty."""
        return self.read() or NotRead(reason)

    def understood(self) -> str:
        day = self.read()
        return self._says(self._context.formats(), day) if isinstance(day, date) else ""


class TimeField(UnderstoodField):
    """A time of day."""

    def __init__(
        self, context: Context, label: str, hint: str = "", *, example: time = _EXAMPLE_TIME
    ) -> None:
        super().__init__(context, label, hint, context.formats().clock(example))

    def set_time(self, at: time) -> None:
        """Let a time that is known stand there, as if it had been typed."""
        self.set_text(self._context.formats().clock(at))

    def read(self) -> time | NotRead | None:
        """The time; None where nothing was typed."""
        return typed_time(self.text(), self._context)

    def needed(self, reason: str) -> time | NotRead:
        """The same where it must not be left empty."""
        read = self.read()
        return NotRead(reason) if read is None else read

    def understood(self) -> str:
        at = self.read()
        return self._context.formats().clock(at) if isinstance(at, time) else ""


def read_wall(day_field: DayField, time_field: TimeField, needs_day: str, needs_time: str) -> datetime | None:
    """The wall time that was typed; None after saying at the field what to change."""
    for field in (day_field, time_field):
        field.clear_error()
    at, day = time_field.needed(needs_time), day_field.needed(needs_day)
    if isinstance(at, NotRead):
        time_field.refuse(at.reason)
    if isinstance(day, NotRead):
        day_field.refuse(day.reason)
    return None if isinstance(day, NotRead) or isinstance(at, NotRead) else datetime.combine(day, at)
