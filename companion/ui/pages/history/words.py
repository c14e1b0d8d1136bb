"""How doses, treatments and medicine plans are told as they once stood."""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from companion.core.plan import MedicinePlan
from companion.core.treatment import DoseGiven, Treatment
from companion.core.zones import to_utc
from companion.ui.context import Context
from companion.ui.pages.dose_words import drug_name, full_time
from companion.ui.pages.medicines.schedule_words import schedule_lines
from companion.ui.pages.medicines.words import plan_name


def plan_lines(stood: DoseGiven | Treatment | MedicinePlan, context: Context) -> tuple[str, ...]:
    """A line for each thing that a person wrote down of it."""
    match stood:
        case DoseGiven():
            return tuple(_dose(stood, context))
        case Treatment():
            return tuple(_treatment(stood, context))
        case MedicinePlan():
            return tuple(_plan(stood, context))
        case never:
            assert_never(never)


def _dose(dose: DoseGiven, context: Context) -> Iterator[str]:
    words, formats = context.words, context.formats()
    drug = drug_name(context, dose.drug)
    yield words("history.dose", drug=drug, amount=dose.amount) if dose.amount else drug
    if dose.started_at is None:
        yield words("history.no_start")
    else:
        yield words("history.started", moment=full_time(formats, dose.started_at))
    if dose.ended_at is not None:
        yield words("history.ended", moment=full_time(formats, dose.ended_at))
    if dose.place:
        yield words("history.place", place=dose.place)
    if dose.had_reaction is not None:
        yield words("history.had_reaction" if dose.had_reaction else "history.no_reaction")
    if dose.reaction:
        yield dose.reaction


def _treatment(treatment: Treatment, context: Context) -> Iterator[str]:
    words, formats = context.words, context.formats()
    known = context.catalogue.drugs.get(treatment.drug)
    regimen = None if known is None else known.regimen(treatment.regimen)
    drug = drug_name(context, treatment.drug)
    if regimen is None:
        yield drug
    else:
        yield words("history.treatment", drug=drug, regimen=words.written(regimen.words.name))
    first = to_utc(treatment.first_wall, treatment.zone)
    yield words("history.first_dose", moment=full_time(formats, first))
    if treatment.place:
        yield words("history.place", place=treatment.place)
    if treatment.stopped_at is None:
        yield words("history.goes_on")
    else:
        yield words("history.stopped", moment=full_time(formats, treatment.stopped_at))
    if treatment.stop_reason:
        yield treatment.stop_reason


def _plan(plan: MedicinePlan, context: Context) -> Iterator[str]:
    words, formats = context.words, context.formats()
    yield plan_name(plan, context)
    yield from schedule_lines(plan, context)
    if plan.stopped_at is not None:
        key = "history.paused" if plan.is_paused else "history.stopped"
        yield words(key, moment=full_time(formats, plan.stopped_at))
    if plan.stop_reason:
        yield plan.stop_reason
    if plan.stock is not None:
        yield words("history.stock", count=plan.stock.count)
