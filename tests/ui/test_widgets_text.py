"""Labels, buttons and shipped text: wrapped, never cut, named for screen readers."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt, QUrl
from PySide6.QtGui import QAccessible, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from companion.core.words import Words, pseudo
from companion.ui.theme import SCALES, Theme, apply_theme, look
from companion.ui.widgets.browser import ShippedText
from companion.ui.widgets.button import Button
from companion.ui.widgets.icon import icon
from companion.ui.widgets.label import Label
from companion.ui.widgets.text_area import TextArea
from companion.ui.widgets.typeset import text_width, word_width
from tests.ui.gallery import MARKDOWN, RESOURCES
from tests.ui.lint import clipped_labels, small_targets
from tests.ui.pixels import image_of

SENTENCE = "Call your cancer team now if you feel confused, or if you cannot find the words you want to say."
UI = Path(__file__).parents[2] / "companion" / "ui"


def _told(widget: QWidget) -> tuple[QAccessible.Role, str]:
    interface = QAccessible.queryAccessibleInterface(widget)
    return interface.role(), interface.text(QAccessible.Text.Name)


def _who_calls(name: str, *, but: str) -> list[str]:
    """The files of the window that use this class of Qt, without the one that is made for it."""
    return [
        str(file.relative_to(UI))
        for file in sorted(UI.rglob("*.py"))
        if file != UI / "widgets" / but
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if (isinstance(node, ast.ImportFrom) and any(alias.name == name for alias in node.names))
        or (isinstance(node, ast.Attribute) and node.attr == name)
    ]


def test_only_the_label_file_knows_qlabel() -> None:
    assert _who_calls("QLabel", but="label.py") == []


def test_every_field_for_several_lines_gives_back_what_was_typed() -> None:
    assert _who_calls("QPlainTextEdit", but="text_area.py") == []


@pytest.mark.parametrize("text", ["a\u00a0b", "one\ntwo\n", "\u202eright to left\u202c e\u0301", ""])
def test_a_text_comes_back_from_its_field_letter_for_letter(qtbot: QtBot, text: str) -> None:
    area = TextArea(text)
    qtbot.addWidget(area)

    assert area.text() == text


def test_markup_in_a_label_stays_plain_text(qtbot: QtBot) -> None:
    label = Label("<b>not bold</b> <img src='x'>")
    qtbot.addWidget(label)

    assert label.textFormat() is Qt.TextFormat.PlainText
    with pytest.raises(TypeError):
        label.setTextFormat(Qt.TextFormat.RichText)


@pytest.mark.parametrize("scale", SCALES)
@pytest.mark.parametrize("width", [220, 400, 900])
def test_a_label_is_as_high_as_its_words_need_in_nested_layouts(
    qtbot: QtBot, qapp: QApplication, width: int, scale: float
) -> None:
    apply_theme(qapp, Theme.LIGHT, scale, RESOURCES)
    window, inner = QWidget(), QWidget()
    outer, column, row = QVBoxLayout(window), QVBoxLayout(inner), QHBoxLayout()
    outer.addWidget(inner)
    outer.addStretch(1)
    column.addWidget(Label(SENTENCE))
    column.addLayout(row)
    row.addWidget(Label(SENTENCE, "small"), 1)
    row.addWidget(Button("Yes"))
    qtbot.addWidget(window)

    window.resize(width, 3000)
    window.show()

    assert clipped_labels(window) == ()


def test_a_word_longer_than_its_line_is_broken_and_not_cut(qtbot: QtBot) -> None:
    label = Label("https://example.org/" + "very-long-" * 40)
    qtbot.addWidget(label)

    label.resize(300, label.heightForWidth(300))
    label.show()

    assert label.minimumSizeHint().width() < 400
    assert label.heightForWidth(300) > 5 * label.fontMetrics().height()
    assert clipped_labels(_around(label)) == ()


@pytest.mark.parametrize(
    ("text", "together"),
    [
        ("today, 10:05 am", "10:05 am"),
        ("a las 8:15 a. m.", "8:15 a. m."),
        ("38.4 °C (101.1 °F)", "(101.1 °F)"),
        ("in 4 days and 22 hours", "22 hours"),
        ("Tarlatamab: cycle 2, day 15", "day 15"),
    ],
)
def test_a_number_stays_in_the_line_of_what_it_counts(qtbot: QtBot, text: str, together: str) -> None:
    label, part = Label(text), Label(together.replace(" ", "\u00a0"))
    qtbot.addWidget(label)
    qtbot.addWidget(part)

    assert label.minimumSizeHint().width() >= part.minimumSizeHint().width()
    assert label.text() == text


def test_a_paragraph_is_never_wider_than_its_column(qtbot: QtBot) -> None:
    label = Label(SENTENCE * 4)
    qtbot.addWidget(label)
    label.resize(1300, label.heightForWidth(1300))
    label.show()

    image = image_of(label)

    ground = image.pixel(1290, 0)
    assert all(image.pixel(x, y) == ground for x in range(710, 1300, 3) for y in range(image.height()))


@pytest.mark.parametrize("role", ["h1", "h2", "h3"])
def test_a_heading_is_a_heading_to_a_screen_reader(qtbot: QtBot, role: str) -> None:
    label = Label("Your next infusion", role)  # type: ignore[arg-type]
    qtbot.addWidget(label)

    assert _told(label) == (QAccessible.Role.Heading, "Your next infusion")


def test_a_heading_tells_its_new_text(qtbot: QtBot) -> None:
    label = Label("Old", "h1")
    qtbot.addWidget(label)
    _told(label)

    label.setText("New")

    assert _told(label) == (QAccessible.Role.Heading, "New")


def test_many_headings_come_and_go_without_harm(qapp: QApplication) -> None:
    for n in range(600):
        label = Label(f"Heading {n}", "h2")
        assert _told(label)[0] == QAccessible.Role.Heading
        label.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    last = Label("Still here", "h2")

    assert _told(last) == (QAccessible.Role.Heading, "Still here")


def test_the_dot_of_a_list_item_is_not_read_out(qtbot: QtBot) -> None:
    label = Label("you have trouble breathing", bullet=True)
    qtbot.addWidget(label)

    assert _told(label) == (QAccessible.Role.StaticText, "you have trouble breathing")


@pytest.mark.parametrize("kind", ["primary", "secondary", "urgent", "quiet", "nav"])
@pytest.mark.parametrize("scale", SCALES)
def test_a_button_is_at_least_48_pixels_high_times_the_scale(
    qtbot: QtBot, qapp: QApplication, kind: str, scale: float
) -> None:
    apply_theme(qapp, Theme.HIGH_CONTRAST, scale, RESOURCES)
    normal, big = Button("No", kind), Button("No", kind, "big")  # type: ignore[arg-type]
    for button in (normal, big):
        qtbot.addWidget(button)

    assert normal.sizeHint().height() >= round(48 * scale)
    assert normal.sizeHint().width() >= round(48 * scale)
    assert big.sizeHint().height() >= round(64 * scale) or kind == "nav"


@pytest.mark.parametrize("scale", SCALES)
@pytest.mark.parametrize("size", ["normal", "big"])
def test_a_narrow_button_wraps_its_words_and_grows(
    qtbot: QtBot, qapp: QApplication, scale: float, size: str
) -> None:
    apply_theme(qapp, Theme.LIGHT, scale, RESOURCES)
    window = QWidget()
    column = QVBoxLayout(window)
    button = Button(pseudo("I have a fever of 38.0 °C (100.4 °F) or more"), "primary", size, "phone")  # type: ignore[arg-type]
    column.addWidget(button)
    column.addStretch(1)
    qtbot.addWidget(window)

    window.resize(round(360 * scale), 2000)
    window.show()

    assert button.height() > button.fontMetrics().height() * 2
    assert clipped_labels(window) == ()
    assert small_targets(window) == ()


def test_a_button_is_named_by_its_text(qtbot: QtBot) -> None:
    button = Button("Save & continue")
    qtbot.addWidget(button)

    assert _told(button) == (QAccessible.Role.Button, "Save & continue")
    assert button.shortcut().isEmpty()


def test_a_shortcut_outlives_a_change_of_text(qtbot: QtBot) -> None:
    button = Button("I feel unwell now", "urgent")
    qtbot.addWidget(button)
    button.setShortcut(QKeySequence("Alt+U"))

    button.setText("I feel unwell")

    assert button.shortcut() == QKeySequence("Alt+U")


@pytest.mark.parametrize("key", [Qt.Key.Key_Space])
def test_a_button_is_pressed_by_key(qtbot: QtBot, key: Qt.Key) -> None:
    button = Button("Save", "primary")
    qtbot.addWidget(button)
    button.show()

    with qtbot.waitSignal(button.clicked):
        QTest.keyClick(button, key)


def test_the_nav_button_of_the_open_page_says_so_and_is_a_plain_button(qtbot: QtBot, words: Words) -> None:
    button = Button("Today", "nav", icon="today")
    qtbot.addWidget(button)

    button.set_current(True, words)
    current = _told(button)
    button.set_current(False, words)

    assert current == (QAccessible.Role.Button, "Today, this page")
    assert _told(button) == (QAccessible.Role.Button, "Today")


def test_shipped_text_is_as_high_as_it_is_long(qtbot: QtBot) -> None:
    window = QWidget()
    column = QVBoxLayout(window)
    text = ShippedText(MARKDOWN * 6, "About")
    column.addWidget(text)
    column.addStretch(1)
    qtbot.addWidget(window)

    window.resize(500, 6000)
    window.show()

    assert text.height() > 1500
    assert text.verticalScrollBar().maximum() == 0
    assert clipped_labels(window) == ()


def test_shipped_text_loads_nothing(qtbot: QtBot, tmp_path: Path) -> None:
    secret = tmp_path / "a.txt"
    secret.write_text("x", encoding="utf-8")
    text = ShippedText("![picture](a.png)", "About")
    qtbot.addWidget(text)

    loaded = text.document().resource(1, QUrl.fromLocalFile(str(secret)))

    assert loaded == b""
    assert not text.openLinks()
    assert not text.openExternalLinks()


def test_raw_tags_in_shipped_text_stay_words(qtbot: QtBot) -> None:
    text = ShippedText("Read <b>this</b>", "About")
    qtbot.addWidget(text)

    assert text.toPlainText() == "Read <b>this</b>"


def test_a_link_tells_its_target_and_changes_nothing(qtbot: QtBot) -> None:
    text = ShippedText("Read about [fever](page:fever).", "About")
    qtbot.addWidget(text)
    text.resize(500, 100)
    text.show()
    before = text.toPlainText()

    with qtbot.waitSignal(text.link) as told:
        QTest.keyClick(text, Qt.Key.Key_Tab)
        QTest.keyClick(text, Qt.Key.Key_Return)

    assert told.args == ["page:fever"]
    assert text.toPlainText() == before


def test_headings_in_shipped_text_have_the_size_of_the_theme(qtbot: QtBot, qapp: QApplication) -> None:
    text = ShippedText("# One\n\nbody", "About")
    qtbot.addWidget(text)
    text.show()

    apply_theme(qapp, Theme.DARK, 1.5, RESOURCES)

    sizes = [
        block.begin().fragment().charFormat().font().pixelSize()
        if n == 0
        else text.document().defaultFont().pixelSize()
        for n, block in enumerate((text.document().firstBlock(), text.document().lastBlock()))
    ]
    assert sizes == [54, 30]


@pytest.mark.parametrize("file", sorted((RESOURCES / "icons").glob("*.svg")), ids=lambda file: file.stem)
def test_every_icon_draws_something_in_the_colour_asked_for(qapp: QApplication, file: Path) -> None:
    colour = "#004b93" if "currentColor" in file.read_text(encoding="utf-8") else None

    image = icon(file.stem, "#004b93").pixmap(48, 48).toImage()

    inks = {
        image.pixelColor(x, y).name()
        for x in range(image.width())
        for y in range(image.height())
        if image.pixelColor(x, y).alpha() == 255
    }
    assert inks
    assert colour is None or inks == {colour}


def test_an_icon_that_does_not_exist_is_refused(qapp: QApplication) -> None:
    assert look().resources == RESOURCES
    with pytest.raises(FileNotFoundError):
        icon("no_such_icon", "#000000")


def _around(label: QLabel) -> QWidget:
    window = QWidget()
    label.setParent(window)
    label.move(0, 0)
    window.resize(label.size())
    label.show()
    return window


def test_what_is_kept_together_counts_as_one_word_for_the_least_width(qtbot: QtBot) -> None:
    font = look().font("body")

    assert word_width("10 mg", font) == text_width("10 mg", font)
    assert word_width("ten grams", font) < text_width("ten grams", font)


def test_a_heading_that_begins_with_a_day_is_painted_with_a_capital_but_never_what_a_person_wrote(
    qtbot: QtBot,
) -> None:
    day, capital, own = Label("lunes", "h3"), Label("Lunes", "h3"), Label("lunes", "h3", user_text=True)
    for label in (day, capital, own):
        qtbot.addWidget(label)
        label.resize(capital.sizeHint())

    assert day.text() == "lunes"
    assert image_of(day) == image_of(capital)
    assert image_of(own) != image_of(capital)
