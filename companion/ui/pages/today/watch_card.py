"""The card of an open watch: what to look out for, the check that matters now, and where to stay."""

from __future__ import annotations

from companion.core.thinking_check import PART
from companion.core.words import Words
from companion.ui.pages.alerts.card import warning_card
from companion.ui.pages.go_button import GoButton, Hears
from companion.ui.pages.today.buttons import Pressed, about
from companion.ui.pages.today.check import PartButton
from companion.ui.pages.today.columns import Side, beside
from companion.ui.pages.today.waiting import rest_of, seen_together
from companion.ui.pages.today.watch import OpenWatch
from companion.ui.places import Go, PageId
from companion.ui.widgets.card import Card
from companion.ui.widgets.flow import button_row
from companion.ui.widgets.label import Label


def watch_card(watch: OpenWatch, words: Words, go: Hears, change: Pressed, deal_with: Pressed) -> Card:
    """What to look out for, the next check, and where to stay."""
    card = Card(watch.title)
    card.add(Label(watch.about))
    left, right = Side(), Side()
    left.say(words("today.watch_for"), "h3")
    for line in watch.watch_for:
        left.add(Label(line, bullet=True))
    left.say(words("today.watch_helper"))
    done = [Label(line) for line in watch.parts.lines]
    if watch.check and watch.overdue:
        overdue = warning_card(watch.check, "clock", "strong")
        for part_done in done:
            overdue.add(part_done)
        right.add(overdue)
    elif watch.check:
        for said in (Label(watch.check, "h3"), *done):
            right.add(said)
    right.add(button_row(*(GoButton(_place(part), part.text, go) for part in watch.parts.take)))
    for one in watch.waiting:
        rest = rest_of(one, words, deal_with)
        if rest is not None:
            right.add(rest)
    _add_missed(right, watch, words, deal_with)
    for part in (*watch.parts.cannot, *watch.parts.can):
        right.add(button_row(about(part.part, part.text, change, kind="quiet")))
    for line in (*watch.stay, watch.until):
        right.say(line)
    card.add(beside(left, right))
    return card


def _place(part: PartButton) -> Go:
    """Where one part of a check is written down."""
    return Go(PageId.THINKING) if part.part == PART else Go(PageId.DIARY, part.part)


def _add_missed(side: Side, watch: OpenWatch, words: Words, deal_with: Pressed) -> None:
    missed = watch.missed or "".join(one.text for one in watch.gave_way[-1:])
    if not missed:
        return
    side.say(missed, "strong")
    side.say(words("today.missed_kept"), "small")
    if watch.gave_way:
        seen = words("due.seen")
        name = words("due.with_text", action=seen, text=missed)
        side.add(button_row(seen_together(watch.gave_way, seen, name, deal_with)))
