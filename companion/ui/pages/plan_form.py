"""What the forms about a treatment have in common: one subject, something saved, and the way back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from companion.core.treatment import DoseGiven
from companion.core.typed import NotRead
from companion.core.zones import to_utc
from companion.ui.context import Context
from companion.ui.forms.enter import is_enter, press_focused_button
from companion.ui.forms.field import TypedField
from companion.ui.places import Go
from companion.ui.typed_here import typed_day, typed_time
from companion.ui.widgets.card import Card

_EXAMPLE_TIME = time(9, 30)


@dataclass(frozen=True, slots=True)
class Saved:
    """What was saved, in a sentence; how to take it back, and where to go on, if there is such a thing.

    `dose` is one that was written down, for there may be a question about those after it.
    """

    text: str
    undo: Callable[[], None] | None = None
    link: tuple[str, Go] | None = None
    dose: DoseGiven | None = None


class PlanForm(Card):
    """A form that saves when its main button is pressed; nothing typed is ever cleared.

    Signals:
        saved(object): a Saved, after it was written.
        cancelled: the person wants to save nothing.
    """

    saved = Signal(object)
    cancelled = Signal()

    def __init__(self, context: Context, title: str, parent: QWidget | None = None) -> None:
        super().__init__(title, parent=parent)
        self.context = context
        self.words = context.words

    def focus_first(self) -> None:
        """Put the keyboard where answering begins."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not is_enter(event):
            super().keyPressEvent(event)
        elif not event.isAutoRepeat() and not press_focused_button(self):
            self.press_main()

    @Slot()
    def press_main(self) -> None:
        """The main button was pressed, or Enter in a field."""
        raise NotImplementedError


class DayField(TypedField):
    """A day to type, with how it was understood below it."""

    def __init__(self, context: Context, label: str, example: date) -> None:
        written = context.formats().plain_day(example)
        super().__init__(label, context.words("forms.for_example", example=written), example=written)
        self._context = context
        self.edited.connect(self._show_read)

    def set_day(self, day: date) -> None:
        """Show a day that is known."""
        self.set_text(self._context.formats().plain_day(day))
        self._show_read()

    def read(self) -> date | NotRead | None:
        """The day; None where nothing was typed."""
        return typed_day(self.text(), self._context)

    def refuse(self, key: str, **values: object) -> None:
        """Say what to change, and go there."""
        self.show_error(self._context.words(key, example=self.example, **values))
        self.control.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _show_read(self) -> None:
        day = self.read()
        self.echo(self._context.formats().day(day) if isinstance(day, date) else "")


class TimeField(TypedField):
    """A time of day to type, with how it was understood below it."""

    def __init__(self, context: Context, label: str, hint: str = "") -> None:
        written = context.formats().clock(_EXAMPLE_TIME)
        hint = hint or context.words("forms.for_example", example=written)
        super().__init__(label, hint, example=written)
        self._context = context
        self.edited.connect(self._show_read)

    def set_time(self, at: time) -> None:
        """Show a time that is known."""
        self.set_text(self._context.formats().clock(at))

    def read(self) -> time | NotRead | None:
        """The time; None where nothing was typed."""
        return typed_time(self.text(), self._context)

    def refuse(self, key: str, **values: object) -> None:
        """Say what to change, and go there."""
        self.show_error(self._context.words(key, example=self.example, **values))
        self.control.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _show_read(self) -> None:
        at = self.read()
        self.echo(self._context.formats().clock(at) if isinstance(at, time) else "")


def read_wall(day_field: DayField, time_field: TimeField, needs_day: str, needs_time: str) -> datetime | None:
    """The wall time that was typed; None after saying at the field what to change."""
    for field in (day_field, time_field):
        field.clear_error()
    at, day = time_field.read(), day_field.read()
    if not isinstance(at, time):
        time_field.refuse(at.reason if isinstance(at, NotRead) else needs_time)
    if not isinstance(day, date):
        day_field.refuse(day.reason if isinstance(day, NotRead) else needs_day)
    return datetime.combine(day, at) if isinstance(day, date) and isinstance(at, time) else None


def wall_in(zone: str, wall: datetime, context: Context) -> datetime:
    """A wall time of this person's zone on the clocks of `zone`: the same number where the zones are one."""
    here = context.record.zone()
    if here == zone:
        return wall
    return to_utc(wall, here).astimezone(ZoneInfo(zone)).replace(tzinfo=None, fold=0)


def wall_here(zone: str, wall: datetime, context: Context) -> datetime:
    """A wall time of `zone` on this person's clocks."""
    if context.record.zone() == zone:
        return wall
    return context.formats().local(to_utc(wall, zone)).replace(tzinfo=None, fold=0)
