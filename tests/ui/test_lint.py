"""Each lint finds the fault it is for, and stays silent on the gallery, where everything is well made."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from companion.core.words import Words
from companion.core.words import pseudo as in_pseudo
from companion.ui.theme import Theme, apply_theme
from companion.ui.tokens import TOKENS, Tint
from companion.ui.widgets.button import Button
from companion.ui.widgets.cell import RadioCell
from companion.ui.widgets.choice_list import Option, ToggleList
from companion.ui.widgets.focus_ring import FocusRing
from companion.ui.widgets.label import Label
from companion.ui.widgets.scroll_page import ScrollPage
from companion.ui.widgets.severity_picker import SeverityPicker, Step
from tests.ui.gallery import RESOURCES, WINDOWS, gallery
from tests.ui.lint import (
    all_complaints,
    clipped_labels,
    crowded_targets,
    low_contrast,
    missing_heading,
    sideways_scroll,
    small_severities,
    small_targets,
    unnamed_controls,
    untranslated,
)
from tests.ui.pixels import faint_rings


class Page(QWidget):
    """A window with the page colour and one column."""

    def __init__(self, *parts: QWidget) -> None:
        super().__init__()
        self.setProperty("surface", "page")
        column = QVBoxLayout(self)
        for part in parts:
            column.addWidget(part)


@pytest.fixture
def shown(qtbot: QtBot) -> Iterator[Callable[..., QWidget]]:
    kept: list[QWidget] = []

    def show(window: QWidget, width: int = 700, height: int = 500) -> QWidget:
        kept.append(window)
        qtbot.addWidget(window)
        window.resize(width, height)
        window.show()
        QApplication.sendPostedEvents()
        return window

    yield show
    kept.clear()


@pytest.mark.parametrize("size", WINDOWS, ids=lambda size: str(size.width()))
@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
@pytest.mark.parametrize("theme", Theme)
def test_the_gallery_has_no_complaint_in_any_theme_at_any_size(
    shown: Callable[..., QWidget], qapp: QApplication, words: Words, theme: Theme, scale: float, size: QSize
) -> None:
    apply_theme(qapp, theme, scale, RESOURCES)
    window = gallery(words)
    side = window.findChild(QWidget, "side")
    assert side is not None
    side.setVisible(size.width() / scale >= 1000)

    shown(window, size.width(), size.height())

    assert all_complaints(window) == ()


@pytest.mark.parametrize("size", WINDOWS, ids=lambda size: str(size.width()))
@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_the_gallery_fits_in_a_language_two_fifths_longer(
    shown: Callable[..., QWidget], qapp: QApplication, pseudo: Words, scale: float, size: QSize
) -> None:
    apply_theme(qapp, Theme.LIGHT, scale, RESOURCES)
    window = gallery(pseudo)
    side = window.findChild(QWidget, "side")
    assert side is not None
    side.setVisible(size.width() / scale >= 1000)

    shown(window, size.width(), size.height())

    assert untranslated(window) == ()
    assert clipped_labels(window) == ()
    assert sideways_scroll(window) == ()
    assert small_targets(window) == ()


def test_a_control_without_a_name_is_found(shown: Callable[..., QWidget]) -> None:
    window = shown(Page(QLineEdit(), Button("Save")))

    (complaint,) = unnamed_controls(window)

    assert "QLineEdit" in complaint


def test_a_small_target_is_found(shown: Callable[..., QWidget]) -> None:
    small = Button("Save")
    small.setStyleSheet("min-height: 10px; max-height: 20px;")

    complaints = small_targets(shown(Page(small, Button("Back"))))

    assert len(complaints) == 2
    assert all("Save" in complaint for complaint in complaints)


def test_a_step_of_severity_that_is_too_low_is_found(shown: Callable[..., QWidget], words: Words) -> None:
    steps = tuple(Step(str(n), "Mild", n) for n in range(3))
    picker = SeverityPicker("How bad?", steps, words)

    assert not small_severities(shown(Page(picker)))
    for cell in picker.findChildren(RadioCell):
        cell.setMaximumHeight(70)
    QApplication.processEvents()

    assert len(small_severities(picker.window())) == len(steps)


def test_targets_that_nearly_touch_are_found(shown: Callable[..., QWidget]) -> None:
    row = QWidget()
    side_by_side = QHBoxLayout(row)
    side_by_side.setSpacing(7)
    side_by_side.addWidget(Button("Yes"))
    side_by_side.addWidget(Button("No"))

    assert crowded_targets(shown(Page(row)))
    side_by_side.setSpacing(8)
    side_by_side.activate()
    assert not crowded_targets(row.window())


def test_a_sentence_cut_at_the_window_edge_is_found(shown: Callable[..., QWidget]) -> None:
    naive = QLabel("Call the emergency number now if you cannot breathe well or cannot speak clearly at all.")
    naive.setMinimumWidth(100)
    naive.setMaximumWidth(300)

    assert clipped_labels(shown(Page(naive, Label("This one is fine"))))


def test_a_label_squeezed_in_height_is_found(shown: Callable[..., QWidget]) -> None:
    label = Label("words " * 60)
    label.setMaximumHeight(40)

    assert clipped_labels(shown(Page(label), width=300))


@pytest.mark.parametrize("kind", [QPushButton, Button])
def test_a_button_whose_words_are_cut_is_found(
    shown: Callable[..., QWidget], kind: Callable[[str], QWidget]
) -> None:
    button = kind("Remind me again in thirty minutes")
    button.setMaximumWidth(120)
    button.setMaximumHeight(48)

    assert clipped_labels(shown(Page(button)))


def test_a_severity_cell_whose_words_are_cut_is_found(shown: Callable[..., QWidget], words: Words) -> None:
    steps = tuple(Step(str(n), "Moderate", n, "I had to leave out what I planned to do.") for n in range(4))
    picker = SeverityPicker("How bad?", steps, words)
    picker.setMaximumHeight(90)

    assert clipped_labels(shown(Page(picker)))


def test_a_label_that_its_box_cuts_is_found(shown: Callable[..., QWidget]) -> None:
    box = QWidget()
    box.setMinimumSize(200, 100)
    label = Label("Your next infusion is on Thursday", parent=box)
    label.setGeometry(0, 0, 600, 60)

    assert clipped_labels(shown(Page(box), width=300))


def test_content_wider_than_its_page_is_found_without_a_scroll_bar(shown: Callable[..., QWidget]) -> None:
    page = ScrollPage()
    wide = QWidget()
    wide.setMinimumWidth(900)
    page.add(wide)

    assert sideways_scroll(shown(Page(page), width=500))


def test_words_from_outside_the_resources_are_found(shown: Callable[..., QWidget]) -> None:
    good = Label(in_pseudo("Today"))
    numbers = Label("2")
    glued = Label(f"Dose {in_pseudo('due')}")

    complaints = untranslated(shown(Page(good, numbers, glued, Button("Save"))))

    assert len(complaints) == 4
    assert sum("Dose" in complaint for complaint in complaints) == 2
    assert sum("Save" in complaint for complaint in complaints) == 2


def test_what_a_person_typed_need_not_be_translated(shown: Callable[..., QWidget]) -> None:
    assert untranslated(shown(Page(Label("My own note", user_text=True)))) == ()


def test_a_page_without_a_heading_is_found(shown: Callable[..., QWidget]) -> None:
    assert missing_heading(shown(Page(Label("Words", "strong"))))
    assert not missing_heading(shown(Page(Label("Words", "h1"))))


def test_faint_text_is_found(shown: Callable[..., QWidget]) -> None:
    faint = Label("Call your team")
    faint.setStyleSheet("color: #f0f4f5;")
    grey = QLabel("Not our label")
    grey.setStyleSheet("color: #8a9099;")

    complaints = low_contrast(shown(Page(faint, grey, Label("Fine"))))

    assert any("Call your team" in complaint for complaint in complaints)
    assert any("Not our label" in complaint for complaint in complaints)
    assert not any("Fine" in complaint for complaint in complaints)


def test_text_that_fades_under_the_mouse_is_found(shown: Callable[..., QWidget]) -> None:
    button = Button("Save")
    button.setStyleSheet("QPushButton:hover { background: #004b93; border: 2px solid #004b93; }")

    complaints = low_contrast(shown(Page(button)))

    assert complaints
    assert all("under the mouse" in complaint for complaint in complaints)


def test_words_that_fade_when_a_cell_is_chosen_are_found(
    shown: Callable[..., QWidget], qapp: QApplication, words: Words, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps = tuple(Step(str(n), "Mild", n) for n in range(3))
    cells = Page(SeverityPicker("How bad?", steps, words), ToggleList("Which?", (Option("one", "Cough"),)))
    window = shown(cells)

    assert low_contrast(window) == ()
    faint = replace(TOKENS[Theme.LIGHT], chosen=Tint("#d0d0d0", "#909090"))
    with monkeypatch.context() as faded_theme:
        faded_theme.setitem(TOKENS, Theme.LIGHT, faint)
        apply_theme(qapp, Theme.LIGHT, 1.0, RESOURCES)
        complaints = low_contrast(window)
    apply_theme(qapp, Theme.LIGHT, 1.0, RESOURCES)

    assert {"'Mild' (chosen)", "'Cough' (chosen)"} <= {" ".join(one.split()[1:3]) for one in complaints}
    assert all("chosen" in complaint for complaint in complaints), complaints


def test_words_that_fade_when_a_button_is_off_are_found(shown: Callable[..., QWidget]) -> None:
    button = Button("Save")
    button.setStyleSheet("QPushButton:disabled { color: #b0b8bd; }")

    complaints = low_contrast(shown(Page(button)))

    assert complaints
    assert all("(off)" in complaint for complaint in complaints)


@pytest.mark.parametrize("theme", Theme)
def test_the_ring_is_seen_around_every_control_of_the_gallery(
    qtbot: QtBot, shown: Callable[..., QWidget], qapp: QApplication, words: Words, theme: Theme
) -> None:
    apply_theme(qapp, theme, 1.0, RESOURCES)
    window = shown(gallery(words), 1024, 600)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)

    assert faint_rings(window) == ()


def test_a_ring_that_is_faint_or_changes_a_button_is_found(
    qtbot: QtBot, shown: Callable[..., QWidget], qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    button = Button("Save")
    button.setStyleSheet("QPushButton:focus { background: #d5e4f4; }")
    window = shown(Page(button))
    FocusRing(window)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    changes = faint_rings(window)
    faint = replace(TOKENS[Theme.LIGHT], ring_outer="#f0f4f5", ring_inner="#e8ecee")
    with monkeypatch.context() as faded_theme:
        faded_theme.setitem(TOKENS, Theme.LIGHT, faint)
        apply_theme(qapp, Theme.LIGHT, 1.0, RESOURCES)
        faded = faint_rings(window)
    apply_theme(qapp, Theme.LIGHT, 1.0, RESOURCES)

    assert changes == ("the focus changes Button('Save') itself",)
    assert sum("pixels wide" in complaint for complaint in faded) == 4


def test_text_far_down_a_page_is_read_too(shown: Callable[..., QWidget]) -> None:
    page = ScrollPage()
    for n in range(40):
        page.add(Label(f"Line {n}"))
    faint = Label("The last line")
    faint.setStyleSheet("color: #a0a0a0;")
    page.add(faint)

    complaints = low_contrast(shown(Page(page)))

    assert any("The last line" in complaint for complaint in complaints)
    assert not any("Line 3" in complaint for complaint in complaints)


def test_a_faint_edge_is_found(shown: Callable[..., QWidget]) -> None:
    edit = QLineEdit()
    edit.setAccessibleName("Name")
    edit.setStyleSheet("border: 2px solid #e0e4e6; background: #f4f6f7;")

    (complaint,) = low_contrast(shown(Page(edit)))

    assert "edge" in complaint


def test_the_contrast_lint_leaves_the_window_as_it_was(qtbot: QtBot, shown: Callable[..., QWidget]) -> None:
    edit = QLineEdit()
    edit.setText("37.2")
    window = shown(Page(edit, QPushButton("Plain"), Button("Ours")))
    ring = FocusRing(window)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    edit.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(ring.isVisible)

    low_contrast(window)

    plain = window.findChild(QPushButton)
    assert edit.text() == "37.2"
    assert plain is not None
    assert plain.text() == "Plain"
    assert not plain.isDown()
    assert ring.isVisible()
