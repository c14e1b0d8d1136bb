"""The pages of the window: made when first shown, left with what was typed, built anew in other words."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget

from companion.ui.keys import MainKey
from companion.ui.places import Go, PageId

if TYPE_CHECKING:  # the window is painted before these are loaded
    from companion.ui.alone.page import AlonePage
    from companion.ui.context import Context
    from companion.ui.page import Page
    from companion.ui.title_block import TitleBlock

PageMaker = Callable[["Context"], "Page"]


class PageStack(QStackedWidget):
    """One page at a time, or one in place of all of them while there is no diary.

    Signals:
        go, test_notice, took: of any page.
    """

    go = Signal(object)
    test_notice = Signal()
    took = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._furnished: tuple[Context, Mapping[PageId, PageMaker]] | None = None
        self._pages: dict[PageId, Page] = {}
        self.alone: AlonePage | None = None
        # Half filled in when the language changed: built anew when they are done.
        self._in_old_words: set[PageId] = set()
        MainKey(self)

    def furnish(self, context: Context, makers: Mapping[PageId, PageMaker]) -> None:
        """From now on pages can be made."""
        self._furnished = (context, makers)

    def empty(self) -> None:
        """Nothing of a diary stays."""
        self._furnished = None
        for id in tuple(self._pages):
            self._drop(id)

    def page(self, id: PageId, *, is_opened: bool = False) -> Page:
        """One page, made if it was never shown, or where it is opened once more and has old words."""
        if is_opened and id in self._in_old_words and not self._pages[id].is_half_filled():
            self._drop(id)
        if id not in self._pages:
            assert self._furnished is not None  # whoever shows a page waits for it
            context, makers = self._furnished
            page = makers[id](context)
            page.go.connect(self.go)
            page.test_notice.connect(self.test_notice)
            page.took.connect(self.took)
            self._pages[id] = page
            self.addWidget(page)
        return self._pages[id]

    def heads(self) -> tuple[TitleBlock, ...]:
        """The title on each page that there is, for where the header has no room for it."""
        alone = () if self.alone is None else (self.alone.head,)
        return (*(page.head for page in self._pages.values()), *alone)

    def show_alone(self, page: AlonePage) -> None:
        """Show one page in place of all others."""
        self.drop_alone()
        self.alone = page
        self.addWidget(page)
        self.setCurrentWidget(page)

    def drop_alone(self) -> None:
        """The page in place of all others has done its work."""
        if self.alone is not None:
            self.removeWidget(self.alone)
            self.alone.hide()
            self.alone.deleteLater()
            self.alone = None

    def leave(self, id: PageId) -> None:
        """Keep what was typed on one page; whatever fails in that, the way to the next page stays open."""
        try:
            if id in self._pages:
                self._pages[id].leave()
        except Exception as problem:  # noqa: BLE001  # told at the top of the window, by the hook for all errors
            sys.excepthook(type(problem), problem, problem.__traceback__)

    def leave_all(self) -> None:
        """Keep what was typed on any page."""
        for id in tuple(self._pages):
            self.leave(id)

    @contextmanager
    def building_anew(self, current: Go | None) -> Iterator[None]:
        """The pages go, but for the half filled in; the one that is open is there again afterwards."""
        from companion.ui.anew import go_to, place_in

        self.leave_all()
        shown = self._pages.get(current.page) if current is not None else None
        typed, place = (None, None) if shown is None else (shown.typed(), place_in(shown))
        self._in_old_words = {id for id, page in self._pages.items() if page.is_half_filled()}
        for id in tuple(self._pages.keys() - self._in_old_words):
            self._drop(id)
        yield
        if current is None or shown is None or place is None:
            return
        page = self.page(current.page)
        self.setCurrentWidget(page)
        if page is not shown:
            page.open_again(current.subject, typed)
        go_to(page, place)

    def _drop(self, id: PageId) -> None:
        page = self._pages.pop(id)
        self._in_old_words.discard(id)
        self.removeWidget(page)
        page.hide()
        page.deleteLater()
