"""A medicine as it was agreed to be taken: one plan in versions, each valid until the next."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum

from companion.core.errors import UserCanFix
from companion.core.levels import Reporter
from companion.core.recurrence import Recurrence
from companion.core.reminder_policy import Urgency


class SkipReason(Enum):
    """Why one was left out."""

    TEAM_SAID = "team_said"
    FELT_SICK = "felt_sick"
    FORGOT = "forgot"
    RAN_OUT = "ran_out"
    DID_NOT_WANT = "did_not_want"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Stock:
    """What was in the box when somebody counted, in pieces: tablets, drops, sachets.

    `lead_days` is how long before it runs out the pharmacy must be asked.
    """

    count: Decimal
    counted_at: datetime
    per_dose: Decimal
    lead_days: int


@dataclass(frozen=True, slots=True)
class MedicinePlan:
    """One version of one plan; `id` is the same through all its versions, which count from 1.

    A version holds from `since` until the next one begins; the first also for the days before it was
    entered. Times are on the clocks of `zone`. `medicine` is a known id, None where only `name` is known;
    `level` is quiet or repeating. A version that was stopped at the moment it began is a pause.
    """

    id: str
    version: int
    medicine: str | None
    name: str
    amount: str
    what_for: str
    recurrence: Recurrence
    zone: str
    first_day: date
    last_day: date | None
    since: datetime
    stopped_at: datetime | None = None
    stop_reason: str = ""
    stock: Stock | None = None
    level: Urgency = Urgency.REPEATING
    by: Reporter = Reporter.PATIENT

    @property
    def is_paused(self) -> bool:
        """Whether the plan rests with this version, until it is taken up again."""
        return self.stopped_at is not None and self.stopped_at == self.since


@dataclass(frozen=True, slots=True)
class MedicineSkipped:
    """One occurrence that was left out, and why; `at` is when that was said."""

    id: str
    plan_id: str
    slot: str
    reason: SkipReason
    at: datetime
    by: Reporter = Reporter.PATIENT


def newest_versions(plans: Iterable[MedicinePlan]) -> tuple[MedicinePlan, ...]:
    """Of each plan the version that counts from now on, in the order the plans were begun."""
    newest: dict[str, MedicinePlan] = {}
    for plan in plans:
        if plan.id not in newest or newest[plan.id].version < plan.version:
            newest[plan.id] = plan
    return tuple(newest.values())


def versions_of(plans: Iterable[MedicinePlan], id: str) -> tuple[MedicinePlan, ...]:
    """All versions of one plan, oldest first."""
    return tuple(sorted((plan for plan in plans if plan.id == id), key=lambda plan: plan.version))


def is_over(plan: MedicinePlan, today: date) -> bool:
    """Whether the newest version of a plan was stopped, rests, or has come to its end."""
    return plan.stopped_at is not None or is_past(plan, today)


def is_past(plan: MedicinePlan, today: date) -> bool:
    """Whether its last day is over."""
    return plan.last_day is not None and plan.last_day < today


def settled_versions(plans: Iterable[MedicinePlan]) -> Mapping[str, int]:
    """Of each plan that was ever stopped or paused the version up to which nothing is asked any more."""
    found: dict[str, int] = {}
    for plan in plans:
        if plan.stopped_at is not None:
            found[plan.id] = max(plan.version, found.get(plan.id, 0))
    return found


def counted_again(stock: Stock, count: Decimal, at: datetime) -> Stock:
    """The same box after a new count."""
    return Stock(count, at, stock.per_dose, stock.lead_days)


def check_stock(stock: Stock) -> None:
    """Refuse what no box can hold."""
    if stock.count < 0:
        raise UserCanFix("medicines.stock_below_none")
    if stock.per_dose <= 0:
        raise UserCanFix("medicines.per_dose_none")
    if stock.lead_days < 0:
        raise UserCanFix("medicines.lead_below_none")
