"""The cards of Today about doses: one that nobody wrote down, and the hours until the next one."""

from __future__ import annotations

from companion.core.words import Words
from companion.ui.pages.alerts.card import warning_card
from companion.ui.pages.go_button import GoButton, Hears
from companion.ui.pages.today.buttons import Pressed
from companion.ui.pages.today.columns import Side, beside
from companion.ui.pages.today.doses import NextDose, StartMissing, Unrecorded
from companion.ui.pages.today.waiting import rest_of, seen_together
from companion.ui.places import Go, PageId
from companion.ui.widgets.button import Button
from companion.ui.widgets.card import Card
from companion.ui.widgets.flow import button_row
from companion.ui.widgets.label import Label


def start_missing_card(missing: StartMissing, words: Words, go: Hears) -> Card:
    """A dose whose start nobody entered."""
    card = warning_card(words("today.start_missing"), "clock")
    card.add(Label(missing.line))
    card.add_space()
    card.add(GoButton(Go(PageId.TREATMENT, missing.subject), words("today.enter_start"), go))
    return card


def unrecorded_card(missing: Unrecorded, words: Words, go: Hears, deal_with: Pressed) -> Card:
    """A planned dose whose time has passed."""
    card = warning_card(words("today.was_it_given"), "calendar")
    card.add(Label(missing.line, "strong"))
    if missing.earlier:
        card.add(Label(words("today.more_planned", n=missing.earlier)))
    card.add(Label(words("today.write_dose_down")))
    card.add_space()
    given = words("today.say_it_was_given")
    buttons: list[Button] = [GoButton(Go(PageId.TREATMENT, missing.subject), given, go)]
    if missing.waiting:
        seen = words("due.seen")
        name = words("due.with_text", action=seen, text=missing.line)
        buttons.append(seen_together(missing.waiting, seen, name, deal_with))
    card.add(button_row(*buttons))
    return card


def next_dose_card(dose: NextDose, words: Words, go: Hears, deal_with: Pressed) -> Card:
    """The hours until the next dose, large, and what is known of it."""
    card = Card(dose.title)
    left, right = Side(), Side()
    left.say(dose.countdown, "display")
    left.say(dose.until, "small")
    links = [GoButton(Go(PageId.TREATMENT), words("today.to_treatment"), go, icon="treatment")]
    if dose.left:
        ready = Go(PageId.GETTING_READY, dose.ready)
        links.append(GoButton(ready, words("getting_ready.go", n=dose.left), go, icon="check"))
    left.add(button_row(*links))
    for one in dose.waiting:
        rest = rest_of(one, words, deal_with)
        if rest is not None:
            left.add(rest)
    right.say(dose.drug, "h3")
    for line in dose.lines:
        right.say(line)
    if dose.place:
        right.add(Label(dose.place, user_text=True))
    if dose.page:
        page = Go(PageId.LEARN, dose.page)
        about = words("getting_ready.about", drug=dose.drug)
        right.add(button_row(GoButton(page, about, go, icon="learn")))
    card.add(beside(left, right))
    return card


def nothing_planned_card(words: Words, go: Hears, *, has_treatment: bool) -> Card:
    """No dose to count down to: either no treatment was entered yet, or its plan has ended."""
    card = Card(words("today.nothing_planned"))
    if has_treatment:
        card.add(Label(words("today.no_more_planned")))
    else:
        card.add(Label(words("today.nothing_planned_why")))
    card.add_space()
    card.add(GoButton(Go(PageId.SETUP, "treatment"), words("today.add_treatment"), go, icon="add"))
    return card
