"""What the form for a dose is asked about: one of a plan, or one that was written down before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from companion.core.regimen import ClockStart, Monitoring
from companion.core.treatment import DoseGiven
from companion.core.upcoming import PlanRow
from companion.ui.context import Context
from companion.ui.pages.dose_words import drug_name, subject_of_start

_A_YEAR = 365


@dataclass(frozen=True, slots=True)
class DoseAsked:
    """The dose a form is about; `planned_at`, `treatment_id` and `ordinal` are None outside any plan.

    `dose` is one that was written down before: without its start, or to be corrected. `end_counts` where
    the hours of being watched are counted from its end.
    """

    title: str
    treatment_id: str | None = None
    ordinal: int | None = None
    drug: str | None = None
    amount: str = ""
    planned_at: datetime | None = None
    dose: DoseGiven | None = None
    end_counts: bool = False

    @property
    def is_open_which(self) -> bool:
        """Whether the drug must be asked for."""
        return self.treatment_id is None and self.dose is None

    @property
    def lacks_start(self) -> bool:
        """Whether it was written down without its start."""
        return self.dose is not None and self.dose.started_at is None


def dose_planned(row: PlanRow, context: Context) -> DoseAsked:
    """A dose of a plan that nobody wrote down."""
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


def dose_written(subject: str, context: Context) -> DoseAsked | None:
    """A dose that was written down: when it started, or all of it; None where it is gone."""
    dose = next((d for d in context.record.doses() if subject in (d.id, subject_of_start(d))), None)
    if dose is None:
        return None
    row = next((row for row in all_rows(context) if row.given is not None and row.given.id == dose.id), None)
    planned_at: datetime | None = None if row is None else row.planned.starts_at
    end_counts = row is not None and _from_end(row.planned.monitoring)
    return DoseAsked(
        _title(dose, row, context),
        dose.treatment_id,
        dose.ordinal,
        dose.drug,
        dose.amount,
        planned_at,
        dose,
        end_counts,
    )


def all_rows(context: Context) -> tuple[PlanRow, ...]:
    """Every dose of every plan, of those that ended too."""
    treatments = (*context.record.treatments(), *context.infusions.stopped())
    return tuple(row for one in treatments for row in context.record.plan(one, days_ahead=_A_YEAR))


def _title(dose: DoseGiven, row: PlanRow | None, context: Context) -> str:
    words, drug = context.words, drug_name(context, dose.drug)
    if dose.started_at is None:
        return words("treatment.start_of", drug=drug)
    if row is not None:
        drug = words("treatment.dose_of", drug=drug, cycle=row.planned.cycle, day=row.planned.day)
    return words("treatment_dose.correct", dose=drug)


def _from_end(monitoring: Monitoring | None) -> bool:
    return monitoring is not None and monitoring.observe_from is ClockStart.END
