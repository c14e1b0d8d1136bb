"""The reminders of infusions: 7 days, 24 hours and 2 hours before, for what is still to come."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from companion.core.catalogue import Catalogue
from companion.core.infusion_dues import dose_of, infusion_dues
from companion.core.notices import Due
from companion.core.plan_changes import DoseChange, Moved, NotGiven
from companion.core.treatment import DoseGiven, Treatment
from companion.core.upcoming import PlanRow, plan_rows

FIRST = datetime(2026, 3, 2, 10)  # wall time
AGREED = datetime(2026, 2, 1, tzinfo=UTC)
BEFORE, UNTIL = datetime(2026, 2, 1, tzinfo=UTC), datetime(2026, 3, 12, tzinfo=UTC)
TREATMENT = Treatment("t-1", "tarlatamab", "tarlatamab", FIRST, "UTC", "", AGREED)


def rows(catalogue: Catalogue, *changes: DoseChange, treatment: Treatment = TREATMENT) -> tuple[PlanRow, ...]:
    return plan_rows(treatment, (), catalogue, UNTIL + timedelta(days=30), changes)


def dues(
    catalogue: Catalogue, plan: tuple[PlanRow, ...], since: datetime = BEFORE, until: datetime = UNTIL
) -> tuple[Due, ...]:
    return infusion_dues(plan, catalogue.reminders.infusion_leads, since=since, until=until)


def of_first(found: tuple[Due, ...]) -> list[str]:
    return [f"{due.due_at:%m-%d %H:%M} {due.plan}" for due in found if dose_of(due.plan) == ("t-1", 1)]


def test_a_dose_is_reminded_of_a_week_a_day_and_two_hours_before(catalogue: Catalogue) -> None:
    found = of_first(dues(catalogue, rows(catalogue)))

    assert found == [
        "02-23 10:00 infusion.t-1.1.0.168",
        "03-01 10:00 infusion.t-1.1.0.24",
        "03-02 08:00 infusion.t-1.1.0.2",
    ]


def test_each_reminder_is_found_once_whatever_the_stretches_looked_at(catalogue: Catalogue) -> None:
    plan = rows(catalogue)
    hours = [BEFORE + timedelta(hours=n) for n in range((UNTIL - BEFORE) // timedelta(hours=1) + 1)]

    piecewise = [due for since in hours for due in dues(catalogue, plan, since, since + timedelta(hours=1))]

    assert tuple(piecewise) == dues(catalogue, plan, until=hours[-1] + timedelta(hours=1))


def test_a_dose_that_moved_is_reminded_of_anew_and_not_of_its_old_time(catalogue: Catalogue) -> None:
    moved = Moved(1, FIRST, datetime(2026, 3, 5, 10), later_too=False)
    told = DoseChange("c", "t-1", datetime(2026, 3, 1, 12, tzinfo=UTC), moved)

    found = of_first(dues(catalogue, rows(catalogue, told)))

    # A week before had passed when the new time was written down.
    assert found == ["03-04 10:00 infusion.t-1.1.1.24", "03-05 08:00 infusion.t-1.1.1.2"]


def test_nothing_is_due_for_a_dose_given_or_left_out_or_a_treatment_that_was_stopped(
    catalogue: Catalogue,
) -> None:
    left_out = DoseChange("c", "t-1", AGREED, NotGiven(1))
    given = DoseGiven("d", "t-1", 1, "tarlatamab", "", AGREED, AGREED)
    was_given = plan_rows(TREATMENT, [given], catalogue, UNTIL)
    stopped = rows(catalogue, treatment=replace(TREATMENT, stopped_at=datetime(2026, 3, 2, 11, tzinfo=UTC)))

    assert of_first(dues(catalogue, rows(catalogue, left_out))) == []
    assert of_first(dues(catalogue, was_given)) == []
    assert stopped
    assert dues(catalogue, stopped) == ()


def test_a_lead_that_had_passed_when_the_plan_was_made_reminds_of_nothing(catalogue: Catalogue) -> None:
    late = replace(TREATMENT, started_at=datetime(2026, 3, 1, 12, tzinfo=UTC))

    assert of_first(dues(catalogue, rows(catalogue, treatment=late))) == ["03-02 08:00 infusion.t-1.1.0.2"]


def test_which_dose_a_due_thing_is_about_can_be_read_back() -> None:
    assert dose_of("infusion.0a-1b.12.3.24") == ("0a-1b", 12)
    assert dose_of("appointment.0a-1b.1.24") is None
