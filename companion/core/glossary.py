"""A list of hard words in the order of the language it is shown in, with a heading for every few letters."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby

from companion.core.folding import order_of
from companion.core.page_text import plain_text
from companion.core.pages import Block, Bullets, Heading, Page, PageKind
from companion.core.words import Words

_FEWEST = 8
_LEVEL = 2


def arranged(page: Page, words: Words) -> Page:
    """The page as it is shown: a glossary sorted and with headings by letters, any other as it is.

    The items stay in English, as every text of a page does until it is shown; the headings do not.
    """
    if page.kind is not PageKind.GLOSSARY:
        return page
    items = [item for block in page.blocks if isinstance(block, Bullets) for item in block.items]
    shown = {item: order_of(plain_text(words.translated(item)).partition(": ")[0]) for item in items}
    before = tuple(block for block in page.blocks if not isinstance(block, Bullets))
    return replace(page, blocks=(*before, *_sections(items, shown, words)))


def _sections(items: list[str], shown: dict[str, tuple[str, str]], words: Words) -> tuple[Block, ...]:
    """A heading and a list for one letter, or for several where a letter has few words."""
    groups: list[tuple[list[str], list[str]]] = []
    for letter, of_letter in groupby(sorted(items, key=shown.__getitem__), lambda item: shown[item][0][0]):
        if not groups or len(groups[-1][1]) >= _FEWEST:
            groups.append(([], []))
        groups[-1][0].append(letter)
        groups[-1][1].extend(of_letter)
    if len(groups) > 1 and len(groups[-1][1]) < _FEWEST:
        letters, few = groups.pop()
        groups[-1][0].extend(letters)
        groups[-1][1].extend(few)
    return tuple(
        block
        for letters, listed in groups
        for block in (Heading(_LEVEL, _heading(letters, words)), Bullets(tuple(listed)))
    )


def _heading(letters: list[str], words: Words) -> str:
    first, last = letters[0].upper(), letters[-1].upper()
    return first if first == last else words("learn.letters", first=first, last=last)
