"""What Today says of the diary: how far it is, and the one primary button of the page."""

from __future__ import annotations

from dataclasses import dataclass

from companion.core.diary import EntryState
from companion.core.words import Words
from companion.ui.context import Context
from companion.ui.pages.go_button import GoButton, Hears
from companion.ui.pages.today.buttons import Pressed
from companion.ui.pages.today.waiting import Waiting, rest_of
from companion.ui.places import Go, PageId
from companion.ui.widgets.card import Card
from companion.ui.widgets.label import Label


@dataclass(frozen=True, slots=True)
class DiaryState:
    """How far today's diary is, and the one thing to do about it."""

    state: str
    action: str
    waiting: Waiting | None = None


def diary_state(context: Context, waiting: Waiting | None) -> DiaryState:
    """Not started, begun, or filled in."""
    record, words, formats = context.record, context.words, context.formats()
    now, draft = record.now(), record.draft()
    if draft is not None:
        begun = words("today.diary_begun", moment=formats.moment(draft.started_at, now))
        return DiaryState(begun, words("today.go_on"), waiting)
    entries = [entry for day in record.days(count=1) for entry in day.entries]
    whole = (one for one in entries if one.state is EntryState.FINISHED and not one.from_paper)
    finished = [entry.touched_at for entry in whole]
    if finished:
        filled = words("today.diary_filled", moment=formats.moment(max(finished), now))
        return DiaryState(filled, words("today.add_more"), waiting)
    return DiaryState(words("today.diary_not_started"), words("today.fill_in"), waiting)


def diary_card(diary: DiaryState, words: Words, go: Hears, deal_with: Pressed) -> Card:
    """How far the diary is, and the way into it."""
    card = Card(words("today.diary"))
    card.add(Label(diary.state))
    card.add_space()
    fill_in = Go(PageId.DIARY, "fill_in")
    card.add(GoButton(fill_in, diary.action, go, kind="primary", icon="diary"))
    rest = rest_of(diary.waiting, words, deal_with)
    if rest is not None:
        card.add(rest)
    return card
