"""The reminder process without its waiting: real files, a clock moved by hand, a desktop that keeps notes."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import time, timedelta
from pathlib import Path

import pytest

from companion.agent.notebook import Notebook
from companion.agent.reminding import SEVERAL, TEST, Reminding, Surroundings
from companion.aside import replace_file
from companion.channels.sound import SoundOutcome, SoundResult
from companion.channels.toast import Action, Outcome, Toast, ToastResult
from companion.core.agenda import Agenda, AgendaEntry, agenda_as_json
from companion.core.heartbeat import AgendaState, Heartbeat, parse_heartbeat
from companion.core.presses import Press, Pressed, parse_press
from companion.core.reminder_policy import Urgency
from companion.paths import PersonFiles, resources_dir
from tests.fake_clock import FakeClock

PILL, CHECK, DIARY = ("a" * 32, "b" * 32, "c" * 32)
PLEASE_OPEN = "Please open Companion so that reminders can go on."
QUARTER = timedelta(minutes=15)


@dataclass
class Room:
    """The desktop, the window and the loudspeaker around the process, and the process itself."""

    files: PersonFiles
    clock: FakeClock = field(default_factory=FakeClock)
    outcome: Outcome = Outcome.HANDED_OVER
    window_is_open: bool = False
    shown: list[tuple[str, Toast]] = field(default_factory=list)
    withdrawn: list[str] = field(default_factory=list)
    sounds: int = 0
    windows_opened: int = 0

    def start(self) -> Reminding:
        around = Surroundings(
            self.show, self.withdrawn.append, self.sound, self.open_window, lambda: self.window_is_open
        )
        return Reminding(self.files, resources_dir(), self.clock, around, Notebook.read(self.files))

    def show(self, toast_id: str, toast: Toast) -> ToastResult:
        self.shown.append((toast_id, toast))
        return ToastResult(toast_id, self.outcome, "")

    def sound(self) -> SoundResult:
        self.sounds += 1
        return SoundResult(SoundOutcome.PLAYED, "paplay")

    def open_window(self) -> None:
        self.windows_opened += 1

    def write(self, *entries: AgendaEntry, test: str | None = None, days: int = 14) -> None:
        until = self.clock.now() + timedelta(days=days)
        agenda = Agenda("en", until, entries, (time(22, 0), time(7, 0)), test)
        replace_file(self.files.agenda, agenda_as_json(agenda))

    def due(
        self, id: str = PILL, *, after: float = 0, level: Urgency = Urgency.REPEATING, pill: bool = False
    ) -> AgendaEntry:
        again = None if level is Urgency.QUIET else QUARTER
        return AgendaEntry(
            id, id, self.clock.now() + timedelta(minutes=after), level, again, can_be_taken=pill
        )

    def beat(self) -> Heartbeat:
        found = parse_heartbeat(self.files.heartbeat.read_bytes())
        assert found is not None
        return found

    def presses(self) -> list[Press | None]:
        return [parse_press(file.read_bytes()) for file in sorted(self.files.inbox.glob("*.json"))]


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Room]:
    return Room(PersonFiles(tmp_path / "diary.db"))


def test_what_falls_due_is_told_once_in_discreet_words(room: Room) -> None:
    room.write(room.due(after=1))
    process = room.start()

    process.turn()
    before = len(room.shown)
    room.clock.advance(minutes=1)
    process.turn()
    process.turn()

    assert before == 0
    ((toast_id, toast),) = room.shown
    assert toast_id == PILL
    assert (toast.title, toast.body) == ("Companion", "Something is due. Please open Companion.")


def test_it_is_told_again_every_quarter_of_an_hour_until_it_leaves_the_agenda(room: Room) -> None:
    room.write(room.due())
    process = room.start()

    for _ in range(45):
        process.turn()
        room.clock.advance(minutes=1)
    room.write()
    for _ in range(45):
        process.turn()
        room.clock.advance(minutes=1)

    assert len(room.shown) == 3
    assert room.withdrawn == [PILL]


def test_while_the_window_is_open_notices_are_left_to_it(room: Room) -> None:
    room.write(room.due(level=Urgency.WATCH))
    room.window_is_open = True
    process = room.start()

    process.turn()
    left = len(room.shown)
    room.window_is_open = False  # killed, crashed or closed
    process.turn()

    assert left == 0
    assert len(room.shown) == 1


def test_a_window_that_opens_takes_the_notices_over(room: Room) -> None:
    room.write(room.due())
    process = room.start()
    process.turn()

    room.window_is_open = True
    process.turn()

    assert room.withdrawn == [PILL]


def test_a_watch_sounds_and_opens_the_window_in_quiet_hours_too(room: Room) -> None:
    room.clock.advance(hours=14)  # 23:00 in New York
    room.write(room.due(CHECK, level=Urgency.WATCH), room.due(PILL))
    process = room.start()

    process.turn()

    ((_, toast),) = room.shown
    assert (toast.urgency, toast.body) == (Urgency.WATCH, "Please open Companion now.")
    assert (room.sounds, room.windows_opened) == (1, 1)
    assert room.beat().sound == "played"


@pytest.mark.parametrize("outcome", Outcome)
@pytest.mark.parametrize("level", Urgency)
def test_where_the_desktop_takes_nothing_what_must_be_dealt_with_opens_the_window(
    room: Room, outcome: Outcome, level: Urgency
) -> None:
    room.outcome = outcome
    room.write(room.due(level=level))

    room.start().turn()

    was_shown = outcome is Outcome.HANDED_OVER
    expected = {Urgency.QUIET: 0, Urgency.REPEATING: 0 if was_shown else 1, Urgency.WATCH: 1}
    assert room.windows_opened == expected[level]


def test_several_things_are_one_notice(room: Room) -> None:
    room.write(room.due(PILL), room.due(DIARY, level=Urgency.QUIET), room.due(CHECK))
    process = room.start()

    process.turn()

    ((toast_id, toast),) = room.shown
    assert toast_id == SEVERAL
    assert toast.body == "3 things are due. Please open Companion."
    assert [action for action, _ in toast.buttons] == [Action.OPEN]


def test_what_an_earlier_run_told_is_not_told_at_once_again(room: Room) -> None:
    room.write(room.due())
    room.start().turn()

    room.clock.advance(minutes=5)
    room.start().turn()

    assert len(room.shown) == 1


@pytest.mark.parametrize("left_behind", [b"", b"{", b"[]", b'{"told": 7, "taken": {"a": 1}}', b"[" * 100_000])
def test_a_torn_note_of_what_was_told_only_tells_it_once_more(room: Room, left_behind: bytes) -> None:
    room.write(room.due())
    room.files.ledger.write_bytes(left_behind)

    room.start().turn()

    assert len(room.shown) == 1


def test_a_torn_agenda_leaves_the_last_good_one_in_force_and_is_said(room: Room) -> None:
    room.write(room.due(after=1))
    process = room.start()
    process.turn()

    room.files.agenda.write_bytes(b'{"version": 1, "entr')
    room.clock.advance(minutes=1)
    process.turn()

    assert [toast_id for toast_id, _ in room.shown] == [PILL]
    assert room.beat().agenda is AgendaState.BROKEN


def test_without_any_good_agenda_the_person_is_asked_once_a_day_to_open_the_window(room: Room) -> None:
    room.files.agenda.write_bytes(b"garbage")
    process = room.start()

    for _ in range(30):
        process.turn()
        room.clock.advance(hours=1)

    assert [toast.body for _, toast in room.shown] == [PLEASE_OPEN] * 2


def test_an_agenda_that_has_run_out_is_said(room: Room) -> None:
    room.write(days=1)
    process = room.start()
    process.turn()

    room.clock.advance(days=1)
    process.turn()

    assert [toast.body for _, toast in room.shown] == [PLEASE_OPEN]
    assert room.beat().agenda is AgendaState.ENDED


def test_with_the_agenda_taken_away_the_process_ends_and_clears_the_screen(room: Room) -> None:
    room.write(room.due())
    process = room.start()
    process.turn()

    room.files.agenda.unlink()

    assert not process.turn()
    assert room.withdrawn == [PILL]


def test_taken_is_noted_for_the_diary_and_not_told_again(room: Room) -> None:
    room.write(room.due(pill=True))
    process = room.start()
    process.turn()
    ((_, toast),) = room.shown

    process.press(PILL, Action.TAKEN)
    for _ in range(40):
        room.clock.advance(minutes=1)
        process.turn()

    assert dict(toast.buttons)[Action.TAKEN] == "Taken"
    assert room.presses() == [Press(PILL, Pressed.TAKEN, FakeClock().now())]
    assert len(room.shown) == 1
    assert room.windows_opened == 0


def test_taken_outlives_the_process(room: Room) -> None:
    room.write(room.due(pill=True))
    process = room.start()
    process.turn()
    process.press(PILL, Action.TAKEN)

    room.clock.advance(hours=1)
    room.start().turn()

    assert len(room.shown) == 1


def test_snooze_puts_off_for_ten_minutes(room: Room) -> None:
    room.write(room.due())
    process = room.start()
    process.turn()

    process.press(PILL, Action.SNOOZE)
    room.clock.advance(minutes=9)
    process.turn()
    before = len(room.shown)
    room.clock.advance(minutes=1)
    process.turn()

    assert (before, len(room.shown)) == (1, 2)
    assert room.presses() == [Press(PILL, Pressed.SNOOZE, FakeClock().now())]


@pytest.mark.parametrize(("toast_id", "action"), [(PILL, Action.OPEN), (SEVERAL, Action.TAKEN)])
def test_any_other_press_opens_the_window(room: Room, toast_id: str, action: Action) -> None:
    room.write(room.due())
    process = room.start()
    process.turn()

    process.press(toast_id, action)

    assert room.windows_opened == 1
    assert room.presses() == []


def test_only_a_medicine_can_be_taken_and_a_watch_cannot_be_snoozed(room: Room) -> None:
    room.write(room.due(CHECK, level=Urgency.WATCH))

    room.start().turn()

    ((_, toast),) = room.shown
    assert [action for action, _ in toast.buttons] == [Action.OPEN]


def test_the_heartbeat_says_when_it_looked_and_what_came_of_the_last_notice(room: Room) -> None:
    room.outcome = Outcome.NO_SERVICE
    room.write(room.due())
    process = room.start()
    process.turn()
    told_at = room.clock.now()

    room.clock.advance(seconds=30)
    process.turn()

    beat = room.beat()
    assert (beat.at, beat.ran) == (room.clock.now(), room.clock.uptime())
    assert (beat.told_at, beat.outcome) == (told_at, "no_service")
    assert beat.agenda is AgendaState.READ


def test_the_heartbeat_is_not_written_more_often_than_it_must(room: Room) -> None:
    room.write()
    process = room.start()
    process.turn()
    first = room.beat().at

    room.clock.advance(seconds=25)
    process.turn()

    assert room.beat().at == first


def test_a_clock_set_back_does_not_stop_the_heartbeat(room: Room) -> None:
    room.write()
    process = room.start()
    process.turn()

    room.clock.set_by(hours=-33)
    process.turn()

    assert room.beat().at == room.clock.now()


def test_a_test_is_told_once_while_the_window_is_open_and_its_result_kept(room: Room) -> None:
    room.window_is_open = True
    room.write(test="f" * 32)
    process = room.start()

    process.turn()
    beat = room.beat()
    process.turn()
    room.start().turn()

    assert [toast_id for toast_id, _ in room.shown] == [TEST]
    assert (beat.test, beat.outcome) == ("f" * 32, "handed_over")


def test_a_disk_that_takes_nothing_does_not_make_it_tell_over_and_over(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_arguments: object, **_options: object) -> None:
        raise OSError(28, "No space left on device")

    room.write(room.due(pill=True))
    process = room.start()
    monkeypatch.setattr("companion.agent.notebook.replace_file", refuse)

    for _ in range(5):
        process.turn()
    process.press(PILL, Action.TAKEN)

    assert len(room.shown) == 1
    assert room.windows_opened == 1  # the press could not be kept: the person is asked in the window


def test_nothing_of_what_is_due_stands_in_any_file(room: Room) -> None:
    room.write(room.due(pill=True))
    process = room.start()
    process.turn()
    process.press(PILL, Action.TAKEN)
    process.turn()

    kept = [json.loads(path.read_bytes()) for path in (room.files.ledger, room.files.heartbeat)]
    assert [set(found) for found in kept] == [
        {"told", "snoozed", "taken", "tested"},
        {"utc", "boottime", "revision", "agenda", "told", "outcome", "sound", "test"},
    ]
    assert kept[0]["taken"] == [PILL]
