"""The hard words in the order of the language they are read in."""

from __future__ import annotations

from itertools import pairwise

import pytest

from companion.core.catalogue import Catalogue
from companion.core.folding import order_of
from companion.core.glossary import arranged
from companion.core.page_text import plain_text
from companion.core.pages import Bullets, Heading, Page, texts_of
from companion.core.words import Words
from companion.stores.words import load_words
from tests.conftest import RESOURCES

LANGUAGES = ("en", "es")
A_SECTION = 8


@pytest.fixture(params=LANGUAGES)
def spoken(request: pytest.FixtureRequest) -> Words:
    return load_words(RESOURCES, request.param)


@pytest.fixture
def glossary(catalogue: Catalogue) -> Page:
    return catalogue.pages["glossary"]


def terms_shown(page: Page, words: Words) -> list[str]:
    items = (item for block in page.blocks if isinstance(block, Bullets) for item in block.items)
    return [plain_text(words.translated(item)).partition(": ")[0] for item in items]


def test_the_words_stand_in_the_order_of_the_language_and_none_is_lost(glossary: Page, spoken: Words) -> None:
    shown = arranged(glossary, spoken)

    terms = terms_shown(shown, spoken)
    assert terms == sorted(terms, key=order_of)
    assert sorted(texts_of(shown.blocks)) == sorted(texts_of(glossary.blocks))


def test_each_word_stands_under_its_letter_and_no_section_is_short(glossary: Page, spoken: Words) -> None:
    shown = arranged(glossary, spoken)

    sections = [
        (block.text, listed)
        for block, listed in pairwise(shown.blocks)
        if isinstance(block, Heading) and isinstance(listed, Bullets)
    ]
    strays = [
        (heading, item)
        for heading, listed in sections
        for item in listed.items
        if order_of(spoken.translated(item))[0][0].upper() not in letters_of(heading)
    ]
    assert strays == []
    assert min(len(listed.items) for _, listed in sections) >= A_SECTION


@pytest.mark.parametrize(("language", "first"), [("en", "A to B"), ("es", "A")])
def test_the_headings_speak_the_language(glossary: Page, language: str, first: str) -> None:
    shown = arranged(glossary, load_words(RESOURCES, language))

    headings = [block.text for block in shown.blocks if isinstance(block, Heading)]
    assert headings[0] == first
    assert not any("inglés" in heading for heading in headings)


def test_any_other_page_stays_as_it_is(catalogue: Catalogue, words: Words) -> None:
    assert arranged(catalogue.pages["crs"], words) is catalogue.pages["crs"]


def letters_of(heading: str) -> list[str]:
    """The letters that "A", "A to C" or "De la A a la C" names."""
    first, last = heading.removeprefix("De la ")[0], heading[-1]
    return [chr(letter) for letter in range(ord(first), ord(last) + 1)]
