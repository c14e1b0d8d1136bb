"""The sound of a watch: what plays it, what is told of it, and that it never holds anybody up."""

from __future__ import annotations

import io
import sys
import wave
from pathlib import Path

import pytest

from companion.channels.sound import PLAYERS, SoundOutcome, SoundResult, play_watch_sound, watch_sound

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the players are programs of Linux and macOS")


@pytest.fixture
def players(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with all the programs there are, at first none."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    monkeypatch.setattr(sys, "platform", "linux")
    return folder


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "bell.wav"


def put(folder: Path, name: str, script: str) -> None:
    program = folder / name
    program.write_text(f"#!{sys.executable}\n{script}\n")
    program.chmod(0o755)


def test_the_sound_is_a_short_wave_file_that_is_loud_enough_to_hear() -> None:
    with wave.open(io.BytesIO(watch_sound())) as sound:
        seconds = sound.getnframes() / sound.getframerate()
        samples = memoryview(sound.readframes(sound.getnframes())).cast("h")

    assert 0.5 < seconds < 2
    assert max(samples) > 15_000


def test_a_computer_without_a_player_says_so(players: Path, file: Path) -> None:
    assert play_watch_sound(file) == SoundResult(SoundOutcome.NO_PLAYER, "")


@pytest.mark.parametrize("player", [command[0] for command in PLAYERS["linux"]])
def test_each_player_gets_the_file(players: Path, file: Path, tmp_path: Path, player: str) -> None:
    heard = tmp_path / "heard"
    put(players, player, f"import sys; open({str(heard)!r}, 'w').write(sys.argv[-1])")

    result = play_watch_sound(file)

    assert result == SoundResult(SoundOutcome.PLAYED, player)
    assert heard.read_text() == str(file)
    assert file.read_bytes() == watch_sound()


def test_where_one_player_fails_the_next_is_tried(players: Path, file: Path) -> None:
    put(players, "paplay", "import sys; sys.exit('Connection refused')")
    put(players, "aplay", "")

    assert play_watch_sound(file) == SoundResult(SoundOutcome.PLAYED, "aplay")


def test_where_every_player_fails_that_is_told(players: Path, file: Path) -> None:
    put(players, "paplay", "import sys; sys.exit('Connection refused')")

    assert play_watch_sound(file) == SoundResult(SoundOutcome.FAILED, "paplay")


def test_a_player_that_hangs_is_given_up(players: Path, file: Path) -> None:
    put(players, "paplay", "import threading; threading.Event().wait()")

    assert play_watch_sound(file, within=0.05) == SoundResult(SoundOutcome.NO_ANSWER, "paplay")


def test_a_disk_that_takes_no_file_is_told(players: Path, tmp_path: Path) -> None:
    put(players, "paplay", "")

    result = play_watch_sound(tmp_path / "not there" / "bell.wav")

    assert result.outcome is SoundOutcome.FAILED
