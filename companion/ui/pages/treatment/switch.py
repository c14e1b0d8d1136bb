"""The form for going on in another way: with another plan of the drug, as a shot or as a drip, or anew."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from PySide6.QtCore import Qt, Slot

from companion.core.errors import UserCanFix
from companion.core.switching import siblings
from companion.core.treatment import Treatment
from companion.core.zones import to_utc
from companion.ui.context import Context
from companion.ui.forms.field import ChoiceField
from companion.ui.forms.when import DayField, TimeField, read_wall
from companion.ui.pages.dose_words import drug_name, full_time
from companion.ui.pages.treatment.clocks import wall_here, wall_in
from companion.ui.pages.treatment.treatment_form import Saved, TreatmentForm
from companion.ui.widgets.button import Button
from companion.ui.widgets.choice_list import Option
from companion.ui.widgets.flow import button_row
from companion.ui.widgets.label import Label

_ANEW = "anew"
_BETWEEN = "/"


class SwitchForm(TreatmentForm):
    """The next dose proposes the day; no dose is planned twice."""

    def __init__(self, context: Context, treatment: Treatment) -> None:
        words = context.words
        name = drug_name(context, treatment.drug)
        super().__init__(context, words("treatment_switch.title", drug=name))
        self._treatment = treatment
        self._which = ChoiceField(words("treatment_switch.which"), self._options())
        coming = context.infusions.next_row(treatment)
        wall = None if coming is None else wall_here(treatment.zone, coming.planned.wall, context)
        day = None if wall is None else wall.date()
        self._day = DayField(context, words("treatment_switch.day"), example=day, day=day)
        self._time = TimeField(context, words("treatment_switch.time"))
        if wall is not None:
            self._day.say_read()
            self._time.set_time(wall.time())
        save = Button(words("treatment_switch.save"), "primary", icon="check")
        save.clicked.connect(self.press_main)
        back = Button(words("treatment.cancel"), icon="back")
        back.clicked.connect(self.cancelled)
        self.add(Label(words("treatment_switch.as_told")))
        self.add_space()
        self.add(self._which)
        self.add_space()
        for field in (self._day, self._time):
            self.add(field)
            self.add_space()
        self.add(button_row(save, back))

    def focus_first(self) -> None:
        self._which.control.setFocus(Qt.FocusReason.OtherFocusReason)

    def _options(self) -> tuple[Option, ...]:
        """Every plan of the drug given in any way, and the same plan from its first dose on."""
        words, catalogue, treatment = self.words, self.context.catalogue, self._treatment
        drug = catalogue.drugs.get(treatment.drug)
        if drug is None:
            return ()
        found = []
        coming = self.context.infusions.next_row(treatment)
        now = drug.regimen(treatment.regimen if coming is None else coming.planned.regimen)
        here = "" if now is None else now.words.setting
        ways = [(one, regimen) for one in siblings(drug, catalogue) for regimen in one.regimens]
        for one, regimen in sorted(ways, key=lambda way: way[1].words.setting != here):
            if (one.id, regimen.id) != (treatment.drug, treatment.regimen):
                text = words(
                    "treatment_switch.way",
                    drug=words.written(one.words.name),
                    regimen=words.written(regimen.words.name),
                )
                setting = words.written(regimen.words.setting)
                found.append(Option(f"{one.id}{_BETWEEN}{regimen.id}", text, setting))
        anew = Option(_ANEW, words("treatment_switch.anew"), words("treatment_switch.anew_means"))
        return (*found, anew)

    @Slot()
    def press_main(self) -> None:
        words, context, treatment = self.words, self.context, self._treatment
        wall = read_wall(self._day, self._time, "treatment_switch.needs_day", "treatment_switch.needs_time")
        self._which.clear_error()
        which = self._which.value()
        if not which:
            self._which.show_error(words("treatment_switch.choose"))
        if wall is None or not which:
            return
        drug, _, regimen = which.partition(_BETWEEN)
        if which == _ANEW:
            drug, regimen = treatment.drug, treatment.regimen
        there = wall_in(treatment.zone, wall, context)
        try:
            following = context.infusions.switch(
                treatment,
                drug=drug,
                regimen=regimen,
                first_wall=there,
                from_the_start=which == _ANEW,
                by=context.entering.by,
            )
        except UserCanFix as problem:
            self._day.refuse(problem.key)
            return
        name = drug_name(context, drug)
        moment = self._written(to_utc(there, treatment.zone))
        text = words("treatment_switch.saved", drug=name, moment=moment)
        undo = partial(context.infusions.take_back_switch, following, by=context.entering.by)
        self.saved.emit(Saved(text, undo))

    def _written(self, moment: datetime) -> str:
        return full_time(self.context.formats(), moment)
