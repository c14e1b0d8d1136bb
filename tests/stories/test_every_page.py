"""Every page of the real window can be read and reached, in every theme, size and a longer language."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from companion.app import App
from companion.clock import FixedClock
from companion.core.catalogue import Catalogue
from companion.core.words import Words, pseudo_words
from companion.paths import PersonFiles
from companion.services.demo import play_demo
from companion.services.notifier import SilentNotifier
from companion.stores.database import close_diary, open_diary
from companion.stores.shelf import Shelf
from tests.pictures import NOW, ZONE, states
from tests.stories.evening import keys_of
from tests.stories.person import Person
from tests.ui import lint

LOOKS = [
    (theme, scale, size)
    for theme, scale in (("light", "1.0"), ("dark", "1.5"), ("high_contrast", "2.0"))
    for size in ((1366, 768), (1024, 600))
]
ROOM = (
    lint.unnamed_controls,
    lint.small_targets,
    lint.crowded_targets,
    lint.clipped_labels,
    lint.sideways_scroll,
    lint.missing_heading,
)


@pytest.fixture
def demo(tmp_path: Path, catalogue: Catalogue, words: Words) -> PersonFiles:
    """The demo patient's diary."""
    return a_demo(tmp_path, catalogue, words)


def a_demo(folder: Path, catalogue: Catalogue, words: Words) -> PersonFiles:
    """The demo as it was lived in one language: alerts keep the words of that day."""
    files = PersonFiles(folder / "diary.db")
    shelf = Shelf.over(open_diary(files.diary, create=True))
    play_demo(shelf, catalogue, words, now=NOW, zone=ZONE)
    close_diary(shelf.db)
    return files


def shown(files: PersonFiles, words: Words, theme: str, scale: str, size: tuple[int, int]) -> Iterator[App]:
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


@pytest.mark.parametrize(("theme", "scale", "size"), LOOKS)
def test_every_page_has_names_room_and_a_heading(
    qapp: QApplication, demo: PersonFiles, words: Words, theme: str, scale: str, size: tuple[int, int]
) -> None:
    complaints: list[str] = []

    for app in shown(demo, words, theme, scale, size):
        for state in states(app):
            Person(app.window).reads()
            complaints += [f"{state}: {one}" for check in ROOM for one in check(app.window)]

    assert complaints == []


@pytest.mark.parametrize("theme", ["light", "dark", "high_contrast"])
def test_the_alert_and_the_way_to_it_have_contrast(
    qapp: QApplication, demo: PersonFiles, words: Words, theme: str
) -> None:
    complaints: list[str] = []

    for app in shown(demo, words, theme, "1.0", (1366, 768)):
        for state in states(app):
            Person(app.window).reads()
            if state in ("unwell", "call", "learn_with_notice"):
                complaints += [f"{state}: {one}" for one in lint.low_contrast(app.window)]

    assert complaints == []


@pytest.mark.parametrize("size", [(1366, 768), (1024, 600)])
def test_every_word_comes_from_the_resources_and_has_room_when_longer(
    qapp: QApplication, tmp_path: Path, catalogue: Catalogue, words: Words, size: tuple[int, int]
) -> None:
    longer = pseudo_words(words)
    lived = a_demo(tmp_path, catalogue, longer)
    complaints: list[str] = []

    for app in shown(lived, longer, "light", "2.0", size):
        for state in states(app):
            Person(app.window).reads()
            for check in (lint.untranslated, lint.clipped_labels, lint.sideways_scroll):
                complaints += [f"{state}: {one}" for one in check(app.window)]

    assert complaints == []
