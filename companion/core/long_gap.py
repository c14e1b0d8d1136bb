"""A gap since the last dose that is longer than the label allows for going on as before."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from companion.core.catalogue import Catalogue
from companion.core.drugs import Drug
from companion.core.regimen import restart_count
from companion.core.treatment import DoseGiven
from companion.core.upcoming import PlanRow


@dataclass(frozen=True, slots=True)
class LongGap:
    """From the start of the last dose given to the next one; more than `limit` lies between them."""

    since: datetime
    until: datetime
    limit: timedelta
    sources: tuple[str, ...]


def long_gap(drug: Drug | None, doses: Iterable[DoseGiven], next_start: datetime) -> LongGap | None:
    """The gap before a dose at `next_start` where the drug file has one that is shorter.

    None too where a dose without a time may have come after the last one with a time.
    """
    if drug is None or not drug.restart_gaps:
        return None
    own = [dose for dose in doses if dose.drug == drug.id]
    starts = tuple(dose.started_at for dose in own if dose.started_at and dose.started_at < next_start)
    if not starts:
        return None
    last = max(starts)
    if any(dose.started_at is None and dose.recorded_at >= last for dose in own):
        return None
    number = restart_count(starts, drug.restart_gaps)[starts.index(last)]
    gap = drug.restart_gaps[min(number, len(drug.restart_gaps)) - 1]
    limit = timedelta(hours=gap.hours)
    return LongGap(last, next_start, limit, gap.sources) if next_start - last > limit else None


def gaps_before(
    coming: Iterable[PlanRow], doses: Iterable[DoseGiven], catalogue: Catalogue, now: datetime
) -> Mapping[tuple[str, int], LongGap]:
    """The long gap before the next dose of each drug, by treatment and ordinal.

    What comes after that dose is not known yet. A dose whose time has passed can come now at the earliest.
    """
    given = tuple(doses)
    first: dict[str, PlanRow] = {}
    for row in sorted(coming, key=lambda row: row.planned.starts_at):
        first.setdefault(row.planned.drug, row)
    found: dict[tuple[str, int], LongGap] = {}
    for id, row in first.items():
        gap = long_gap(catalogue.drugs.get(id), given, max(row.planned.starts_at, now))
        if gap is not None:
            found[row.treatment.id, row.planned.ordinal] = gap
    return found
