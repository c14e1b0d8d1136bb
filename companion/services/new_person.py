"""A diary of their own for the person of an export file that belongs to nobody here yet."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from companion.core.catalogue import Catalogue
from companion.core.errors import DataIsBroken, UserCanFix
from companion.core.people_here import Badge, Listed
from companion.services.exchange import Exchange, read_export
from companion.services.key_for_commands import key_for_a_new_diary
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
    passphrase: str | None = None,
) -> Listed:
    """A diary of their own for the person of an export file that is refused by the diary of another.

    All or nothing: UserCanFix or DataIsBroken leaves no new person behind. It is never plain: its key is kept
    by the keyring, or sealed by `passphrase`; where neither can be, UserCanFix. What follows from what came
    is judged when the diary is opened.
    """
    file, before = read_export(source), people.register
    person = people.add(name, badge)
    files = people.files_of(person)
    try:
        db = open_diary(files.diary, create=True, key=key_for_a_new_diary(files, passphrase))
        try:
            merged = Exchange(Shelf.over(db), catalogue, now).import_file(file, origin=source.name)
        finally:
            close_diary(db)
        if not merged.changes_anything:
            raise UserCanFix("people.not_empty")
    except (UserCanFix, DataIsBroken):
        people.register = take_back(people.top, before, files)
        raise
    return person
