"""The answer widgets: severity steps, toggles and choices, by mouse, by keyboard and by screen reader."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QPoint, QPointF, QSize, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from companion.core.words import Words, pseudo
from companion.ui.theme import SCALES, Theme, apply_theme, look
from companion.ui.widgets.choice_list import ChoiceList, Option, ToggleList
from companion.ui.widgets.severity_picker import SeverityPicker, Step
from tests.ui.gallery import PLAIN_STEPS, RESOURCES, TOLD_STEPS
from tests.ui.lint import clipped_labels, low_contrast, small_targets
from tests.ui.pixels import image_of

OPTIONS = (
    Option("fever", "Fever or shivering"),
    Option("cough", "Cough"),
    Option("rash", "Rash or itching"),
    Option("none", "None of these", alone=True),
)


def _cells(picker: QWidget) -> list[QAbstractButton]:
    return picker.findChildren(QAbstractButton)


def _checked(widget: QWidget) -> bool:
    return bool(QAccessible.queryAccessibleInterface(widget).state().checked)


@pytest.fixture
def shown(qtbot: QtBot) -> Iterator[Callable[..., QWidget]]:
    kept: list[QWidget] = []

    def show(part: QWidget, width: int = 1000) -> QWidget:
        window = QWidget()
        window.setProperty("surface", "page")
        column = QVBoxLayout(window)
        column.addWidget(part)
        column.addStretch(1)
        kept.append(window)
        qtbot.addWidget(window)
        window.resize(width, 3000)
        with qtbot.waitExposed(window):
            window.show()
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        return window

    yield show
    kept.clear()


def test_nothing_is_chosen_at_first(shown: Callable[..., QWidget], words: Words) -> None:
    picker = SeverityPicker("How bad?", PLAIN_STEPS, words)
    shown(picker)

    assert picker.value() is None
    assert not any(_checked(cell) for cell in _cells(picker))


@pytest.mark.parametrize(("n", "value"), tuple(enumerate(step.value for step in PLAIN_STEPS)))
def test_a_click_anywhere_on_a_cell_chooses_its_step(
    qtbot: QtBot, shown: Callable[..., QWidget], words: Words, n: int, value: str
) -> None:
    picker = SeverityPicker("How bad?", PLAIN_STEPS, words)
    shown(picker)
    cell = _cells(picker)[n]

    with qtbot.waitSignal(picker.chosen) as told:
        QTest.mouseClick(cell, Qt.MouseButton.LeftButton, pos=QPoint(cell.width() - 3, cell.height() - 3))

    assert told.args == [value]
    assert picker.value() == value


def test_arrow_keys_move_without_choosing_until_something_is_chosen(
    shown: Callable[..., QWidget], words: Words
) -> None:
    picker = SeverityPicker("How bad?", PLAIN_STEPS, words)
    shown(picker)
    cells = _cells(picker)
    picker.setFocus(Qt.FocusReason.TabFocusReason)

    QTest.keyClick(cells[0], Qt.Key.Key_Right)
    moved = picker.value()
    QTest.keyClick(cells[1], Qt.Key.Key_Space)
    QTest.keyClick(cells[1], Qt.Key.Key_Down)

    assert moved is None
    assert picker.value() == "moderate"
    assert cells[2].hasFocus()


def test_arrow_keys_stop_at_the_ends(shown: Callable[..., QWidget], words: Words) -> None:
    picker = SeverityPicker("How bad?", PLAIN_STEPS, words)
    shown(picker)
    picker.set_value("none")
    picker.setFocus(Qt.FocusReason.TabFocusReason)

    QTest.keyClick(_cells(picker)[0], Qt.Key.Key_Left)

    assert picker.value() == "none"


def test_an_earlier_answer_is_shown_and_not_signalled(
    qtbot: QtBot, shown: Callable[..., QWidget], words: Words
) -> None:
    picker = SeverityPicker("How bad?", PLAIN_STEPS, words)
    shown(picker)

    with qtbot.assertNotEmitted(picker.chosen):
        picker.set_value("severe")
        first = picker.value()
        picker.set_value(None)

    assert first == "severe"
    assert picker.value() is None
    with pytest.raises(KeyError):
        picker.set_value("dreadful")


def test_a_screen_reader_hears_radio_buttons_with_number_word_and_sentence(
    shown: Callable[..., QWidget], words: Words
) -> None:
    picker = SeverityPicker("How bad was it?", TOLD_STEPS, words)
    shown(picker)
    picker.set_value("severe")

    heard = [QAccessible.queryAccessibleInterface(cell) for cell in _cells(picker)]
    group = QAccessible.queryAccessibleInterface(picker)

    assert {one.role() for one in heard} == {QAccessible.Role.RadioButton}
    assert heard[3].text(QAccessible.Text.Name) == "3, Severe"
    assert heard[3].text(QAccessible.Text.Description) == TOLD_STEPS[3].description
    assert heard[4].text(QAccessible.Text.Name) == "Not sure"
    assert [bool(one.state().checked) for one in heard] == [False, False, False, True, False]
    assert heard[0].rect().size() == _cells(picker)[0].size()
    assert (group.role(), group.text(QAccessible.Text.Name)) == (QAccessible.Role.Grouping, "How bad was it?")


@pytest.mark.parametrize("scale", SCALES)
def test_the_steps_stand_in_a_row_where_the_words_fit_and_below_each_other_where_not(
    shown: Callable[..., QWidget], qapp: QApplication, words: Words, scale: float
) -> None:
    apply_theme(qapp, Theme.LIGHT, scale, RESOURCES)
    picker = SeverityPicker("How bad?", PLAIN_STEPS, words)
    window = shown(picker, round(1000 * scale))
    wide = [cell.geometry() for cell in _cells(picker)]

    window.resize(round(420 * scale), 1800)

    narrow = [cell.geometry() for cell in _cells(picker)]
    assert len({place.top() for place in wide}) == 1
    assert all(place.height() >= 104 * scale and place.width() >= 100 * scale for place in wide)
    assert len({place.left() for place in narrow}) == 1
    assert all(place.height() >= 56 * scale for place in narrow)


@pytest.mark.parametrize("theme", Theme)
@pytest.mark.parametrize("scale", SCALES)
@pytest.mark.parametrize(
    "size", [QSize(1300, 0), QSize(900, 0), QSize(560, 0)], ids=lambda size: str(size.width())
)
def test_no_word_of_a_step_is_cut_or_faint_in_the_pseudo_language(
    shown: Callable[..., QWidget], qapp: QApplication, words: Words, theme: Theme, scale: float, size: QSize
) -> None:
    apply_theme(qapp, theme, scale, RESOURCES)
    steps = tuple(
        Step(step.value, pseudo(step.word), step.number, pseudo(step.description)) for step in TOLD_STEPS
    )
    picker = SeverityPicker("How bad?", steps, words)
    picker.set_value("mild")

    window = shown(picker, size.width())

    assert clipped_labels(window) == ()
    assert small_targets(window) == ()
    assert low_contrast(window) == ()


def test_a_chosen_cell_differs_by_more_than_its_colour(shown: Callable[..., QWidget], words: Words) -> None:
    picker = SeverityPicker("How bad?", PLAIN_STEPS, words)
    shown(picker)
    cell = _cells(picker)[1]
    before = image_of(cell)

    picker.set_value("mild")

    after = image_of(cell)
    tick = [(x, y) for x in range(10, 36) for y in range(8, 34) if before.pixel(x, y) != after.pixel(x, y)]
    assert len(tick) > 60


def test_high_contrast_drops_the_fills_of_the_steps(
    shown: Callable[..., QWidget], qapp: QApplication, words: Words
) -> None:
    apply_theme(qapp, Theme.HIGH_CONTRAST, 1.0, RESOURCES)
    picker = SeverityPicker("How bad?", PLAIN_STEPS, words)
    shown(picker)

    fills = {image_of(cell).pixelColor(cell.width() - 10, 20).name() for cell in _cells(picker)}

    assert fills == {"#000000"}


def test_several_toggles_can_be_chosen(qtbot: QtBot, shown: Callable[..., QWidget]) -> None:
    toggles = ToggleList("Which?", OPTIONS)
    shown(toggles)
    rows = _cells(toggles)

    with qtbot.waitSignals([toggles.changed, toggles.changed]):
        QTest.mouseClick(rows[2], Qt.MouseButton.LeftButton)
        QTest.mouseClick(rows[0], Qt.MouseButton.LeftButton)

    assert toggles.values() == ("fever", "rash")


def test_none_of_these_clears_the_others_and_they_clear_it(
    qtbot: QtBot, shown: Callable[..., QWidget]
) -> None:
    toggles = ToggleList("Which?", OPTIONS)
    shown(toggles)
    toggles.set_values(("fever", "cough"))
    rows = _cells(toggles)

    with qtbot.waitSignal(toggles.changed) as told:
        rows[3].click()
    alone = toggles.values()
    rows[1].click()

    assert told.args == [("none",)]
    assert alone == ("none",)
    assert toggles.values() == ("cough",)


def test_toggles_are_check_boxes_to_a_screen_reader_as_large_as_they_look(
    shown: Callable[..., QWidget],
) -> None:
    toggles = ToggleList("Which?", OPTIONS)
    shown(toggles)
    toggles.set_values(("cough",))

    heard = [QAccessible.queryAccessibleInterface(row) for row in _cells(toggles)]

    assert {one.role() for one in heard} == {QAccessible.Role.CheckBox}
    assert [bool(one.state().checked) for one in heard] == [False, True, False, False]
    assert [one.rect().size() for one in heard] == [row.size() for row in _cells(toggles)]
    assert heard[0].actionInterface() is not None


def test_toggles_are_worked_by_keys(shown: Callable[..., QWidget]) -> None:
    toggles = ToggleList("Which?", OPTIONS)
    window = shown(toggles)
    rows = _cells(toggles)
    toggles.setFocus(Qt.FocusReason.TabFocusReason)

    QTest.keyClick(rows[0], Qt.Key.Key_Space)
    QTest.keyClick(window, Qt.Key.Key_Tab)
    second = rows[1].hasFocus()
    QTest.keyClick(rows[1], Qt.Key.Key_Down)
    QTest.keyClick(rows[2], Qt.Key.Key_Space)

    assert second
    assert toggles.values() == ("fever", "rash")


def test_toggles_stand_in_two_columns_when_wide_and_one_when_narrow(shown: Callable[..., QWidget]) -> None:
    toggles = ToggleList("Which?", OPTIONS)
    window = shown(toggles, 1000)
    wide = {row.x() for row in _cells(toggles)}

    window.resize(500, 1800)

    assert len(wide) == 2
    assert {row.x() for row in _cells(toggles)} == {0}
    assert all(row.height() >= 64 for row in _cells(toggles))


def test_one_choice_replaces_another(qtbot: QtBot, shown: Callable[..., QWidget]) -> None:
    choice = ChoiceList("Who?", (Option("me", "Me"), Option("other", "Someone I care for", "Together.")))
    shown(choice)
    rows = _cells(choice)
    start = choice.value()

    with qtbot.waitSignals([choice.chosen, choice.chosen]):
        rows[0].click()
        rows[1].click()

    assert start is None
    assert choice.value() == "other"
    assert {QAccessible.queryAccessibleInterface(row).role() for row in rows} == {
        QAccessible.Role.RadioButton
    }


def test_the_focus_comes_back_to_the_chosen_row(shown: Callable[..., QWidget]) -> None:
    choice = ChoiceList("Who?", (Option("me", "Me"), Option("other", "Someone I care for")))
    shown(choice)
    choice.set_value("other")

    choice.setFocus(Qt.FocusReason.TabFocusReason)

    assert _cells(choice)[1].hasFocus()


@pytest.mark.parametrize("theme", Theme)
@pytest.mark.parametrize("scale", SCALES)
def test_rows_are_read_in_every_theme_and_size(
    shown: Callable[..., QWidget], qapp: QApplication, theme: Theme, scale: float
) -> None:
    apply_theme(qapp, theme, scale, RESOURCES)
    options = tuple(
        Option(one.value, pseudo(one.text), pseudo("Any time today."), one.alone) for one in OPTIONS
    )
    toggles = ToggleList("Which?", options)
    toggles.set_values(("cough",))

    window = shown(toggles, 620)

    assert clipped_labels(window) == ()
    assert small_targets(window) == ()
    assert low_contrast(window) == ()
    assert QPointF(look().px(64), 0).x() <= min(row.height() for row in _cells(toggles))
