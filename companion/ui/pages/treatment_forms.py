"""Which form an act opens, and what it is about."""

from __future__ import annotations

from datetime import datetime

from companion.core.regimen import ClockStart, Monitoring
from companion.core.treatment import DoseGiven, Treatment
from companion.core.upcoming import PlanRow
from companion.ui.context import Context
from companion.ui.pages.dose_words import drug_name, subject_of, subject_of_start
from companion.ui.pages.plan_form import PlanForm
from companion.ui.pages.treatment_acts import Act
from companion.ui.pages.treatment_chemo import ChemoForm
from companion.ui.pages.treatment_dose import DoseAsked, DoseForm
from companion.ui.pages.treatment_left_out import LeftOutForm
from companion.ui.pages.treatment_list import DAYS_AHEAD
from companion.ui.pages.treatment_move import MoveForm
from companion.ui.pages.treatment_plan import missing_chemo
from companion.ui.pages.treatment_stop import StopForm
from companion.ui.pages.treatment_switch import SwitchForm
from companion.ui.pages.treatment_times import TimesForm


def form_for(act: Act, subject: str, context: Context) -> PlanForm | None:
    """The form; None where what it is about is gone, or the act needs none."""
    row, treatment = _row(subject, context), _treatment(subject, context)
    match act:
        case Act.OUTSIDE:
            return DoseForm(context, DoseAsked(context.words("treatment.add_outside")))
        case Act.CORRECT:
            return _correction(subject, context)
        case Act.GIVEN if row is not None and row.given is None:
            return DoseForm(context, _about(row, context))
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


def _rows(context: Context) -> tuple[PlanRow, ...]:
    treatments = (*context.record.treatments(), *context.infusions.stopped())
    return tuple(row for one in treatments for row in context.record.plan(one, days_ahead=DAYS_AHEAD))


def _row(subject: str, context: Context) -> PlanRow | None:
    return next((row for row in _rows(context) if subject_of(row) == subject), None)


def _treatment(subject: str, context: Context) -> Treatment | None:
    return next((one for one in context.record.treatments() if one.id == subject), None)


def _about(row: PlanRow, context: Context) -> DoseAsked:
    planned, words = row.planned, context.words
    drug = drug_name(context, planned.drug)
    return DoseAsked(
        words("treatment.dose_of", drug=drug, cycle=planned.cycle, day=planned.day),
        row.treatment.id,
        planned.ordinal,
        planned.drug,
        words.number(planned.amount),
        planned.starts_at,
        end_counts=_from_end(planned.monitoring),
    )


def _correction(subject: str, context: Context) -> PlanForm | None:
    """A dose that was written down: when it started, or all of it."""
    dose = next((d for d in context.record.doses() if subject in (d.id, subject_of_start(d))), None)
    if dose is None:
        return None
    row = next((row for row in _rows(context) if row.given is not None and row.given.id == dose.id), None)
    planned_at: datetime | None = None if row is None else row.planned.starts_at
    end_counts = row is not None and _from_end(row.planned.monitoring)
    asked = DoseAsked(
        _title(dose, row, context),
        dose.treatment_id,
        dose.ordinal,
        dose.drug,
        dose.amount,
        planned_at,
        dose,
        end_counts,
    )
    return DoseForm(context, asked)


def _title(dose: DoseGiven, row: PlanRow | None, context: Context) -> str:
    words, drug = context.words, drug_name(context, dose.drug)
    if dose.started_at is None:
        return words("treatment.start_of", drug=drug)
    if row is not None:
        drug = words("treatment.dose_of", drug=drug, cycle=row.planned.cycle, day=row.planned.day)
    return words("treatment_dose.correct", dose=drug)


def _chemo(treatment: Treatment, context: Context) -> PlanForm | None:
    drug = context.catalogue.drugs.get(treatment.drug)
    regimen = None if drug is None else drug.regimen(treatment.regimen)
    missing = () if regimen is None else missing_chemo(treatment, regimen, context)
    return ChemoForm(context, treatment, missing) if missing else None


def _from_end(monitoring: Monitoring | None) -> bool:
    return monitoring is not None and monitoring.observe_from is ClockStart.END
