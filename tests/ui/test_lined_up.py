"""Lines with buttons behind them: in columns where there is room, below the line where there is none."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication, QWidget

from companion.ui.theme import Theme, apply_theme
from companion.ui.widgets.button import Button
from companion.ui.widgets.label import Label
from companion.ui.widgets.lined_up import LinedUp
from tests.ui.gallery import RESOURCES
from tests.ui.lint import clipped_labels, crowded_targets

LONG = "Levothyroxine: yesterday, 7:04 am (written by Ruth Example) " * 3


@pytest.fixture
def box(qapp: QApplication) -> Iterator[QWidget]:
    apply_theme(qapp, Theme.LIGHT, 1.0, RESOURCES)
    box = QWidget()
    yield box
    box.close()


def filled(box: QWidget, width: int) -> tuple[list[Label], list[Button], list[Button]]:
    """Three lines: one that is short, one that is long, and one that can only be taken out."""
    lines = LinedUp(box)
    texts = [Label("Cough", "strong"), Label(LONG, "strong"), Label("Ache", "strong")]
    change, delete = [Button("Change"), Button("Put right")], [Button("Delete") for _ in texts]
    lines.add_line(texts[0], (0, change[0]), (1, delete[0]))
    lines.add_line(texts[1], (0, change[1]), (1, delete[1]))
    lines.add_line(texts[2], (1, delete[2]))
    box.resize(width, lines.heightForWidth(width))
    box.show()
    return texts, change, delete


def test_what_does_the_same_stands_in_one_column_and_all_are_of_one_size(box: QWidget) -> None:
    texts, change, delete = filled(box, 900)

    assert len({button.x() for button in change}) == 1
    assert len({button.x() for button in delete}) == 1
    assert len({button.size().toTuple() for button in (*change, *delete)}) == 1
    assert all(text.geometry().right() < change[0].x() for text in texts)


def test_two_lists_of_one_width_have_their_buttons_in_the_same_columns(box: QWidget) -> None:
    _, change, _ = filled(box, 900)
    other = QWidget()
    lines, button = LinedUp(other), Button("Put right")
    lines.add_line(Label("Fever", "strong"), (0, button))
    other.resize(900, lines.heightForWidth(900))
    other.show()

    assert button.x() == change[0].x()
    other.close()


def test_without_room_beside_the_line_they_stand_below_it_and_nothing_is_cut(box: QWidget) -> None:
    texts, change, delete = filled(box, 420)

    assert all(b.y() > text.geometry().bottom() for text, b in zip(texts, delete, strict=True))
    assert [button.x() for button in change] == [0, 0]
    assert all(button.geometry().right() < 420 for button in (*change, *delete))
    assert clipped_labels(box) == ()
    assert crowded_targets(box) == ()
