"""A copy of the diary in memory, on which can be tried what is not yet to be written."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from companion.stores import refusals
from companion.stores.connection import address
from companion.stores.seam import Database, sqlite


@contextmanager
def staged(diary: Path, *, key: bytes | None) -> Iterator[Database]:
    """All of the diary as it is saved now; what is written into it is gone afterwards."""
    conn = sqlite.connect(":memory:", uri=True, isolation_level=None)
    db = Database(conn, execute_plugins=False, recursive_triggers=False, strict=True)
    try:
        _copy(db, diary, key)
        yield db
    finally:
        db.close()


def _copy(db: Database, diary: Path, key: bytes | None) -> None:
    spelt = "" if key is None else f"x'{key.hex()}'"
    try:
        db.execute("PRAGMA cipher_log = off")
        db.execute("ATTACH DATABASE ? AS diary KEY ?", [address(diary), spelt])
        db.execute("SELECT sqlcipher_export('main', 'diary')").fetchall()
        db.execute("DETACH DATABASE diary")
    except sqlite.Error as error:
        raise refusals.cannot_read(error) from error
