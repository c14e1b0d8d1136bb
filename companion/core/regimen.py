"""A regimen: the doses it plans from a first one on, and the number each given dose counts as."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import Enum
from itertools import count

from companion.core.errors import OurFault
from companion.core.zones import to_utc

_END_OF_PLANS = datetime.fromisoformat("2101-01-01")


class ClockStart(Enum):
    """Whether hours are counted from the start or from the end of a dose."""

    START = "start"
    END = "end"


@dataclass(frozen=True, slots=True)
class RestartGap:
    """More than `hours` between the starts of dose `after_dose` and the next: the count starts again.

    The last gap of a drug holds for every later dose too.
    """

    after_dose: int
    hours: int
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Monitoring:
    """How long the label has a person watched, near care and not alone; None where it names no time."""

    observe_hours: tuple[int, int] | None
    observe_from: ClockStart | None
    stay_near_hours: int | None
    stay_near_from: ClockStart | None
    caregiver_hours: int | None
    sources: tuple[str, ...]
    note: str | None


@dataclass(frozen=True, slots=True)
class RegimenDose:
    """A dose on one day of the cycles `cycles_from` to `cycles_to` (None: and all later ones).

    `amount` is empty where it is worked out for each person, `minutes` None where no text names them.
    """

    cycles_from: int
    cycles_to: int | None
    day: int
    amount: str
    minutes: int | None
    monitoring: Monitoring | None
    sources: tuple[str, ...]

    def falls_in(self, cycle: int) -> bool:
        """Whether the dose is given in this cycle."""
        return self.cycles_from <= cycle and (self.cycles_to is None or cycle <= self.cycles_to)


@dataclass(frozen=True, slots=True)
class RegimenWords:
    """What a person reads when choosing a regimen."""

    name: str
    setting: str
    note: str | None


@dataclass(frozen=True, slots=True)
class Regimen:
    """One way the label gives a drug; with neither `cycles` nor `ends_after_months` it has no end.

    `then` is the regimen of the same drug that follows, `then_after_days` after the last dose of this one.
    `with_drugs` are those it is given beside; where the label leaves a choice, all that may be chosen.
    """

    id: str
    drug: str
    cycle_days: int
    cycles: int | None
    ends_after_months: int | None
    then: str | None
    then_after_days: int | None
    with_drugs: tuple[str, ...]
    doses: tuple[RegimenDose, ...]
    sources: tuple[str, ...]
    words: RegimenWords


@dataclass(frozen=True, slots=True)
class PlannedDose:
    """A dose a regimen foresees; `ordinal` counts from 1 through all its regimens, `cycle` in its own.

    `wall` is the agreed time on the clocks of `zone`, even where a clock change skips it; `starts_at` is
    the moment that stands for it, in UTC. No dose of this regimen is planned from `ends_before` on.
    """

    ordinal: int
    drug: str
    regimen: str
    cycle: int
    day: int
    amount: str
    starts_at: datetime
    wall: datetime
    zone: str
    minutes: int | None
    monitoring: Monitoring | None
    sources: tuple[str, ...]
    ends_before: datetime | None = None


def planned_doses(
    regimen: Regimen,
    regimens: tuple[Regimen, ...],
    *,
    first: datetime,
    zone: str,
    until: datetime,
    first_cycle: int = 1,
    months_from: datetime | None = None,
    past_end: timedelta = timedelta(),
) -> tuple[PlannedDose, ...]:
    """Every dose up to and including `until`, the first at wall time `first`, all at that time of day.

    A regimen that ends goes over to its `then`, looked up in `regimens`. Nothing is planned after 2100.
    One that goes on with an earlier treatment begins in its `first_cycle`, and its months are counted
    from `months_from`. `past_end` plans so much beyond those months: for doses that are moved forward.
    """
    if until.tzinfo is None:
        raise OurFault("`until` needs its offset")
    planned: list[PlannedDose] = []
    walls = _walls(regimen, regimens, first, first_cycle, months_from, past_end)
    for current, cycle, dose, wall, ends_before in walls:
        starts_at = to_utc(wall, zone)
        if starts_at > until:
            break
        planned.append(
            PlannedDose(
                ordinal=len(planned) + 1,
                drug=current.drug,
                regimen=current.id,
                cycle=cycle,
                day=dose.day,
                amount=dose.amount,
                starts_at=starts_at,
                wall=wall,
                zone=zone,
                minutes=dose.minutes,
                monitoring=dose.monitoring,
                sources=dose.sources,
                ends_before=ends_before,
            )
        )
    return tuple(planned)


def restart_count(starts: tuple[datetime, ...], gaps: tuple[RestartGap, ...]) -> tuple[int, ...]:
    """The running number of each dose, in the order given; counted from 1 in order of start.

    It starts again where more time than the gap for the dose before lies between the starts: elapsed
    time, so that a clock change moves nothing; exactly at the limit is no restart.
    """
    limits = [timedelta(hours=gap.hours) for gap in gaps]
    numbers = [0] * len(starts)
    number, before = 0, datetime.min.replace(tzinfo=UTC)
    for start, place in sorted((start.astimezone(UTC), place) for place, start in enumerate(starts)):
        if number and limits and start - before > limits[min(number, len(limits)) - 1]:
            number = 0
        number += 1
        numbers[place] = number
        before = start
    return tuple(numbers)


_Planned = tuple[Regimen, int, RegimenDose, datetime, datetime | None]


def _walls(
    regimen: Regimen,
    regimens: tuple[Regimen, ...],
    first: datetime,
    first_cycle: int,
    months_from: datetime | None,
    past_end: timedelta,
) -> Iterator[_Planned]:
    current: Regimen | None = regimen
    while current is not None:
        last = None
        months = current.ends_after_months
        end = None if months is None else _months_later(months_from or first, months)
        stop = _END_OF_PLANS if end is None else min(_END_OF_PLANS, end + past_end)
        for cycle, dose, wall in _walls_of_one(current, first, first_cycle, stop):
            yield current, cycle, dose, wall, end
            last = wall
        if last is None or current.then is None or current.then_after_days is None:
            return
        first, first_cycle = last + timedelta(days=current.then_after_days), 1
        following = current.then
        current = next((other for other in regimens if other.id == following), None)
        if current is None:
            raise OurFault(f"regimen {following!r} is not among those given")


def _walls_of_one(
    regimen: Regimen, first: datetime, first_cycle: int, end: datetime
) -> Iterator[tuple[int, RegimenDose, datetime]]:
    doses = sorted(regimen.doses, key=lambda dose: dose.day)
    for cycle in count(first_cycle):
        opens = first + timedelta(days=(cycle - first_cycle) * regimen.cycle_days)
        if opens >= end or (regimen.cycles is not None and cycle > regimen.cycles):
            return
        for dose in doses:
            wall = opens + timedelta(days=dose.day - 1)
            if wall < end and dose.falls_in(cycle):
                yield cycle, dose, wall


def _months_later(wall: datetime, months: int) -> datetime:
    """The same day so many months on, or the last day of a shorter month."""
    years, month = divmod(wall.month - 1 + months, 12)
    year, month = wall.year + years, month + 1
    return wall.replace(year=year, month=month, day=min(wall.day, monthrange(year, month)[1]))
