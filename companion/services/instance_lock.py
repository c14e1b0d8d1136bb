"""The lock of a diary, held by the one program that has it open; it needs no window."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl


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
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0), 0o600)
    try:
        _lock_without_waiting(descriptor)
    except (BlockingIOError, PermissionError):
        os.close(descriptor)
        return AlreadyRunning(path)
    except OSError:
        os.close(descriptor)
        raise
    return Lock(path, descriptor)


def _lock_without_waiting(descriptor: int) -> None:
    if sys.platform == "win32":
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
    else:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
