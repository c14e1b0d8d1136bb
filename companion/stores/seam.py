"""The one place that imports SQLite: sqlite-utils on top of SQLCipher, with or without a key."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from companion.core.errors import OurFault

if TYPE_CHECKING:
    import sqlite3 as sqlite
else:
    from sqlcipher3 import dbapi2 as sqlite

    # sqlite-utils looks for this name; without it seven of its features break on SQLCipher's own classes.
    sys.modules["pysqlite3"] = sqlite
    sys.modules["pysqlite3.dbapi2"] = sqlite

import sqlite_utils.db  # after the seam, or it binds the standard library's SQLite
from sqlite_utils import Database, Migrations

if getattr(sqlite_utils.db, "OperationalError") is not sqlite.OperationalError:  # noqa: B009  # not exported
    raise OurFault("sqlite_utils was imported before companion.stores.seam")

__all__ = ["Database", "Migrations", "sqlite"]
