"""How a treatment really went: what is read is what was saved, and what is taken back stays in the file."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from companion.core.plan_changes import NotGiven
from companion.stores import tables
from companion.stores.dose_changes import DoseChangesStore
from companion.stores.doses import DosesStore
from companion.stores.history import earlier_versions
from companion.stores.seam import Database
from companion.stores.team_times import TeamTimesStore
from companion.stores.treatments import TreatmentsStore
from tests.stores.samples import LATER, MORNING, PATIENT, a_dose, a_move, a_treatment, some_times


@pytest.fixture(autouse=True)
def _with_a_treatment(db: Database) -> None:
    TreatmentsStore(db).save(a_treatment(), at=MORNING, by=PATIENT)


def test_changes_come_back_in_the_order_they_were_made_whatever_the_clock_said(db: Database) -> None:
    store = DoseChangesStore(db)
    first = replace(a_move("late-clock"), at=LATER)
    second = replace(a_move("early-clock"), at=MORNING, what=NotGiven(2, "Fever"))

    store.add(first)
    store.add(second)

    assert store.changes() == (first, second)


def test_a_change_taken_back_is_out_of_sight_and_still_in_the_file(db: Database) -> None:
    store = DoseChangesStore(db)
    store.add(a_move())

    store.remove("change-1", at=LATER, by=PATIENT)
    gone = store.changes()
    store.restore("change-1", at=LATER, by=PATIENT)

    assert gone == ()
    assert store.changes() == (a_move(),)
    assert len(earlier_versions(db, tables.DOSE_CHANGES, "change-1")) == 2


def test_a_treatment_that_goes_on_with_another_comes_back_whole(db: Database) -> None:
    whole = replace(
        a_treatment("treatment-2"),
        stopped_at=LATER,
        stop_reason="My team and I chose to stop <3",
        follows="treatment-1",
        first_cycle=3,
        months_from=datetime(2026, 1, 5, 9, 30),  # wall time
    )

    TreatmentsStore(db).save(whole, at=LATER, by=PATIENT)

    assert TreatmentsStore(db).treatments() == (a_treatment(), whole)


@pytest.mark.parametrize("had_reaction", [None, False, True])
def test_a_dose_keeps_its_end_its_place_and_its_reaction(db: Database, had_reaction: bool | None) -> None:
    whole = replace(
        a_dose(),
        ended_at=MORNING + timedelta(hours=1),
        place="Day unit",
        had_reaction=had_reaction,
        reaction="Shivering, it passed",
    )

    DosesStore(db).save(whole, at=LATER)

    assert DosesStore(db).doses() == (whole,)


def test_times_told_anew_replace_the_old_ones_which_stay_in_the_history(db: Database) -> None:
    store = TeamTimesStore(db)
    store.save(some_times(hours=24), at=MORNING)

    store.save(some_times(hours=8), at=LATER)

    assert store.times() == (some_times(hours=8),)
    assert [v.row["observe_hours"] for v in earlier_versions(db, tables.TEAM_TIMES, "times-1")] == [24]
