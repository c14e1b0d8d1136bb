"""What an education page is and how its file is read: TOML front matter, then a small part of Markdown."""

from __future__ import annotations

import re
import tomllib
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import NoReturn, assert_never

from companion.core.errors import DataIsBroken
from companion.core.levels import Status
from companion.core.page_text import SOURCE, has_loose_bracket
from companion.core.parsing import Section

_FENCE = "+++"
_CARD = ":::"
_ID = re.compile(r"[a-z][a-z0-9_]*")
_HEADING = re.compile(r"(#{2,3}) +(\S.*)")
_OTHER_MARK = re.compile(r"([*+>|]|\d+[.)])\s|#|```|<")


class PageIsBroken(DataIsBroken, ValueError):
    """A page file without the agreed shape; the catalogue leaves that page out and goes on with the rest."""


class PageKind(Enum):
    """What a page is about, in the order of the list."""

    DRUG = "drug"
    EFFECT = "effect"
    PRACTICE = "practice"
    BASICS = "basics"
    PROGRAM = "program"
    GLOSSARY = "glossary"


class CardLevel(Enum):
    """How soon a care card asks to call, in its own words."""

    EMERGENCY = "emergency"
    URGENT = "urgent"
    NON_URGENT = "non-urgent"


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 2 or 3; level 1 is the title of the page."""

    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph; its text still holds citations and page links, see `spans`."""

    text: str


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list; each item may hold citations and page links."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """A care card: one call to action and the reasons for it."""

    level: CardLevel
    heading: str
    items: tuple[str, ...]


Block = Heading | Paragraph | Bullets | Card


@dataclass(frozen=True, slots=True)
class Page:
    """One education page; `explains` are the hard words that it explains where they stand.

    `find_by` are further words under which a person may look for it; `place` is its place among its kind.
    """

    id: str
    title: str
    summary: str
    kind: PageKind
    place: int
    drugs: tuple[str, ...]
    version: int
    status: Status
    reviewed: date
    review_by: date
    sources: tuple[str, ...]
    explains: tuple[str, ...]
    blocks: tuple[Block, ...]
    find_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Term:
    """A hard word of a glossary and what it means; the meaning still holds citations and page links."""

    word: str
    meaning: str


def parse_page(text: str, origin: str) -> Page:
    """The page in `text`; PageIsBroken, a ValueError "origin: key: reason", where its shape is wrong."""
    lines = text.splitlines()
    if not lines or lines[0].strip() != _FENCE:
        _complain(origin, "front matter", f"must open with {_FENCE}")
    close = next((n for n, line in enumerate(lines[1:], 1) if line.strip() == _FENCE), None)
    if close is None:
        _complain(origin, "front matter", f"must close with {_FENCE}")
    try:
        front = tomllib.loads("\n".join(lines[1:close]))
    except tomllib.TOMLDecodeError as broken:
        _complain(origin, "front matter", str(broken))
    blocks = _parse_body(lines[close + 1 :], origin, close + 2)
    try:
        page = _parse_front(Section(front, origin), blocks)
    except DataIsBroken as broken:
        raise PageIsBroken(broken.origin, broken.place, broken.problem, **broken.values) from broken
    _check(page, origin)
    return page


def texts_of(blocks: Iterable[Block]) -> Iterator[str]:
    """Every paragraph and item, with its citations and links; headings are left out."""
    for block in blocks:
        match block:
            case Paragraph():
                yield block.text
            case Bullets() | Card():
                yield from block.items
            case Heading():
                pass
            case _:
                assert_never(block)


def terms(page: Page) -> tuple[Term, ...]:
    """The words of a glossary, in order; none on any other page."""
    if page.kind is not PageKind.GLOSSARY:
        return ()
    items = (item for block in page.blocks if isinstance(block, Bullets) for item in block.items)
    parts = (item.partition(": ") for item in items)
    return tuple(Term(word, meaning) for word, _, meaning in parts)


def _parse_front(front: Section, blocks: tuple[Block, ...]) -> Page:
    page = Page(
        id=front.text("id"),
        title=front.text("title"),
        summary=front.text("summary"),
        kind=front.choice("kind", PageKind),
        place=front.whole("place"),
        drugs=front.texts("drugs"),
        version=front.whole("version"),
        status=front.choice("status", Status),
        reviewed=front.day("reviewed"),
        review_by=front.day("review_by"),
        sources=front.texts("sources"),
        explains=front.texts("explains"),
        blocks=blocks,
        find_by=front.texts("find_by", required=False),
    )
    front.finish()
    return page


def _check(page: Page, origin: str) -> None:
    if not _ID.fullmatch(page.id):
        _complain(origin, "id", "needs small letters, digits and _ only")
    if page.version < 1:
        _complain(origin, "version", "counts from 1")
    if page.review_by <= page.reviewed:
        _complain(origin, "review_by", "must be later than reviewed")
    if page.kind is PageKind.DRUG and not page.drugs:
        _complain(origin, "drugs", "a drug page needs a drug")
    if loose := [term.word for term in terms(page) if not term.meaning]:
        _complain(origin, "body", f"{loose[0]!r} stands without a meaning")
    if strange := [source for source in page.sources if not SOURCE.fullmatch(source)]:
        _complain(origin, "sources", f"{strange[0]!r} is not a source id")


def _parse_body(body: list[str], origin: str, first_number: int) -> tuple[Block, ...]:
    blocks: list[Block] = []
    lines = deque(enumerate(body, first_number))
    while lines:
        number, line = lines[0]
        if not line.strip():
            lines.popleft()
        elif line.startswith(_CARD):
            blocks.append(_take_card(lines, origin))
        elif heading := _HEADING.fullmatch(line.rstrip()):
            lines.popleft()
            blocks.append(Heading(len(heading[1]), heading[2]))
        elif line.startswith("- "):
            blocks.append(Bullets(_take_items(lines, origin)))
        elif _OTHER_MARK.match(line) or line.startswith(" "):
            _complain(origin, f"line {number}", "only ##, ###, -, ::: and plain text may open a line")
        else:
            blocks.append(Paragraph(_take_paragraph(lines, origin)))
    if not blocks:
        _complain(origin, "body", "is empty")
    return tuple(blocks)


def _take_card(lines: deque[tuple[int, str]], origin: str) -> Card:
    number, opening = lines.popleft()
    word, _, heading = opening.removeprefix(_CARD).strip().partition(" ")
    levels = {level.value: level for level in CardLevel}
    if word not in levels:
        _complain(origin, f"line {number}", f"a card is one of: {', '.join(levels)}")
    if not heading.strip():
        _complain(origin, f"line {number}", "a card needs a heading")
    items = _take_items(lines, origin)
    if not items:
        _complain(origin, f"line {number}", "a card needs items")
    if not lines or lines[0][1].strip() != _CARD:
        _complain(origin, f"line {number}", f"a card holds items only and closes with {_CARD}")
    lines.popleft()
    return Card(levels[word], heading.strip(), items)


def _take_items(lines: deque[tuple[int, str]], origin: str) -> tuple[str, ...]:
    first = lines[0][0] if lines else 0
    items: list[str] = []
    while lines and (lines[0][1].startswith("- ") or (items and lines[0][1].startswith("  "))):
        _, line = lines.popleft()
        if line.startswith("- "):
            items.append(line.removeprefix("- ").strip())
        else:
            items[-1] = f"{items[-1]} {line.strip()}"
    return tuple(_with_whole_brackets(item, origin, first) for item in items)


def _take_paragraph(lines: deque[tuple[int, str]], origin: str) -> str:
    first = lines[0][0]
    words: list[str] = []
    while lines and lines[0][1].strip() and not lines[0][1].startswith(("#", "- ", _CARD)):
        words.append(lines.popleft()[1].strip())
    return _with_whole_brackets(" ".join(words), origin, first)


def _with_whole_brackets(text: str, origin: str, number: int) -> str:
    # A mistyped citation would otherwise be shown as words, and the fact would lose its source unseen.
    if has_loose_bracket(text):
        _complain(origin, f"line {number}", "a bracket is neither [S1] nor [words](page:id)")
    return text


def _complain(origin: str, key: str, reason: str) -> NoReturn:
    raise PageIsBroken(origin, key, "bad_page", reason=reason)
