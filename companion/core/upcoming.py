"""Coming infusions: what the plan foresees and was not given yet, and how long to stay near help."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum

from companion.core.catalogue import Catalogue
from companion.core.people import Person
from companion.core.plan_changes import DoseChange, Moved, NotGiven, Standing, reach_back, standing_plan
from companion.core.regimen import ClockStart, Monitoring, PlannedDose, planned_doses
from companion.core.team_times import NOTHING_TOLD, AsTold, HoursTold, TeamTimes, as_told
from companion.core.treatment import DoseGiven, Treatment


class DoseStatus(Enum):
    """What became of a planned dose; DELAYED is one that waits for a later time than was first planned."""

    PLANNED = "planned"
    DELAYED = "delayed"
    GIVEN = "given"
    NOT_GIVEN = "not_given"


@dataclass(frozen=True, slots=True)
class PlanRow:
    """One planned dose as it stands, with the dose that was really given for it, if any.

    `first_planned` is the time the regimen foresaw, where it moved; `moved` is the last move that touched
    it, of its own or of a dose before it. `change` counts the changes that concern it.
    """

    treatment: Treatment
    planned: PlannedDose
    given: DoseGiven | None
    first_planned: datetime | None = None
    not_given: NotGiven | None = None
    moved: Moved | None = None
    change: int = 0
    changed_at: datetime | None = None

    @property
    def status(self) -> DoseStatus:
        """What became of it; a dose that was given after all is given, whatever was said before."""
        if self.given is not None:
            return DoseStatus.GIVEN
        if self.not_given is not None:
            return DoseStatus.NOT_GIVEN
        if self.first_planned is not None and self.planned.starts_at > self.first_planned:
            return DoseStatus.DELAYED
        return DoseStatus.PLANNED

    @property
    def is_open(self) -> bool:
        """Whether it was neither given nor left out."""
        return self.status in (DoseStatus.PLANNED, DoseStatus.DELAYED)

    @property
    def known_since(self) -> datetime:
        """Since when its time is known here."""
        return self.changed_at or self.treatment.started_at


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Until when to stay where, counted from the planned or real start; None where no source says so.

    `told` holds what the team said instead of the label.
    """

    watched_until: tuple[datetime, datetime] | None
    near_until: datetime | None
    caregiver_until: datetime | None
    note: str | None
    sources: tuple[str, ...]
    told: AsTold = NOTHING_TOLD


def plan_rows(
    treatment: Treatment,
    doses: Iterable[DoseGiven],
    catalogue: Catalogue,
    until: datetime,
    changes: Iterable[DoseChange] = (),
) -> tuple[PlanRow, ...]:
    """The plan of one treatment up to `until`, beside what was given; empty for a lost drug file.

    Of a treatment that was stopped it holds what was planned up to then, and what was given.
    """
    drug = catalogue.drugs.get(treatment.drug)
    regimen = drug.regimen(treatment.regimen) if drug is not None else None
    if drug is None or regimen is None:
        return ()
    given = {d.ordinal: d for d in doses if d.treatment_id == treatment.id and d.ordinal is not None}
    own = tuple(change for change in changes if change.treatment_id == treatment.id)
    back = reach_back(own)
    planned = planned_doses(
        regimen,
        drug.regimens,
        first=treatment.first_wall,
        zone=treatment.zone,
        until=until + back,
        first_cycle=treatment.first_cycle,
        months_from=treatment.months_from,
        past_end=back,
    )
    end = until if treatment.stopped_at is None else min(until, treatment.stopped_at)
    rows = (_row(treatment, one, given.get(one.planned.ordinal)) for one in standing_plan(planned, own))
    return tuple(row for row in rows if row.given is not None or _is_within(row.planned, end))


def _row(treatment: Treatment, standing: Standing, given: DoseGiven | None) -> PlanRow:
    has_moved = standing.planned.wall != standing.first.wall
    return PlanRow(
        treatment,
        standing.planned,
        given,
        standing.first.starts_at if has_moved else None,
        standing.not_given,
        standing.moved if has_moved else None,
        standing.changes,
        standing.changed_at,
    )


def _is_within(planned: PlannedDose, end: datetime) -> bool:
    """Up to the end of what is looked at, and within the months of the label."""
    return planned.starts_at <= end and (planned.ends_before is None or planned.wall < planned.ends_before)


def still_to_come(rows: Iterable[PlanRow]) -> tuple[PlanRow, ...]:
    """The open rows after the last one given, in order of time.

    A dose whose time has passed and that nobody recorded stays in the list: it may have been forgotten,
    and Today asks about it.
    """
    return tuple(row for row in _after_last_given(rows) if row.is_open)


def not_given(rows: Iterable[PlanRow]) -> tuple[PlanRow, ...]:
    """The doses after the last one given that were or will not be given, in order of time."""
    return tuple(row for row in _after_last_given(rows) if row.status is DoseStatus.NOT_GIVEN)


def _after_last_given(rows: Iterable[PlanRow]) -> list[PlanRow]:
    ordered = sorted(rows, key=lambda row: row.planned.starts_at)
    last_given = max((n for n, row in enumerate(ordered) if row.given is not None), default=-1)
    return ordered[last_given + 1 :]


def around(row: PlanRow, times: Iterable[TeamTimes], person: Person) -> Surroundings | None:
    """The times around one dose of a plan, from its real start and end where it was given."""
    monitoring, given = row.planned.monitoring, row.given
    told = as_told(
        times,
        person,
        treatment_id=row.treatment.id,
        ordinal=row.planned.ordinal,
        label_watches=monitoring is not None and monitoring.observe_hours is not None,
    )
    starts_at = row.planned.starts_at if given is None else given.started_at
    if starts_at is None:
        return None
    ended_at = None if given is None else given.ended_at
    return surroundings(monitoring, starts_at, row.planned.minutes, ended_at=ended_at, told=told)


def surroundings(
    monitoring: Monitoring | None,
    starts_at: datetime,
    minutes: int | None,
    *,
    ended_at: datetime | None = None,
    told: AsTold = NOTHING_TOLD,
) -> Surroundings | None:
    """The times around one dose: as the team told them, else as a source names them.

    What is counted from the end counts from `ended_at`, else from the planned length; not knowing either
    there is no such time. What the team told counts from the start.
    """
    if monitoring is None and told == NOTHING_TOLD:
        return None
    ends_at = starts_at + timedelta(minutes=minutes) if ended_at is None and minutes else ended_at
    begins = {ClockStart.START: starts_at, ClockStart.END: ends_at}
    watched, near, caregiver = None, None, None
    if monitoring is not None:
        if monitoring.observe_hours is not None and monitoring.observe_from is not None:
            shortest, longest = monitoring.observe_hours
            ends = (
                _later(begins[monitoring.observe_from], shortest),
                _later(begins[monitoring.observe_from], longest),
            )
            watched = None if ends[0] is None or ends[1] is None else (ends[0], ends[1])
        if monitoring.stay_near_hours is not None and monitoring.stay_near_from is not None:
            near = _later(begins[monitoring.stay_near_from], monitoring.stay_near_hours)
        if monitoring.caregiver_hours is not None:
            caregiver = _later(starts_at, monitoring.caregiver_hours)
    if told.observe is not None:
        watched = (_as_told(starts_at, told.observe),) * 2
    return Surroundings(
        watched,
        near if told.near is None else _as_told(starts_at, told.near),
        caregiver if told.caregiver is None else _as_told(starts_at, told.caregiver),
        None if monitoring is None else monitoring.note,
        () if monitoring is None else monitoring.sources,
        told,
    )


def _later(moment: datetime | None, hours: int) -> datetime | None:
    return None if moment is None else moment + timedelta(hours=hours)


def _as_told(starts_at: datetime, told: HoursTold) -> datetime:
    return starts_at + timedelta(hours=told.hours)
