"""Thinking checks in a real diary: the first one is kept, and a worse one is judged and interrupts."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from pytestqt.qtbot import QtBot

from companion.core.catalogue import Catalogue
from companion.core.diary import EntryState
from companion.core.levels import Level, Reporter, Severity
from companion.core.thinking_check import ItemAnswer
from companion.services.thinking import Thinking
from tests.services.diary_kit import DiaryKit

STARTED = datetime(2026, 3, 2, 15, 4, tzinfo=UTC)
HELPER = Reporter.CAREGIVER


@pytest.fixture
def thinking(kit: DiaryKit, catalogue: Catalogue) -> Thinking:
    return Thinking(kit.journal, kit.record, kit.shelf, catalogue, kit.clock.now)


def answers(thinking: Thinking, *, missed: int = 0, asked: int = 9) -> tuple[ItemAnswer, ...]:
    """The answers up to `asked`, the first few of them missed."""
    assert thinking.check is not None
    items = thinking.check.items[:asked]
    return tuple(
        ItemAnswer(item.id, n >= missed, "Wick" if item.id == "town" else "") for n, item in enumerate(items)
    )


def plan_tarlatamab(kit: DiaryKit) -> None:
    kit.journal.start_treatment(
        drug="tarlatamab", regimen="tarlatamab", first_wall=datetime(2026, 3, 9, 10), place="Day unit"
    )


def test_the_first_check_before_a_dose_is_what_later_ones_are_compared_with(
    kit: DiaryKit, thinking: Thinking, qtbot: QtBot
) -> None:
    with qtbot.assertNotEmitted(kit.journal.interrupt):
        first = thinking.keep(answers(thinking, missed=2), by=HELPER)
        again = thinking.keep(answers(thinking, missed=2), by=HELPER)

    assert first.is_baseline
    assert not again.is_baseline
    assert again.severity is None
    assert kit.record.open_alerts() == ()


@pytest.mark.parametrize(
    ("missed", "severity", "level"),
    [
        (1, Severity.MILD, Level.CALL_NOW),
        (2, Severity.MODERATE, Level.EMERGENCY),
        (3, Severity.SEVERE, Level.EMERGENCY),
        (9, Severity.SEVERE, Level.EMERGENCY),
    ],
)
def test_a_worse_check_is_a_report_that_is_judged_at_once_and_interrupts(
    kit: DiaryKit, thinking: Thinking, qtbot: QtBot, missed: int, severity: Severity, level: Level
) -> None:
    thinking.keep(answers(thinking), by=HELPER)
    kit.clock.advance(hours=1)
    kit.give_tarlatamab(started_at=kit.clock.now())

    with qtbot.waitSignal(kit.journal.interrupt) as interrupting:
        outcome = thinking.keep(answers(thinking, missed=missed), by=HELPER)

    (alert,) = kit.record.open_alerts()
    (entry,) = kit.record.days(count=1)[0].entries
    (report,) = entry.reports
    assert interrupting.args == [(alert.id,)]
    assert alert.level is level
    assert outcome.severity is severity
    assert (report.symptom, report.severity, report.signs, report.by) == (
        "confusion", severity, frozenset(), HELPER
    )  # fmt: skip
    assert entry.state is EntryState.FINISHED


def test_nothing_is_announced_before_all_of_it_is_stored(
    kit: DiaryKit, thinking: Thinking, qtbot: QtBot
) -> None:
    in_transaction: list[bool] = []
    kit.journal.interrupt.connect(lambda _: in_transaction.append(kit.shelf.db.conn.in_transaction))
    kit.give_tarlatamab(started_at=STARTED)

    thinking.keep(answers(thinking, missed=1), by=HELPER)

    assert in_transaction == [False]


def test_no_change_enters_no_report(kit: DiaryKit, thinking: Thinking, qtbot: QtBot) -> None:
    thinking.keep(answers(thinking), by=HELPER)
    kit.clock.advance(hours=1)
    kit.give_tarlatamab(started_at=kit.clock.now())

    with qtbot.assertNotEmitted(kit.journal.interrupt):
        outcome = thinking.keep(answers(thinking), by=HELPER)

    assert outcome.has_baseline
    assert kit.record.days(count=1)[0].entries == ()


def test_after_a_dose_the_first_check_is_compared_with_a_full_one(kit: DiaryKit, thinking: Thinking) -> None:
    kit.give_tarlatamab(started_at=STARTED)

    outcome = thinking.keep(answers(thinking, missed=1), by=HELPER)

    assert not outcome.is_baseline
    assert outcome.severity is Severity.MILD


def test_a_dose_whose_start_nobody_knows_was_given_all_the_same(kit: DiaryKit, thinking: Thinking) -> None:
    kit.give_tarlatamab(started_at=None)

    assert not thinking.keep(answers(thinking), by=HELPER).is_baseline


def test_a_check_that_was_stopped_is_no_first_check_and_counts_what_was_missed(
    kit: DiaryKit, thinking: Thinking
) -> None:
    outcome = thinking.keep(answers(thinking, missed=1, asked=3), by=HELPER)

    assert outcome.severity is Severity.MILD
    assert not outcome.is_baseline
    assert not thinking.has_first()


def test_a_better_answer_in_the_diary_does_not_take_the_finding_back(
    kit: DiaryKit, thinking: Thinking
) -> None:
    kit.give_tarlatamab(started_at=STARTED)
    thinking.keep(answers(thinking, missed=3), by=Reporter.PATIENT)

    kit.feel(kit.begin(), "confusion", Severity.NONE)

    found = [r.severity for entry in kit.record.days(count=1)[0].entries for r in entry.reports]
    assert Severity.SEVERE in found


def test_only_a_whole_check_counts_for_the_watch(kit: DiaryKit, thinking: Thinking) -> None:
    kit.give_tarlatamab(started_at=STARTED)
    since = kit.clock.now() - timedelta(hours=1)

    thinking.keep(answers(thinking, asked=4), by=HELPER)
    stopped = kit.record.taken_since(since)
    thinking.keep(answers(thinking), by=HELPER)

    assert stopped == ()
    assert [taken.kind for taken in kit.record.taken_since(since)] == ["thinking_check"]


def test_the_first_check_is_wanted_until_it_is_done(kit: DiaryKit, thinking: Thinking) -> None:
    before_any_plan = thinking.wants_first()
    plan_tarlatamab(kit)
    planned = thinking.wants_first()
    thinking.keep(answers(thinking), by=HELPER)

    assert (before_any_plan, planned, thinking.wants_first()) == (False, True, False)


def test_the_first_check_is_not_wanted_once_a_dose_was_given(kit: DiaryKit, thinking: Thinking) -> None:
    kit.give_tarlatamab(started_at=STARTED)

    assert not thinking.wants_first()


def test_the_town_is_compared_with_that_of_the_first_check(kit: DiaryKit, thinking: Thinking) -> None:
    before = thinking.known().town
    thinking.keep(answers(thinking), by=HELPER)

    assert (before, thinking.known().town) == ("", "Wick")


def test_a_first_check_done_after_a_dose_that_was_entered_later_is_compared_with_nothing(
    kit: DiaryKit, thinking: Thinking
) -> None:
    thinking.keep(answers(thinking, missed=2), by=HELPER)
    kit.give_tarlatamab(started_at=STARTED)

    outcome = thinking.keep(answers(thinking, missed=2), by=HELPER)

    assert not thinking.has_first()
    assert outcome.severity is Severity.MODERATE


def test_a_check_comes_back_as_it_was_kept(kit: DiaryKit, thinking: Thinking) -> None:
    thinking.keep(answers(thinking, missed=1), by=HELPER)

    (kept,) = kit.shelf.thinking.checks()

    assert kept.answers == answers(thinking, missed=1)
    assert (kept.points, kept.is_baseline, kept.by) == (8, True, HELPER)
