"""Every page of the real window can be read and reached, in every theme, size and a longer language."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton

from companion.app import App
from companion.core.catalogue import Catalogue
from companion.core.words import Words, pseudo_words
from companion.opening.numbers import trouble_window
from companion.paths import PersonFiles
from companion.ui.places import Go, PageId
from tests.forms_walk import setup_states
from tests.pictures import level_states, locked_pages, people_pages, states
from tests.pressing import press_on
from tests.stories.person import Person
from tests.stories.walking import LARGE, SMALL, Look, a_demo, complaints_of, shown
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

    def walk(app: App) -> Iterator[str]:
        for state in states(app):
            assert app.window.current is not None
            pages.add(app.window.current.page)
            yield state

    assert complaints_of(demo, words, ("light", "1.0"), ROOM, walk, (LARGE,)) == []
    assert pages == set(PageId)


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

    assert complaints_of(lived, longer, ("dark", scale), LONGER) == []


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


@pytest.mark.parametrize("scale", ["1.0", "2.0"])
def test_what_stands_before_a_diary_has_names_room_and_words_of_its_own(
    qapp: QApplication, tmp_path: Path, words: Words, scale: str
) -> None:
    longer = pseudo_words(words)
    files = PersonFiles(tmp_path / "diary.db")
    complaints: list[str] = []

    for app in shown(files, longer, ("light", scale)):
        app.window.resize(*SMALL)
        for state, page in (*locked_pages(files, longer), *people_pages(longer)):
            app.window.unfurnish()
            app.window.show_alone(page)
            Person(app.window).reads()
            for check in (*ROOM, *LONGER):
                complaints += [f"{state}: {one}" for one in check(app.window)]
        trouble = trouble_window(longer("storage.damaged", file="diary.db"), files, longer)
        trouble.resize(*SMALL)
        trouble.show()
        Person(trouble).reads()
        complaints += [f"trouble: {one}" for check in (*ROOM, *LONGER) for one in check(trouble)]
        trouble.close()

    assert complaints == []


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
