"""Saving a page of Learn as a PDF."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from companion.ui.context import Context
from companion.ui.pages.learn_save import SavePage
from tests.fake_clock import FakeClock
from tests.ui.context import build_context
from tests.ui.robots.learn import LearnRobot


@pytest.fixture
def context(tmp_path: Path) -> Context:
    return build_context(tmp_path, FakeClock())


@pytest.fixture
def learn(qtbot: QtBot, context: Context) -> Iterator[LearnRobot]:
    robot = LearnRobot(qtbot, context, "steroids")
    yield robot
    robot.close()


def saver(learn: LearnRobot) -> SavePage:
    found = learn.page.findChild(SavePage)
    assert found is not None
    return found


def test_a_page_is_saved_where_the_person_wants_it(learn: LearnRobot, tmp_path: Path) -> None:
    file = tmp_path / "page.pdf"

    saver(learn).save_to(str(file))

    assert file.read_bytes().startswith(b"%PDF")
    assert learn.says(f"Saved. Open it to read or print it: {file}")


def test_it_asks_for_a_place_in_the_documents_with_the_title_as_the_name(learn: LearnRobot) -> None:
    learn.press("Save or print this page")

    dialog = learn.page.findChild(QFileDialog)
    assert dialog is not None
    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    assert Path(dialog.directory().absolutePath()) in (Path(documents), *Path(documents).parents)
    assert [Path(file).name for file in dialog.selectedFiles()] == ["Steroids.pdf"]
    dialog.close()


def test_where_it_cannot_be_saved_a_way_on_is_named(learn: LearnRobot, tmp_path: Path) -> None:
    saver(learn).save_to(str(tmp_path / "not there" / "page.pdf"))

    assert learn.says("This page could not be saved there. Choose another folder.")
