"""What Today says of what the team agreed to: in hospital, usual or known, and what to look at again."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from companion.core.team_sheet import sheet_is_due, usual_is_due
from companion.core.words import Words
from companion.ui.context import Context
from companion.ui.pages.alerts.card import warning_card
from companion.ui.pages.go_button import GoButton, Hears
from companion.ui.pages.today.buttons import Pressed
from companion.ui.places import Go, PageId
from companion.ui.widgets.button import Button
from companion.ui.widgets.card import Card
from companion.ui.widgets.flow import button_row
from companion.ui.widgets.label import Label


@dataclass(frozen=True, slots=True)
class Ask:
    """One quiet line, and the card of Settings where it is answered."""

    text: str
    button: str
    subject: str


def asks(context: Context) -> tuple[Ask, ...]:
    """Whether the team's sheet and what is usual are still right, where it is time to ask."""
    record, words = context.record, context.words
    person, found = record.person(), []
    if sheet_is_due(person, context.catalogue.team_sheet, record.now()):
        dated = person.sheet_dated or record.today()
        line = words("team_sheet.still_right", day=context.formats().plain_day(dated))
        found.append(Ask(line, words("team_sheet.look"), "team_sheet"))
    if usual_is_due(person, record.treatments()):
        found.append(Ask(words("usual.still_right"), words("usual.look"), "lives_with"))
    return tuple(found)


def softened_lines(context: Context) -> tuple[str, ...]:
    """Each symptom that is usual or known, once, with the sentence of the rule."""
    words, symptoms = context.words, context.catalogue.symptoms
    return tuple(
        dict.fromkeys(
            words(
                "usual.about",
                name=words.written(symptoms[one.symptom].words.name),
                why=words.written(one.why),
            )
            for one in context.record.softened().values()
            if one.symptom in symptoms
        )
    )


def hospital_card(line: str, words: Words, pressed: Pressed) -> Card:
    """That the checks are quiet, in a frame that cannot be overlooked, and the way back."""
    card = warning_card(line, "info")
    home = Button(words("hospital.home"), icon="check")
    home.clicked.connect(pressed)
    card.add_space()
    card.add(home)
    return card


def softened_card(lines: tuple[str, ...], words: Words) -> Card:
    """Nothing here says that all is well: only why Companion does not ask for a call."""
    card = Card(words("usual.softened"))
    for line in lines:
        card.add(Label(line))
    return card


def ask_row(ask: Ask, go: Hears) -> QWidget:
    """The line with its button."""
    place = Go(PageId.SETTINGS, ask.subject)
    return button_row(Label(ask.text), GoButton(place, ask.button, go, kind="quiet"))
