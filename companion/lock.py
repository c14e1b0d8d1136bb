"""A lock that the system holds for one process and frees when that process ends, however it ends. No Qt."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path
from threading import Event

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

# Whoever only looks whether the lock is held has it for some microseconds.
_TRIES = 4
_BETWEEN_TRIES_S = 0.02


@dataclass(frozen=True, slots=True)
class AlreadyRunning:
    """Another copy holds the lock at this path."""

    path: Path


class Lock:
    """Held from `acquire` until `release` or the end of the process, even if nobody keeps this object."""

    def __init__(self, path: Path, descriptor: int) -> None:
        self.path = path
        self._descriptor = descriptor

    def release(self) -> None:
        os.close(self._descriptor)


def acquire(path: Path) -> Lock | AlreadyRunning:
    """Take the lock if no living process has it. What the file holds, or who left it behind, does not matter.

    The file is never deleted: between a deletion and a new file two copies could each hold a lock.
    Raises OSError where no such file can be made or the file system knows no locks.
    """
    for attempt in range(_TRIES):
        if attempt:
            Event().wait(_BETWEEN_TRIES_S)
        taken = _take(path, os.O_CREAT)
        if taken is not None:
            return taken
    return AlreadyRunning(path)


def is_held(path: Path) -> bool:
    """Whether a living process holds the lock; nothing is created. False where that cannot be told."""
    try:
        taken = _take(path, 0)
    except OSError:
        return False
    if taken is None:
        return True
    taken.release()
    return False


def _take(path: Path, create: int) -> Lock | None:
    descriptor = os.open(path, os.O_RDWR | create | getattr(os, "O_CLOEXEC", 0), 0o600)
    try:
        _lock_without_waiting(descriptor)
    except (BlockingIOError, PermissionError):
        os.close(descriptor)
        return None
    except OSError:
        os.close(descriptor)
        raise
    return Lock(path, descriptor)


def _lock_without_waiting(descriptor: int) -> None:
    if sys.platform == "win32":
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
    else:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
