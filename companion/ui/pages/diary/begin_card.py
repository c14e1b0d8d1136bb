"""The cards at the top of the start of the diary: begin today's entry, or see that it is saved."""

from __future__ import annotations

from PySide6.QtCore import Signal

from companion.core.diary import Entry
from companion.core.words import Words
from companion.ui.context import Context
from companion.ui.widgets.button import Button
from companion.ui.widgets.card import Card
from companion.ui.widgets.flow import button_row
from companion.ui.widgets.label import Label


class BeginCard(Card):
    """`draft` is today's entry that is being filled in; `is_filled_in` whether one is finished.

    Signals:
        begin_wanted: fill in today's entry, or go on with it.
    """

    begin_wanted = Signal()

    def __init__(self, context: Context, draft: Entry | None, *, is_filled_in: bool) -> None:
        super().__init__()
        words = context.words
        if draft is not None:
            began = context.formats().moment(draft.started_at, context.record.now())
            self.add(Label(words("diary.begun", moment=began)))
        else:
            self.add(Label(words("diary.filled_in" if is_filled_in else "diary.not_filled_in")))
        begin = _begin_text(words, draft, is_filled_in=is_filled_in)
        self.primary = Button(begin, "primary", "big", icon="diary")
        self.primary.clicked.connect(self.begin_wanted)
        self.add(self.primary)


class SavedCard(Card):
    """Today's entry is finished.

    Signals:
        today_wanted: to the page Today.
        undo_wanted: saving was a slip, the entry is to go on.
        begin_wanted: fill in more.
    """

    today_wanted = Signal()
    undo_wanted = Signal()
    begin_wanted = Signal()

    def __init__(self, words: Words, draft: Entry | None, *, is_filled_in: bool, can_undo: bool) -> None:
        super().__init__(words("diary.saved"))
        self.add(Label(words("diary.saved_explained")))
        self.primary = Button(words("diary.to_today"), "primary", icon="today")
        self.primary.clicked.connect(self.today_wanted)
        again = Button(_begin_text(words, draft, is_filled_in=is_filled_in))
        again.clicked.connect(self.begin_wanted)
        self.add_space()
        buttons = [self.primary, again]
        if can_undo:
            undo = Button(words("widgets.undo"), icon="undo")
            undo.setAccessibleName(words("diary.undo_save"))
            undo.clicked.connect(self.undo_wanted)
            buttons.insert(1, undo)
        self.add(button_row(*buttons))


def _begin_text(words: Words, draft: Entry | None, *, is_filled_in: bool) -> str:
    if draft is not None:
        return words("diary.go_on")
    return words("diary.add_more" if is_filled_in else "diary.fill_in")
