"""Getting ready for an infusion: ticks and company are kept for their own dose, and can be taken back."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from pytestqt.qtbot import QtBot

from companion.core.catalogue import Catalogue
from companion.core.company import DoseKey
from companion.core.errors import UserCanFix
from companion.services.getting_ready import GettingReady
from companion.services.topics import Topic
from tests.services.diary_kit import DiaryKit

START = datetime(2026, 3, 2, 15, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.fixture
def ready(kit: DiaryKit, catalogue: Catalogue) -> GettingReady:
    """The evening before the first dose."""
    kit.clock.advance(days=-1)
    return GettingReady(kit.journal, kit.record, kit.shelf, catalogue, kit.clock.now)


@pytest.fixture
def dose(kit: DiaryKit, ready: GettingReady) -> DoseKey:
    """The first dose, on Monday at 10."""
    treatment = kit.journal.start_treatment(
        drug="tarlatamab", regimen="tarlatamab", first_wall=datetime(2026, 3, 2, 10), place="Day unit"
    )
    return DoseKey(treatment, 1)


def test_without_a_plan_there_is_nothing_to_get_ready_for(ready: GettingReady) -> None:
    assert ready.next_dose() is None
    assert ready.of(DoseKey("nobody", 1)) is None


def test_the_next_dose_is_asked_about_and_any_other_of_the_plan_can_be(
    ready: GettingReady, dose: DoseKey
) -> None:
    following, second = ready.next_dose(), ready.of(DoseKey(dose.treatment_id, 2))

    assert following is not None
    assert second is not None
    assert (following.dose, following.starts_at) == (dose, START)
    assert second.starts_at == START + timedelta(days=7) - HOUR  # the clocks went forward


def test_a_tick_is_kept_for_its_dose_and_announced(
    kit: DiaryKit, ready: GettingReady, dose: DoseKey, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(kit.journal.changed) as told:
        ready.tick(dose, "thermometers", done=True)

    first, second = ready.of(dose), ready.of(DoseKey(dose.treatment_id, 2))
    assert told.args == [Topic.APPOINTMENTS]
    assert first is not None
    assert second is not None
    assert (first.done, second.done) == ({"thermometers"}, frozenset())


def test_a_tick_can_be_taken_back(ready: GettingReady, dose: DoseKey) -> None:
    ready.tick(dose, "thermometers", done=True)
    ready.tick(dose, "thermometers", done=False)

    prepared = ready.of(dose)
    assert prepared is not None
    assert prepared.done == frozenset()


def test_company_fills_the_time_and_leaves_its_gap_when_it_is_removed(
    ready: GettingReady, dose: DoseKey
) -> None:
    ready.add_spell(dose, name="Anna", starts_at=START, ends_at=START + 30 * HOUR)
    tom = ready.add_spell(dose, name="Tom", starts_at=START + 30 * HOUR, ends_at=START + 50 * HOUR)

    covered = ready.of(dose)
    ready.remove_spell(tom)
    alone = ready.of(dose)
    ready.restore_spell(tom)
    again = ready.of(dose)

    assert covered is not None
    assert alone is not None
    assert covered == again
    assert covered.gaps == ()
    assert [(gap.starts_at, gap.ends_at) for gap in alone.gaps] == [(START + 30 * HOUR, START + 48 * HOUR)]


@pytest.mark.parametrize("hours", [0, -3])
def test_company_that_ends_before_it_begins_is_refused(
    ready: GettingReady, dose: DoseKey, hours: int
) -> None:
    with pytest.raises(UserCanFix) as refused:
        ready.add_spell(dose, name="Anna", starts_at=START, ends_at=START + hours * HOUR)

    assert refused.value.key == "getting_ready.ends_before_it_begins"


def test_after_the_real_start_the_time_with_company_counts_from_it(
    kit: DiaryKit, ready: GettingReady, dose: DoseKey
) -> None:
    late = START + HOUR
    kit.clock.advance(days=1)
    kit.journal.record_dose(
        treatment_id=dose.treatment_id, ordinal=1, drug="tarlatamab", amount="1 mg", started_at=late
    )

    prepared = ready.of(dose)

    assert prepared is not None
    assert [(gap.starts_at, gap.ends_at) for gap in prepared.gaps] == [(late, late + 48 * HOUR)]
