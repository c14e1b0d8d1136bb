"""Going on with another regimen: where its count of cycles begins, and from when its months run."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from companion.core.catalogue import Catalogue
from companion.core.drugs import Drug
from companion.core.regimen import Regimen
from companion.core.treatment import Treatment
from companion.core.upcoming import PlanRow


def siblings(drug: Drug, catalogue: Catalogue) -> tuple[Drug, ...]:
    """The same drug given in other ways, itself first: as a drip and as a shot under the skin."""
    others = (
        one for one in catalogue.drugs.values() if one.substance == drug.substance and one.id != drug.id
    )
    return (drug, *sorted(others, key=lambda one: one.id))


def first_cycle_of(
    regimen: Regimen, rows: Iterable[PlanRow], first_wall: datetime, catalogue: Catalogue
) -> int:
    """The cycle to go on with where both regimens have as many cycles of one length; else the first."""
    before = max((row for row in rows if row.planned.wall < first_wall), key=_wall, default=None)
    drug = None if before is None else catalogue.drugs.get(before.planned.drug)
    old = None if before is None or drug is None else drug.regimen(before.planned.regimen)
    if before is None or old is None or regimen.cycles is None:
        return 1
    if (old.cycle_days, old.cycles) != (regimen.cycle_days, regimen.cycles):
        return 1
    following = before.planned.cycle + 1
    return following if following <= regimen.cycles else 1


def months_from(treatment: Treatment, regimen: Regimen, catalogue: Catalogue) -> datetime | None:
    """From when the months run that the label allows at most: going on in another way adds none."""
    drug = catalogue.drugs.get(treatment.drug)
    old = None if drug is None else drug.regimen(treatment.regimen)
    if old is None or old.ends_after_months is None or regimen.ends_after_months is None:
        return None
    return treatment.months_from or treatment.first_wall


def _wall(row: PlanRow) -> datetime:
    return row.planned.wall
