"""Every page of the real window can be read and reached, in every theme, size and a longer language."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import chain
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QWidget

from companion.app import App
from companion.clock import FixedClock
from companion.core.catalogue import Catalogue
from companion.core.words import Words, pseudo_words
from companion.opening.numbers import trouble_window
from companion.paths import PersonFiles
from companion.services.demo import play_demo
from companion.services.notifier import SilentNotifier
from companion.stores.database import close_diary, open_diary
from companion.stores.shelf import Shelf
from companion.ui.places import Go, PageId
from tests.forms_walk import setup_states
from tests.pictures import NOW, SIZES, ZONE, level_states, locked_pages, people_pages, states
from tests.pressing import press_on
from tests.stories.evening import keys_of
from tests.stories.person import Person
from tests.ui import lint

Look = tuple[str, str, tuple[int, int]]
Check = Callable[[QWidget], tuple[str, ...]]
SAMPLE: tuple[Look, ...] = (("light", "1.0", SIZES[0]), ("high_contrast", "2.0", SIZES[1]))
EVERY_LOOK: tuple[Look, ...] = tuple(
    (theme, scale, size)
    for theme in ("light", "dark", "high_contrast")
    for scale in ("1.0", "1.5", "2.0")
    for size in SIZES
)
ROOM = (
    lint.unnamed_controls,
    lint.small_targets,
    lint.small_severities,
    lint.crowded_targets,
    lint.clipped_labels,
    lint.sideways_scroll,
    lint.missing_heading,
)

# The demo in each language: it is lived once, as that takes seconds.
_LIVED: dict[bool, bytes] = {}
LONGER = (lint.untranslated, lint.clipped_labels, lint.sideways_scroll)


@pytest.fixture
def demo(tmp_path: Path, catalogue: Catalogue, words: Words) -> PersonFiles:
    """The demo patient's diary."""
    return a_demo(tmp_path, catalogue, words)


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


def complaints_of(
    files: PersonFiles,
    words: Words,
    look: Look,
    checks: tuple[Check, ...],
    walk: Callable[[App], Iterator[str]] = states,
) -> list[str]:
    """What is wrong on each page and form of a walk."""
    complaints: list[str] = []
    for app in shown(files, words, *look):
        for state in walk(app):
            Person(app.window).reads()
            complaints += [f"{state}: {one}" for check in checks for one in check(app.window)]
    return complaints


def alert_states(app: App) -> Iterator[str]:
    """How bad it was, the alert that comes of it, and the notice of it on another page."""
    app.window.show_page(Go(PageId.DIARY, "fill_in"))
    for press in ("Chills", "Continue", "2, Moderate"):
        assert press_on(app.window, press)
    yield "diary_severity"
    assert press_on(app.window, "Continue")
    assert app.window.current == Go(PageId.CALL)
    yield "call"
    app.window.show_page(Go(PageId.LEARN))
    yield "learn_with_notice"


@pytest.mark.parametrize(("theme", "scale", "size"), SAMPLE)
def test_every_page_has_names_room_and_a_heading(
    qapp: QApplication, demo: PersonFiles, words: Words, theme: str, scale: str, size: tuple[int, int]
) -> None:
    pages = {PageId.SETUP}  # which has a walk of its own

    def walk(app: App) -> Iterator[str]:
        for state in states(app):
            assert app.window.current is not None
            pages.add(app.window.current.page)
            yield state

    assert complaints_of(demo, words, (theme, scale, size), ROOM, walk) == []
    assert pages == set(PageId)


@pytest.mark.proof
@pytest.mark.parametrize(("theme", "scale", "size"), EVERY_LOOK)
def test_every_page_in_every_look_has_names_room_and_a_heading(
    qapp: QApplication, demo: PersonFiles, words: Words, theme: str, scale: str, size: tuple[int, int]
) -> None:
    assert complaints_of(demo, words, (theme, scale, size), ROOM) == []


@pytest.mark.parametrize("theme", ["light", "dark", "high_contrast"])
def test_the_alert_and_the_way_to_it_have_contrast(
    qapp: QApplication, demo: PersonFiles, words: Words, theme: str
) -> None:
    assert complaints_of(demo, words, (theme, "1.0", SIZES[0]), (lint.low_contrast,), alert_states) == []


@pytest.mark.proof
@pytest.mark.parametrize("theme", ["light", "dark", "high_contrast"])
def test_every_page_has_contrast_in_every_state_and_theme(
    qapp: QApplication, demo: PersonFiles, words: Words, theme: str
) -> None:
    assert complaints_of(demo, words, (theme, "1.0", SIZES[0]), (lint.low_contrast,)) == []


def test_every_word_comes_from_the_resources_and_has_room_when_longer(
    qapp: QApplication, tmp_path: Path, catalogue: Catalogue, words: Words
) -> None:
    longer = pseudo_words(words)
    lived = a_demo(tmp_path, catalogue, longer)

    assert complaints_of(lived, longer, ("light", "2.0", SIZES[1]), LONGER) == []


@pytest.mark.proof
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("scale", ["1.0", "1.5", "2.0"])
def test_the_longer_language_has_room_at_every_size(
    qapp: QApplication,
    tmp_path: Path,
    catalogue: Catalogue,
    words: Words,
    scale: str,
    size: tuple[int, int],
) -> None:
    longer = pseudo_words(words)
    lived = a_demo(tmp_path, catalogue, longer)

    assert complaints_of(lived, longer, ("dark", scale, size), LONGER) == []


def set_up_and_levels(app: App) -> Iterator[str]:
    return chain(setup_states(app), level_states(app))


@pytest.mark.parametrize("scale", ["2.0", pytest.param("1.0", marks=pytest.mark.proof)])
def test_the_set_up_and_every_level_have_names_room_and_a_heading(
    qapp: QApplication, tmp_path: Path, words: Words, scale: str
) -> None:
    files = PersonFiles(tmp_path / "diary.db")

    assert complaints_of(files, words, ("light", scale, SIZES[1]), ROOM, set_up_and_levels) == []


@pytest.mark.proof
def test_the_set_up_and_every_level_have_room_in_the_longer_language(
    qapp: QApplication, tmp_path: Path, words: Words
) -> None:
    files = PersonFiles(tmp_path / "diary.db")
    look = ("light", "2.0", SIZES[1])

    assert complaints_of(files, pseudo_words(words), look, LONGER, set_up_and_levels) == []


@pytest.mark.parametrize("scale", ["1.0", "2.0"])
def test_what_stands_before_a_diary_has_names_room_and_words_of_its_own(
    qapp: QApplication, tmp_path: Path, words: Words, scale: str
) -> None:
    longer = pseudo_words(words)
    files = PersonFiles(tmp_path / "diary.db")
    complaints: list[str] = []

    for app in shown(files, longer, "light", scale, SIZES[1]):
        for state, page in (*locked_pages(files, longer), *people_pages(longer)):
            app.window.unfurnish()
            app.window.show_alone(page)
            Person(app.window).reads()
            for check in (*ROOM, *LONGER):
                complaints += [f"{state}: {one}" for one in check(app.window)]
        trouble = trouble_window(longer("storage.damaged", file="diary.db"), files, longer)
        trouble.resize(*SIZES[1])
        trouble.show()
        Person(trouble).reads()
        complaints += [f"trouble: {one}" for check in (*ROOM, *LONGER) for one in check(trouble)]
        trouble.close()

    assert complaints == []


def test_a_fault_on_one_page_of_all_is_found(qapp: QApplication, demo: PersonFiles, words: Words) -> None:
    checks = (lint.small_targets, lint.untranslated, lint.clipped_labels, lint.unnamed_controls)

    for app in shown(demo, pseudo_words(words), "light", "1.0", SIZES[0]):
        app.window.show_page(Go(PageId.FILES))
        page = app.window.page(PageId.FILES)
        Person(app.window).reads()
        before = [check(page) for check in checks]
        faulty = QPushButton("Save all of it")
        faulty.setStyleSheet("max-width: 40px; max-height: 20px; min-height: 1px; padding: 0")
        page.body.add(faulty)
        page.body.add(QLineEdit())
        Person(app.window).reads()

        for check, found in zip(checks, before, strict=True):
            assert found == ()
            assert check(page), check
