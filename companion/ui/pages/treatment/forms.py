"""Which form an act opens, and what it is about."""

from __future__ import annotations

from companion.core.treatment import Treatment
from companion.core.upcoming import PlanRow
from companion.ui.context import Context
from companion.ui.pages.dose_words import subject_of, subject_of_start
from companion.ui.pages.treatment.acts import Act
from companion.ui.pages.treatment.chemo import ChemoForm
from companion.ui.pages.treatment.dose import DoseForm
from companion.ui.pages.treatment.dose_asked import DoseAsked, all_rows, dose_planned, dose_written
from companion.ui.pages.treatment.left_out import LeftOutForm
from companion.ui.pages.treatment.move import MoveForm
from companion.ui.pages.treatment.plan import missing_chemo
from companion.ui.pages.treatment.stop import StopForm
from companion.ui.pages.treatment.switch import SwitchForm
from companion.ui.pages.treatment.times import TimesForm
from companion.ui.pages.treatment.treatment_form import TreatmentForm


def form_for(act: Act, subject: str, context: Context) -> TreatmentForm | None:
    """The form; None where what it is about is gone, or the act needs none."""
    row, treatment = _row(subject, context), _treatment(subject, context)
    match act:
        case Act.OUTSIDE:
            return DoseForm(context, DoseAsked(context.words("treatment.add_outside")))
        case Act.CORRECT:
            written = dose_written(subject, context)
            return None if written is None else DoseForm(context, written)
        case Act.GIVEN if row is not None and row.given is None:
            return DoseForm(context, dose_planned(row, context))
        case Act.MOVE if row is not None and row.given is None:
            return MoveForm(context, row)
        case Act.LEFT_OUT if row is not None and row.is_open:
            return LeftOutForm(context, row)
        case Act.STOP if treatment is not None:
            return StopForm(context, treatment)
        case Act.SWITCH if treatment is not None:
            return SwitchForm(context, treatment)
        case Act.TIMES if treatment is not None:
            return TimesForm(context, treatment)
        case Act.CHEMO if treatment is not None:
            return _chemo(treatment, context)
        case _:
            return None


def act_asked(subject: str | None, context: Context) -> Act | None:
    """What another page asks for: a planned dose nobody wrote down, or one without its start."""
    row = _row(subject or "", context)
    if row is not None:
        return Act.GIVEN if row.given is None else None
    lacking = (dose for dose in context.record.doses() if dose.started_at is None)
    return Act.CORRECT if any(subject_of_start(dose) == subject for dose in lacking) else None


def _row(subject: str, context: Context) -> PlanRow | None:
    return next((row for row in all_rows(context) if subject_of(row) == subject), None)


def _treatment(subject: str, context: Context) -> Treatment | None:
    return next((one for one in context.record.treatments() if one.id == subject), None)


def _chemo(treatment: Treatment, context: Context) -> TreatmentForm | None:
    drug = context.catalogue.drugs.get(treatment.drug)
    regimen = None if drug is None else drug.regimen(treatment.regimen)
    missing = () if regimen is None else missing_chemo(treatment, regimen, context)
    return ChemoForm(context, treatment, missing) if missing else None
