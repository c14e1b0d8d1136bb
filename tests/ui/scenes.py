"""Diaries in the states in which pages are looked at, brought about through the journal."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from companion.core.levels import Reporter, Severity
from companion.core.people import Person
from companion.core.recurrence import DailyAt
from companion.core.thinking_check import ItemAnswer
from companion.services.medicines import PlanAnswer
from companion.ui.context import Context
from tests.fake_clock import FakeClock

FIRST_WALL = datetime(2026, 3, 2, 10, 0)
# New York is 5 hours behind UTC until 8 March 2026, then 4.
FIRST_START = datetime(2026, 3, 2, 15, 0, tzinfo=UTC)


def named(context: Context, name: str = "Ann") -> None:
    """A diary with a name on it."""
    context.journal.set_person(Person(name=name, birth_date=date(1953, 5, 4)))


def planned(context: Context, drug: str = "tarlatamab", regimen: str = "tarlatamab") -> str:
    """A treatment whose first dose is on Monday 2 March at 10."""
    return context.journal.start_treatment(
        drug=drug, regimen=regimen, first_wall=FIRST_WALL, place="Day unit, level 3"
    )


def given(
    context: Context, treatment: str, ordinal: int, started_at: datetime | None, amount: str = "1 mg"
) -> str:
    """A planned dose that was given."""
    return context.journal.record_dose(
        treatment_id=treatment, ordinal=ordinal, drug="tarlatamab", amount=amount, started_at=started_at
    )


def under_watch(context: Context, clock: FakeClock, *, hours: float = 3) -> str:
    """A first dose of tarlatamab, so many hours ago."""
    treatment = planned(context)
    clock.moment = FIRST_START + timedelta(hours=hours)
    given(context, treatment, 1, FIRST_START)
    return treatment


def measured(context: Context, celsius: str) -> None:
    """A temperature, outside any entry."""
    context.journal.measure(
        entry_id=None, kind="temperature", value=Decimal(celsius), unit="Cel", by=Reporter.PATIENT
    )


def pulse_taken(context: Context) -> None:
    """A pulse at rest, outside any entry."""
    context.journal.measure(entry_id=None, kind="pulse", value=Decimal(76), unit="/min", by=Reporter.PATIENT)


def thinking_checked(context: Context, *, missed: int = 0) -> None:
    """A whole thinking check with a helper, the first few answers missed."""
    check = context.thinking.check
    assert check is not None
    answers = tuple(ItemAnswer(item.id, n >= missed) for n, item in enumerate(check.items))
    context.thinking.keep(answers, by=Reporter.CAREGIVER)


def reported(context: Context, symptom: str, severity: Severity) -> str:
    """An entry of today with one answer, not finished."""
    entry = context.journal.begin_entry(day=context.record.today(), by=Reporter.PATIENT)
    context.journal.answer(entry, symptom=symptom, severity=severity, signs=frozenset(), by=Reporter.PATIENT)
    return entry


def medicine_missed(context: Context, clock: FakeClock, *hours_ago: int, name: str = "Keppra") -> str:
    """A medicine planned yesterday that nobody took today, so many hours ago; the key of its plan."""
    now = clock.now()
    clock.advance(days=-1)
    local = context.formats().local
    times = tuple(sorted(local(now - timedelta(hours=hours)).time() for hours in hours_ago))
    today = local(clock.now()).date() + timedelta(days=1)
    answer = PlanAnswer(name, "1 tablet", "", DailyAt(times), first_day=today)
    plan = context.medicines.add_plan(answer)
    clock.moment = now
    return plan


@contextmanager
def refusing(context: Context) -> Iterator[None]:
    """Meanwhile every write fails, as on a disk that may only be read."""
    db = context.appointments.shelf.db
    db.execute("PRAGMA query_only = on")
    try:
        yield
    finally:
        db.execute("PRAGMA query_only = off")
