"""What stands beside the text of a page of Learn: the person's own treatment, and the way into the diary."""

from __future__ import annotations

from collections.abc import Callable

from companion.core.folding import order_of
from companion.core.pages import Page, PageKind
from companion.ui.context import Context
from companion.ui.pages.learn.own import own_lines
from companion.ui.widgets.button import Button
from companion.ui.widgets.card import Card
from companion.ui.widgets.flow import button_row
from companion.ui.widgets.label import Label

Pressed = Callable[[], None]


def own_card(page: Page, context: Context, to_treatment: Pressed) -> Card | None:
    """Dates and open times; None where the page is not about this person's treatment."""
    lines = own_lines(page, context)
    if not lines:
        return None
    words = context.words
    card = Card(words("learn_own.title"))
    for line in lines:
        card.add(Label(line, bullet=True))
    card.add(Label(words("learn_own.from_entries"), "small"))
    if page.kind is PageKind.DRUG:
        treatment = Button(words("learn_own.to_treatment"), icon="treatment")
        treatment.clicked.connect(to_treatment)
        card.add_space()
        card.add(treatment)
    return card


def have_it_card(page: Page, context: Context, to_diary: Pressed) -> Card | None:
    """A button for each symptom and reading the page is about; None where it is about none."""
    words, catalogue = context.words, context.catalogue
    symptoms = [one for one in catalogue.symptoms.values() if one.page == page.id]
    readings = [one for one in catalogue.readings.values() if one.page == page.id]
    if not symptoms and not readings:
        return None
    card = Card(words("learn.have_it" if symptoms else "learn.measure_now"))
    if symptoms:
        card.add(Label(words("learn.have_it_hint")))
    buttons = []
    for symptom in sorted(symptoms, key=lambda one: order_of(words.translated(one.words.name))):
        name = words.written(symptom.words.name)
        buttons.append(_button(name, words("learn.write_down", symptom=name), symptom.id, to_diary))
    for reading in readings:
        said = words("learn.measure", reading=words.written(reading.words.name))
        buttons.append(_button(said, said, reading.id, to_diary))
    card.add_space()
    card.add(button_row(*buttons))
    return card


def _button(text: str, name: str, subject: str, pressed: Pressed) -> Button:
    button = Button(text, icon="diary")
    button.setAccessibleName(name)
    button.setProperty("subject", subject)
    button.clicked.connect(pressed)
    return button
