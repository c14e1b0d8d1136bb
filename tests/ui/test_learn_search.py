"""Searching the pages of Learn: as it is typed, by keyboard, and to the heading that holds it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from companion.ui.context import Context
from companion.ui.theme import Theme, apply_theme
from tests.fake_clock import FakeClock
from tests.hearing import listening
from tests.ui.context import build_context
from tests.ui.gallery import RESOURCES
from tests.ui.robots.learn import LearnRobot

FIELD = "Search all pages"


@pytest.fixture
def context(tmp_path: Path) -> Context:
    return build_context(tmp_path, FakeClock())


@pytest.fixture
def learn(qtbot: QtBot, context: Context) -> Iterator[LearnRobot]:
    robot = LearnRobot(qtbot, context)
    yield robot
    robot.close()


def test_results_come_while_one_types_and_go_when_it_is_taken_away(learn: LearnRobot) -> None:
    before = learn.headings()

    learn.type_into(FIELD, "jaund")
    found = (learn.headings(), learn.buttons())
    learn.type_into(FIELD, "")

    assert found[0] == ("5 places found",)
    assert found[1][0] == "Liver problems"
    assert learn.headings() == before


def test_a_result_keeps_its_heading_and_opens_the_page_there(learn: LearnRobot) -> None:
    learn.type_into(FIELD, "metal")

    learn.press("Tarlatamab (Imdelltra): Common side effects")

    assert learn.title() == "Tarlatamab (Imdelltra)"
    card = heading_of(learn, "Common side effects")
    assert abs(card.mapTo(learn.page.body, card.rect().topLeft()).y()) < learn.page.body.height() // 2
    assert learn.scrolled() > 0


@pytest.mark.parametrize("key", [Qt.Key.Key_Down, Qt.Key.Key_Return])
def test_the_keyboard_leads_from_the_field_to_the_first_result_and_opens_it(
    learn: LearnRobot, key: Qt.Key
) -> None:
    learn.type_into(FIELD, "steroids")
    field = learn.page.findChild(QLineEdit)
    assert field is not None

    QTest.keyClick(field, key)
    first = learn.window.focusWidget()
    QTest.keyClick(first, Qt.Key.Key_Return)
    learn.follow()

    assert learn.title() == "Steroids"


def test_what_was_typed_is_still_there_on_the_way_back(learn: LearnRobot) -> None:
    learn.type_into(FIELD, "yellow")
    learn.press("Liver problems")

    learn.press("Back to the list")

    assert learn.text_in(FIELD) == "yellow"
    assert "Liver problems" in learn.buttons()


def test_a_change_elsewhere_does_not_take_the_keyboard_from_who_types(learn: LearnRobot) -> None:
    learn.type_into(FIELD, "yellow")

    learn.page.refresh()
    learn.settle()

    assert (learn.focused_name(), learn.text_in(FIELD)) == (FIELD, "yellow")


def test_where_nothing_is_found_it_says_so_and_names_a_way_on(learn: LearnRobot) -> None:
    learn.type_into(FIELD, "qqqq")

    assert learn.headings() == ("Nothing found",)
    assert learn.says("If you feel ill, do not search on: press I feel unwell now.")


def test_the_number_of_results_is_said_aloud_once(learn: LearnRobot, monkeypatch: pytest.MonkeyPatch) -> None:
    said = listening(monkeypatch)

    learn.type_into(FIELD, "prednison")

    assert said[-1] == learn.headings()[0]
    assert all(one != other for one, other in pairwise(said))


@pytest.mark.parametrize(
    ("theme", "scale", "size"),
    [
        (Theme.LIGHT, 1.0, (1366, 768)),
        (Theme.DARK, 2.0, (1024, 600)),
        (Theme.HIGH_CONTRAST, 2.0, (1366, 768)),
    ],
)
def test_results_can_be_read_and_reached(
    qtbot: QtBot, context: Context, qapp: QApplication, theme: Theme, scale: float, size: tuple[int, int]
) -> None:
    apply_theme(qapp, theme, scale, RESOURCES)
    learn = LearnRobot(qtbot, context, size=size)

    learn.type_into(FIELD, "chills")

    assert learn.complaints() == ()
    learn.close()


def heading_of(learn: LearnRobot, text: str) -> QWidget:
    return next(part for part in learn.page.findChildren(QWidget) if part.accessibleName() == text)
