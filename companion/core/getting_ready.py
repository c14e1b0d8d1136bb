"""Getting ready for one dose: what belongs to it, what is done, and who is there when."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from companion.core.checklist import Applies, ChecklistItem
from companion.core.company import DoseKey, Spell, Stretch, stretches
from companion.core.upcoming import PlanRow, Surroundings


@dataclass(frozen=True, slots=True)
class Preparation:
    """One dose to get ready for; `company` is empty where no source and no team names a time for it.

    `starts_at` is when the dose begins or began. `spells` outside of the named time are kept too.
    """

    row: PlanRow
    starts_at: datetime
    around: Surroundings | None
    items: tuple[ChecklistItem, ...]
    done: frozenset[str]
    spells: tuple[Spell, ...]
    company: tuple[Stretch, ...]

    @property
    def dose(self) -> DoseKey:
        """Which dose it is."""
        return DoseKey(self.row.treatment.id, self.row.planned.ordinal)

    @property
    def gaps(self) -> tuple[Stretch, ...]:
        """The times for which there is nobody yet."""
        return tuple(stretch for stretch in self.company if stretch.is_gap)

    @property
    def left(self) -> tuple[ChecklistItem, ...]:
        """What is still to do."""
        return tuple(item for item in self.items if item.id not in self.done)


def items_for(
    items: Iterable[ChecklistItem], drug: str, around: Surroundings | None
) -> tuple[ChecklistItem, ...]:
    """Those that belong to a dose of this drug with these times around it."""
    holds = {
        Applies.EVERY: True,
        Applies.WATCHED: around is not None and around.watched_until is not None,
        Applies.NEAR: around is not None and around.near_until is not None,
        Applies.COMPANY: around is not None and around.caregiver_until is not None,
    }
    return tuple(item for item in items if holds[item.applies] and (not item.drugs or drug in item.drugs))


def prepare(
    row: PlanRow,
    around: Surroundings | None,
    *,
    checklist: Iterable[ChecklistItem],
    ticked: Collection[str],
    spells: tuple[Spell, ...],
) -> Preparation:
    """What to get ready for one dose; company is done when somebody is there all the time, not by a tick."""
    starts_at = row.planned.starts_at
    if row.given is not None and row.given.started_at is not None:
        starts_at = row.given.started_at
    until = around.caregiver_until if around is not None else None
    company = () if until is None else stretches(spells, start=starts_at, until=until)
    covered = bool(company) and not any(stretch.is_gap for stretch in company)
    items = items_for(checklist, row.planned.drug, around)
    done = frozenset(item.id for item in items if (covered if item.follows_company else item.id in ticked))
    ordered = tuple(sorted(spells, key=lambda spell: (spell.starts_at, spell.ends_at, spell.id)))
    return Preparation(row, starts_at, around, items, done, ordered, company)
