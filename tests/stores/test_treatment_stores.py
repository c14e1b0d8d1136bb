"""Treatments and doses: what is read is what was saved, and nothing is ever gone for good."""

from __future__ import annotations

from dataclasses import replace

from companion.stores import tables
from companion.stores.doses import DosesStore
from companion.stores.history import earlier_versions
from companion.stores.seam import Database
from companion.stores.treatments import TreatmentsStore
from tests.stores.samples import (
    LATER,
    MORNING,
    PATIENT,
    a_dose,
    a_treatment,
)


def test_a_retry_with_corrected_text_is_not_dropped(db: Database) -> None:
    DosesStore(db).save(a_dose(amount="10 mg"), at=MORNING)

    DosesStore(db).save(a_dose(amount="1 mg"), at=LATER)

    assert [dose.amount for dose in DosesStore(db).doses()] == ["1 mg"]
    assert [version.row["amount"] for version in earlier_versions(db, tables.DOSES, "dose-1")] == ["10 mg"]


def test_a_treatment_that_stops_keeps_what_it_was(db: Database) -> None:
    store = TreatmentsStore(db)
    store.save(a_treatment(), at=MORNING, by=PATIENT)
    stopped = replace(a_treatment(), stopped_at=LATER)

    store.save(stopped, at=LATER, by=PATIENT)

    assert store.treatments() == (stopped,)
    (earlier,) = earlier_versions(db, tables.TREATMENTS, "treatment-1")
    assert earlier.row["stopped_at"] is None


def test_deleted_treatments_and_doses_are_out_of_sight_and_can_be_restored(db: Database) -> None:
    treatments, doses = TreatmentsStore(db), DosesStore(db)
    treatments.save(a_treatment(), at=MORNING, by=PATIENT)
    doses.save(a_dose(treatment_id="treatment-1"), at=MORNING)

    treatments.remove("treatment-1", at=LATER, by=PATIENT)
    doses.remove("dose-1", at=LATER, by=PATIENT)

    assert (treatments.treatments(), doses.doses()) == ((), ())
    treatments.restore("treatment-1", at=LATER, by=PATIENT)
    doses.restore("dose-1", at=LATER, by=PATIENT)
    assert treatments.treatments() == (a_treatment(),)
    assert doses.doses() == (a_dose(treatment_id="treatment-1"),)


def test_a_dose_without_a_time_yet_comes_back(db: Database) -> None:
    early = replace(a_dose("dose-2"), started_at=None, drug=None, ordinal=None, recorded_at=MORNING)
    DosesStore(db).save(a_dose(), at=LATER)
    DosesStore(db).save(early, at=LATER)

    assert set(DosesStore(db).doses()) == {early, a_dose()}
