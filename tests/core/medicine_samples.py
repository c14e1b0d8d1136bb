"""Plans of medicines, each sensible unless a test says otherwise."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

from companion.core.diary import MedicineTaken
from companion.core.plan import MedicinePlan, MedicineSkipped, SkipReason
from companion.core.recurrence import DailyAt, Recurrence, Taper, TaperStep

BERLIN = "Europe/Berlin"
ENTERED = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
FIRST = date(2026, 3, 2)
MORNING, NOON, EVENING = time(8), time(14), time(20)


def a_plan(
    recurrence: Recurrence | None = None,
    *,
    id: str = "plan",
    version: int = 1,
    since: datetime = ENTERED,
    first_day: date = FIRST,
    last_day: date | None = None,
    zone: str = BERLIN,
    name: str = "the white one",
    amount: str = "1 tablet",
    medicine: str | None = None,
    stopped_at: datetime | None = None,
) -> MedicinePlan:
    return MedicinePlan(
        id=id,
        version=version,
        medicine=medicine,
        name=name,
        amount=amount,
        what_for="",
        recurrence=recurrence or DailyAt((MORNING, EVENING)),
        zone=zone,
        first_day=first_day,
        last_day=last_day,
        since=since,
        stopped_at=stopped_at,
    )


def a_taper(*steps: tuple[int, int, str]) -> Taper:
    """Steps of March 2026: from day, to day, amount; each in the morning."""
    return Taper(
        tuple(
            TaperStep(date(2026, 3, first), date(2026, 3, last), amount, (MORNING,))
            for first, last, amount in steps
        )
    )


def at(text: str) -> datetime:
    """A moment in UTC."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def taken(
    slot: str | None,
    moment: datetime,
    *,
    plan_id: str | None = "plan",
    key: str | None = None,
    medicine: str | None = None,
    name: str = "the white one",
) -> MedicineTaken:
    return MedicineTaken(
        key or f"taken {moment}", medicine, name, moment, plan_id=plan_id, slot=slot, amount="1 tablet"
    )


def skipped(slot: str, moment: datetime = ENTERED, *, plan_id: str = "plan") -> MedicineSkipped:
    return MedicineSkipped(f"skipped {slot}", plan_id, slot, SkipReason.FELT_SICK, moment)
