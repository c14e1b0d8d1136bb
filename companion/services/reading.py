"""A diary opened only to be read, as the commands do, and closed again."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from companion.clock import Clock
from companion.core.catalogue import Catalogue
from companion.core.words import Words
from companion.paths import PersonFiles, resources_dir
from companion.services.alert_watch import AlertWatch
from companion.services.key_for_commands import key_for_a_command
from companion.services.record import Record
from companion.stores.catalogue import load_catalogue
from companion.stores.database import close_diary, open_diary
from companion.stores.shelf import Shelf


@dataclass(frozen=True, slots=True)
class Reading:
    """What there is to read, with the knowledge and the words."""

    shelf: Shelf
    record: Record
    catalogue: Catalogue
    words: Words


@contextmanager
def reading(
    files: PersonFiles, clock: Clock, words: Words, *, passphrase: str | None = None
) -> Iterator[Reading]:
    """The diary in `files`, by the keyring or this passphrase; UserCanFix says why it cannot be read."""
    catalogue = load_catalogue(resources_dir())
    key = key_for_a_command(files, passphrase)
    db = open_diary(files.diary, create=False, key=key)
    try:
        shelf = Shelf.over(db)
        watch = AlertWatch(shelf, catalogue, lambda: record.formats(), clock.now)
        record = Record(shelf, watch, words, clock.now, clock.zone, files.diary)
        yield Reading(shelf, record, catalogue, words)
    finally:
        close_diary(db)
