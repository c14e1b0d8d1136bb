"""The button that leads from anywhere to a page of Learn."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from companion.ui.context import Context
from companion.ui.places import Go, PageId
from companion.ui.widgets.button import Button, Kind

_PAGE = "page"


def learn_button(
    page: str | None, context: Context, pressed: Callable[[], None], *, kind: Kind = "secondary"
) -> Button | None:
    """A button named by the title of the page; None where there is no such page."""
    found = context.catalogue.pages.get(page or "")
    if found is None:
        return None
    title = context.words.written(found.title)
    button = Button(context.words("learn.read_about", page=title), kind, icon="learn")
    button.setProperty(_PAGE, found.id)
    button.clicked.connect(pressed)
    return button


def page_of(button: QObject) -> Go:
    """Where such a button leads once it was pressed."""
    return Go(PageId.LEARN, str(button.property(_PAGE)))
