"""What was ticked before a dose, and who will be there when, as rows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from companion.core.company import DoseKey, Spell
from companion.core.levels import Reporter
from companion.stores import rows
from companion.stores.columns import Cell, Row, clean, from_moment, to_moment
from companion.stores.seam import Database
from companion.stores.tables import CHECKLIST_TICKS, COMPANY_SPELLS
from companion.stores.transactions import write


@dataclass(frozen=True, slots=True)
class GettingReadyStore:
    """A tick that is taken back, and a spell that is removed, stay in the file as deleted."""

    db: Database

    def ticked(self, dose: DoseKey) -> frozenset[str]:
        """The items ticked for one dose."""
        found = rows.select(
            self.db,
            f"SELECT item FROM {CHECKLIST_TICKS} "
            "WHERE treatment_id = ? AND ordinal = ? AND deleted_at IS NULL",
            [dose.treatment_id, dose.ordinal],
        )
        return frozenset(str(row["item"]) for row in found)

    def tick(self, dose: DoseKey, item: str, *, done: bool, at: datetime, by: Reporter) -> None:
        """Tick an item, or take the tick back; the same again changes nothing."""
        with write(self.db):
            stored = rows.select(
                self.db,
                f"SELECT id FROM {CHECKLIST_TICKS} WHERE treatment_id = ? AND ordinal = ? AND item = ?",
                [dose.treatment_id, dose.ordinal, item],
            )
            if not done:
                for row in stored:
                    rows.remove(self.db, CHECKLIST_TICKS, row["id"], at=at, by=by)
                return
            columns: dict[str, Cell] = {
                "treatment_id": dose.treatment_id,
                "ordinal": dose.ordinal,
                "item": item,
                "entered_by": by.value,
                "deleted_at": None,
            }
            id = stored[0]["id"] if stored else str(uuid4())
            rows.save(self.db, CHECKLIST_TICKS, id, columns, at=at, by=by)

    def spells(self, dose: DoseKey) -> tuple[Spell, ...]:
        """Who is there around one dose, in order of time."""
        found = rows.select(
            self.db,
            f"SELECT * FROM {COMPANY_SPELLS} WHERE treatment_id = ? AND ordinal = ? AND deleted_at IS NULL "
            "ORDER BY starts_at, rowid",
            [dose.treatment_id, dose.ordinal],
        )
        return rows.values(found, _spell)

    def save_spell(self, spell: Spell, *, at: datetime) -> None:
        columns: dict[str, Cell] = {
            "treatment_id": spell.dose.treatment_id,
            "ordinal": spell.dose.ordinal,
            "name": clean(spell.name),
            "starts_at": from_moment(spell.starts_at),
            "ends_at": from_moment(spell.ends_at),
            "entered_by": spell.by.value,
            "deleted_at": None,
        }
        rows.save(self.db, COMPANY_SPELLS, spell.id, columns, at=at, by=spell.by)

    def remove_spell(self, id: str, *, at: datetime, by: Reporter) -> None:
        rows.remove(self.db, COMPANY_SPELLS, id, at=at, by=by)

    def restore_spell(self, id: str, *, at: datetime, by: Reporter) -> None:
        rows.restore(self.db, COMPANY_SPELLS, id, at=at, by=by)


def _spell(row: Row) -> Spell:
    return Spell(
        id=row["id"],
        dose=DoseKey(row["treatment_id"], row["ordinal"]),
        name=row["name"],
        starts_at=to_moment(row["starts_at"]),
        ends_at=to_moment(row["ends_at"]),
        by=Reporter(row["entered_by"]),
    )
