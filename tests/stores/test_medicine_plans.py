"""Plans of medicines as rows: every version comes back, a change keeps what was, nonsense is refused."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from companion.core.errors import UserCanFix
from companion.core.plan import MedicineSkipped, SkipReason, Stock
from companion.core.recurrence import AsNeeded, Recurrence
from companion.core.reminder_policy import Urgency
from companion.stores import tables
from companion.stores.diary import DiaryStore
from companion.stores.history import earlier_versions
from companion.stores.medicine_plans import MedicinePlansStore, row_id
from companion.stores.seam import Database
from tests.core.medicine_samples import a_plan, taken
from tests.core.test_plan_check import SOUND
from tests.stores.samples import CAREGIVER, LATER, MORNING, PATIENT


@pytest.mark.parametrize("recurrence", SOUND)
def test_a_plan_comes_back_whatever_its_schedule(db: Database, recurrence: Recurrence) -> None:
    plan = replace(
        a_plan(recurrence, medicine="some_medicine", last_day=date(2026, 4, 1)),
        stock=Stock(Decimal("12.5"), MORNING, Decimal("0.5"), 3),
        level=Urgency.QUIET,
        by=CAREGIVER,
    )

    MedicinePlansStore(db).save(plan, at=MORNING)

    assert MedicinePlansStore(db).plans() == (plan,)


def test_a_new_version_is_a_row_of_its_own_and_the_old_one_stays_as_it_is(db: Database) -> None:
    old, new = a_plan(), a_plan(AsNeeded(6, 4), version=2, since=LATER)

    for plan in (old, new):
        MedicinePlansStore(db).save(plan, at=LATER)

    assert MedicinePlansStore(db).plans() == (old, new)
    assert earlier_versions(db, tables.MEDICINE_PLANS, row_id(old)) == ()


def test_a_new_count_keeps_the_one_before(db: Database) -> None:
    plan = replace(a_plan(), stock=Stock(Decimal(30), MORNING, Decimal(1), 3))
    MedicinePlansStore(db).save(plan, at=MORNING)

    MedicinePlansStore(db).save(replace(plan, stock=Stock(Decimal(28), LATER, Decimal(1), 3)), at=LATER)

    (before,) = earlier_versions(db, tables.MEDICINE_PLANS, row_id(plan))
    assert before.row["stock_count"] == "30"


def test_a_schedule_that_nobody_can_read_is_not_left_out_in_silence(db: Database) -> None:
    MedicinePlansStore(db).save(a_plan(), at=MORNING)
    db.execute(f'UPDATE {tables.MEDICINE_PLANS} SET recurrence = \'{{"kind": "at full moon"}}\'')

    with pytest.raises(UserCanFix, match=r"storage\.unreadable"):
        MedicinePlansStore(db).plans()


def test_what_was_left_out_is_there_until_it_is_taken_back(db: Database) -> None:
    store = MedicinePlansStore(db)
    skip = MedicineSkipped("skip-1", "plan", "2026-03-02 1/2", SkipReason.FELT_SICK, LATER, CAREGIVER)
    store.add_skip(skip)
    before = store.skips_since(MORNING)

    store.remove_skip("skip-1", at=LATER, by=PATIENT)

    assert before == (skip,)
    assert store.skips_since(MORNING) == ()


def test_a_taking_names_its_plan_and_a_corrected_time_keeps_the_first(db: Database) -> None:
    diary = DiaryStore(db)
    first = replace(taken("2026-03-02 1/2", MORNING, key="one"), was_override=True)
    diary.save_medicine(first, at=MORNING)
    corrected = replace(first, at=MORNING - timedelta(hours=1), by=CAREGIVER)

    diary.save_medicine(corrected, at=LATER)

    assert diary.medicine("one") == corrected
    (before,) = earlier_versions(db, tables.MEDICINES_TAKEN, "one")
    assert (before.row["at"], before.replaced_by) == ("2026-03-02T08:00:00.000000Z", "caregiver")


def test_a_medicine_that_was_removed_is_not_found(db: Database) -> None:
    diary = DiaryStore(db)
    diary.save_medicine(taken(None, MORNING, key="one"), at=MORNING)

    diary.remove_medicine("one", at=LATER, by=PATIENT)

    assert diary.medicine("one") is None
