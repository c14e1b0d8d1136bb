"""What stands beside a page of Learn: one's own treatment, the way into the diary, what to read next."""

from __future__ import annotations

from companion.core.folding import order_of
from companion.core.pages import Page, PageKind, texts_of
from companion.ui.context import Context
from companion.ui.pages.go_button import GoButton, Hears
from companion.ui.pages.learn.link import page_button
from companion.ui.pages.learn.own import own_lines
from companion.ui.pages.learn.text import linked_pages
from companion.ui.places import Go, PageId
from companion.ui.widgets.card import Card
from companion.ui.widgets.flow import button_row
from companion.ui.widgets.label import Label


def own_card(page: Page, context: Context, go: Hears) -> Card | None:
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
        card.add_space()
        card.add(GoButton(Go(PageId.TREATMENT), words("learn_own.to_treatment"), go, icon="treatment"))
    return card


def have_it_card(page: Page, context: Context, go: Hears) -> Card | None:
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
        buttons.append(_button(name, words("learn.write_down", symptom=name), symptom.id, go))
    for reading in readings:
        said = words("learn.measure", reading=words.written(reading.words.name))
        buttons.append(_button(said, said, reading.id, go))
    card.add_space()
    card.add(button_row(*buttons))
    return card


def further_card(page: Page, context: Context, go: Hears) -> Card | None:
    """The pages that a page links to, as large buttons; None where it links to none."""
    known = context.catalogue.pages
    linked = [known[id] for id in linked_pages(tuple(texts_of(page.blocks))) if id in known]
    if not linked:
        return None
    card = Card(context.words("learn.read_on"))
    for other in linked:
        card.add(page_button(other, context, go))
    return card


def _button(text: str, name: str, subject: str, go: Hears) -> GoButton:
    button = GoButton(Go(PageId.DIARY, subject), text, go, icon="diary")
    button.setAccessibleName(name)
    return button
