"""Getting ready for an infusion, as verbs and reads: what is ticked, and who is there when."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from companion.core.catalogue import Catalogue
from companion.core.company import DoseKey, Spell
from companion.core.errors import UserCanFix
from companion.core.getting_ready import Preparation, prepare
from companion.core.levels import Reporter
from companion.core.upcoming import PlanRow
from companion.services.journal import Journal
from companion.services.record import Record
from companion.services.topics import Topic
from companion.stores.shelf import Shelf

_DAYS_AHEAD = 365


@dataclass(frozen=True, slots=True)
class GettingReady:
    """Every verb returns after COMMIT, or raises UserCanFix and has saved nothing."""

    journal: Journal
    record: Record
    shelf: Shelf
    catalogue: Catalogue
    now: Callable[[], datetime]

    def tick(self, dose: DoseKey, item: str, *, done: bool, by: Reporter = Reporter.PATIENT) -> None:
        """An item is done, or not done after all."""
        with self.journal.plain(Topic.APPOINTMENTS):
            self.shelf.getting_ready.tick(dose, item, done=done, at=self.now(), by=by)

    def add_spell(
        self,
        dose: DoseKey,
        *,
        name: str,
        starts_at: datetime,
        ends_at: datetime,
        by: Reporter = Reporter.PATIENT,
    ) -> str:
        """Someone will be there from `starts_at` to `ends_at`."""
        if ends_at <= starts_at:
            raise UserCanFix("getting_ready.ends_before_it_begins")
        spell = Spell(str(uuid4()), dose, name, starts_at, ends_at, by)
        with self.journal.plain(Topic.APPOINTMENTS):
            self.shelf.getting_ready.save_spell(spell, at=self.now())
        return spell.id

    def remove_spell(self, id: str, *, by: Reporter = Reporter.PATIENT) -> None:
        """They will not be there after all."""
        with self.journal.plain(Topic.APPOINTMENTS):
            self.shelf.getting_ready.remove_spell(id, at=self.now(), by=by)

    def restore_spell(self, id: str, *, by: Reporter = Reporter.PATIENT) -> None:
        """They will be there."""
        with self.journal.plain(Topic.APPOINTMENTS):
            self.shelf.getting_ready.restore_spell(id, at=self.now(), by=by)

    def next_dose(self) -> Preparation | None:
        """The next infusion to get ready for; None where none is planned."""
        now = self.now()
        rows = self.record.upcoming(days_ahead=_DAYS_AHEAD)
        row = next((row for row in rows if row.planned.starts_at > now), None)
        return None if row is None else self.prepared(row)

    def of(self, dose: DoseKey) -> Preparation | None:
        """One planned dose; None where it is not in a plan any more."""
        for treatment in self.record.treatments():
            if treatment.id == dose.treatment_id:
                for row in self.record.plan(treatment, days_ahead=_DAYS_AHEAD):
                    if row.planned.ordinal == dose.ordinal:
                        return self.prepared(row)
        return None

    def prepared(self, row: PlanRow) -> Preparation:
        """What belongs to one dose of a plan, and how far it is."""
        dose = DoseKey(row.treatment.id, row.planned.ordinal)
        store = self.shelf.getting_ready
        return prepare(
            row,
            self.record.around(row),
            checklist=self.catalogue.checklist,
            ticked=store.ticked(dose),
            spells=store.spells(dose),
        )
