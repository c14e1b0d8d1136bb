"""The reminders over a real diary: told when it is time, listed all the while, never a burst."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from companion.core.alerts import Outcome as AlertOutcome
from companion.core.catalogue import Catalogue
from companion.core.levels import Reporter, Severity
from companion.core.notices import NoticeKind
from companion.core.presses import Pressed
from companion.core.recurrence import DailyAt
from companion.core.reminder_policy import Urgency
from companion.core.reminders import Owed
from companion.core.words import Words
from companion.services.dues import Dues
from companion.services.medicines import Medicines, PlanAnswer
from companion.services.notice_answers import NoticeAnswers
from companion.services.notifier import Action, Outcome, SilentNotifier
from companion.services.reminders import Reminders
from tests.services.diary_kit import DiaryKit

STARTED = datetime(2026, 3, 2, 15, 0, tzinfo=UTC)  # 10:00 in New York


class Desk:
    """The reminders of one diary, and what came of them."""

    def __init__(self, kit: DiaryKit, catalogue: Catalogue, words: Words) -> None:
        self.kit = kit
        self.notifier = SilentNotifier(answer=Outcome.HANDED_OVER)
        self.dues = Dues(kit.shelf, kit.record, catalogue)
        self.answers = NoticeAnswers(kit.journal, kit.shelf, self.dues, kit.clock.now)
        self.reminders = Reminders(
            kit.shelf, kit.journal, kit.record, self.dues, self.notifier, words, kit.clock.uptime,
            catalogue.reminders,
        )  # fmt: skip
        self.told: list[tuple[Owed, ...]] = []
        self.pressed = 0
        self.clocks: list[timedelta] = []
        self.reminders.told.connect(self.told.append)
        self.reminders.pressing.connect(self.press)
        self.reminders.clock_set.connect(self.clocks.append)

    def press(self) -> None:
        self.pressed += 1

    def wish(self, **wanted: object) -> None:
        preferences = self.kit.record.preferences()
        self.kit.journal.set_preferences(replace(preferences, **wanted))  # type: ignore[arg-type]

    def wait(self, **span: float) -> list[NoticeKind]:
        """Let time go by, look once, and say what was told."""
        self.kit.clock.advance(**span)
        before = len(self.told)
        self.reminders.tick()
        return [one.due.kind for found in self.told[before:] for one in found]

    def listed(self) -> list[NoticeKind]:
        return [one.due.kind for one in self.dues.owed()]


@pytest.fixture
def desk(qtbot: QtBot, kit: DiaryKit, catalogue: Catalogue, words: Words) -> Iterator[Desk]:
    """Monday 2 March 2026, 19:30 in New York."""
    made = Desk(kit, catalogue, words)
    yield made
    made.reminders.stop()


@pytest.fixture
def watched(desk: Desk) -> Desk:
    """At 13:00, three hours after the first dose of tarlatamab: the first check is at 14:00."""
    desk.kit.clock.moment = STARTED + timedelta(hours=3)
    desk.kit.give_tarlatamab(started_at=STARTED)
    desk.reminders.tick()
    return desk


def test_a_check_comes_at_its_time_to_the_front_and_again_every_quarter_of_an_hour(watched: Desk) -> None:
    assert NoticeKind.WATCH_CHECK not in watched.wait(minutes=59)
    pressed = watched.pressed

    assert watched.wait(minutes=1) == [NoticeKind.WATCH_CHECK]
    assert watched.wait(minutes=14) == []
    assert watched.wait(minutes=1) == [NoticeKind.WATCH_CHECK]
    assert watched.pressed == pressed + 2


def test_a_check_that_was_made_is_told_no_more(watched: Desk, catalogue: Catalogue) -> None:
    watched.wish(cannot_measure=("pulse",))
    watched.wait(hours=1)
    watched.kit.measure(None, "36.8")

    left = [one for one in watched.dues.owed() if one.due.kind is NoticeKind.WATCH_CHECK]

    # The thinking check is still to be done: only a whole check is made.
    assert len(left) == 1
    watched.answers.act(left[0].due.key)
    assert NoticeKind.WATCH_CHECK not in watched.wait(minutes=16)


def test_after_a_night_asleep_there_is_one_toast_and_one_list(watched: Desk) -> None:
    watched.wish(diary_reminder=time(19))
    watched.wait(minutes=1)
    before = len(watched.notifier.given)

    told = watched.wait(hours=15)

    assert len(watched.notifier.given) == before + 1
    assert told[0] is NoticeKind.WATCH_CHECK
    assert told[-1] is NoticeKind.DIARY
    assert told == sorted(told, key=[NoticeKind.WATCH_CHECK, NoticeKind.INFUSION, NoticeKind.DIARY].index)


def test_one_toast_for_all_keeps_its_outcome_for_each(watched: Desk, qtbot: QtBot) -> None:
    watched.wish(diary_reminder=time(13, 30))
    with qtbot.waitSignal(watched.notifier.finished):
        watched.wait(hours=2)

    qtbot.waitUntil(
        lambda: all(one.notice and one.notice.toast == "handed_over" for one in watched.dues.owed())
    )


def test_what_is_dealt_with_leaves_the_desktop(desk: Desk) -> None:
    desk.wish(diary_reminder=time(19))
    desk.wait(minutes=1)
    (diary,) = desk.dues.owed()
    assert diary.notice is not None

    desk.answers.act(diary.due.key)
    desk.wait(minutes=1)

    assert desk.notifier.withdrawn == (diary.notice.id,)


def test_the_diary_is_told_once_and_stays_on_the_list_until_it_is_filled_in(desk: Desk) -> None:
    desk.wish(diary_reminder=time(19))

    assert desk.wait(minutes=1) == [NoticeKind.DIARY]
    assert desk.wait(hours=1) == []
    assert desk.listed() == [NoticeKind.DIARY]
    desk.kit.begin()
    assert desk.listed() == []


def test_in_quiet_hours_the_diary_waits_on_the_list_and_is_told_in_the_morning(desk: Desk) -> None:
    desk.wish(diary_reminder=time(19), quiet_from=time(18), quiet_until=time(8))

    assert desk.wait(minutes=1) == []
    assert desk.listed() == [NoticeKind.DIARY]
    assert desk.wait(hours=13) == [NoticeKind.DIARY]


def test_a_snoozed_thing_comes_back_at_its_end(desk: Desk) -> None:
    desk.wish(diary_reminder=time(19))
    desk.wait(minutes=1)
    (diary,) = desk.dues.owed()

    end = desk.answers.snooze(diary.due.key, timedelta(minutes=30))

    assert end == desk.kit.clock.now() + timedelta(minutes=30)
    assert [one.snoozed_until for one in desk.dues.owed()] == [end]
    assert desk.wait(minutes=29) == []
    assert desk.wait(minutes=1) == [NoticeKind.DIARY]


def test_an_open_alert_is_asked_about_until_somebody_was_reached(desk: Desk) -> None:
    desk.wish(quiet_from=time(18), quiet_until=time(8))
    desk.reminders.tick()
    entry = desk.kit.begin()
    desk.kit.measure(entry, "39.0")
    ids = tuple(alert.id for alert in desk.kit.record.open_alerts())

    assert desk.wait(minutes=14) == []
    assert desk.wait(minutes=1) == [NoticeKind.ALERT]
    desk.kit.journal.record_no_answer(ids, by=Reporter.PATIENT)
    assert desk.wait(minutes=14) == []
    assert desk.wait(minutes=1) == [NoticeKind.ALERT]
    assert desk.wait(minutes=15) == [NoticeKind.ALERT]
    desk.kit.journal.record_outcome(
        ids, outcome=AlertOutcome.CALLED, who_answered="", what_they_said="", by=Reporter.PATIENT
    )
    assert desk.wait(hours=2) == []


def test_a_milder_alert_is_not_asked_about(desk: Desk) -> None:
    desk.kit.feel(desk.kit.begin(), "joint_pain", Severity.SEVERE)

    assert NoticeKind.ALERT not in desk.wait(hours=1)


@pytest.mark.parametrize(("minutes", "heard"), [(1, False), (-2, False), (3, True), (-180, True)])
def test_a_clock_that_was_set_is_noticed(desk: Desk, minutes: int, heard: bool) -> None:
    desk.reminders.tick()
    desk.kit.clock.advance(seconds=30)
    desk.kit.clock.set_by(minutes=minutes)

    desk.reminders.tick()

    assert desk.clocks == ([timedelta(minutes=minutes)] if heard else [])


def test_hours_asleep_are_no_clock_that_was_set(desk: Desk) -> None:
    desk.reminders.tick()

    desk.wait(hours=15)

    assert desk.clocks == []


def test_a_write_and_coming_back_to_the_window_look_at_once(desk: Desk) -> None:
    desk.reminders.start()
    desk.wish(diary_reminder=time(19))
    assert [one.due.kind for one in desk.told[-1]] == [NoticeKind.DIARY]
    desk.wish(diary_reminder=time(19, 45))
    desk.kit.clock.advance(minutes=20)

    desk.reminders.on_state(Qt.ApplicationState.ApplicationActive)

    assert desk.told[-1][0].due.due_at == datetime(2026, 3, 3, 0, 45, tzinfo=UTC)


def test_what_the_disk_does_not_take_is_listed_told_once_and_stored_later(desk: Desk) -> None:
    desk.wish(diary_reminder=time(19))
    said: list[object] = []
    desk.kit.journal.not_saved.connect(said.append)
    desk.kit.shelf.db.execute("PRAGMA query_only = on")

    assert desk.wait(minutes=1) == [NoticeKind.DIARY]
    assert desk.wait(minutes=1) == []
    assert desk.listed() == [NoticeKind.DIARY]
    assert said
    desk.kit.shelf.db.execute("PRAGMA query_only = off")
    assert desk.wait(minutes=1) == []
    (notice,) = desk.kit.shelf.notices.unacted()
    assert notice.times_shown == 1


def test_what_comes_is_what_will_be_owed(watched: Desk) -> None:
    watched.wish(diary_reminder=time(19))
    until = watched.kit.clock.now() + timedelta(hours=12)

    coming = watched.dues.coming(until=until)
    watched.kit.clock.moment = until

    assert {due.kind for due in coming} == {NoticeKind.WATCH_CHECK, NoticeKind.DIARY}
    assert {one.due for one in watched.dues.owed()} >= set(coming)


def test_a_medicine_on_the_desktop_can_be_marked_as_taken_or_put_off(
    desk: Desk, catalogue: Catalogue
) -> None:
    medicines = Medicines(
        desk.kit.journal, desk.kit.shelf, catalogue, desk.kit.clock.now, desk.kit.clock.zone
    )
    medicines.add_plan(PlanAnswer("Keppra", "1", "", DailyAt((time(19, 40),)), date(2026, 3, 2)))
    pressed: list[tuple[object, object]] = []
    desk.reminders.answered.connect(lambda due, press: pressed.append((due, press)))
    desk.wait(minutes=10)
    id, toast = desk.notifier.given[-1]

    desk.notifier.pressed.emit(id, Action.TAKEN)
    desk.notifier.pressed.emit(id, Action.SNOOZE)

    (medicine,) = desk.dues.owed()
    assert pressed == [(medicine.due, Pressed.TAKEN), (medicine.due, Pressed.SNOOZE)]
    assert [action for action, _ in toast.buttons] == [Action.OPEN, Action.TAKEN, Action.SNOOZE]
    assert toast.urgency is Urgency.REPEATING


def test_a_watch_goes_to_the_desktop_as_loud_as_it_is(watched: Desk) -> None:
    watched.wish(diary_reminder=time(14))
    watched.wait(hours=1)

    assert watched.notifier.given[-1][1].urgency is Urgency.WATCH
