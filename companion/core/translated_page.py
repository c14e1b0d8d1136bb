"""A page of Learn beside its translation, block by block."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from companion.core.errors import DataIsBroken
from companion.core.page_text import PageLink, cited, spans
from companion.core.pages import Bullets, Card, Heading, Page, Paragraph
from companion.core.translation import Pairing, Told
from companion.core.words import list_as_text

_FRONT = ("title", "summary")
# Further words under which people look for it: as many as the language has, and the English ones count too.
_FIND_BY = "find_by"


def pair_pages(english: Page, translated: Page, front: Mapping[str, object], origin: str) -> Pairing:
    """A page and its translation, block by block; where their build differs, the page stays English."""
    texts, other = tuple(page_texts(english)), tuple(page_texts(translated))
    shape, other_shape = _shape(english), _shape(translated)
    if shape != other_shape:
        differ = (n for n, (a, b) in enumerate(zip(shape, other_shape, strict=False)) if a != b)
        number = next(differ, min(len(shape), len(other_shape))) + 1
        wrong = DataIsBroken(origin, "body", "other_build", number=number)
        return Pairing(untranslated_page(english).told, (wrong,))
    told = [Told(f"{n}", *pair) for n, pair in enumerate(zip(texts[2:], other[2:], strict=True), 1)]
    flaws = [
        DataIsBroken(origin, one.place, "other_citations")
        for one in told
        if one.translated is not None and _marks(one.english) != _marks(one.translated)
    ]
    wrong_places = {flaw.place for flaw in flaws}
    told = [Told(one.place, one.english, None) if one.place in wrong_places else one for one in told]
    for key, text in zip(_FRONT, texts, strict=False):
        value = front.get(key)
        told.append(Told(key, text, value if isinstance(value, str) and value.strip() else None))
    if english.find_by and (found_by := front.get(_FIND_BY)) is not None:
        if isinstance(found_by, list) and all(isinstance(one, str) and one.strip() for one in found_by):
            told.append(Told(_FIND_BY, list_as_text(english.find_by), list_as_text(found_by)))
        else:
            flaws.append(DataIsBroken(origin, _FIND_BY, "needs_texts"))
    flaws += [DataIsBroken(origin, key, "unknown_key") for key in front if key not in (*_FRONT, _FIND_BY)]
    return Pairing(tuple(told), tuple(flaws))


def untranslated_page(page: Page) -> Pairing:
    """Everything that a page says, in English alone."""
    return Pairing(tuple(Told(f"{n}", text, None) for n, text in enumerate(page_texts(page))))


def page_texts(page: Page) -> Iterator[str]:
    """What a page says from top to bottom: title, summary, then its blocks with their marks."""
    yield page.title
    yield page.summary
    for block in page.blocks:
        match block:
            case Heading() | Paragraph():
                yield block.text
            case Bullets():
                yield from block.items
            case Card():
                yield block.heading
                yield from block.items


def _shape(page: Page) -> tuple[object, ...]:
    """How a page is built, without what it says."""
    shape: list[object] = []
    for block in page.blocks:
        match block:
            case Heading():
                shape.append(block.level)
            case Paragraph():
                shape.append("paragraph")
            case Bullets():
                shape.append(len(block.items))
            case Card():
                shape.append((block.level, len(block.items)))
    return tuple(shape)


def _marks(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The sources and the pages that a text names."""
    pages = sorted(span.page for span in spans(text) if isinstance(span, PageLink))
    return tuple(sorted(cited(text))), tuple(pages)
