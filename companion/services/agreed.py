"""What is agreed with the team, as verbs: what is usual, what they know of, their sheet, hospital."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import uuid4

from companion.core.errors import UserCanFix
from companion.core.hospital import HospitalStay, stay_at
from companion.core.levels import Reporter, Severity
from companion.core.people import Person
from companion.services.journal import Journal
from companion.services.topics import Topic
from companion.stores.shelf import Shelf


@dataclass(frozen=True, slots=True)
class Agreed:
    """Every method returns after COMMIT; what it changes is judged before it returns."""

    journal: Journal
    shelf: Shelf
    now: Callable[[], datetime]

    def agree_usual(self, usual: Mapping[str, Severity], *, by: Reporter = Reporter.PATIENT) -> None:
        """What the person lives with, as the team agreed to it at this moment; nothing takes it all back."""
        person = self.shelf.people.person()
        self.journal.set_person(
            replace(person, usual_symptoms=dict(usual), usual_agreed_at=self.now()), by=by
        )

    def take_sheet(self, person: Person, *, by: Reporter = Reporter.PATIENT) -> None:
        """The numbers of the team's sheet as `person` holds them, right as of now."""
        self.journal.set_person(replace(person, sheet_confirmed_at=self.now()), by=by)

    def confirm_sheet(self, *, by: Reporter = Reporter.PATIENT) -> None:
        """Somebody looked at the sheet: it is still right."""
        self.take_sheet(self.shelf.people.person(), by=by)

    def take_back_known(self, id: str, *, by: Reporter = Reporter.PATIENT) -> None:
        """The team does not know of it after all, or it changed: it is judged as before."""
        self.shelf.team_knows.remove(id, at=self.now(), by=by)
        self._tell()

    def go_into_hospital(self, until: datetime | None, *, by: Reporter = Reporter.PATIENT) -> None:
        """In hospital from now to `until`, None while nobody knows; a stay that is on gets the new end."""
        now = self.now()
        if until is not None and until <= now:
            raise UserCanFix("hospital.end_has_passed")
        current = stay_at(self.shelf.hospital.stays(), now) or HospitalStay(str(uuid4()), now, until)
        self.shelf.hospital.save(replace(current, until=until, by=by), at=now)
        self._tell()

    def leave_hospital(self, *, by: Reporter = Reporter.PATIENT) -> None:
        """Home again: the words and the checks are those of home."""
        now = self.now()
        current = stay_at(self.shelf.hospital.stays(), now)
        if current is not None:
            self.shelf.hospital.save(replace(current, left_at=now, by=by), at=now)
            self._tell()

    def _tell(self) -> None:
        self.journal.look_again()
        self.journal.changed.emit(Topic.PERSON)
