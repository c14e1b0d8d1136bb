"""The window around a page: its list of pages, its header, and what they leave for the page."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QSize
from PySide6.QtWidgets import QStackedWidget
from pytestqt.qtbot import QtBot

from companion.paths import resources_dir
from companion.stores.words import load_words
from companion.ui.frame import Frame
from companion.ui.header import Header
from companion.ui.navigation import SIDE, Navigation
from companion.ui.widgets.notice_bar import NoticeBar
from companion.ui.widgets.scroll_page import ScrollPage
from tests.ui import lint

WORDS = load_words(resources_dir())
LOW = QSize(1024, 600)


def test_all_pages_of_the_list_are_seen_at_once_in_a_low_window(qtbot: QtBot) -> None:
    navigation = Navigation(SIDE, WORDS)
    frame = Frame(Header(WORDS), navigation, NoticeBar(WORDS), QStackedWidget())
    qtbot.addWidget(frame)

    frame.resize(LOW)
    frame.show()

    scrolled = navigation.findChild(ScrollPage)
    assert scrolled is not None
    assert scrolled.verticalScrollBar().maximum() == 0


def test_a_long_title_does_not_stand_in_a_narrow_column(qtbot: QtBot) -> None:
    header = Header(WORDS)
    frame = Frame(header, Navigation(SIDE, WORDS), NoticeBar(WORDS), QStackedWidget())
    qtbot.addWidget(frame)
    header.title.show_page("Cytokine release syndrome (CRS)", "Tuesday, March 24, 2026")
    header.entering.setText("Ruth Example")

    frame.resize(LOW)
    for folded in (header.menu_button, header.back_button):
        folded.hide()
    frame.show()
    frame.fold(is_narrow=False, size=LOW)
    header.entering.show()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)

    assert header.entering.y() > header.unwell_button.geometry().bottom()
    assert lint.crowded_targets(frame) == ()
    assert header.unwell_button.geometry().right() == header.rect().right()
    assert header.title.width() > 400
