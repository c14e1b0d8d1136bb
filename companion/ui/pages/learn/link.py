"""The buttons that lead to a page of Learn: from anywhere by its subject, and inside Learn by its title."""

from __future__ import annotations

from companion.core.pages import Page
from companion.ui.context import Context
from companion.ui.pages.go_button import GoButton, Hears
from companion.ui.places import Go, PageId
from companion.ui.widgets.button import Kind


def learn_button(
    page: str | None, context: Context, go: Hears, *, kind: Kind = "secondary"
) -> GoButton | None:
    """A button named by the title of the page; None where there is no such page."""
    found = context.catalogue.pages.get(page or "")
    if found is None:
        return None
    title = context.words.written(found.title)
    text = context.words("learn.read_about", page=title)
    return GoButton(Go(PageId.LEARN, found.id), text, go, kind, icon="learn")


def page_button(page: Page, context: Context, go: Hears) -> GoButton:
    """A large button that opens a page."""
    return GoButton(
        Go(PageId.LEARN, page.id), context.words.written(page.title), go, size="big", icon="learn"
    )
