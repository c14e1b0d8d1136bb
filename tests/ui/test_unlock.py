"""The pages in place of a closed diary can be read and reached, in every theme, size and language."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from companion.core.words import Words, pseudo_words
from companion.paths import PersonFiles, resources_dir
from companion.stores.emergency_file import EmergencyFacts, write_emergency
from companion.stores.words import load_words
from companion.ui.theme import Theme, apply_theme
from companion.ui.window import MainWindow
from tests.alone_states import locked_pages
from tests.ui.gallery import RESOURCES
from tests.ui.lint import all_complaints, untranslated

STATES = ("locked", "locked_wrong", "locked_no_answer", "locked_waiting", "choose_waiting", "choose")


@pytest.fixture
def files(tmp_path: Path) -> PersonFiles:
    """A diary whose small plain file has the numbers."""
    files = PersonFiles(tmp_path / "diary.db")
    write_emergency(files.emergency, EmergencyFacts("Riverside", "202-555-0143", "911", diary_exists=True))
    return files


def shown(qtbot: QtBot, files: PersonFiles, words: Words, state: str, size: tuple[int, int]) -> MainWindow:
    window = MainWindow(words)
    qtbot.addWidget(window)
    window.show_alone(dict(locked_pages(files, words))[state])
    window.resize(*size)
    window.show()
    for _ in range(3):
        QApplication.sendPostedEvents()
        QApplication.processEvents()
    return window


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize(
    ("theme", "scale", "size"),
    [
        (Theme.LIGHT, 1.0, (1366, 768)),
        (Theme.DARK, 1.5, (1024, 600)),
        (Theme.HIGH_CONTRAST, 2.0, (1024, 600)),
    ],
)
def test_it_can_be_read_and_reached(
    qtbot: QtBot,
    qapp: QApplication,
    files: PersonFiles,
    state: str,
    theme: Theme,
    scale: float,
    size: tuple[int, int],
) -> None:
    apply_theme(qapp, theme, scale, RESOURCES)

    window = shown(qtbot, files, load_words(resources_dir()), state, size)

    assert all_complaints(window) == ()
    window.close()


@pytest.mark.parametrize("state", STATES)
def test_every_word_comes_from_the_resources(qtbot: QtBot, files: PersonFiles, state: str) -> None:
    window = shown(qtbot, files, pseudo_words(load_words(resources_dir())), state, (1024, 600))

    assert untranslated(window) == ()
    window.close()


def test_the_way_in_goes_by_keyboard(qtbot: QtBot, files: PersonFiles) -> None:
    window = shown(qtbot, files, load_words(resources_dir()), "locked", (1366, 768))
    page = window.alone
    assert page is not None
    given: list[object] = []
    page.card.passphrase_given.connect(given.append)  # type: ignore[union-attr]
    page.card.focus_first()

    line = window.focusWidget()
    assert isinstance(line, QLineEdit)
    QTest.keyClicks(line, "three blue herons")
    QTest.keyClick(line, "\r")

    assert given == ["three blue herons"]
    window.close()
