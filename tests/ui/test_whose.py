"""The pages about several people can be read and reached, in every theme, size and language."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from companion.core.people_here import Badge, Colour, Listed, Register
from companion.core.words import Words, pseudo_words
from companion.paths import resources_dir
from companion.stores.words import load_words
from companion.ui.alone.add_person import AddPersonPage
from companion.ui.alone.page import AlonePage
from companion.ui.alone.whose import WhosePage
from companion.ui.theme import Theme, apply_theme
from companion.ui.tokens import BADGE_INK, BADGES
from companion.ui.widgets.call_cards import CallFacts
from companion.ui.window import MainWindow
from tests.ui.gallery import RESOURCES
from tests.ui.lint import all_complaints, untranslated
from tests.ui.pixels import contrast

RUTH = Listed("first", "Ruth", Badge(Colour.BLUE, "R"))
WALTER = Listed("other", "Walter", Badge(Colour.ORANGE, "W"))
BOTH = Register((RUTH, WALTER), "other")
NUMBERS = (
    CallFacts("Riverside", "202-555-0143", "911", ()),
    CallFacts("", "", "112 or 911", ()),
)


def whose(words: Words) -> AlonePage:
    return WhosePage(BOTH, NUMBERS, words)


def unwell(words: Words) -> AlonePage:
    page = WhosePage(BOTH, NUMBERS, words)
    page.put_numbers_first()
    return page


def alone(words: Words) -> AlonePage:
    return WhosePage(Register((Listed("first", "", RUTH.badge),)), NUMBERS[:1], words)


def adding(words: Words) -> AlonePage:
    return AddPersonPage(Register((Listed("first", "", RUTH.badge),)), "", words)


def refused(words: Words) -> AlonePage:
    page = AddPersonPage(BOTH, "", words)
    for key in ("people.same_name", "people.same_letter", "people.same_colour"):
        page.new.complain(key, words(key))
    return page


PAGES = (whose, unwell, alone, adding, refused)


def shown(
    qtbot: QtBot, words: Words, make: Callable[[Words], AlonePage], size: tuple[int, int]
) -> MainWindow:
    window = MainWindow(words)
    qtbot.addWidget(window)
    window.show_whose(WALTER)
    window.show_alone(make(words))
    window.resize(*size)
    window.show()
    for _ in range(3):
        QApplication.sendPostedEvents()
        QApplication.processEvents()
    return window


@pytest.mark.parametrize(
    ("make", "theme", "scale", "size"),
    [
        (whose, Theme.LIGHT, 1.0, (1366, 768)),
        (whose, Theme.HIGH_CONTRAST, 2.0, (1024, 600)),
        (unwell, Theme.DARK, 1.5, (1024, 600)),
        (alone, Theme.HIGH_CONTRAST, 1.0, (1024, 600)),
        (adding, Theme.DARK, 2.0, (1366, 768)),
        (refused, Theme.LIGHT, 1.5, (1024, 600)),
    ],
)
def test_it_can_be_read_and_reached(
    qtbot: QtBot,
    qapp: QApplication,
    make: Callable[[Words], AlonePage],
    theme: Theme,
    scale: float,
    size: tuple[int, int],
) -> None:
    apply_theme(qapp, theme, scale, RESOURCES)

    window = shown(qtbot, load_words(resources_dir()), make, size)

    assert all_complaints(window) == ()
    window.close()


@pytest.mark.parametrize(("width", "is_above"), [(1366, True), (1024, False)])
def test_the_title_is_on_the_page_where_the_badge_takes_its_room_above(
    qtbot: QtBot, qapp: QApplication, width: int, is_above: bool
) -> None:
    apply_theme(qapp, Theme.LIGHT, 1.0, RESOURCES)

    window = shown(qtbot, load_words(resources_dir()), whose, (width, 600))

    assert window.alone is not None
    assert (window.header.title.isVisible(), window.alone.head.isVisible()) == (is_above, not is_above)
    window.show_whose(None)
    assert (window.header.title.isVisible(), window.alone.head.isVisible()) == (True, False)
    window.close()


@pytest.mark.parametrize("make", PAGES)
def test_every_word_comes_from_the_resources(qtbot: QtBot, make: Callable[[Words], AlonePage]) -> None:
    window = shown(qtbot, pseudo_words(load_words(resources_dir())), make, (1024, 600))

    assert untranslated(window) == ()
    window.close()


def test_the_letter_can_be_read_on_every_colour() -> None:
    assert set(BADGES) == {colour.value for colour in Colour}
    assert all(contrast(BADGE_INK, colour) >= 7.0 for colour in BADGES.values())
