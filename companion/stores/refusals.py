"""Which sentence belongs to which failure of the disk or of SQLite."""

from __future__ import annotations

import errno

from companion.core.errors import CompanionError, OurFault, UserCanFix
from companion.stores.seam import sqlite

_NO_ROOM = (errno.ENOSPC, errno.EDQUOT)
# What fails while a copy is made comes without the name of its code.
_NAMELESS = {
    "database or disk is full": "SQLITE_FULL",
    "disk I/O error": "SQLITE_IOERR",
    "database is locked": "SQLITE_BUSY",
    "attempt to write a readonly database": "SQLITE_READONLY",
    "unable to open database file": "SQLITE_CANTOPEN",
    "database disk image is malformed": "SQLITE_CORRUPT",
    "file is not a database": "SQLITE_NOTADB",
}


def cannot_open(error: sqlite.Error | OSError, file: str) -> CompanionError:
    """Why a diary file could not be opened."""
    if isinstance(error, OSError):
        return UserCanFix(
            "storage.disk_full" if error.errno in _NO_ROOM else "storage.not_writable", file=file
        )
    match _code(error):
        case "SQLITE_BUSY" | "SQLITE_LOCKED":
            return UserCanFix("storage.busy", file=file)
        case "SQLITE_FULL":
            return UserCanFix("storage.disk_full", file=file)
        case "SQLITE_READONLY" | "SQLITE_CANTOPEN" | "SQLITE_PERM":
            return UserCanFix("storage.not_writable", file=file)
        case "SQLITE_CORRUPT" | "SQLITE_NOTADB" | "SQLITE_IOERR":
            return UserCanFix("storage.damaged", file=file)
        case _:
            return _ours(error)


def not_saved(error: sqlite.Error | OSError) -> CompanionError:
    """Why something was not written; what the person typed stays on the screen."""
    if isinstance(error, OSError):
        return UserCanFix(
            "storage.not_saved_full" if error.errno in _NO_ROOM else "storage.not_saved_forbidden"
        )
    match _code(error):
        case "SQLITE_BUSY" | "SQLITE_LOCKED":
            return UserCanFix("storage.not_saved_busy")
        case "SQLITE_FULL":
            return UserCanFix("storage.not_saved_full")
        case "SQLITE_READONLY" | "SQLITE_CANTOPEN" | "SQLITE_PERM":
            return UserCanFix("storage.not_saved_forbidden")
        case "SQLITE_CORRUPT" | "SQLITE_NOTADB":
            return UserCanFix("storage.not_saved_damaged")
        case "SQLITE_IOERR":
            return UserCanFix("storage.not_saved_disk")
        case _:
            return _ours(error)


def not_copied(error: sqlite.Error | OSError) -> CompanionError:
    """Why a copy of the diary was not made; the diary itself is as it was."""
    if isinstance(error, OSError):
        return UserCanFix("storage.not_copied_full" if error.errno in _NO_ROOM else "storage.not_copied")
    match _code(error):
        case "SQLITE_FULL":
            return UserCanFix("storage.not_copied_full")
        case "SQLITE_CORRUPT" | "SQLITE_NOTADB":
            return UserCanFix("storage.unreadable")
        case "SQLITE_BUSY" | "SQLITE_LOCKED" | "SQLITE_IOERR" | "SQLITE_READONLY" | "SQLITE_CANTOPEN":
            return UserCanFix("storage.not_copied")
        case _:
            return _ours(error)


def cannot_read(error: sqlite.Error) -> CompanionError:
    """Why the open diary could not be read."""
    match _code(error):
        case "SQLITE_BUSY" | "SQLITE_LOCKED":
            return UserCanFix("storage.busy_now")
        case "SQLITE_CORRUPT" | "SQLITE_NOTADB" | "SQLITE_IOERR" | "SQLITE_CANTOPEN":
            return UserCanFix("storage.unreadable")
        case _:
            return _ours(error)


def _code(error: sqlite.Error) -> str:
    """The primary result code: SQLITE_READONLY_DBMOVED counts as SQLITE_READONLY."""
    name = getattr(error, "sqlite_errorname", None) or _NAMELESS.get(str(error), "")
    return "_".join(name.split("_")[:2])


def _ours(error: sqlite.Error) -> OurFault:
    return OurFault(f"{type(error).__name__} {_code(error)}")
