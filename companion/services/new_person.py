"""A diary of their own for the person of an export file that belongs to nobody here yet."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from companion.core.catalogue import Catalogue
from companion.core.errors import DataIsBroken, UserCanFix
from companion.core.people_here import Badge, Listed
from companion.services.exchange import Exchange, read_export
from companion.services.people_here import People
from companion.stores.database import close_diary, open_diary
from companion.stores.people_here import take_back
from companion.stores.shelf import Shelf


def new_person_from_file(
    people: People,
    source: Path,
    *,
    name: str,
    badge: Badge,
    catalogue: Catalogue,
    now: Callable[[], datetime],
) -> Listed:
    """A diary of their own for the person of an export file that is refused by the diary of another.

    All or nothing: UserCanFix or DataIsBroken leaves no new person behind. The new diary is plain until it is
    opened for the first time, as the file is; then it gets its key.
    """
    before = people.register
    person = people.add(name, badge)
    files = people.files_of(person)
    try:
        db = open_diary(files.diary, create=True)
        try:
            exchange = Exchange(Shelf.over(db), catalogue, now)
            merged = exchange.import_file(read_export(source), origin=source.name)
        finally:
            close_diary(db)
        if not merged.changes_anything:
            raise UserCanFix("people.not_empty")
    except (UserCanFix, DataIsBroken):
        people.register = take_back(people.top, before, files)
        raise
    return person
