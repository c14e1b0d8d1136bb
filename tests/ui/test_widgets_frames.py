"""Cards, fields, notices, undo, the ring and the page: what they say, keep and show."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QTextEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from companion.core.words import Words
from companion.ui.forms.field import TypedField
from companion.ui.theme import Theme, apply_theme, look
from companion.ui.widgets import announce as announcing
from companion.ui.widgets.button import Button
from companion.ui.widgets.card import Card, Field
from companion.ui.widgets.care_card import CareCard, CareLevel
from companion.ui.widgets.flow import Tiles, button_row
from companion.ui.widgets.focus_ring import FocusRing
from companion.ui.widgets.giving_way import GivingWay
from companion.ui.widgets.label import Label
from companion.ui.widgets.notice_bar import Acted, Notice, NoticeAction, NoticeBar, NoticeLevel
from companion.ui.widgets.scroll_page import ScrollPage
from companion.ui.widgets.undo_bar import UndoBar
from tests.hearing import listening
from tests.pressing import settle
from tests.ui.gallery import RESOURCES
from tests.ui.lint import clipped_labels
from tests.ui.pixels import contrast, faint_rings, image_of

TOOK = NoticeAction("took", "I took it", "primary")
LATER = NoticeAction("later", "Remind me later")
TABLET = Notice("tablet", NoticeLevel.WARNING, "It is time for your tablet.", (TOOK, LATER))
FEVER = Notice("fever", NoticeLevel.URGENT, "Call your team now.", (NoticeAction("who", "Who to call"),))


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    return listening(monkeypatch)


@pytest.fixture
def shown(qtbot: QtBot) -> Iterator[Callable[..., QWidget]]:
    kept: list[QWidget] = []

    def show(*parts: QWidget, width: int = 700, height: int = 500) -> QWidget:
        window = QWidget()
        window.setProperty("surface", "page")
        column = QVBoxLayout(window)
        column.setSpacing(16)
        for part in parts:
            column.addWidget(part)
        kept.append(window)
        qtbot.addWidget(window)
        window.resize(width, height)
        with qtbot.waitExposed(window):
            window.show()
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        return window

    yield show
    kept.clear()


def _name(widget: QObject) -> str:
    return QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)


def _description(widget: QObject) -> str:
    return QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Description)


def test_a_card_is_a_group_named_by_its_title(shown: Callable[..., QWidget]) -> None:
    card = Card("Next infusion")
    shown(card)

    interface = QAccessible.queryAccessibleInterface(card)

    assert (interface.role(), _name(card)) == (QAccessible.Role.Grouping, "Next infusion")


def test_a_field_names_its_control_and_gives_the_hint(shown: Callable[..., QWidget]) -> None:
    edit = QLineEdit()
    shown(Field("Temperature", edit, "For example 37.2"))

    assert _name(edit) == "Temperature"
    assert _description(edit) == "For example 37.2"


def test_an_error_is_shown_linked_and_said_and_goes_away(
    shown: Callable[..., QWidget], said: list[str]
) -> None:
    edit = QLineEdit()
    field = Field("Temperature", edit, "For example 37.2")
    shown(field)

    field.show_error("Type a number.")
    with_error = (field.error(), _description(edit), edit.property("invalid"))
    field.clear_error()

    assert with_error == ("Type a number.", "Type a number. For example 37.2", True)
    assert said == ["Type a number."]
    assert (field.error(), _description(edit)) == ("", "For example 37.2")
    assert not any(label.isVisible() and not label.text() for label in field.findChildren(QLabel))


def test_an_announcement_reaches_the_screen_reader(shown: Callable[..., QWidget], said: list[str]) -> None:
    label = Label("Saved")
    shown(label)

    announcing.announce(label, "Saved", assertive=True)

    assert said == ["Saved"]


@pytest.mark.parametrize(
    ("level", "start"),
    [
        (CareLevel.EMERGENCY, "Emergency."),
        (CareLevel.URGENT, "Urgent."),
        (CareLevel.NON_URGENT, "Today."),
    ],
)
def test_a_care_card_says_its_level_first(
    shown: Callable[..., QWidget], words: Words, level: CareLevel, start: str
) -> None:
    card = CareCard(level, "Call 911 now if:", ("you cannot breathe well",), words=words)
    shown(card)

    headings = [
        _name(label)
        for label in card.findChildren(QLabel)
        if QAccessible.queryAccessibleInterface(label).role() == QAccessible.Role.Heading
    ]

    assert _name(card) == f"{start} Call 911 now if:"
    assert headings == [f"{start} Call 911 now if:"]


def test_a_notice_stays_until_it_is_left_out(
    qtbot: QtBot, shown: Callable[..., QWidget], words: Words, said: list[str]
) -> None:
    bar = NoticeBar(words)
    shown(bar)
    bar.show_notices((TABLET,))
    took = next(button for button in bar.findChildren(Button) if button.text() == "I took it")

    with qtbot.waitSignal(bar.acted) as told:
        took.click()
    still = bar.notices()
    bar.show_notices(())

    assert told.args == [Acted("tablet", "took")]
    assert still == (TABLET,)
    assert bar.notices() == ()
    assert not bar.isVisible()
    assert said == ["Please look. It is time for your tablet."]


def test_a_new_notice_leaves_the_focus_where_it_was(shown: Callable[..., QWidget], words: Words) -> None:
    bar = NoticeBar(words)
    shown(bar)
    bar.show_notices((TABLET,))
    later = next(button for button in bar.findChildren(Button) if button.text() == "Remind me later")
    later.setFocus(Qt.FocusReason.TabFocusReason)

    bar.show_notices((FEVER, TABLET))

    assert later.hasFocus()
    assert bar.notices() == (FEVER, TABLET)


def test_undo_gives_back_the_newest_change_first(
    qtbot: QtBot, shown: Callable[..., QWidget], words: Words, said: list[str]
) -> None:
    bar = UndoBar(words)
    shown(bar)
    bar.offer("Monday deleted.", 1)
    bar.offer("Tuesday deleted.", 2)
    undo = bar.findChildren(Button)[0]
    named = _name(undo)

    taken: list[object] = []
    bar.undone.connect(taken.append)
    undo.click()
    undo.click()

    assert named == "Undo: Tuesday deleted."
    assert taken == [2, 1]
    assert not bar.isVisible()
    assert said == ["Monday deleted.", "Tuesday deleted."]


def test_undo_is_reached_and_taken_by_keys(qtbot: QtBot, shown: Callable[..., QWidget], words: Words) -> None:
    bar = UndoBar(words)
    before = Button("Before")
    window = shown(before, bar)
    bar.offer("Monday deleted.", "token")
    before.setFocus(Qt.FocusReason.TabFocusReason)

    QTest.keyClick(window, Qt.Key.Key_Tab)
    with qtbot.waitSignal(bar.undone) as told:
        QTest.keyClick(bar.findChildren(Button)[0], Qt.Key.Key_Space)

    assert told.args == ["token"]


def test_closing_the_undo_bar_undoes_nothing(
    qtbot: QtBot, shown: Callable[..., QWidget], words: Words
) -> None:
    bar = UndoBar(words)
    shown(bar)
    bar.offer("Monday deleted.", 1)

    with qtbot.assertNotEmitted(bar.undone):
        bar.findChildren(Button)[1].click()

    assert not bar.isVisible()


@pytest.mark.parametrize("theme", Theme)
def test_the_ring_shows_two_pixels_and_more_all_round_and_changes_nothing_inside(
    shown: Callable[..., QWidget], qapp: QApplication, theme: Theme
) -> None:
    apply_theme(qapp, theme, 1.0, RESOURCES)
    button, other = Button("Save", "primary"), Button("Back")
    window = shown(other, button)
    ring = FocusRing(window)
    other.setFocus(Qt.FocusReason.TabFocusReason)
    ring.hide()
    before = image_of(window)

    button.setFocus(Qt.FocusReason.TabFocusReason)

    after = image_of(window)
    place = button.geometry()
    middle = place.center()
    sides = (
        [QPoint(place.left() - step, middle.y()) for step in range(1, 9)],
        [QPoint(place.right() + step, middle.y()) for step in range(1, 9)],
        [QPoint(middle.x(), place.top() - step) for step in range(1, 9)],
        [QPoint(middle.x(), place.bottom() + step) for step in range(1, 9)],
    )
    for side in sides:
        seen = [
            spot
            for spot in side
            if contrast(QColor(before.pixel(spot)).name(), QColor(after.pixel(spot)).name()) >= 3.0
        ]
        assert len(seen) >= 2
    # The corners of the rectangle are round, so a little of the ring's ground is seen in them.
    inside = place.adjusted(2, 2, -2, -2)
    assert before.copy(inside) == after.copy(inside)
    assert ring.isVisible()


def test_the_ring_follows_a_control_that_moves(shown: Callable[..., QWidget]) -> None:
    button = Button("Save")
    window = shown(Label("Above"), button_row(button))
    ring = FocusRing(window)
    button.setFocus(Qt.FocusReason.TabFocusReason)

    button.move(button.x() + 30, button.y() + 10)

    place = QRect(button.mapTo(window, QPoint(0, 0)), button.size())
    assert ring.geometry() == place.adjusted(-8, -8, 8, 8)


def test_the_ring_outlives_the_control_it_lay_around(shown: Callable[..., QWidget]) -> None:
    button, other = Button("Gone soon"), Button("Stays")
    window = shown(button, other)
    ring = FocusRing(window)
    button.setFocus(Qt.FocusReason.TabFocusReason)

    button.deleteLater()
    del button
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    other.setFocus(Qt.FocusReason.TabFocusReason)

    assert ring.geometry().contains(other.geometry())


def test_a_second_window_works_after_the_first_is_deleted(shown: Callable[..., QWidget]) -> None:
    first = QWidget()
    FocusRing(first)
    first.deleteLater()
    del first
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    button = Button("Here")
    window = shown(button)
    ring = FocusRing(window)

    button.setFocus(Qt.FocusReason.TabFocusReason)

    assert ring.isVisible()


def test_the_ring_is_cut_off_with_the_page_and_not_over_the_header(shown: Callable[..., QWidget]) -> None:
    page = ScrollPage()
    buttons = [Button(f"Button {n}", size="big") for n in range(20)]
    for button in buttons:
        page.add(button)
    window = shown(Label("Header", "h1"), page)
    ring = FocusRing(window)
    buttons[0].setFocus(Qt.FocusReason.TabFocusReason)

    page.verticalScrollBar().setValue(buttons[0].height() // 2 + buttons[0].y())

    assert ring.y() >= page.y()
    assert ring.height() < buttons[0].height()


def test_focus_scrolls_the_control_into_view(shown: Callable[..., QWidget]) -> None:
    page = ScrollPage()
    buttons = [Button(f"Button {n}", size="big") for n in range(20)]
    for button in buttons:
        page.add(button)
    shown(page)

    buttons[15].setFocus(Qt.FocusReason.OtherFocusReason)

    assert buttons[15].visibleRegion().boundingRect().size() == buttons[15].size()


def test_a_short_page_begins_at_the_top_and_a_long_one_shows_all_of_itself(
    shown: Callable[..., QWidget],
) -> None:
    page = ScrollPage()
    first = Label("First")
    page.add(first)
    window = shown(page)
    short = (first.y(), first.height())

    for n in range(30):
        page.add(Label(f"Paragraph {n} " + "with words enough to wrap more than once " * 4))
    last = Button("Continue", "primary")
    page.add(last)
    window.resize(500, 400)
    QApplication.sendPostedEvents()
    page.verticalScrollBar().setValue(page.verticalScrollBar().maximum())

    assert short == (12, first.heightForWidth(600))
    assert last.visibleRegion().boundingRect().size() == last.size()
    content = page.widget()
    assert content is not None
    assert content.height() - last.geometry().bottom() < 40


def test_clearing_a_page_deletes_what_was_on_it(shown: Callable[..., QWidget]) -> None:
    page = ScrollPage()
    page.add(button_row(Button("One"), Button("Two")))
    page.add_layout(QVBoxLayout())
    shown(page)

    page.clear()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    assert page.findChildren(Button) == []
    assert page.column.count() == 0


def test_a_row_of_buttons_goes_on_below_when_it_is_narrow(shown: Callable[..., QWidget]) -> None:
    buttons = [Button(text) for text in ("Save and continue", "Back to the start", "Skip this question")]
    row = button_row(*buttons)
    window = shown(row, width=900)
    wide = {button.y() for button in buttons}

    window.resize(360, 500)

    assert len(wide) == 1
    assert len({button.y() for button in buttons}) == 3


def test_tiles_of_one_row_are_equally_high(shown: Callable[..., QWidget]) -> None:
    holder = QWidget()
    tiles = Tiles(lambda width: 2 if width > look().px(500) else 1, holder)
    short, long = Card("Short"), Card("Long")
    long.add(Label("words " * 50))
    tiles.addWidget(short)
    tiles.addWidget(long)
    window = shown(holder, width=900, height=800)
    side_by_side = (short.y() == long.y(), short.height() == long.height())

    window.resize(420, 800)

    assert side_by_side == (True, True)
    assert long.y() > short.y()


def test_fields_side_by_side_stand_in_one_line_whatever_is_above_them(shown: Callable[..., QWidget]) -> None:
    holder = QWidget()
    tiles = Tiles(lambda width: 2, holder)
    short, long = Field("Time", QLineEdit()), Field("words " * 20, QLineEdit(), "For example: 9:30 am")
    tiles.addWidget(short)
    tiles.addWidget(long)

    window = shown(holder, width=600)
    tops = {field.control.mapTo(window, QPoint(0, 0)).y() for field in (short, long)}

    assert len(tops) == 1
    assert short.y() > long.y()


def test_tiles_are_fewer_in_a_row_where_a_word_would_not_fit(shown: Callable[..., QWidget]) -> None:
    holder = QWidget()
    tiles = Tiles(lambda width: 5, holder)
    labels = [Label(word, "h1") for word in ("Immunotherapy", "Mild", "None", "Severe", "Moderate")]
    for label in labels:
        tiles.addWidget(label)

    shown(holder, width=700)

    assert all(label.width() >= label.minimumSizeHint().width() for label in labels)
    assert len({label.y() for label in labels}) > 1


def test_a_field_far_down_is_brought_into_view_with_all_of_its_ring(
    qtbot: QtBot, shown: Callable[..., QWidget]
) -> None:
    page, field = ScrollPage(), QLineEdit()
    for n in range(30):
        page.add(Label(f"Line {n}"))
    page.add(field)
    page.add(Label("words " * 200))
    window = shown(page)
    FocusRing(window)

    field.setFocus(Qt.FocusReason.TabFocusReason)

    below = field.mapTo(window, QPoint(0, field.height())).y()
    assert page.verticalScrollBar().value() > 0
    assert page.viewport().mapTo(window, QPoint(0, page.viewport().height())).y() - below >= 8
    assert faint_rings(window) == ()


def test_notices_that_find_no_room_scroll_and_are_not_squeezed(qtbot: QtBot, words: Words) -> None:
    bar = NoticeBar(words)
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    holder = GivingWay(bar)
    column.addWidget(holder)
    column.addWidget(QTextEdit(), 1)
    window.resize(400, 260)
    window.show()
    gone = holder.isHidden()

    read = NoticeAction("read", "I have read this")
    bar.show_notices(
        tuple(Notice(str(n), NoticeLevel.WARNING, "The disk is full. " * 4, (read,)) for n in range(2))
    )
    settle()
    low = (holder.verticalScrollBar().maximum() > 0, clipped_labels(window))
    window.resize(400, 1200)
    settle()
    high = (holder.verticalScrollBar().maximum() > 0, clipped_labels(window))

    assert (gone, low, high) == (True, (True, ()), (False, ()))


@pytest.mark.parametrize("width", [700, 900])
def test_fields_side_by_side_stand_on_one_line_whatever_stands_above_them(qtbot: QtBot, width: int) -> None:
    long = "The name of the person who gets the treatment, as the hospital writes it"
    fields = (
        TypedField(long, "It helps when you call."),
        TypedField("Born", "For example"),
        TypedField("Age"),
    )
    window = QWidget()
    qtbot.addWidget(window)
    tiles = Tiles(lambda _width: len(fields), window)
    for field in fields:
        tiles.addWidget(field)
    window.resize(width, tiles.heightForWidth(width))

    window.show()

    assert len({field.control.mapTo(window, QPoint()).y() for field in fields}) == 1
    assert clipped_labels(window) == ()
