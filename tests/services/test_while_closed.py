"""Reminders while no window is open, from the window's side: the agenda, the inbox, turning on and off."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication

from companion.aside import replace_file
from companion.core.agenda import Agenda, parse_agenda
from companion.core.agent_turn import Heard, tell_now
from companion.core.catalogue import Catalogue
from companion.core.heartbeat import AgendaState, Heartbeat, heartbeat_as_json
from companion.core.notices import NoticeKind
from companion.core.presses import Press, Pressed, press_as_json
from companion.core.recurrence import DailyAt
from companion.core.reminder_policy import Urgency
from companion.core.schedule import Status
from companion.lock import Lock, acquire
from companion.paths import PersonFiles
from companion.services.agenda_writer import AgendaWriter
from companion.services.agent_side import AgentSide
from companion.services.dues import Dues
from companion.services.inbox import Inbox
from companion.services.medicines import Medicines, PlanAnswer
from companion.services.notice_answers import NoticeAnswers
from companion.services.while_closed import Condition, Running, WhileClosed
from tests.services.diary_kit import DiaryKit

SECRETS = ("prednisone", "tarlatamab", "medicine.", "infusion.", "watch.", "Ruth", "Day unit", "mg")


@dataclass
class Login:
    """What starts at login, kept in memory; `refuses` is a system that does not let us."""

    written: bool = False
    refuses: bool = False

    def write(self) -> None:
        if self.refuses:
            raise OSError("read-only")
        self.written = True

    def is_written(self) -> bool:
        return self.written

    def remove(self) -> None:
        if self.refuses:
            raise OSError("read-only")
        self.written = False


@dataclass
class House:
    """A diary with everything around it that reminds while no window is open."""

    kit: DiaryKit
    files: PersonFiles
    dues: Dues
    medicines: Medicines
    agenda: AgendaWriter
    inbox: Inbox
    login: Login
    closed: WhileClosed
    started: list[PersonFiles] = field(default_factory=list)

    def prescribe(self, *times: time, name: str = "prednisone") -> str:
        answer = PlanAnswer(name, "5 mg", "", DailyAt(times), self.kit.record.today())
        return self.medicines.add_plan(answer)

    def written(self) -> Agenda:
        return parse_agenda(self.files.agenda.read_bytes())

    def press(self, id: str, pressed: Pressed, *, at: datetime | None = None) -> None:
        self.files.inbox.mkdir(exist_ok=True)
        press = Press(id, pressed, at or self.kit.clock.now())
        (self.files.inbox / f"{len(list(self.files.inbox.iterdir()))}.json").write_bytes(press_as_json(press))

    def beat(self, *, outcome: str | None = None, test: str | None = None) -> None:
        now = self.kit.clock.now()
        beat = Heartbeat(now, timedelta(), "", AgendaState.READ, now, outcome, None, test)
        replace_file(self.files.heartbeat, heartbeat_as_json(beat))


@pytest.fixture
def house(kit: DiaryKit, catalogue: Catalogue, qapp: QCoreApplication, tmp_path: Path) -> Iterator[House]:
    """Monday 2 March 2026, 07:30 in New York; reminders while closed are off."""
    kit.clock.advance(hours=-12)
    files = PersonFiles(tmp_path / "diary.db")
    dues = Dues(kit.shelf, kit.record, catalogue)
    medicines = Medicines(kit.journal, kit.shelf, catalogue, kit.clock.now, kit.clock.zone)
    answers = NoticeAnswers(kit.journal, kit.shelf, dues, kit.clock.now)
    agenda = AgendaWriter(files, kit.shelf, kit.record, dues, catalogue.reminders)
    started: list[PersonFiles] = []
    processes: list[subprocess.Popen[bytes]] = []

    def start(files: PersonFiles) -> subprocess.Popen[bytes]:
        started.append(files)
        processes.append(subprocess.Popen([sys.executable, "-c", ""]))
        return processes[-1]

    login = Login()
    closed = WhileClosed(files, kit.journal, kit.record, agenda, login, start)
    inbox = Inbox(files, kit.record, agenda, medicines, answers)
    yield House(kit, files, dues, medicines, agenda, inbox, login, closed, started)
    for process in processes:
        process.wait()


def test_turned_on_it_writes_the_agenda_starts_the_process_and_starts_it_at_login(house: House) -> None:
    house.closed.turn_on()

    assert house.kit.record.preferences().reminders_when_closed
    assert house.written().until > house.kit.clock.now() + timedelta(days=14)
    assert house.started == [house.files]
    assert house.closed.starts_at_login()


def test_turned_off_the_agenda_goes_and_no_login_starts_it(house: House) -> None:
    house.closed.turn_on()

    house.closed.turn_off()

    assert not house.kit.record.preferences().reminders_when_closed
    assert not house.files.agenda.exists()
    assert not house.closed.starts_at_login()


def test_while_it_is_off_nothing_is_written(house: House) -> None:
    house.prescribe(time(8))

    house.agenda.write()
    house.agenda.beat()
    house.closed.look_after()

    assert not house.files.agenda.exists()
    assert (house.started, house.login.written) == ([], False)


def test_a_process_that_runs_is_not_started_twice(house: House) -> None:
    running = acquire(house.files.agent_lock)
    assert isinstance(running, Lock)

    house.closed.turn_on()

    assert house.started == []
    running.release()


def test_a_system_that_refuses_is_said_and_reminders_work_until_the_computer_is_off(house: House) -> None:
    house.login.refuses = True

    problem = house.closed.turn_on()

    assert problem == "settings_agent.not_written"
    assert house.kit.record.preferences().reminders_when_closed
    assert house.started == [house.files]
    assert house.files.agenda.exists()


def test_the_agenda_holds_two_weeks_of_times_and_no_word(house: House) -> None:
    house.prescribe(time(8), time(20))
    house.kit.give_tarlatamab(started_at=None)
    house.closed.turn_on()

    agenda, content = house.written(), house.files.agenda.read_text("ascii")

    assert len([entry for entry in agenda.entries if entry.can_be_taken]) >= 28
    assert not [secret for secret in SECRETS if secret in content]
    assert house.files.agenda.stat().st_mode & 0o077 == 0


def test_the_same_thing_keeps_its_id(house: House) -> None:
    house.prescribe(time(8))
    house.closed.turn_on()
    first = {entry.id: entry.due_at for entry in house.written().entries}

    house.kit.clock.advance(minutes=5)
    house.prescribe(time(21), name="another")
    house.agenda.write()
    second = {entry.id: entry.due_at for entry in house.written().entries}

    assert first.items() <= second.items()
    assert set(first) == set(house.agenda.due_things()) & set(first)


@pytest.mark.parametrize("days", [1, 13])
def test_taken_is_written_down_however_late_the_window_is_opened(house: House, days: int) -> None:
    house.prescribe(time(8))
    house.closed.turn_on()
    house.kit.clock.advance(minutes=31)
    pressed_at = house.kit.clock.now()
    first = min(house.written().entries, key=lambda entry: entry.due_at)
    house.press(first.id, Pressed.TAKEN)
    house.kit.clock.advance(days=days)

    house.inbox.absorb()

    assert [one.at for one in house.kit.record.medicines_since(pressed_at)] == [pressed_at]


def test_what_the_window_told_and_snoozed_stands_in_the_agenda(house: House) -> None:
    house.prescribe(time(8))
    house.closed.turn_on()
    house.kit.clock.advance(minutes=31)
    (one,) = house.dues.owed()

    end = house.inbox.answers.snooze(one.due.key, timedelta(minutes=10))
    house.agenda.write()

    now = house.kit.clock.now()
    assert tell_now(house.written(), Heard(), now, time(8, 1)) == ()
    assert [entry.not_before for entry in house.written().entries if entry.due_at <= now] == [end]


def test_what_was_taken_leaves_the_agenda(house: House) -> None:
    plan = house.prescribe(time(8))
    house.closed.turn_on()
    house.kit.clock.advance(minutes=31)
    (row,) = house.medicines.record.day(house.kit.record.today())
    house.press(next(iter(due_ids(house))), Pressed.TAKEN)
    house.inbox.absorb()
    house.agenda.write()

    assert row.plan.id == plan
    assert not [entry for entry in house.written().entries if entry.due_at <= house.kit.clock.now()]


def due_ids(house: House) -> list[str]:
    """The ids of what has fallen due."""
    house.agenda.write()
    return [entry.id for entry in house.written().entries if entry.due_at <= house.kit.clock.now()]


def test_quiet_hours_and_the_level_stand_in_the_agenda(house: House) -> None:
    wanted = house.kit.record.preferences()
    house.kit.journal.set_preferences(replace(wanted, quiet_from=time(22), quiet_until=time(7)))
    house.prescribe(time(23))
    house.closed.turn_on()

    agenda = house.written()

    assert agenda.quiet_hours == (time(22), time(7))
    pill = next(entry for entry in agenda.entries if entry.can_be_taken)
    assert pill.level is Urgency.REPEATING
    assert pill.again_after == timedelta(minutes=15)


def test_the_agenda_grows_by_a_day_each_day_and_is_else_left_alone(house: House) -> None:
    house.prescribe(time(8))
    house.closed.turn_on()
    before = house.written().until
    untouched = house.files.agenda.stat().st_mtime_ns

    house.kit.clock.advance(minutes=1)
    house.agenda.beat()
    still = house.files.agenda.stat().st_mtime_ns
    house.kit.clock.advance(days=1)
    house.agenda.beat()

    assert still == untouched
    assert house.written().until == before + timedelta(days=1)


def test_a_beat_shows_that_the_window_lives(house: House) -> None:
    house.files.lock.touch()
    long_ago = datetime(2020, 1, 1, tzinfo=UTC).timestamp()
    os.utime(house.files.lock, (long_ago, long_ago))

    house.agenda.beat()

    assert house.files.lock.stat().st_mtime > long_ago


def test_a_full_disk_is_tried_again_at_the_next_beat(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_arguments: object, **_options: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as full:
        full.setattr("companion.services.agenda_writer.replace_file", refuse)
        house.closed.turn_on()
    before = house.files.agenda.exists()

    house.agenda.beat()

    assert not before
    assert house.files.agenda.exists()


def test_after_the_window_has_closed_nothing_asks_the_diary_any_more(house: House) -> None:
    house.closed.turn_on()
    house.agenda.close()
    house.files.agenda.unlink()

    house.agenda.write()

    assert not house.files.agenda.exists()


def test_a_medicine_taken_on_a_notice_stands_in_the_diary_at_that_time(house: House) -> None:
    house.prescribe(time(8))
    house.closed.turn_on()
    house.kit.clock.advance(minutes=35)
    pressed_at = house.kit.clock.now()
    (pill,) = due_ids(house)
    house.press(pill, Pressed.TAKEN)

    house.kit.clock.advance(hours=3)
    absorbed = house.inbox.absorb()

    (row,) = house.medicines.record.day(house.kit.record.today())
    assert absorbed == 1
    assert (row.status, row.taken[0].at) == (Status.TAKEN, pressed_at)
    assert list(house.files.inbox.iterdir()) == []


def test_a_press_that_is_read_twice_is_one_medicine(house: House) -> None:
    house.prescribe(time(8))
    house.closed.turn_on()
    house.kit.clock.advance(minutes=35)
    (pill,) = due_ids(house)

    house.press(pill, Pressed.TAKEN)
    house.press(pill, Pressed.TAKEN)
    house.inbox.absorb()
    house.press(pill, Pressed.TAKEN)
    house.inbox.absorb()

    (row,) = house.medicines.record.day(house.kit.record.today())
    assert len(row.taken) == 1


def test_a_snooze_on_a_notice_holds_in_the_window_for_what_is_left_of_it(house: House) -> None:
    house.prescribe(time(8))
    house.closed.turn_on()
    house.kit.clock.advance(minutes=35)
    (pill,) = due_ids(house)
    house.press(pill, Pressed.SNOOZE)
    end = house.kit.clock.now() + timedelta(minutes=10)

    house.kit.clock.advance(minutes=4)
    house.inbox.absorb()

    (one,) = house.dues.owed()
    assert (one.due.kind, one.snoozed_until) == (NoticeKind.MEDICINE, end)


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"id": "' + b"0" * 32 + b'", "pressed": "taken"}'])
def test_what_is_no_press_is_thrown_away(house: House, content: bytes) -> None:
    house.closed.turn_on()
    house.files.inbox.mkdir()
    (house.files.inbox / "1.json").write_bytes(content)

    assert house.inbox.absorb() == 0
    assert list(house.files.inbox.iterdir()) == []


def test_a_made_up_press_takes_no_medicine(house: House) -> None:
    house.prescribe(time(8))
    house.closed.turn_on()
    house.kit.clock.advance(minutes=35)

    house.press("f" * 32, Pressed.TAKEN)

    assert house.inbox.absorb() == 0
    assert [one.due.kind for one in house.dues.owed()] == [NoticeKind.MEDICINE]


def test_its_condition_is_told_from_the_heartbeat(house: House) -> None:
    off = house.closed.condition()
    house.closed.turn_on()
    unknown = house.closed.condition()
    house.beat(outcome="no_service")
    looked_at = house.kit.clock.now()
    running = house.closed.condition()
    house.kit.clock.advance(minutes=4)
    stopped = house.closed.condition()

    assert off == Condition(Running.OFF)
    assert unknown == Condition(Running.NOT_KNOWN)
    assert running == Condition(Running.ON, looked_at, last_failed=True)
    assert stopped.running is Running.STOPPED


def test_a_test_notice_is_asked_for_in_the_agenda_and_its_result_is_found(house: House) -> None:
    house.closed.turn_on()

    test = house.closed.send_test()
    assert test is not None
    before = house.closed.test_outcome(test)
    house.beat(outcome="handed_over", test=test)

    assert house.written().test == test
    assert (before, house.closed.test_outcome(test)) == (None, "handed_over")


def test_at_each_start_of_the_window_what_broke_is_mended(house: House) -> None:
    house.closed.turn_on()
    house.login.written = False
    house.files.agenda.unlink()
    house.started.clear()

    house.closed.look_after()

    assert house.files.agenda.exists()
    assert house.started == [house.files]


def test_a_press_while_the_window_opens_is_heard_at_its_next_beat(house: House, catalogue: Catalogue) -> None:
    house.prescribe(time(8))
    answers = house.inbox.answers
    side = AgentSide(
        house.files,
        house.kit.shelf,
        house.kit.journal,
        house.kit.record,
        house.dues,
        house.medicines,
        answers,
        catalogue.reminders,
        house.login,
        lambda files: pytest.fail("it runs already"),
    )
    house.closed.turn_on()
    running = acquire(house.files.agent_lock)
    house.kit.clock.advance(minutes=35)
    side.begin()
    (pill,) = due_ids(house)

    house.press(pill, Pressed.TAKEN)
    side.hear()

    (row,) = house.medicines.record.day(house.kit.record.today())
    assert row.status is Status.TAKEN
    assert isinstance(running, Lock)
    running.release()
