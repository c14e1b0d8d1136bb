"""The form that adds the chemo days beside a drug: which chemo, and its first day."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Slot

from companion.core.catalogue import Catalogue
from companion.core.drugs import Drug, DrugClass
from companion.core.regimen import Regimen
from companion.core.treatment import Treatment
from companion.ui.context import Context
from companion.ui.forms.when import DayField, TimeField, read_wall
from companion.ui.pages.dose_words import drug_name
from companion.ui.pages.treatment.clocks import wall_here
from companion.ui.pages.treatment.treatment_form import Saved, TreatmentForm
from companion.ui.widgets.button import Button
from companion.ui.widgets.card import Field
from companion.ui.widgets.choice_list import Option, ToggleList
from companion.ui.widgets.flow import button_row


def chemo_beside(regimen: Regimen, catalogue: Catalogue) -> tuple[Drug, ...]:
    """The chemo drugs with a plan that a regimen is given with."""
    known = (catalogue.drugs.get(id) for id in regimen.with_drugs)
    return tuple(
        drug
        for drug in known
        if drug is not None and drug.regimens and drug.drug_class is DrugClass.CHEMOTHERAPY
    )


class ChemoForm(TreatmentForm):
    """Each chemo drug becomes a plan of its own, so that its days can move by themselves."""

    def __init__(self, context: Context, treatment: Treatment, drugs: tuple[Drug, ...]) -> None:
        words = context.words
        super().__init__(context, words("treatment_chemo.title", drug=drug_name(context, treatment.drug)))
        self._treatment = treatment
        options = tuple(
            Option(drug.id, words.written(drug.words.name), words.written(drug.regimens[0].words.name))
            for drug in drugs
        )
        self._rows = ToggleList(words("treatment_chemo.which"), options)
        self._which = Field(words("treatment_chemo.which"), self._rows)
        first = wall_here(treatment.zone, treatment.first_wall, context)
        self._day = DayField(context, words("treatment_chemo.day"), example=first.date(), day=first.date())
        self._day.say_read()
        self._time = TimeField(context, words("treatment_chemo.time"))
        self._time.set_time(first.time())
        save = Button(words("treatment_chemo.save"), "primary", icon="check")
        save.clicked.connect(self.press_main)
        back = Button(words("treatment.cancel"), icon="back")
        back.clicked.connect(self.cancelled)
        for field in (self._which, self._day, self._time):
            self.add(field)
            self.add_space()
        self.add(button_row(save, back))

    def focus_first(self) -> None:
        self._rows.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def press_main(self) -> None:
        wall = read_wall(self._day, self._time, "treatment_chemo.needs_day", "treatment_chemo.needs_time")
        self._which.clear_error()
        chosen = self._rows.values()
        if not chosen:
            self._which.show_error(self.words("treatment_chemo.choose"))
        if wall is None or not chosen:
            return
        infusions, by = self.context.infusions, self.context.entering.by
        started = infusions.start_beside(self._treatment, chosen, first_wall=wall, by=by)
        names = ", ".join(drug_name(self.context, id) for id in chosen)
        text = self.words("treatment_chemo.saved", drugs=names)
        self.saved.emit(Saved(text, partial(infusions.take_away, started, by=by)))
