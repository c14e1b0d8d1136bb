"""The bar that says what was just saved, with the way to take it back or to go on."""

from __future__ import annotations

from collections.abc import Callable

from companion.core.words import Words
from companion.ui.widgets.notice_bar import Acted, Notice, NoticeAction, NoticeBar, NoticeLevel

UNDO, LINK, CLOSE = "undo", "link", "close"


def saved_bar(
    words: Words, text: str, acted: Callable[[Acted], None], *, can_undo: bool, link: str = ""
) -> NoticeBar:
    """`acted` is told which of the three was pressed; `link` is what the way on is called."""
    actions = [NoticeAction(LINK, link)] if link else []
    if can_undo:
        actions.append(NoticeAction(UNDO, words("widgets.undo")))
    actions.append(NoticeAction(CLOSE, words("widgets.close"), "quiet"))
    bar = NoticeBar(words)
    bar.acted.connect(acted)
    bar.show_notices((Notice("saved", NoticeLevel.DONE, text, tuple(actions)),))
    return bar
