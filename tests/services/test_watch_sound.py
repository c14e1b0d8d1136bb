"""The sound of a watch: it never keeps the window waiting, and what came of it is told and kept."""

from __future__ import annotations

from threading import Event

from pytestqt.qtbot import QtBot

from companion.channels.sound import SoundOutcome, SoundResult
from companion.services.reminder_tests import ReminderTests
from companion.services.watch_sound import WatchSound
from tests.services.diary_kit import DiaryKit


def test_what_came_of_a_sound_is_told(qtbot: QtBot) -> None:
    sound = WatchSound(lambda: SoundResult(SoundOutcome.PLAYED, "paplay"))

    with qtbot.waitSignal(sound.finished) as heard:
        sound.play()

    assert heard.args == [SoundResult(SoundOutcome.PLAYED, "paplay")]


def test_a_player_that_breaks_is_told_as_failed(qtbot: QtBot) -> None:
    def broken() -> SoundResult:
        raise RuntimeError("no sound card")

    sound = WatchSound(broken)

    with qtbot.waitSignal(sound.finished) as heard:
        sound.play()

    assert heard.args is not None
    assert heard.args[0].outcome is SoundOutcome.FAILED


def test_asked_twice_it_sounds_once(qtbot: QtBot) -> None:
    go_on, begun = Event(), []

    def slow() -> SoundResult:
        begun.append(1)
        go_on.wait(5)
        return SoundResult(SoundOutcome.PLAYED, "")

    sound = WatchSound(slow)
    with qtbot.waitSignal(sound.finished):
        sound.play()
        sound.play()
        go_on.set()

    assert len(begun) == 1


def test_what_was_seen_heard_and_played_is_kept(kit: DiaryKit) -> None:
    tests = ReminderTests(kit.shelf, kit.record)
    assert (tests.seen(), tests.heard(), tests.sound()) == (None, None, None)

    tests.say_seen(True)
    tests.say_heard(False)
    tests.note_sound(SoundOutcome.NO_PLAYER)

    again = ReminderTests(kit.shelf, kit.record)
    assert (again.seen(), again.heard(), again.sound()) == (True, False, SoundOutcome.NO_PLAYER)
