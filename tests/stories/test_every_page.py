"""Every page of the real window can be read and reached, in every theme, size and a longer language."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from itertools import chain
from pathlib import Path
from pkgutil import walk_packages
from types import ModuleType

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QWidget

import companion.ui
from companion.app import App
from companion.core.catalogue import Catalogue
from companion.core.words import Words, pseudo_words
from companion.paths import PersonFiles, resources_dir
from companion.ui.alone.page import AlonePage
from companion.ui.places import Go, PageId
from companion.ui.theme import wear
from companion.ui.widgets.notice_bar import NoticeLevel
from companion.ui.widgets.undo_bar import UndoBar
from companion.ui.window import MainWindow
from tests.alone_states import locked_pages, people_pages, windows_apart
from tests.forms_walk import setup_states
from tests.level_states import level_states
from tests.page_states import menu_states, states
from tests.pressing import press_on, settle
from tests.stories.person import Person
from tests.stories.walking import LARGE, SMALL, Check, Look, Size, a_demo, complaints_of, shown
from tests.ui import lint, spoken
from tests.ui.pixels import faint_rings

THEMES = ("light", "dark", "high_contrast")
SCALES = ("1.0", "1.5", "2.0")
EVERY_LOOK: tuple[Look, ...] = tuple((theme, scale) for theme in THEMES for scale in SCALES)
ROOM = (
    lint.unnamed_controls,
    lint.small_targets,
    lint.small_severities,
    lint.crowded_targets,
    lint.clipped_labels,
    lint.sideways_scroll,
    lint.missing_heading,
    spoken.wrong_roles,
    spoken.several_primaries,
    spoken.headings_out_of_order,
    spoken.silent_pictures,
)

CONTRAST = (lint.low_contrast, faint_rings)
LONGER = (lint.untranslated, lint.clipped_labels, lint.sideways_scroll)


@pytest.fixture
def demo(tmp_path: Path, catalogue: Catalogue, words: Words) -> PersonFiles:
    """The demo patient's diary."""
    return a_demo(tmp_path, catalogue, words)


def test_the_menu_in_place_of_a_page_has_names_room_and_a_heading(
    qapp: QApplication, demo: PersonFiles, words: Words
) -> None:
    visited: list[str] = []

    def walk(app: App) -> Iterator[str]:
        for state in menu_states(app):
            visited.append(state)
            yield state

    assert complaints_of(demo, words, ("light", "2.0"), ROOM, walk, (SMALL,)) == []
    assert visited == ["menu"]


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


def test_every_page_has_names_room_and_a_heading(qapp: QApplication, demo: PersonFiles, words: Words) -> None:
    pages = {PageId.SETUP}  # which has a walk of its own
    bars: set[type[QWidget] | NoticeLevel] = set()

    def walk(app: App) -> Iterator[str]:
        for state in states(app):
            assert app.window.current is not None
            pages.add(app.window.current.page)
            bars.update(notice.level for notice in app.window.notices.notices())
            bars.update(type(bar) for bar in app.window.findChildren(UndoBar) if bar.isVisible())
            yield state

    assert complaints_of(demo, words, ("light", "1.0"), ROOM, walk, (LARGE,)) == []
    assert pages == set(PageId)
    assert bars == {UndoBar, NoticeLevel.URGENT, NoticeLevel.WARNING, NoticeLevel.DONE}


def test_no_page_and_no_window_is_left_out_of_what_is_looked_at(
    qapp: QApplication, tmp_path: Path, words: Words
) -> None:
    wear(qapp, "light", 1.0, resources_dir())
    files = PersonFiles(tmp_path / "diary.db")
    alone = {type(page) for _, page in (*locked_pages(files, words), *people_pages(words))}

    windows = {type(window) for _, window in windows_apart(files, words)}

    assert alone == set(last_kinds_of(AlonePage))
    assert {MainWindow, *windows} == set(windows_of(companion.ui))


def last_kinds_of(kind: type[QWidget]) -> Iterator[type[QWidget]]:
    """Every class that is made of this one, and that no other is made of."""
    for below in kind.__subclasses__():
        yield from last_kinds_of(below) if below.__subclasses__() else (below,)


def windows_of(package: ModuleType) -> Iterator[type[QWidget]]:
    """Every class of the package that is a window: it gives itself a title, or is one by birth."""
    for module in walk_packages(package.__path__, f"{package.__name__}."):
        for part in vars(import_module(module.name)).values():
            if not (isinstance(part, type) and issubclass(part, QWidget) and part.__module__ == module.name):
                continue
            begin = vars(part).get("__init__")
            if begin is not None and "setWindowTitle" in begin.__code__.co_names:
                yield part


@pytest.mark.proof
@pytest.mark.parametrize("look", EVERY_LOOK, ids="-".join)
def test_every_page_in_every_look_has_names_room_and_a_heading(
    qapp: QApplication, demo: PersonFiles, words: Words, look: Look
) -> None:
    assert complaints_of(demo, words, look, ROOM) == []


@pytest.mark.parametrize("theme", THEMES)
def test_the_alert_and_the_way_to_it_have_contrast(
    qapp: QApplication, demo: PersonFiles, words: Words, theme: str
) -> None:
    assert complaints_of(demo, words, (theme, "1.0"), CONTRAST, alert_states, (LARGE,)) == []


@pytest.mark.proof
@pytest.mark.parametrize("theme", THEMES)
def test_every_page_has_contrast_in_every_state_and_theme(
    qapp: QApplication, demo: PersonFiles, words: Words, theme: str
) -> None:
    assert complaints_of(demo, words, (theme, "1.0"), CONTRAST, sizes=(LARGE,)) == []


def test_every_word_comes_from_the_resources_and_has_room_when_longer(
    qapp: QApplication, tmp_path: Path, catalogue: Catalogue, words: Words
) -> None:
    longer = pseudo_words(words)
    lived = a_demo(tmp_path, catalogue, longer)

    assert (
        complaints_of(lived, longer, ("high_contrast", "2.0"), (*ROOM, lint.untranslated), sizes=(SMALL,))
        == []
    )


def with_menu(app: App) -> Iterator[str]:
    return chain(states(app), menu_states(app))


@pytest.mark.proof
@pytest.mark.parametrize("scale", SCALES)
def test_the_longer_language_has_room_at_every_size(
    qapp: QApplication,
    tmp_path: Path,
    catalogue: Catalogue,
    words: Words,
    scale: str,
) -> None:
    longer = pseudo_words(words)
    lived = a_demo(tmp_path, catalogue, longer)

    assert complaints_of(lived, longer, ("dark", scale), LONGER, with_menu) == []


def set_up_and_levels(app: App) -> Iterator[str]:
    return chain(setup_states(app), level_states(app))


@pytest.mark.parametrize("scale", ["2.0", pytest.param("1.0", marks=pytest.mark.proof)])
def test_the_set_up_and_every_level_have_names_room_and_a_heading(
    qapp: QApplication, tmp_path: Path, words: Words, scale: str
) -> None:
    files = PersonFiles(tmp_path / "diary.db")

    assert complaints_of(files, words, ("light", scale), ROOM, set_up_and_levels) == []


@pytest.mark.proof
def test_the_set_up_and_every_level_have_room_in_the_longer_language(
    qapp: QApplication, tmp_path: Path, words: Words
) -> None:
    files = PersonFiles(tmp_path / "diary.db")

    assert complaints_of(files, pseudo_words(words), ("light", "2.0"), LONGER, set_up_and_levels) == []


def pages_alone(app: App, files: PersonFiles, words: Words) -> Iterator[tuple[str, QWidget]]:
    for state, page in (*locked_pages(files, words), *people_pages(words)):
        app.window.unfurnish()
        app.window.show_alone(page)
        yield state, app.window


def complaints_apart(
    files: PersonFiles, words: Words, look: Look, checks: tuple[Check, ...], sizes: tuple[Size, ...]
) -> list[str]:
    """What is wrong with what stands where no diary is open: in the window of pages, and beside it."""
    complaints: list[str] = []
    for app in shown(files, words, look):
        for state, window in chain(pages_alone(app, files, words), windows_apart(files, words)):
            for size in sizes:
                window.resize(*size)
                window.show()
                settle()
                where = f"{state} at {size[0]}"
                complaints += [f"{where}: {one}" for check in checks for one in check(window)]
            if window is not app.window:
                # Off the screen Qt is not told that a hidden window lost the focus, and never gives it back.
                app.window.activateWindow()
                settle()
                window.hide()
    return complaints


@pytest.mark.parametrize("scale", ["1.0", "2.0"])
def test_what_stands_before_a_diary_has_names_room_and_words_of_its_own(
    qapp: QApplication, tmp_path: Path, words: Words, scale: str
) -> None:
    files, checks = PersonFiles(tmp_path / "diary.db"), (*ROOM, lint.untranslated)

    assert complaints_apart(files, pseudo_words(words), ("light", scale), checks, (SMALL,)) == []


@pytest.mark.proof
@pytest.mark.parametrize("theme", THEMES)
def test_the_set_up_every_level_and_what_stands_before_a_diary_have_contrast(
    qapp: QApplication, tmp_path: Path, words: Words, theme: str
) -> None:
    first, second = PersonFiles(tmp_path / "one" / "diary.db"), PersonFiles(tmp_path / "two" / "diary.db")
    look = (theme, "1.0")

    assert complaints_of(first, words, look, CONTRAST, set_up_and_levels, (LARGE,)) == []
    assert complaints_apart(second, words, look, CONTRAST, (LARGE,)) == []


def test_a_fault_on_one_page_of_all_is_found(qapp: QApplication, demo: PersonFiles, words: Words) -> None:
    checks = (lint.small_targets, lint.untranslated, lint.clipped_labels, lint.unnamed_controls)

    for app in shown(demo, pseudo_words(words), ("light", "1.0")):
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
