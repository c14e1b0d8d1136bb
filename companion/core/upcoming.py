"""Coming infusions: what the plan foresees and was not given yet, and how long to stay near help."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from companion.core.catalogue import Catalogue
from companion.core.regimen import ClockStart, Monitoring, PlannedDose, planned_doses
from companion.core.treatment import DoseGiven, Treatment


@dataclass(frozen=True, slots=True)
class PlanRow:
    """One planned dose, with the dose that was really given for it, if any."""

    treatment: Treatment
    planned: PlannedDose
    given: DoseGiven | None


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Until when to stay where, counted from the planned or real start; None where no source says so."""

    watched_until: tuple[datetime, datetime] | None
    near_until: datetime | None
    caregiver_until: datetime | None
    note: str | None
    sources: tuple[str, ...]


def plan_rows(
    treatment: Treatment, doses: Iterable[DoseGiven], catalogue: Catalogue, until: datetime
) -> tuple[PlanRow, ...]:
    """The plan of one treatment up to `until`, beside what was given; empty for a lost drug file."""
    drug = catalogue.drugs.get(treatment.drug)
    regimen = drug.regimen(treatment.regimen) if drug is not None else None
    if drug is None or regimen is None:
        return ()
    given = {d.ordinal: d for d in doses if d.treatment_id == treatment.id and d.ordinal is not None}
    end = until if treatment.stopped_at is None else min(until, treatment.stopped_at)
    planned = planned_doses(
        regimen, drug.regimens, first=treatment.first_wall, zone=treatment.zone, until=end
    )
    return tuple(PlanRow(treatment, dose, given.get(dose.ordinal)) for dose in planned)


def still_to_come(rows: Iterable[PlanRow]) -> tuple[PlanRow, ...]:
    """The rows after the last one given, in order of time.

    A dose whose time has passed and that nobody recorded stays in the list: it may have been forgotten,
    and Today asks about it.
    """
    ordered = sorted(rows, key=lambda row: row.planned.starts_at)
    last_given = max((n for n, row in enumerate(ordered) if row.given is not None), default=-1)
    return tuple(ordered[last_given + 1 :])


def surroundings(monitoring: Monitoring | None, starts_at: datetime, minutes: int) -> Surroundings | None:
    """The times a source names around one dose."""
    if monitoring is None:
        return None
    start = {ClockStart.START: starts_at, ClockStart.END: starts_at + timedelta(minutes=minutes)}
    watched = None
    if monitoring.observe_hours is not None and monitoring.observe_from is not None:
        base = start[monitoring.observe_from]
        shortest, longest = monitoring.observe_hours
        watched = (base + timedelta(hours=shortest), base + timedelta(hours=longest))
    near = None
    if monitoring.stay_near_hours is not None and monitoring.stay_near_from is not None:
        near = start[monitoring.stay_near_from] + timedelta(hours=monitoring.stay_near_hours)
    caregiver = None
    if monitoring.caregiver_hours is not None:
        caregiver = starts_at + timedelta(hours=monitoring.caregiver_hours)
    return Surroundings(watched, near, caregiver, monitoring.note, monitoring.sources)
