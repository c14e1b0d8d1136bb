"""A context over a real diary, for tests of single pages."""

from __future__ import annotations

from pathlib import Path

from companion.core.words import Words, pseudo_words
from companion.paths import PersonFiles, resources_dir
from companion.services.agreed import Agreed
from companion.services.alert_watch import AlertWatch
from companion.services.backup import Backups
from companion.services.changes import Changes
from companion.services.journal import Journal
from companion.services.record import Record
from companion.services.thinking import Thinking
from companion.stores.catalogue import load_catalogue
from companion.stores.database import open_diary
from companion.stores.shelf import Shelf
from companion.stores.words import load_words
from companion.ui.context import Context
from tests.fake_clock import FakeClock

CATALOGUE = load_catalogue(resources_dir())
WORDS = load_words(resources_dir())


def build_context(folder: Path, clock: FakeClock, *, pseudo: bool = False) -> Context:
    """Journal and record over a new diary in `folder`; close it with `close_context`."""
    words: Words = pseudo_words(WORDS) if pseudo else WORDS
    path = folder / "diary.db"
    db = open_diary(path, create=not path.exists())
    shelf = Shelf.over(db)
    watch = AlertWatch(shelf, CATALOGUE, lambda: record.formats(), clock.now)
    record = Record(shelf, watch, words, clock.now, clock.zone, path)
    journal = Journal(shelf, watch, clock.now, clock.zone)
    thinking = Thinking(journal, record, shelf, CATALOGUE, clock.now)
    agreed = Agreed(journal, shelf, clock.now)
    backups = Backups(PersonFiles(path), shelf, journal, record)
    return Context(
        journal, record, CATALOGUE, words, agreed, thinking, backups, Changes(journal, shelf, clock.now)
    )
