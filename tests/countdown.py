"""A process that ends at a line of its choice, as a power cut would."""

from __future__ import annotations

import os
import signal
from collections.abc import Container
from types import FrameType


class Countdown:
    """Counts the lines of the watched modules and ends the process at one of them, as a power cut would."""

    def __init__(self, last: int, watched: Container[str | None]) -> None:
        self.lines = 0
        self._last = last
        self._watched = watched

    def __call__(self, frame: FrameType, event: str, _arg: object) -> Countdown | None:
        if event == "call":
            return self if frame.f_code.co_filename in self._watched else None
        if event == "line":
            self.lines += 1
            if self.lines >= self._last:
                os.kill(os.getpid(), signal.SIGKILL)
        return self
