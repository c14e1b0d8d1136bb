"""The form for a dose that was not given: why."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Slot

from companion.core.upcoming import PlanRow
from companion.ui.context import Context
from companion.ui.forms.field import TypedField
from companion.ui.pages.dose_words import drug_name, full_time
from companion.ui.pages.treatment.treatment_form import Saved, TreatmentForm
from companion.ui.widgets.button import Button
from companion.ui.widgets.flow import button_row
from companion.ui.widgets.label import Label


class LeftOutForm(TreatmentForm):
    """The later doses stay where they are; a new day can be entered now or when it is known."""

    def __init__(self, context: Context, row: PlanRow) -> None:
        words, planned = context.words, row.planned
        self._drug = drug_name(context, planned.drug)
        dose = words("treatment.dose_of", drug=self._drug, cycle=planned.cycle, day=planned.day)
        super().__init__(context, words("treatment_left_out.title", dose=dose))
        self._row = row
        moment = full_time(context.formats(), planned.starts_at)
        self._reason = TypedField(words("treatment_left_out.reason"), words("treatment_left_out.reason_hint"))
        save = Button(words("treatment_left_out.save"), "primary", icon="check")
        save.clicked.connect(self.press_main)
        back = Button(words("treatment.cancel"), icon="back")
        back.clicked.connect(self.cancelled)
        self.add(Label(words("treatment_left_out.was_planned", moment=moment)))
        self.add(Label(words("treatment_left_out.later_stay")))
        self.add_space()
        self.add(self._reason)
        self.add_space()
        self.add(button_row(save, back))

    def focus_first(self) -> None:
        self._reason.control.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def press_main(self) -> None:
        infusions, by = self.context.infusions, self.context.entering.by
        change = infusions.leave_out(self._row, reason=self._reason.text().strip(), by=by)
        text = self.words("treatment_left_out.saved", drug=self._drug)
        self.saved.emit(Saved(text, partial(infusions.take_back, change, by=by)))
