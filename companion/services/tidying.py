"""Lets Python tidy up in the window's own thread alone: what Qt made may not be taken apart in another.

Python looks for what nobody holds any more in whichever thread makes new things. In the thread that copies
the diary it would take the timers and pages of a closed window apart, and that can end the program.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer, Slot

_LOOK_EVERY_MS = 1_000


class Tidying(QObject):
    """From `start` to `stop` nothing is tidied up but at a beat of its own, in the thread it lives in."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._beat = QTimer(self, interval=_LOOK_EVERY_MS)
        self._beat.timeout.connect(self.look)

    def start(self) -> None:
        gc.disable()
        self._beat.start()

    def stop(self) -> None:
        self._beat.stop()
        gc.enable()

    @Slot()
    def look(self) -> None:
        """Tidy up if it is time for it."""
        tidy_if_due()


def tidy_if_due() -> None:
    """What Python itself would do by now, had it been let: as far as its own limits say."""
    counts, limits = gc.get_count(), gc.get_threshold()
    for generation in (2, 1, 0):
        if 0 < limits[generation] < counts[generation]:
            gc.collect(generation)
            return
