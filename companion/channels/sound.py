"""The sound of a watch: played by what the system has, and what came of it within three seconds."""

from __future__ import annotations

import io
import math
import shutil
import struct
import subprocess
import sys
import wave
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Thread

from companion.aside import replace_file

LIMIT_S = 3.0
_RATE = 22_050
_LOUDEST = 0.6 * 32_767
_NOTE_S = 0.35
_FADE_PER_S = 6.0
_NOTES_HZ = (880.0, 1174.7, 880.0)
# Each in the order in which it is tried; the file of the sound follows.
PLAYERS = {
    "linux": (("paplay",), ("pw-play",), ("canberra-gtk-play", "-f"), ("aplay", "-q")),
    "darwin": (("afplay",),),
}


class SoundOutcome(Enum):
    """How playing ended. Nobody but the person can tell whether it was heard."""

    PLAYED = auto()
    NO_PLAYER = auto()
    NO_ANSWER = auto()
    FAILED = auto()


@dataclass(frozen=True, slots=True)
class SoundResult:
    """What came of a sound, and the player that was last asked."""

    outcome: SoundOutcome
    player: str


def play_watch_sound(file: Path, *, within: float = LIMIT_S) -> SoundResult:
    """Play the sound of a watch and wait for its end; `file` is where players find it, made where missing."""
    if sys.platform == "win32":
        return _within(_by_windows, "winsound", within)
    players = [p for p in PLAYERS.get(sys.platform, ()) if shutil.which(p[0])]
    if not players:
        return SoundResult(SoundOutcome.NO_PLAYER, "")
    return _within(lambda: _by_players(players, file), players[0][0], within)


def watch_sound() -> bytes:
    """Three short bell notes as the bytes of a WAV file."""
    samples = bytearray()
    for hertz in _NOTES_HZ:
        for n in range(int(_RATE * _NOTE_S)):
            second = n / _RATE
            loud = _LOUDEST * math.exp(-_FADE_PER_S * second)
            samples += struct.pack("<h", round(loud * math.sin(math.tau * hertz * second)))
    file = io.BytesIO()
    with wave.open(file, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(len(struct.pack("<h", 0)))
        sound.setframerate(_RATE)
        sound.writeframes(bytes(samples))
    return file.getvalue()


def _by_players(players: Sequence[tuple[str, ...]], file: Path) -> SoundResult:
    """The first player that ends well."""
    result = SoundResult(SoundOutcome.FAILED, "")
    try:
        if not file.exists():
            replace_file(file, watch_sound(), lasting=False)
    except OSError:
        return result
    for player in players:
        try:
            subprocess.run([*player, str(file)], capture_output=True, timeout=LIMIT_S, check=True)
        except subprocess.TimeoutExpired:
            return SoundResult(SoundOutcome.NO_ANSWER, player[0])
        except (OSError, subprocess.CalledProcessError):
            result = SoundResult(SoundOutcome.FAILED, player[0])
        else:
            return SoundResult(SoundOutcome.PLAYED, player[0])
    return result


if sys.platform == "win32":
    import winsound

    def _by_windows() -> SoundResult:
        try:
            winsound.PlaySound(watch_sound(), winsound.SND_MEMORY)
        except RuntimeError:
            return SoundResult(SoundOutcome.FAILED, "winsound")
        return SoundResult(SoundOutcome.PLAYED, "winsound")


def _within(play: Callable[[], SoundResult], player: str, within: float) -> SoundResult:
    said: SimpleQueue[SoundResult] = SimpleQueue()
    Thread(target=lambda: said.put(play()), name="sound", daemon=True).start()
    try:
        return said.get(timeout=within)
    except Empty:
        return SoundResult(SoundOutcome.NO_ANSWER, player)
