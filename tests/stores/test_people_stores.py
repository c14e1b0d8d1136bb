"""Person, contacts, preferences and the half-done set-up: what is read is what was saved."""

from __future__ import annotations

from dataclasses import fields, replace
from decimal import Decimal
from pathlib import Path

import pytest

from companion.core.people import Contacts, DateOrder, Person, Preferences
from companion.stores import tables
from companion.stores.database import close_diary, open_diary
from companion.stores.history import earlier_versions
from companion.stores.people import ONLY_ROW, PeopleStore
from companion.stores.preferences import PreferencesStore
from companion.stores.seam import Database
from companion.stores.setup import SetupStore
from tests.stores.samples import (
    CAREGIVER,
    LATER,
    MORNING,
    PATIENT,
    PERSON,
    PREFERENCES,
)


def test_the_person_comes_back(db: Database) -> None:
    people = PeopleStore(db)
    assert people.person() == Person()

    people.save_person(PERSON, at=MORNING, by=PATIENT)

    assert people.person() == PERSON


def test_the_contacts_come_back_and_the_earlier_number_is_kept(db: Database) -> None:
    people = PeopleStore(db)
    assert people.contacts() == Contacts()

    people.save_contacts(Contacts("Ward 3", "555", "112"), at=MORNING, by=PATIENT)
    people.save_contacts(Contacts("Ward 3", "556", "112"), at=LATER, by=CAREGIVER)

    assert people.contacts() == Contacts("Ward 3", "556", "112")
    (earlier,) = earlier_versions(db, tables.CONTACTS, ONLY_ROW)
    assert earlier.row["team_number"] == "555"
    assert (earlier.replaced_at, earlier.replaced_by) == (LATER, "caregiver")


def test_every_preference_comes_back(db: Database) -> None:
    store = PreferencesStore(db)
    assert store.preferences() == Preferences()
    assert all(
        getattr(PREFERENCES, each.name) != getattr(Preferences(), each.name) for each in fields(Preferences)
    )

    store.save_preferences(PREFERENCES, at=MORNING, by=PATIENT)

    assert store.preferences() == PREFERENCES


@pytest.mark.parametrize("value", ["not json", '"soon"', "[]", "null", "1", '"NaN"'])
def test_a_preference_that_cannot_be_read_falls_back_to_its_default(db: Database, value: str) -> None:
    PreferencesStore(db).save_preferences(replace(PREFERENCES, diary_reminder=None), at=MORNING, by=PATIENT)
    db.execute(
        "UPDATE preferences SET value = ? WHERE id IN ('text_scale', 'clock_24h', 'date_order')", [value]
    )

    found = PreferencesStore(db).preferences()

    changed = replace(found, text_scale=Decimal("1.6"), clock_24h=False, date_order=DateOrder.MONTH_FIRST)
    assert changed == replace(PREFERENCES, diary_reminder=None)
    assert (found.text_scale, found.clock_24h, found.date_order) == (
        Decimal("1.0"),
        True,
        DateOrder.DAY_FIRST,
    )


def test_a_set_up_left_half_way_is_there_the_next_time(diary_file: Path) -> None:
    db = open_diary(diary_file, create=True)
    SetupStore(db).save("size", "1.6", at=MORNING, by=PATIENT)
    SetupStore(db).save("who", {"name": "Ute", "by_another": True, "birth": None}, at=MORNING, by=PATIENT)
    db.close()

    db = open_diary(diary_file, create=False)

    assert SetupStore(db).answers() == {
        "size": "1.6",
        "who": {"name": "Ute", "by_another": True, "birth": None},
    }
    SetupStore(db).clear(at=LATER, by=PATIENT)
    assert SetupStore(db).answers() == {}
    SetupStore(db).save("size", "2.0", at=LATER, by=PATIENT)
    assert SetupStore(db).answers() == {"size": "2.0"}
    close_diary(db)
