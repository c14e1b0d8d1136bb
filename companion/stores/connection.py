"""How a connection to a diary file is made, and how a file is checked from end to end."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final
from urllib.parse import quote
from weakref import WeakKeyDictionary

from companion.core.errors import OurFault, UserCanFix
from companion.stores import refusals
from companion.stores.seam import Database, sqlite

APPLICATION_ID: Final = 0x436F6D70
_KEY_BYTES = 32
_DAMAGED = "database disk image is malformed"
_OPENED: WeakKeyDictionary[Database, tuple[Path, tuple[int, int] | None]] = WeakKeyDictionary()
_PRAGMAS = (
    "journal_mode = wal",
    "synchronous = full",
    "fullfsync = on",
    "checkpoint_fullfsync = on",
    "temp_store = memory",
    "trusted_schema = off",
    "cell_size_check = on",
)


def connect(path: Path, *, key: bytes | None, patience: float) -> Database:
    """A connection to a file that exists, with nothing written yet.

    `patience` is how many seconds to wait for another program that is writing.
    """
    # Without isolation_level=None one stray statement opens a transaction that swallows all later writes.
    conn = sqlite.connect(address(path), uri=True, isolation_level=None, timeout=patience)
    db = Database(conn, execute_plugins=False, recursive_triggers=False, strict=True)
    _OPENED[db] = path.absolute(), _identity(path)
    if key is not None:
        if len(key) != _KEY_BYTES:
            raise OurFault("a key has 32 bytes")
        db.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    else:
        _expect_damage(conn)
    db.execute("PRAGMA cipher_log = off")
    return db


def _expect_damage(conn: sqlite.Connection) -> None:
    """Bits that turned over in a plain file, where no seal shows them, are damage and not a fault of ours."""
    conn.text_factory = _text
    try:
        conn.execute("SELECT 1 FROM sqlite_schema").fetchone()
    except UnicodeDecodeError as error:  # SQLite's own complaint, with the spoilt name in it
        conn.close()
        raise sqlite.DatabaseError(_DAMAGED) from error
    except sqlite.Error:
        pass  # whoever reads finds it again and says so


def _text(stored: bytes) -> str:
    try:
        return stored.decode()
    except UnicodeDecodeError as error:
        raise sqlite.DatabaseError(_DAMAGED) from error


def is_in_place(db: Database) -> bool:
    """Whether what is written goes into the file under the name by which it was opened.

    A folder that was deleted, or a file that another program put in its place, stops nobody from writing into
    the one that is open: it would be gone with the last one who has it open.
    """
    path, opened = _OPENED.get(db, (None, None))
    return path is None or opened is None or _identity(path) == opened


@contextmanager
def another_connection(path: Path, *, key: bytes | None, patience: float) -> Iterator[Database]:
    """A second connection to a diary that is open, for another thread; whatever fails is a sentence."""
    try:
        db = connect(path, key=key, patience=patience)
        try:
            prepare(db, key=key)
            db.execute("PRAGMA foreign_keys = on")
            yield db
        finally:
            db.close()
    except sqlite.Error as error:
        raise refusals.cannot_read(error) from error


def prepare(db: Database, *, key: bytes | None) -> None:
    """Settings of a connection that writes; refuses to go on in plain text where a key was given."""
    for pragma in _PRAGMAS:
        db.execute(f"PRAGMA {pragma}").fetchall()
    if key is not None and not is_encrypted(db):
        raise OurFault("the key had no effect")


def is_encrypted(db: Database) -> bool:
    """Whether the key is in use; a build without SQLCipher ignores keys in silence."""
    return bool(db.execute("PRAGMA cipher_status").fetchone() == ("1",))


def check_whole(db: Database, *, key: bytes | None, file: str, free_pages: bool = False) -> None:
    """Read the file from end to end and refuse a damaged one.

    The check of its structure reads, and so unlocks and authenticates, every page in use. With `free_pages`
    those that hold nothing are looked at too, which takes as long again.
    """
    if free_pages and key is not None and db.execute("PRAGMA cipher_integrity_check").fetchall():
        raise UserCanFix("storage.damaged", file=file)
    if db.execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
        raise UserCanFix("storage.damaged", file=file)


def application_id(db: Database) -> int:
    """Which program made the file."""
    return int(db.execute("PRAGMA application_id").fetchone()[0])


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def address(path: Path) -> str:
    """A URI that opens the file and never creates one."""
    posix = path.absolute().as_posix()
    rooted = posix if posix.startswith("/") else f"/{posix}"
    return f"file://{quote(os.fsencode(rooted), safe='/:')}?mode=rw"
