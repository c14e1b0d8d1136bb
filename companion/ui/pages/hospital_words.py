"""How being in hospital is said: whom to tell first, and until when the checks are quiet."""

from __future__ import annotations

from companion.core.alert_wording import NOT_JUDGED
from companion.core.alerts import Alert
from companion.core.levels import Level
from companion.ui.context import Context
from companion.ui.pages.go_button import GoButton, Hears
from companion.ui.places import Go, PageId
from companion.ui.widgets.card import Card
from companion.ui.widgets.label import Label


def short_words(level: Level, context: Context) -> str:
    """The few words for a level; in hospital a nurse is told first."""
    if context.record.hospital() is not None:
        return context.words(f"levels.{level.value}_in_hospital_short")
    return context.words(f"levels.{level.value}_short")


def headline(alert: Alert, context: Context) -> str:
    """What to do about an open alert here and now; the alert itself keeps its words and its level."""
    if context.record.hospital() is None or alert.rule == NOT_JUDGED:
        return alert.headline
    return context.words(f"levels.{alert.level.value}_in_hospital")


def quiet_line(context: Context) -> str:
    """That the checks are quiet and until when; empty at home."""
    stay = context.record.hospital()
    if stay is None:
        return ""
    if stay.until is None:
        return context.words("hospital.quiet")
    moment = context.formats().moment(stay.until, context.record.now())
    return context.words("hospital.quiet_until", moment=moment)


def nurse_card(level: Level, context: Context) -> Card:
    """The nurse first, in large letters; the numbers stand below."""
    words = context.words
    card = Card()
    card.add(Label(words(f"levels.{level.value}_in_hospital_short"), "display"))
    card.add(Label(words(f"levels.{level.value}_in_hospital"), "strong"))
    card.add(Label(words("hospital.no_nurse")))
    card.add(Label(quiet_line(context), "small"))
    return card


def hospital_button(context: Context, go: Hears) -> GoButton:
    """The way to say where the person is."""
    at_home = context.record.hospital() is None
    text = context.words("hospital.go_in" if at_home else "hospital.change")
    return GoButton(Go(PageId.SETTINGS, "hospital"), text, go)
