"""Whose diary it is and whom to call, as rows."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from companion.core.levels import Reporter, Severity
from companion.core.people import Contacts, Person
from companion.stores.columns import (
    Row,
    clean,
    from_day,
    from_number,
    from_optional_moment,
    from_optional_number,
    to_day,
    to_json,
    to_number,
    to_optional_moment,
    to_optional_number,
)
from companion.stores.rows import find, save, values
from companion.stores.seam import Database
from companion.stores.tables import CONTACTS, PERSON

ONLY_ROW: Final = "only"


@dataclass(frozen=True, slots=True)
class PeopleStore:
    """One person and one set of contacts: each diary file belongs to one patient."""

    db: Database

    def person(self) -> Person:
        """The patient, with everything absent before it is entered."""
        row = find(self.db, PERSON, ONLY_ROW)
        return Person() if row is None else values([row], _person)[0]

    def save_person(self, person: Person, *, at: datetime, by: Reporter) -> None:
        columns = {
            "name": clean(person.name),
            "birth_date": from_day(person.birth_date),
            "cared_for_by_another": int(person.cared_for_by_another),
            "fever_line_cel": from_optional_number(person.fever_line_cel),
            "chest_radiation_ended": from_day(person.chest_radiation_ended),
            "usual_readings": to_json(
                {id: from_number(usual) for id, usual in person.usual_readings.items()}
            ),
            "usual_symptoms": to_json({id: usual.value for id, usual in person.usual_symptoms.items()}),
            "usual_agreed_at": from_optional_moment(person.usual_agreed_at),
            "observation_hours": person.observation_hours,
            "sheet_dated": from_day(person.sheet_dated),
            "sheet_confirmed_at": from_optional_moment(person.sheet_confirmed_at),
            "allergies": clean(person.allergies),
            "hospital_number": clean(person.hospital_number),
            "caregiver_name": clean(person.caregiver_name),
            "caregiver_number": clean(person.caregiver_number),
            "entered_by": by.value,
        }
        save(self.db, PERSON, ONLY_ROW, columns, at=at, by=by)

    def contacts(self) -> Contacts:
        """The numbers to call, empty before they are entered."""
        row = find(self.db, CONTACTS, ONLY_ROW)
        return Contacts() if row is None else values([row], _contacts)[0]

    def save_contacts(self, contacts: Contacts, *, at: datetime, by: Reporter) -> None:
        columns = {
            "team_name": clean(contacts.team_name),
            "team_number": clean(contacts.team_number),
            "emergency_number": clean(contacts.emergency_number),
            "entered_by": by.value,
        }
        save(self.db, CONTACTS, ONLY_ROW, columns, at=at, by=by)


def _person(row: Row) -> Person:
    return Person(
        name=row["name"],
        birth_date=to_day(row["birth_date"]),
        cared_for_by_another=bool(row["cared_for_by_another"]),
        fever_line_cel=to_optional_number(row["fever_line_cel"]),
        chest_radiation_ended=to_day(row["chest_radiation_ended"]),
        usual_readings={id: to_number(usual) for id, usual in json.loads(row["usual_readings"]).items()},
        usual_symptoms={id: Severity(usual) for id, usual in json.loads(row["usual_symptoms"]).items()},
        usual_agreed_at=to_optional_moment(row["usual_agreed_at"]),
        observation_hours=row["observation_hours"],
        sheet_dated=to_day(row["sheet_dated"]),
        sheet_confirmed_at=to_optional_moment(row["sheet_confirmed_at"]),
        allergies=row["allergies"],
        hospital_number=row["hospital_number"],
        caregiver_name=row["caregiver_name"],
        caregiver_number=row["caregiver_number"],
    )


def _contacts(row: Row) -> Contacts:
    return Contacts(row["team_name"], row["team_number"], row["emergency_number"])
