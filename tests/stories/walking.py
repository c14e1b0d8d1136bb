"""The program over the demo in one look after another, and what the lints say of each page on a walk."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from PySide6.QtWidgets import QWidget

from companion.app import App
from companion.clock import FixedClock
from companion.core.catalogue import Catalogue
from companion.core.words import Words
from companion.paths import PersonFiles
from companion.services.demo import play_demo
from companion.services.notifier import SilentNotifier
from companion.stores.database import close_diary, open_diary
from companion.stores.shelf import Shelf
from tests.page_states import NOW, SIZES, ZONE, states
from tests.pressing import settle
from tests.stories.evening import keys_of

Look = tuple[str, str]
Size = tuple[int, int]
Check = Callable[[QWidget], tuple[str, ...]]
LARGE, SMALL = SIZES

# The demo in each language: it is lived once, as that takes seconds.
_LIVED: dict[bool, bytes] = {}


def a_demo(folder: Path, catalogue: Catalogue, words: Words) -> PersonFiles:
    """The demo as it was lived in one language: alerts keep the words of that day."""
    files = PersonFiles(folder / "diary.db")
    kept = _LIVED.get(words.pseudo)
    if kept is None:
        shelf = Shelf.over(open_diary(files.diary, create=True))
        play_demo(shelf, catalogue, words, now=NOW, zone=ZONE)
        close_diary(shelf.db)
        _LIVED[words.pseudo] = files.diary.read_bytes()
    else:
        files.diary.write_bytes(kept)
    return files


def shown(files: PersonFiles, words: Words, look: Look, size: Size = LARGE) -> Iterator[App]:
    """The program in one look, until the loop around it goes on."""
    theme, scale = look
    app = App(files, FixedClock(NOW, ZONE), SilentNotifier(), words=words, keys=keys_of(files))
    wanted = replace(app.record.preferences(), theme=theme, text_scale=Decimal(scale))
    app.journal.set_preferences(wanted)
    app.show()
    app.window.resize(*size)
    app.begin()
    yield app
    app.window.close()
    app.window.deleteLater()
    app.deleteLater()


def complaints_of(
    files: PersonFiles,
    words: Words,
    look: Look,
    checks: tuple[Check, ...],
    walk: Callable[[App], Iterator[str]] = states,
    sizes: tuple[Size, ...] = SIZES,
) -> list[str]:
    """What is wrong on each page and form of a walk, in a window of each size."""
    complaints: list[str] = []
    for app in shown(files, words, look):
        for state in walk(app):
            for size in sizes:
                app.window.resize(*size)
                settle()
                where = f"{state} at {size[0]}"
                complaints += [f"{where}: {one}" for check in checks for one in check(app.window)]
    return complaints
