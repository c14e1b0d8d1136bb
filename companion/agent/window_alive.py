"""Whether a window is open and looks after the reminders itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from companion.lock import is_held

# The window touches its lock at every beat; half a minute lies between two.
STALE_AFTER = timedelta(minutes=3)


@dataclass(slots=True)
class WindowAlive:
    """The system says whether the lock is held; the lock's own time says whether its holder still moves.

    A window that hangs holds its lock and shows nothing. After sleep every time is old at first, so only
    two looks in a row count, some time apart.
    """

    lock: Path
    now: Callable[[], datetime]
    _stale_since: datetime | None = None

    def __call__(self) -> bool:
        if not is_held(self.lock):
            self._stale_since = None
            return False
        now = self.now()
        try:
            touched = datetime.fromtimestamp(self.lock.stat().st_mtime, UTC)
        except OSError:
            return True
        if abs(now - touched) <= STALE_AFTER:
            self._stale_since = None
            return True
        if self._stale_since is None or self._stale_since > now:
            self._stale_since = now
        return now - self._stale_since < STALE_AFTER
