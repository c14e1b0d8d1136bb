"""In which order the cards of Today stand: what presses most comes first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from companion.core.words import Words
from companion.ui.pages.diary.now_card import now_card
from companion.ui.pages.go_button import Hears
from companion.ui.pages.today import agreed, alerts
from companion.ui.pages.today import dose_cards as doses
from companion.ui.pages.today.appointments import soon_card
from companion.ui.pages.today.buttons import Pressed
from companion.ui.pages.today.diary import diary_card
from companion.ui.pages.today.facts import TodayFacts
from companion.ui.pages.today.medicines import medicines_card
from companion.ui.pages.today.tasks import first_check_card, recovery_card
from companion.ui.pages.today.waiting import away_card, due_card
from companion.ui.pages.today.watch_card import watch_card
from companion.ui.widgets.label import Label


@dataclass(frozen=True, slots=True)
class Presses:
    """What the page does when a button of a card is pressed; each reads the button for what it is about."""

    go: Hears
    deal_with: Pressed
    take: Pressed
    take_back: Pressed
    change_measured: Pressed
    home: Pressed


def cards_of(facts: TodayFacts, words: Words, presses: Presses) -> Iterator[QWidget]:
    """All of them; what does not apply is not there."""
    yield from _pressing(facts, words, presses)
    yield from _coming(facts, words, presses)
    yield from _later(facts, words, presses)


def _pressing(facts: TodayFacts, words: Words, presses: Presses) -> Iterator[QWidget]:
    """What cannot wait: alerts, the watch, and what is due at this moment."""
    for alert in facts.alerts:
        yield alerts.open_alert_card(alert, words, presses.go)
    if facts.how_now:
        yield now_card(facts.how_now, words, presses.go)
    if facts.not_judged:
        yield alerts.not_judged_card(facts.not_judged, words)
    if facts.hospital:
        yield agreed.hospital_card(facts.hospital, words, presses.home)
    for watch in facts.watches:
        yield watch_card(watch, words, presses.go, presses.change_measured, presses.deal_with)
    if facts.due:
        yield due_card(facts.due, words, presses.deal_with)
    if facts.medicines is not None and facts.medicines.presses:
        yield _medicines(facts, words, presses)


def _coming(facts: TodayFacts, words: Words, presses: Presses) -> Iterator[QWidget]:
    """The doses and the diary of the day."""
    if facts.start_missing is not None:
        yield doses.start_missing_card(facts.start_missing, words, presses.go)
    if facts.unrecorded is not None:
        yield doses.unrecorded_card(facts.unrecorded, words, presses.go, presses.deal_with)
    if facts.next_dose is not None:
        yield doses.next_dose_card(facts.next_dose, words, presses.go, presses.deal_with)
    else:
        yield doses.nothing_planned_card(words, presses.go, has_treatment=facts.has_treatment)
    if facts.wants_first_check:
        yield first_check_card(words, presses.go)
    yield diary_card(facts.diary, words, presses.go, presses.deal_with)


def _later(facts: TodayFacts, words: Words, presses: Presses) -> Iterator[QWidget]:
    """What can wait, or is only to be known; with nothing to take now the medicines stand here."""
    waits = facts.medicines is not None and facts.medicines.presses
    if not waits and (facts.medicines is not None or facts.just_taken is not None):
        yield _medicines(facts, words, presses)
    if facts.softened:
        yield agreed.softened_card(facts.softened, words)
    if facts.appointments:
        yield soon_card(facts.appointments, words, presses.go, presses.deal_with)
    if facts.wants_code_written_down:
        yield recovery_card(words, presses.go)
    if facts.missed:
        yield away_card(facts.missed, words, presses.deal_with)
    for ask in facts.asks:
        yield agreed.ask_row(ask, presses.go)
    if facts.past_review:
        yield Label(facts.past_review, "small")


def _medicines(facts: TodayFacts, words: Words, presses: Presses) -> QWidget:
    pressed = (presses.take, presses.take_back, presses.go, presses.deal_with)
    return medicines_card(facts.medicines, facts.just_taken, words, *pressed)
