"""What is agreed with the team: it is judged at once, dated, and can be taken back."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from pytestqt.qtbot import QtBot

from companion.core.alerts import Outcome
from companion.core.errors import UserCanFix
from companion.core.levels import Level, Reporter, Severity
from companion.services.agreed import Agreed
from companion.services.topics import Topic
from companion.stores import tables
from companion.stores.history import earlier_versions
from tests.services.diary_kit import DiaryKit

STARTED = datetime(2026, 3, 2, 15, 4, tzinfo=UTC)


@pytest.fixture
def agreed(kit: DiaryKit) -> Agreed:
    return Agreed(kit.journal, kit.shelf, kit.clock.now)


def test_what_is_usual_is_dated_and_asks_for_no_call(kit: DiaryKit, agreed: Agreed) -> None:
    agreed.agree_usual({"cough": Severity.MODERATE})

    kit.feel(kit.begin(), "cough", Severity.MODERATE)

    assert kit.record.person().usual_agreed_at == kit.clock.now()
    assert kit.record.open_alerts() == ()
    assert [one.symptom for one in kit.record.softened().values()] == ["cough"]


def test_worse_than_usual_asks_for_a_call(kit: DiaryKit, agreed: Agreed) -> None:
    agreed.agree_usual({"cough": Severity.MILD})

    kit.feel(kit.begin(), "cough", Severity.MODERATE)

    assert [alert.level for alert in kit.record.open_alerts()] == [Level.CALL_TODAY]
    assert kit.record.softened() == {}


def test_what_is_usual_taken_back_is_judged_at_once(kit: DiaryKit, agreed: Agreed) -> None:
    agreed.agree_usual({"cough": Severity.MILD})
    kit.feel(kit.begin(), "cough", Severity.MILD)

    agreed.agree_usual({})

    assert [alert.level for alert in kit.record.open_alerts()] == [Level.CALL_TODAY]


def test_what_the_team_knows_of_can_be_taken_back_and_is_judged_again(kit: DiaryKit, agreed: Agreed) -> None:
    kit.feel(kit.begin(), "fatigue", Severity.MODERATE)
    (alert,) = kit.record.open_alerts()
    kit.journal.record_outcome(
        (alert.id,), outcome=Outcome.THEY_KNOW, who_answered="", what_they_said="", by=Reporter.PATIENT
    )
    kit.clock.advance(hours=25)
    kit.feel(kit.begin(), "fatigue", Severity.MODERATE)
    quiet = kit.record.open_alerts()
    (known,) = kit.record.known_now()

    agreed.take_back_known(known.id)

    assert quiet == ()
    assert kit.record.known_now() == ()
    assert [one.level for one in kit.record.open_alerts()] == [Level.CALL_TODAY]


def test_a_lower_fever_line_counts_at_once(kit: DiaryKit, agreed: Agreed) -> None:
    kit.measure(None, "37.6")
    before = max(alert.level for alert in kit.record.open_alerts())

    agreed.take_sheet(replace(kit.record.person(), fever_line_cel=Decimal("37.5")))

    assert before is Level.CALL_TODAY
    assert max(alert.level for alert in kit.record.open_alerts()) is Level.CALL_NOW
    assert kit.record.person().sheet_confirmed_at == kit.clock.now()


def test_the_sheet_is_confirmed_without_typing_it_again(kit: DiaryKit, agreed: Agreed) -> None:
    agreed.take_sheet(replace(kit.record.person(), observation_hours=6))
    kit.clock.advance(hours=31 * 24)

    agreed.confirm_sheet()

    assert kit.record.person().observation_hours == 6
    assert kit.record.person().sheet_confirmed_at == kit.clock.now()


def test_in_hospital_the_level_is_the_same(kit: DiaryKit, agreed: Agreed, qtbot: QtBot) -> None:
    kit.give_tarlatamab(started_at=STARTED)
    agreed.go_into_hospital(None)

    with qtbot.waitSignal(kit.journal.interrupt):
        kit.feel(kit.begin(), "chills", Severity.MILD)

    (alert,) = kit.record.open_alerts()
    assert alert.level is Level.CALL_NOW
    assert "24-hour line" in alert.headline


def test_in_hospital_the_checks_are_quiet_and_come_back_at_its_end(kit: DiaryKit, agreed: Agreed) -> None:
    kit.give_tarlatamab(started_at=STARTED)
    (before,) = kit.record.watches()
    end = kit.clock.now() + timedelta(hours=14)

    agreed.go_into_hospital(end)

    (during,) = kit.record.watches()
    assert all(not kit.clock.now() <= due < end for due in during.checks)
    assert [due for due in during.checks if due >= end] == [due for due in before.checks if due >= end]
    kit.clock.moment = end
    assert kit.record.hospital() is None
    check = kit.record.next_check(kit.record.watches()[0])
    assert check is not None


def test_a_stay_ends_by_the_persons_word_and_its_history_is_kept(kit: DiaryKit, agreed: Agreed) -> None:
    agreed.go_into_hospital(None)
    kit.clock.advance(hours=5)
    agreed.go_into_hospital(kit.clock.now() + timedelta(days=2))
    kit.clock.advance(hours=3)

    agreed.leave_hospital()

    (stay,) = kit.shelf.hospital.stays()
    assert kit.record.hospital() is None
    assert stay.left_at == kit.clock.now()
    assert len(earlier_versions(kit.shelf.db, tables.HOSPITAL_STAYS, stay.id)) == 2


def test_an_end_that_has_passed_is_refused_and_nothing_is_saved(kit: DiaryKit, agreed: Agreed) -> None:
    with pytest.raises(UserCanFix) as refused:
        agreed.go_into_hospital(kit.clock.now())

    assert refused.value.key == "hospital.end_has_passed"
    assert kit.shelf.hospital.stays() == ()


def test_going_home_without_a_stay_changes_nothing(kit: DiaryKit, agreed: Agreed) -> None:
    topics: list[Topic] = []
    kit.journal.changed.connect(topics.append)

    agreed.leave_hospital()

    assert topics == []


def test_being_in_hospital_is_announced_to_the_pages(kit: DiaryKit, agreed: Agreed) -> None:
    topics: list[Topic] = []
    kit.journal.changed.connect(topics.append)

    agreed.go_into_hospital(None)

    assert Topic.PERSON in topics
