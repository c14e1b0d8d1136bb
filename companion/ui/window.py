"""The window: header, navigation, notices and one page at a time; it navigates and nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Signal, Slot
from PySide6.QtGui import QCloseEvent, QResizeEvent
from PySide6.QtWidgets import QMainWindow

from companion.core.people_here import Listed
from companion.core.words import Words
from companion.services.topics import Topic
from companion.ui.frame import Frame
from companion.ui.header import Header
from companion.ui.navigation import SIDE, Navigation
from companion.ui.page_stack import PageMaker, PageStack
from companion.ui.places import Go, PageId
from companion.ui.theme import look
from companion.ui.widgets.focus_ring import FocusRing
from companion.ui.widgets.notice_bar import Notice, NoticeBar

if TYPE_CHECKING:  # the window is painted before these are loaded
    from companion.ui.alone.page import AlonePage
    from companion.ui.context import Context
    from companion.ui.page import Page

_FOLDS_BELOW = 1000
_SMALL_BELOW = 500
# What they show changes with the clock alone.
_COUNTING = frozenset({PageId.TODAY, PageId.MEDICINES})
# Pages that come between: the person goes back from them to where they were.
_NUMBERS = frozenset({PageId.UNWELL, PageId.CALL})
_IN_BETWEEN = _NUMBERS | {PageId.THINKING, PageId.RECOVERY}


class MainWindow(QMainWindow):
    """It is painted before the diary is open; pages are made when they are first shown.

    Signals:
        closing: the window is about to close.
        notice_acted: an Acted, when a button of a notice was pressed.
        page_shown: a PageId.
        test_notice: the person wants to see a test notice.
        took: a Took, from a page.
        room_changed: whether there is room for more than one notice above a page.
        numbers_failed: an exception, when a page with the numbers to call could not be shown.
        people_wanted: another person's diary is wanted.
    """

    people_wanted = Signal()
    closing = Signal()
    notice_acted = Signal(object)
    page_shown = Signal(object)
    test_notice = Signal()
    took = Signal(object)
    room_changed = Signal(bool)
    numbers_failed = Signal(object)

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._context: Context | None = None
        self._came_from = Go(PageId.TODAY)
        self._menu_open, self._has_room = False, True
        self.current: Go | None = None
        self.asked_for: Go | None = None
        self._whose: Listed | None = None
        self._words = words
        self.setWindowTitle(words("window.title"))
        self._stack = PageStack()
        self._stack.go.connect(self.show_page)
        self._stack.test_notice.connect(self.test_notice)
        self._stack.took.connect(self.took)
        self._build()
        self._ring = FocusRing(self)
        self._fold()

    def _build(self) -> None:
        """All that stands around the pages."""
        before = self.takeCentralWidget()
        self.header = Header(self._words)
        self.navigation = Navigation(SIDE, self._words)
        self.notices = NoticeBar(self._words)
        self._frame = Frame(self.header, self.navigation, self.notices, self._stack)
        self.setCentralWidget(self._frame)
        self.header.unwell.connect(self.show_unwell)
        self.header.menu.connect(self._toggle_menu)
        self.header.back.connect(self.go_back)
        self.header.people.connect(self.people_wanted)
        self.navigation.chosen.connect(self._show_chosen)
        self.notices.acted.connect(self.notice_acted)
        self._show_whose()
        if self._context is not None:
            self.header.entering.furnish(self._context, self.leave_pages)
        if before is not None:
            before.deleteLater()

    def _show_whose(self) -> None:
        self.header.whose.show_badge(self._whose, self._words)
        name = self._whose.name if self._whose is not None else ""
        for block in (self.header.title, *self._stack.heads()):
            block.show_whose(name)

    def say_anew(self) -> None:
        """The language is another one: everything is built anew, but for what is half filled in.

        The page that is open stays open, with what was typed in it, where it was scrolled to and the focus.
        """
        with self._stack.building_anew(self.current):
            self._build()
        self.setWindowTitle(self._words("window.title"))
        if self.current is not None:
            self.navigation.mark(self.current.page)
            self._show_title()
        elif self.alone is not None:
            self.header.title.show_page(self.alone.title, "")
        self._fold()

    def furnish(self, context: Context, makers: Mapping[PageId, PageMaker]) -> None:
        """From now on there is a diary to show: until then the window is painted, and waits."""
        self._context = context
        self._stack.furnish(context, makers)
        context.journal.changed.connect(self._on_changed)
        context.journal.interrupt.connect(self._on_interrupt)
        self.header.entering.furnish(context, self.leave_pages)
        self._stack.drop_alone()

    def unfurnish(self) -> None:
        """The diary is being locked: what was typed is kept, and nothing of it is left in the window."""
        self.leave_pages()
        if self._context is not None:
            self._context.journal.changed.disconnect(self._on_changed)
            self._context.journal.interrupt.disconnect(self._on_interrupt)
        self._context = self.current = self.asked_for = None
        self._came_from = Go(PageId.TODAY)
        self._stack.empty()
        self.show_notices(())
        self.header.unfurnish()
        self.setWindowTitle(self._words("window.title"))
        self._fold()

    def show_whose(self, person: Listed | None) -> None:
        """Whose diary it is, on each page from now on; None where nobody can be mistaken."""
        self._whose = person
        self._show_whose()
        self._fold()

    def show_alone(self, page: AlonePage) -> None:
        """One page in place of all others, while there is no diary to show."""
        self._stack.show_alone(page)
        self.header.title.show_page(page.title, "")
        self._show_whose()
        self._fold()

    def leave_pages(self) -> None:
        """Keep what was typed on any page."""
        self._stack.leave_all()

    def show_page(self, go: Go) -> None:
        """Leave the page that is open, and show another; before there is a diary, note what is asked for."""
        if self._context is None:
            self.asked_for = go
            if self.alone is not None and go.page in _NUMBERS:
                self.alone.put_numbers_first()
            return
        if self.current is not None:
            left = self.current
            self._stack.leave(left.page)
            if self.current is not left:
                return  # what was written on leaving raised an alert: that stays in front
        if self.current is not None and self.current.page not in _IN_BETWEEN:
            self._came_from = self.current
        page = self._stack.page(go.page, is_opened=True)
        self.current = go
        self._menu_open = False
        self._stack.setCurrentWidget(page)
        page.body.to_top()
        try:
            page.open(go.subject)
        except Exception as problem:
            if go.page not in _NUMBERS:
                raise
            self.numbers_failed.emit(problem)
            return
        self.navigation.mark(go.page)
        self._show_title()
        self._fold()
        self.page_shown.emit(go.page)

    def page(self, id: PageId) -> Page:
        """One page, made if it was never shown."""
        return self._stack.page(id)

    @property
    def alone(self) -> AlonePage | None:
        """The page in place of all others, while there is no diary to show."""
        return self._stack.alone

    @property
    def has_room(self) -> bool:
        """Whether there is room for more than one notice above a page."""
        return self._has_room

    @Slot()
    def come_forward(self) -> None:
        """On top, as far as the desktop allows."""
        self.showNormal() if self.isMinimized() else self.show()
        self.raise_()
        self.activateWindow()

    @Slot()
    def show_unwell(self) -> None:
        """The numbers to call, from anywhere."""
        self.show_page(Go(PageId.UNWELL))

    @Slot()
    def count_on(self) -> None:
        """Time went on: a page that counts hours shows them anew."""
        if self.current is not None and self.current.page in _COUNTING:
            self._stack.page(self.current.page).refresh()
            self._show_title()

    @Slot()
    def go_back(self) -> None:
        """To where the person was before a page that came in between."""
        self.show_page(self._came_from)

    def show_notices(self, notices: tuple[Notice, ...]) -> None:
        """What is due, at the top of every page."""
        self.notices.show_notices(notices)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.leave_pages()
        self.closing.emit()
        super().closeEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange and hasattr(self, "_stack"):
            self._fold()

    def _show_title(self) -> None:
        if self.current is not None and self._context is not None:
            record, words = self._context.record, self._words
            page = self._stack.page(self.current.page)
            for block in (self.header.title, page.head):
                block.show_whose(self._whose.name if self._whose is not None else "")
                block.show_page(page.title(), record.formats().day(record.today()) if page.shows_date else "")
            name = record.person().name
            self.setWindowTitle(words("window.title_of", name=name) if name else words("window.title"))

    def _fold(self) -> None:
        """Room for the side list only where it leaves the page wide enough."""
        page = None if self.current is None else self.current.page
        narrow = self.width() / look().scale < _FOLDS_BELOW
        alone = self.alone is not None or page in _IN_BETWEEN or page is PageId.SETUP
        has_room = self.height() / look().scale >= _SMALL_BELOW
        if has_room is not self._has_room:
            self._has_room = has_room
            self.room_changed.emit(has_room)
        self.header.back_button.setVisible(page in _IN_BETWEEN)
        self.header.menu_button.setVisible(narrow and not alone)
        self.navigation.setVisible(not alone and (self._menu_open or not narrow))
        self._stack.setVisible(not (self._menu_open and narrow and not alone))
        self._frame.fold(is_narrow=narrow, size=self.size() / look().scale)
        for head in self._stack.heads():
            head.setVisible(self.header.title.isHidden())

    @Slot()
    def _toggle_menu(self) -> None:
        self._menu_open = not self._menu_open
        self._fold()

    @Slot(object)
    def _show_chosen(self, page: PageId) -> None:
        self.show_page(Go(page))

    @Slot(object)
    def _on_changed(self, topic: Topic) -> None:
        if self.current is not None and topic in self._stack.page(self.current.page).topics:
            self._stack.page(self.current.page).refresh()
        self._show_title()

    @Slot(object)
    def _on_interrupt(self, _alert_ids: tuple[str, ...]) -> None:
        self.show_page(Go(PageId.CALL))
        self.come_forward()
