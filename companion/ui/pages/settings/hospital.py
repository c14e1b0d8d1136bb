"""The card of Settings about being in hospital: until when, or that nobody knows yet."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from PySide6.QtCore import Qt, Slot

from companion.core.typed import NotRead
from companion.core.zones import to_utc
from companion.ui.context import Context
from companion.ui.forms.field import ToggleField
from companion.ui.forms.form import Form
from companion.ui.forms.when import DayField, TimeField
from companion.ui.pages.hospital_words import quiet_line
from companion.ui.widgets.announce import announce
from companion.ui.widgets.button import Button
from companion.ui.widgets.card import Card, Field
from companion.ui.widgets.choice_list import Option
from companion.ui.widgets.flow import button_row
from companion.ui.widgets.label import Label

_UNKNOWN = "unknown"
_EXAMPLE_TIME = time(11, 0)


class _EndForm(Form):
    """The end of a stay; nothing is stored before its button is pressed."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        words = self.words
        tomorrow = context.record.today() + timedelta(days=1)
        self._day = DayField(context, words("hospital.until_day"), example=tomorrow)
        self._time = TimeField(context, words("hospital.until_time"), example=_EXAMPLE_TIME)
        self._unknown = ToggleField(
            words("hospital.unknown"),
            (Option(_UNKNOWN, words("hospital.do_not_know"), words("hospital.do_not_know_means")),),
        )
        self.add(self._day, self._time)
        self.column.addWidget(self._unknown)

    def end(self) -> datetime | None:
        """The end that was given; None while nobody knows. Only after `is_usable`."""
        day, at = self._day.read(), self._time.read()
        if self._unknown.values() or not isinstance(day, date) or not isinstance(at, time):
            return None
        return to_utc(datetime.combine(day, at), self.context.record.zone())

    def readings(self) -> tuple[tuple[Field, object], ...]:
        if self._unknown.values():
            return ()
        end, at = self.end(), self._time.needed("hospital.needs_time")
        if end is not None and end <= self.context.record.now():
            at = NotRead("hospital.end_has_passed")
        return ((self._day, self._day.needed("hospital.needs_day")), (self._time, at))

    def empty(self) -> None:
        """Nothing typed and nothing chosen."""
        self._unknown.set_values(())
        for field in (self._day, self._time):
            field.set_text("")
            field.say_read()
            field.clear_error()

    def first(self) -> ToggleField:
        return self._unknown


class HospitalCard(Card):
    """Says where the person is; the levels of alerts do not change with it."""

    def __init__(self, context: Context) -> None:
        words = context.words
        super().__init__(words("hospital.title"))
        self._context = context
        self._form = _EndForm(context)
        self._quiet = Label("", "strong")
        self._home = Button(words("hospital.home"), icon="check")
        self._home.clicked.connect(self._go_home)
        self._go = Button(words("hospital.go_in"))
        self._go.clicked.connect(self._go_in)
        self.add(Label(words("hospital.means")))
        self.add(self._quiet)
        self.add(self._home)
        self.add_space(8)
        self.add(self._form)
        self.add_space(8)
        self.add(button_row(self._go))

    def refresh(self) -> None:
        """As it is at this moment."""
        line = quiet_line(self._context)
        self._quiet.setText(line)
        self._quiet.setVisible(bool(line))
        self._home.setVisible(bool(line))
        words = self._context.words
        self._go.setText(words("hospital.change" if line else "hospital.go_in"))

    def keep(self) -> None:
        """Only the button says that the person is in hospital."""

    def focus_first(self) -> None:
        """Put the keyboard where the stay begins or ends."""
        first = self._home if self._home.isVisibleTo(self) else self._form.first().control
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _go_in(self) -> None:
        if self._form.complain():
            return
        self._context.agreed.go_into_hospital(self._form.end(), by=self._context.entering.by)
        self._form.empty()
        self.refresh()
        announce(self, self._quiet.text())

    @Slot()
    def _go_home(self) -> None:
        self._context.agreed.leave_hospital(by=self._context.entering.by)
        self._form.empty()
        self.refresh()
        self._form.first().control.setFocus(Qt.FocusReason.OtherFocusReason)
