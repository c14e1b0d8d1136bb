"""Appointments, ticks and company come back as they were written, with what they were before."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from companion.core.company import DoseKey
from companion.stores import tables
from companion.stores.appointments import AppointmentsStore
from companion.stores.getting_ready import GettingReadyStore
from companion.stores.history import earlier_versions
from companion.stores.seam import Database
from companion.stores.treatments import TreatmentsStore
from tests.stores.samples import LATER, MORNING, PATIENT, a_spell, a_treatment, an_appointment

DOSE = DoseKey("treatment-1", 2)


@pytest.fixture
def ready(db: Database) -> GettingReadyStore:
    """Over a diary with a treatment in it."""
    TreatmentsStore(db).save(a_treatment(), at=MORNING, by=PATIENT)
    return GettingReadyStore(db)


def test_an_appointment_comes_back_as_it_was_written(db: Database) -> None:
    store = AppointmentsStore(db)
    cancelled = replace(
        an_appointment("appointment-2"), cancelled_at=LATER, cancel_reason="moved", minutes=45
    )

    store.save(an_appointment(), at=MORNING)
    store.save(cancelled, at=LATER)

    assert store.appointments() == (an_appointment(), cancelled)
    assert store.appointment("appointment-2") == cancelled
    assert store.appointment("nobody") is None


def test_what_an_appointment_was_before_is_kept(db: Database) -> None:
    store = AppointmentsStore(db)
    store.save(an_appointment(), at=MORNING)

    store.save(replace(an_appointment(), version=2, place="Room 9"), at=LATER)

    (before,) = earlier_versions(db, tables.APPOINTMENTS, "appointment-1")
    assert before.row["place"] == "Radiology, 1st floor"
    assert [one.place for one in store.appointments()] == ["Room 9"]


def test_a_tick_holds_for_its_own_dose_and_can_be_taken_back(ready: GettingReadyStore) -> None:
    other = replace(DOSE, ordinal=3)
    for item in ("bag", "card"):
        ready.tick(DOSE, item, done=True, at=MORNING, by=PATIENT)
    ready.tick(other, "bag", done=True, at=MORNING, by=PATIENT)

    ready.tick(DOSE, "bag", done=False, at=LATER, by=PATIENT)

    assert ready.ticked(DOSE) == {"card"}
    assert ready.ticked(other) == {"bag"}


def test_an_item_ticked_again_is_one_row(db: Database, ready: GettingReadyStore) -> None:
    for done in (True, False, True, True):
        ready.tick(DOSE, "bag", done=done, at=LATER, by=PATIENT)

    assert ready.ticked(DOSE) == {"bag"}
    assert db.table(tables.CHECKLIST_TICKS).count == 1


def test_company_comes_back_in_order_of_time_without_what_was_removed(ready: GettingReadyStore) -> None:
    first = a_spell()
    later = replace(a_spell("spell-2", name="Tom <3"), starts_at=LATER, ends_at=LATER + timedelta(hours=9))
    for spell in (later, first):
        ready.save_spell(spell, at=MORNING)

    both = ready.spells(DOSE)
    ready.remove_spell("spell-1", at=LATER, by=PATIENT)

    assert both == (first, later)
    assert ready.spells(DOSE) == (later,)
    assert ready.spells(replace(DOSE, ordinal=9)) == ()
