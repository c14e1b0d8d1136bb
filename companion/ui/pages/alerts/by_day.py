"""Looking for past alerts by their day: the day is typed, in any of the usual spellings."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from companion.core.typed import NotRead
from companion.ui.context import Context
from companion.ui.forms.field import TypedField
from companion.ui.forms.form import Form
from companion.ui.typed_here import typed_day
from companion.ui.widgets.button import Button
from companion.ui.widgets.card import Field
from companion.ui.widgets.flow import button_row


class DayAsked(Form):
    """One field and its button; nothing typed shows all of them again.

    Signals:
        day_wanted(object): the day to show, None for all.
    """

    day_wanted = Signal(object)

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        example = context.formats().plain_day(context.record.today())
        hint = self.words("forms.for_example", example=example)
        self._day = TypedField(self.words("alerts.day"), hint, example=example)
        self.add(self._day)
        look = Button(self.words("alerts.look"), icon="calendar")
        look.clicked.connect(self._look)
        every = Button(self.words("alerts.all_days"), "quiet")
        every.clicked.connect(self._show_all)
        self.column.addWidget(button_row(look, every))

    def readings(self) -> tuple[tuple[Field, object], ...]:
        return ((self._day, self._read()),)

    def first(self) -> QWidget:
        return self._day.control

    def _read(self) -> date | NotRead | None:
        return typed_day(self._day.text(), self.context)

    @Slot()
    def _look(self) -> None:
        if not self.complain():
            self.day_wanted.emit(self._read())

    @Slot()
    def _show_all(self) -> None:
        self._day.set_text("")
        self._day.clear_error()
        self.day_wanted.emit(None)
