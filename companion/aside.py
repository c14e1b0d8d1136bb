"""Files that are read and replaced as a whole: written aside, put on the disk, then moved into place."""

from __future__ import annotations

import errno
import os
import stat
from contextlib import suppress
from pathlib import Path

_ENDING = ".part"
_NOT_FOR_FOLDERS = (errno.EINVAL, errno.ENOTSUP)


def read_file(path: Path, *, most: int) -> bytes:
    """What stands in an ordinary file, up to one byte more than `most`, so that a larger one is noticed.

    Raises OSError, for a pipe or a device too: they could keep whoever reads waiting for ever.
    """
    with open(path, "rb", opener=_open_at_once) as file:
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            raise OSError(errno.EINVAL, "no ordinary file")
        return file.read(most + 1)


def _open_at_once(path: str, flags: int) -> int:
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def replace_file(path: Path, content: bytes, *, lasting: bool = True) -> None:
    """Replace a small file that only this account may read; a crash leaves the old or the new one.

    What need not outlive a power cut is not `lasting`: it is spared the wait for the disk. Raises OSError.
    """
    part = part_of(path)
    try:
        create_private(part)
        with part.open("r+b") as file:
            file.write(content)
        if lasting:
            settle(part, path)
        else:
            part.replace(path)
    except OSError:
        drop(part)
        raise


def part_of(path: Path) -> Path:
    """Where the next version of a file is put together."""
    return path.with_name(path.name + _ENDING)


def create_private(path: Path) -> None:
    """A new empty file that only this account may read; one left by a crash is dropped first."""
    path.unlink(missing_ok=True)
    os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))


def drop(part: Path) -> None:
    """Remove what was put together and is not wanted; a remainder harms nothing and is dropped next time."""
    with suppress(OSError):
        part.unlink(missing_ok=True)


def settle(part: Path, path: Path) -> None:
    """Put the finished file on the disk, and only then in place of the old one."""
    with part.open("r+b") as file:
        os.fsync(file.fileno())
    part.replace(path)
    if os.name == "posix":
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        except OSError as error:
            # Some network folders cannot be told to; the file itself is on the disk.
            if error.errno not in _NOT_FOR_FOLDERS:
                raise
        finally:
            os.close(folder)
