"""The form for one dose that was given: when, how much, and what more there is to say of it."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from uuid import uuid4

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QLineEdit

from companion.core.scenario import UNKNOWN_DRUG
from companion.core.treatment import DoseGiven
from companion.ui.context import Context
from companion.ui.pages.dose_words import drug_name, full_time
from companion.ui.pages.treatment.dose_asked import DoseAsked
from companion.ui.pages.treatment.dose_more import DoseMore, MoreAnswer
from companion.ui.pages.treatment.dose_when import DoseWhen, text_in
from companion.ui.pages.treatment.treatment_form import Saved, TreatmentForm
from companion.ui.pages.treatment.which_drug import WhichDrug
from companion.ui.places import Go, PageId
from companion.ui.widgets.button import Button
from companion.ui.widgets.card import Field
from companion.ui.widgets.flow import button_row


class DoseForm(TreatmentForm):
    """Asks for nothing it knows; what is wrong is said at the field, and nothing typed is ever cleared."""

    def __init__(self, context: Context, asked: DoseAsked) -> None:
        super().__init__(context, asked.title)
        self.asked = asked
        words, known = context.words, asked.dose.started_at if asked.dose is not None else None
        self._drug = WhichDrug(context) if asked.is_open_which else None
        self._when = DoseWhen(context, planned_at=asked.planned_at, known=known, asks_time=asked.lacks_start)
        self._when.turned.connect(self._turn_more)
        self._when.doubted.connect(self._ask_once_more)
        hint = words("treatment.amount_hint" if asked.amount else "treatment.amount_hint_outside")
        self._amount = Field(words("treatment.amount"), QLineEdit(asked.amount), hint)
        self._more = DoseMore(context, asked.dose, end_counts=asked.end_counts)
        self._save = Button(words("treatment.save"), "primary", icon="check")
        self._save.clicked.connect(self.press_main)
        cancel = Button(words("treatment.cancel"), icon="back")
        cancel.clicked.connect(self.cancelled)
        for part in (self._drug, self._when, self._amount, self._more):
            if part is not None:
                self.add(part)
                self.add_space()
        self.add(button_row(self._save, cancel))
        if asked.dose is not None and not asked.lacks_start:
            remove = Button(words("treatment_dose.remove"), "quiet", icon="close")
            remove.clicked.connect(self._remove)
            self.add_space()
            self.add(remove)

    def focus_first(self) -> None:
        """Put the cursor where typing starts: on the time where the day is known."""
        (self._drug.control if self._drug is not None else self._when.first()).setFocus()

    @Slot()
    def press_main(self) -> None:
        dose = self._read()
        if dose is None:
            return
        infusions, before = self.context.infusions, self.asked.dose
        dose = replace(dose, by=self.context.entering.by)
        infusions.record_dose(dose)
        self.context.diary.now_questions.look_at_dose(dose)
        if before is not None:
            undo = partial(infusions.record_dose, before)
        else:
            undo = partial(infusions.remove_dose, dose.id, by=self.context.entering.by)
        link = (self.words("treatment_dose.to_diary"), Go(PageId.DIARY, "fill_in"))
        self.saved.emit(
            Saved(self._told(dose), undo, link if dose.had_reaction else None, self._on_new_day(dose))
        )

    @Slot()
    def _remove(self) -> None:
        dose, infusions = self.asked.dose, self.context.infusions
        if dose is not None:
            infusions.remove_dose(dose.id, by=self.context.entering.by)
            text = self.words("treatment_dose.removed", drug=drug_name(self.context, dose.drug))
            undo = partial(infusions.restore_dose, dose.id, by=self.context.entering.by)
            self.saved.emit(Saved(text, undo))

    @Slot()
    def _turn_more(self) -> None:
        self._more.setVisible(not self._when.is_unknown)

    @Slot()
    def _ask_once_more(self) -> None:
        self._save.setText(self.words("treatment.save_anyway"))

    def _on_new_day(self, dose: DoseGiven) -> DoseGiven | None:
        """The dose, unless it was known before to have been on this day."""
        before, formats = self.asked.dose, self.context.formats()
        if before is None or before.started_at is None or dose.started_at is None:
            return dose
        return dose if formats.day_of(before.started_at) != formats.day_of(dose.started_at) else None

    def _told(self, dose: DoseGiven) -> str:
        drug = drug_name(self.context, dose.drug)
        if dose.started_at is None:
            return self.words("treatment.saved_no_time", drug=drug)
        moment = full_time(self.context.formats(), dose.started_at)
        return self.words("treatment.saved", drug=drug, moment=moment)

    def _read(self) -> DoseGiven | None:
        """The dose, or None after saying at each field what to change."""
        drug = self.asked.drug if self._drug is None else self._drug.read()
        started_at = self._when.read()
        wrong = self._drug.control if self._drug is not None and drug is None else self._when.wrong()
        if wrong is not None:
            wrong.setFocus()
            return None
        more = MoreAnswer() if started_at is None else self._more.read(started_at)
        if more is None:
            return None
        asked = self.asked
        return DoseGiven(
            id=asked.dose.id if asked.dose is not None else str(uuid4()),
            treatment_id=asked.treatment_id,
            ordinal=asked.ordinal,
            drug=None if drug == UNKNOWN_DRUG else drug,
            amount=text_in(self._amount),
            started_at=started_at,
            recorded_at=self.context.record.now(),
            ended_at=more.ended_at,
            place=more.place,
            had_reaction=more.had_reaction,
            reaction=more.reaction,
        )
