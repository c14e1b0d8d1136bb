"""From when a medicine counts as taken late or as missed, and when to remind of a refill, from a file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time, timedelta

from companion.core.parsing import Section


@dataclass(frozen=True, slots=True)
class MedicineTiming:
    """What stands in resources/medicine_plans.toml."""

    late_after: timedelta
    missed_after: timedelta
    refill_at: time
    lead_days: int
    sources: tuple[str, ...]


def parse_medicine_timing(section: Section, _id: str) -> MedicineTiming:
    """The table `timing`."""
    late, missed = section.whole("late_after_minutes"), section.whole("missed_after_minutes")
    hour, lead_days = section.whole("refill_hour"), section.whole("lead_days")
    numbers = {"late_after_minutes": late, "missed_after_minutes": missed, "lead_days": lead_days}
    for key, value in numbers.items():
        if value < 1:
            section.complain(key, "impossible_number")
    if not 0 <= hour <= time.max.hour:
        section.complain("refill_hour", "impossible_number")
    timing = MedicineTiming(
        late_after=timedelta(minutes=late),
        missed_after=timedelta(minutes=missed),
        refill_at=time(hour),
        lead_days=lead_days,
        sources=section.texts("sources"),
    )
    section.text("purpose")
    section.finish()
    return timing
