"""The form that ends a treatment: its last day, and why."""

from __future__ import annotations

from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Slot

from companion.core.treatment import Treatment
from companion.core.typed import NotRead
from companion.ui.context import Context
from companion.ui.forms.field import TypedField
from companion.ui.forms.when import DayField
from companion.ui.pages.dose_words import drug_name
from companion.ui.pages.treatment.treatment_form import Saved, TreatmentForm
from companion.ui.widgets.button import Button
from companion.ui.widgets.flow import button_row
from companion.ui.widgets.label import Label


class StopForm(TreatmentForm):
    """It says what ends and what stays before anything is saved."""

    def __init__(self, context: Context, treatment: Treatment) -> None:
        words = context.words
        self._drug = drug_name(context, treatment.drug)
        super().__init__(context, words("treatment_stop.title", drug=self._drug))
        self._treatment = treatment
        today = context.record.today()
        self._day = DayField(context, words("treatment_stop.day"), day=today)
        self._day.say_read()
        self._reason = TypedField(words("treatment_stop.reason"), words("treatment_stop.reason_hint"))
        save = Button(words("treatment_stop.save"), "primary", icon="check")
        save.clicked.connect(self.press_main)
        back = Button(words("treatment.cancel"), icon="back")
        back.clicked.connect(self.cancelled)
        for key in ("treatment_stop.ends", "treatment_stop.stays"):
            self.add(Label(words(key), bullet=True))
        self.add_space()
        for field in (self._day, self._reason):
            self.add(field)
            self.add_space()
        self.add(button_row(save, back))

    def focus_first(self) -> None:
        self._day.control.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def press_main(self) -> None:
        self._day.clear_error()
        day = self._day.read()
        if not isinstance(day, date):
            self._day.refuse(day.reason if isinstance(day, NotRead) else "treatment_stop.needs_day")
            return
        if day > self.context.record.today():
            self._day.refuse("treatment_stop.in_future")
            return
        infusions, by = self.context.infusions, self.context.entering.by
        infusions.stop(self._treatment, day=day, reason=self._reason.text().strip(), by=by)
        text = self.words("treatment_stop.saved", drug=self._drug, day=self.context.formats().plain_day(day))
        self.saved.emit(Saved(text, partial(infusions.resume, self._treatment, by=by)))
