"""The form for the hours as the team told them: to be watched, to stay near, not to be alone."""

from __future__ import annotations

from datetime import date
from functools import partial
from uuid import uuid4

from PySide6.QtCore import Qt, Slot

from companion.core.team_times import TeamTimes
from companion.core.treatment import Treatment
from companion.core.typed import NotRead
from companion.ui.context import Context
from companion.ui.forms.field import ChoiceField, TypedField
from companion.ui.forms.when import DayField
from companion.ui.pages.dose_words import drug_name, place_in_plan
from companion.ui.pages.treatment.treatment_form import Saved, TreatmentForm
from companion.ui.widgets.button import Button
from companion.ui.widgets.choice_list import Option
from companion.ui.widgets.flow import button_row
from companion.ui.widgets.label import Label

_FIELDS = ("observe", "near", "caregiver")
_ALL, _NEXT = "all", "next"


class TimesForm(TreatmentForm):
    """About all doses of a treatment, or about the next one alone; an empty field is the label's."""

    def __init__(self, context: Context, treatment: Treatment) -> None:
        words = context.words
        name = drug_name(context, treatment.drug)
        super().__init__(context, words("treatment_times.title", about=name))
        self._treatment = treatment
        self._next = context.infusions.next_row(treatment)
        self._loaded: tuple[str, ...] = ()
        self._which = ChoiceField(words("treatment_times.which"), self._options())
        self._which.set_value(_ALL)
        self._hours = {one: TypedField(words(f"treatment_times.{one}")) for one in _FIELDS}
        self._day = DayField(context, words("treatment_times.told_on"))
        save = Button(words("treatment_times.save"), "primary", icon="check")
        save.clicked.connect(self.press_main)
        back = Button(words("treatment.cancel"), icon="back")
        back.clicked.connect(self.cancelled)
        self.add(Label(words("treatment_times.why")))
        self.add_space()
        for field in (self._which, *self._hours.values(), self._day):
            self.add(field)
            self.add_space()
        self._which.setVisible(self._next is not None)
        self._which.edited.connect(self._load)
        self.add(button_row(save, back))
        self._load()

    def focus_first(self) -> None:
        self._hours["observe"].control.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def press_main(self) -> None:
        hours = {name: self._read(field) for name, field in self._hours.items()}
        day = self._read_day()
        wrong = [field for field in (*self._hours.values(), self._day) if field.error()]
        if wrong or day is None:
            wrong[0].control.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        told = TeamTimes(
            str(uuid4()),
            self._treatment.id,
            self._ordinal(),
            hours["observe"],
            hours["near"],
            hours["caregiver"],
            day,
            self.context.entering.by,
        )
        infusions, before = self.context.infusions, self._before()
        infusions.tell_times(told)
        is_told = any(one is not None for one in hours.values())
        key = "treatment_times.saved" if is_told else "treatment_times.taken_back"
        nothing = TeamTimes(told.id, told.treatment_id, told.ordinal, None, None, None, day)
        text = self.words(key, about=drug_name(self.context, self._treatment.drug))
        self.saved.emit(Saved(text, partial(infusions.tell_times, before or nothing)))

    def _options(self) -> tuple[Option, ...]:
        every = Option(_ALL, self.words("treatment_times.all"))
        if self._next is None:
            return (every,)
        dose = place_in_plan(self._next.planned, self.words)
        return every, Option(_NEXT, self.words("treatment_times.next", dose=dose))

    def _ordinal(self) -> int | None:
        if self._next is None or self._which.value() != _NEXT:
            return None
        return self._next.planned.ordinal

    def _before(self) -> TeamTimes | None:
        return self.context.infusions.times_of(self._treatment.id, self._ordinal())

    @Slot()
    def _load(self) -> None:
        """Show what was told before; what a person has typed stays."""
        typed = tuple(field.text() for field in self._hours.values())
        if any(typed) and typed != self._loaded:
            return
        before = self._before()
        known: tuple[int | None, ...] = (None, None, None)
        if before is not None:
            known = (before.observe_hours, before.near_hours, before.caregiver_hours)
        for field, hours in zip(self._hours.values(), known, strict=True):
            field.set_text("" if hours is None else str(hours))
        self._loaded = tuple(field.text() for field in self._hours.values())
        self._day.set_day(self.context.record.today() if before is None else before.told_on)
        self._day.say_read()

    def _read(self, field: TypedField) -> int | None:
        """The hours; None where the field is empty, or after saying what to change."""
        field.clear_error()
        text, sheet = field.text().strip(), self.context.catalogue.team_sheet
        if not text:
            return None
        least, most = (sheet.least_hours, sheet.most_hours) if sheet is not None else (1, 1)
        if not (text.isascii() and text.isdigit()) or not least <= int(text) <= most:
            field.show_error(self.words("treatment_times.impossible", low=least, high=most))
            return None
        return int(text)

    def _read_day(self) -> date | None:
        self._day.clear_error()
        day = self._day.read()
        if not isinstance(day, date):
            self._day.show_error(
                self.words(
                    day.reason if isinstance(day, NotRead) else "treatment_times.needs_day",
                    example=self._day.example,
                )
            )
            return None
        if day > self.context.record.today():
            self._day.show_error(self.words("treatment_times.in_future"))
            return None
        return day
