"""One write: all of it is saved or none, and a failure says that nothing was."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from companion.core.errors import UserCanFix
from companion.stores import refusals
from companion.stores.connection import is_in_place
from companion.stores.seam import Database, sqlite


@contextmanager
def write(db: Database) -> Iterator[None]:
    """Save what the block writes when it ends; nests, and an inner block that fails takes only itself back.

    The write lock is taken at once, so that a second program waits here instead of failing half-way.
    """
    try:
        if db.conn.in_transaction:
            with db.atomic():
                yield
        else:
            with all_or_nothing(db):
                yield
    except sqlite.Error as error:
        raise refusals.not_saved(error) from error


@contextmanager
def all_or_nothing(db: Database) -> Iterator[None]:
    """The outermost transaction, with SQLite's own errors."""
    db.execute("BEGIN IMMEDIATE")
    try:
        yield
        if not db.conn.in_transaction:
            # A full disk ends the whole transaction; a caller who swallowed that must not believe it saved.
            raise UserCanFix("storage.not_saved_disk")
        if not is_in_place(db):
            raise UserCanFix("storage.not_saved_gone")
        db.execute("COMMIT")
    except BaseException:
        db.rollback()
        raise


@contextmanager
def one_look(db: Database) -> Iterator[None]:
    """The diary as it stands at one moment, whatever another program writes meanwhile."""
    if db.conn.in_transaction:
        yield
        return
    try:
        db.execute("BEGIN")
    except sqlite.Error as error:
        raise refusals.cannot_read(error) from error
    try:
        yield
    finally:
        db.rollback()
