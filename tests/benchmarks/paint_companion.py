"""The program on a diary file, until its first paint, which it says aloud."""

from __future__ import annotations

import os
import sys
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Slot

from companion import program
from companion.clock import FixedClock
from companion.paths import PersonFiles
from companion.start import Start


class Measured(Start):
    """Stops where the window has been painted for the first time."""

    @Slot()
    def open_diary(self) -> None:
        print("painted", flush=True)
        sys.stdin.readline()
        os._exit(0)


if __name__ == "__main__":
    program.Start = Measured  # type: ignore[misc]
    now = datetime.fromisoformat(sys.argv[2])
    program.run_window(PersonFiles(Path(sys.argv[1])), FixedClock(now, "America/New_York"))
