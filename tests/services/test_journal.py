"""The write path: what is judged, what interrupts, what is kept and what closes an alert."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import MappingProxyType

import pytest
from pytestqt.qtbot import QtBot

from companion.core.alert_wording import NOT_JUDGED
from companion.core.alerts import Outcome
from companion.core.catalogue import Catalogue
from companion.core.diary import EntryState
from companion.core.levels import Level, Reporter, Severity
from companion.core.people import Preferences
from companion.core.words import Words
from companion.services.topics import Topic
from tests.fake_clock import FakeClock
from tests.services.diary_kit import DiaryKit, diary_kit

STARTED = datetime(2026, 3, 2, 15, 4, tzinfo=UTC)


def test_mild_chills_nine_hours_after_tarlatamab_interrupt_at_once(kit: DiaryKit, qtbot: QtBot) -> None:
    kit.give_tarlatamab(started_at=STARTED)
    entry = kit.begin()

    with qtbot.waitSignal(kit.journal.interrupt) as interrupting:
        kit.feel(entry, "chills", Severity.MILD)

    (alert,) = kit.record.open_alerts()
    assert interrupting.args == [(alert.id,)]
    assert alert.level is Level.CALL_NOW
    assert alert.page == "crs"
    assert "Chills" in alert.evidence[0].text
    assert alert.sources


def test_an_answer_that_asks_for_nothing_does_not_interrupt(kit: DiaryKit, qtbot: QtBot) -> None:
    entry = kit.begin()

    with qtbot.assertNotEmitted(kit.journal.interrupt):
        kit.feel(entry, "fatigue", Severity.MILD)

    assert kit.record.open_alerts() == ()


def test_an_alert_is_announced_as_a_topic(kit: DiaryKit) -> None:
    topics: list[Topic] = []
    kit.journal.changed.connect(topics.append)
    entry = kit.begin()

    kit.measure(entry, "38.4")

    assert topics == [Topic.DIARY, Topic.DIARY, Topic.ALERTS]


def test_the_same_fever_is_one_alert_however_often_the_diary_is_judged(kit: DiaryKit) -> None:
    kit.measure(kit.begin(), "38.4")

    for _ in range(3):
        kit.journal.look_again()

    assert len(kit.record.alerts()) == 1


def test_a_better_entry_never_closes_an_alert(kit: DiaryKit) -> None:
    entry = kit.begin()
    kit.measure(entry, "38.4")
    kit.clock.advance(hours=30)

    kit.measure(entry, "36.8")

    assert len(kit.record.open_alerts()) == 1


def test_nobody_answered_leaves_the_alert_open(kit: DiaryKit) -> None:
    kit.measure(kit.begin(), "38.4")
    (alert,) = kit.record.open_alerts()

    kit.journal.record_no_answer((alert.id,), by=Reporter.PATIENT)

    assert kit.record.alert(alert.id).is_open


@pytest.mark.parametrize("outcome", list(Outcome))
def test_only_a_recorded_outcome_closes_an_alert(kit: DiaryKit, outcome: Outcome) -> None:
    kit.measure(kit.begin(), "38.4")
    (alert,) = kit.record.open_alerts()

    kit.journal.record_outcome(
        (alert.id,), outcome=outcome, who_answered="Nurse Kim", what_they_said="Come in", by=Reporter.PATIENT
    )

    closed = kit.record.alert(alert.id)
    assert not closed.is_open
    assert (closed.events[-1].who_answered, closed.events[-1].what_they_said) == ("Nurse Kim", "Come in")


def test_a_closed_alert_does_not_return_for_what_it_showed(kit: DiaryKit) -> None:
    kit.measure(kit.begin(), "38.4")
    close_all(kit)

    kit.journal.look_again()

    assert kit.record.open_alerts() == ()


def test_a_new_fever_after_closing_raises_a_new_alert(kit: DiaryKit) -> None:
    entry = kit.begin()
    kit.measure(entry, "38.4")
    close_all(kit)
    kit.clock.advance(hours=1)

    kit.measure(entry, "38.4")

    (alert,) = kit.record.open_alerts()
    assert len(alert.evidence) == 1


def test_an_answer_made_worse_after_the_call_raises_a_new_alert(kit: DiaryKit, qtbot: QtBot) -> None:
    kit.give_tarlatamab(started_at=STARTED)
    entry = kit.begin()
    kit.feel(entry, "chills", Severity.MILD)
    close_all(kit)
    kit.clock.advance(minutes=5)

    with qtbot.waitSignal(kit.journal.interrupt):
        kit.feel(entry, "chills", Severity.MODERATE)

    (alert,) = kit.record.open_alerts()
    assert [one.text.split(".")[0] for one in alert.evidence] == ["Chills or shivering: moderate"]


def test_the_same_answer_counts_anew_where_the_one_before_was_written_by_a_clock_that_was_ahead(
    kit: DiaryKit,
) -> None:
    kit.give_tarlatamab(started_at=STARTED)
    entry = kit.begin()
    kit.feel(entry, "chills", Severity.MILD)
    close_all(kit)
    kit.clock.set_by(hours=-3)
    kit.clock.advance(hours=1)

    kit.feel(entry, "chills", Severity.MILD)

    assert [alert.level for alert in kit.record.open_alerts()] == [Level.CALL_NOW]


def test_what_was_put_right_before_the_call_does_not_come_back_after_it(kit: DiaryKit) -> None:
    kit.give_tarlatamab(started_at=STARTED)
    entry = kit.begin()
    kit.feel(entry, "chills", Severity.SEVERE)
    kit.feel(entry, "chills", Severity.MILD)
    (alert,) = kit.record.open_alerts()
    close_all(kit)

    kit.journal.look_again()

    assert kit.record.open_alerts() == ()
    said = [one.text.split(".")[0] for one in alert.evidence]
    assert said == ["Chills or shivering: severe", "Chills or shivering: mild"]


def test_the_time_of_a_dose_entered_later_raises_what_was_harmless_before(kit: DiaryKit) -> None:
    entry = kit.begin()
    kit.feel(entry, "headache", Severity.MILD)
    assert kit.record.open_alerts() == ()

    kit.give_tarlatamab(started_at=STARTED)

    (alert,) = kit.record.open_alerts()
    assert alert.level is Level.CALL_NOW


def test_an_alert_that_gets_worse_interrupts_again(kit: DiaryKit, qtbot: QtBot) -> None:
    kit.give_tarlatamab(started_at=STARTED)
    entry = kit.begin()
    kit.feel(entry, "chills", Severity.MILD)
    (before,) = kit.record.open_alerts()

    with qtbot.waitSignal(kit.journal.interrupt) as interrupting:
        kit.feel(entry, "chills", Severity.SEVERE)

    assert interrupting.args == [(before.id,)]
    assert kit.record.alert(before.id).level is Level.EMERGENCY


def test_an_answer_changed_at_once_is_a_correction(kit: DiaryKit) -> None:
    entry = kit.begin()
    kit.feel(entry, "nausea", Severity.SEVERE)
    kit.clock.advance(minutes=2)

    kit.feel(entry, "nausea", Severity.MILD)

    (report,) = kit.record.entry(entry).reports
    assert report.severity is Severity.MILD


def test_an_answer_changed_hours_later_stands_beside_the_first(kit: DiaryKit) -> None:
    entry = kit.begin()
    kit.feel(entry, "nausea", Severity.SEVERE)
    kit.clock.advance(hours=2)

    kit.feel(entry, "nausea", Severity.MILD)

    assert {r.severity for r in kit.record.entry(entry).reports} == {Severity.MILD, Severity.SEVERE}


def test_a_draft_left_for_fifteen_minutes_becomes_an_unfinished_entry(kit: DiaryKit) -> None:
    entry = kit.begin()
    kit.feel(entry, "nausea", Severity.MILD)
    kit.clock.advance(minutes=15)

    kit.journal.close_left_drafts(idle_for=timedelta(minutes=15))

    assert kit.record.entry(entry).state is EntryState.UNFINISHED


def test_a_draft_just_touched_stays_a_draft(kit: DiaryKit) -> None:
    entry = kit.begin()
    kit.clock.advance(minutes=14)
    kit.feel(entry, "nausea", Severity.MILD)
    kit.clock.advance(minutes=14)

    kit.journal.close_left_drafts(idle_for=timedelta(minutes=15))

    assert kit.record.entry(entry).state is EntryState.DRAFT


def test_a_draft_with_nothing_in_it_is_put_away(kit: DiaryKit) -> None:
    kit.begin()

    kit.journal.close_left_drafts(idle_for=timedelta())

    assert kit.record.days(count=1)[0].entries == ()


def test_they_know_softens_the_same_symptom_for_a_week(kit: DiaryKit) -> None:
    entry = kit.begin()
    kit.feel(entry, "fatigue", Severity.MODERATE)
    (alert,) = kit.record.open_alerts()
    kit.journal.record_outcome(
        (alert.id,), outcome=Outcome.THEY_KNOW, who_answered="", what_they_said="", by=Reporter.PATIENT
    )
    kit.clock.advance(days=2)

    kit.feel(kit.begin(), "fatigue", Severity.MODERATE)

    assert kit.record.open_alerts() == ()


def test_a_failure_while_judging_keeps_the_entry_and_shows_the_most_severe_screen(
    tmp_path: Path, catalogue: Catalogue, words: Words, qtbot: QtBot
) -> None:
    """A rule that breaks in use stands here for any fault inside the engine."""
    fever = catalogue.rules["temperature_fever"]
    broken = replace(fever, outcomes=None)  # type: ignore[arg-type]
    unusable = replace(
        catalogue, rules=MappingProxyType({**catalogue.rules, "temperature_fever": broken}), cases={}
    )
    with diary_kit(tmp_path / "diary.db", FakeClock(), unusable, words) as kit:
        entry = kit.begin()

        with qtbot.waitSignal(kit.journal.interrupt):
            kit.measure(entry, "37.0")

        (alert,) = kit.record.open_alerts()
        assert (alert.rule, alert.level) == (NOT_JUDGED, Level.EMERGENCY)
        assert len(kit.record.entry(entry).readings) == 1


def test_preferences_and_person_come_back_as_they_were_set(kit: DiaryKit) -> None:
    wanted = Preferences(temperature_unit="[degF]", clock_24h=False, setup_done=True)

    kit.journal.set_preferences(wanted)
    kit.journal.set_person(replace(kit.record.person(), name="Ruth"))

    assert kit.record.preferences() == wanted
    assert kit.record.person().name == "Ruth"


def close_all(kit: DiaryKit) -> None:
    ids = tuple(alert.id for alert in kit.record.open_alerts())
    kit.journal.record_outcome(
        ids, outcome=Outcome.CALLED, who_answered="", what_they_said="", by=Reporter.PATIENT
    )
