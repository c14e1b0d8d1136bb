"""Looking for words in the pages of Learn: as they are typed, without accents, with a slip of the finger."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache

from companion.core.folding import fold
from companion.core.page_text import plain_text
from companion.core.pages import Bullets, Card, Heading, Page, Paragraph, terms
from companion.core.reading_list import in_order
from companion.core.symptoms import Symptom
from companion.core.words import Words

_WORD = re.compile(r"\w+(?:[.,]\d+)*")
_APOSTROPHES = str.maketrans("", "", "'\u2019")
# From so many letters on, so many of them may be wrong.
_SLIPS = ((8, 2), (4, 1))
# A shorter word counts whole, but for the one that is still being typed.
_SHORTEST_BEGINNING = 3
_MOST_OF_A_PAGE = 3


class Where(IntEnum):
    """In what the words were found; the larger, the more it is about them."""

    TEXT = 1
    HEADING = 2
    SYMPTOM = 3
    TERM = 4
    FOUND_BY = 5
    TITLE = 6


@dataclass(frozen=True, slots=True)
class Place:
    """Something on a page that can be found: `heading` is the number of the heading above it.

    It is the place in `headings(page)`, None above the first; `line` is what is shown. `words` are its own
    words and `around` those of its page and heading, folded.
    """

    page: str
    heading: int | None
    line: str
    where: Where
    words: frozenset[str]
    around: frozenset[str]


def headings(page: Page) -> tuple[Heading, ...]:
    """The headings of a page, in order."""
    return tuple(block for block in page.blocks if isinstance(block, Heading))


def index_pages(
    pages: Mapping[str, Page], symptoms: Mapping[str, Symptom], words: Words
) -> tuple[Place, ...]:
    """All that can be found, page by page: by what it says in the language of `words`, and in English."""
    index = _Index(words)
    found = [place for page in in_order(pages.values()) for place in index.places(page)]
    for symptom in symptoms.values():
        page = pages.get(symptom.page or "")
        if page is not None:
            name, said = symptom.words.name, f"{symptom.words.name} {symptom.words.in_script}"
            said = f"{said} {words.translated(name)} {words.translated(symptom.words.in_script)}"
            found.append(index.place(page, None, words.translated(name), Where.SYMPTOM, said, page.title))
    return tuple(found)


def search(index: tuple[Place, ...], typed: str, *, most: int = 10) -> tuple[Place, ...]:
    """The best places for what was typed so far, the best first; none while nothing is typed.

    Where not all words are found together, those that hold the most of them are shown.
    """
    asked = _folded_words(typed)
    if not asked:
        return ()
    # "I have a fever" is about the long words.
    asked = tuple(word for word in asked if len(word) >= _SHORTEST_BEGINNING) or asked
    known = frozenset(word for place in index for word in place.words)
    meant = [_meant(word, known, last=n == len(asked) - 1) for n, word in enumerate(asked)]
    ranked = sorted(_ranked(index, meant), key=lambda one: one[:-1])
    fullest = max((-held for held, *_ in ranked), default=0)
    return _spread((place for held, *_, place in ranked if -held == fullest), most)


@dataclass(frozen=True, slots=True)
class _Index:
    """How a page is taken apart into places."""

    words: Words

    def places(self, page: Page) -> Iterator[Place]:
        find_by = (*page.find_by, *self.words.also(page.find_by))
        known, summary = " ".join(find_by), self.words.translated(page.summary)
        title, about = self._both(page.title), f"{self._both(page.summary)} {known}"
        yield self.place(page, None, summary, Where.TITLE, title, about)
        yield self.place(page, None, summary, Where.FOUND_BY, known, title)
        number, heading = -1, ""
        for block in page.blocks:
            at = number if number >= 0 else None
            match block:
                case Heading():
                    number, heading = number + 1, self._both(block.text)
                    yield self.place(page, number, "", Where.HEADING, heading, title)
                case Paragraph():
                    yield self._text(page, at, block.text, heading)
                case Bullets() | Card() if not terms(page):
                    yield from (self._text(page, at, item, heading) for item in block.items)
                case Bullets(items):
                    yield from (self._term(page, at, item) for item in items)
                case Card():
                    pass

    def place(self, page: Page, heading: int | None, line: str, where: Where, own: str, around: str) -> Place:
        own_words, words_around = frozenset(_folded_words(own)), frozenset(_folded_words(around))
        return Place(page.id, heading, line, where, own_words, words_around)

    def _term(self, page: Page, at: int | None, item: str) -> Place:
        word, _, meaning = plain_text(self.words.translated(item)).partition(": ")
        english, _, english_meaning = plain_text(item).partition(": ")
        own, around = f"{word} {english}", f"{meaning} {english_meaning}"
        return self.place(page, at, f"{word}: {meaning}", Where.TERM, own, around)

    def _text(self, page: Page, at: int | None, text: str, heading: str) -> Place:
        line = plain_text(self.words.translated(text))
        around = f"{self._both(page.title)} {heading}"
        return self.place(page, at, line, Where.TEXT, f"{line} {plain_text(text)}", around)

    def _both(self, text: str) -> str:
        """What a text says in both languages, without its marks."""
        return plain_text(f"{text} {self.words.translated(text)}")


def _folded_words(text: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(fold(text).translate(_APOSTROPHES)))


def _ranked(
    index: tuple[Place, ...], meant: list[Mapping[str, int]]
) -> Iterator[tuple[int, int, int, int, Place]]:
    """Places with what they are ordered by: words held, what they stand in, slips, and their place."""
    for at, place in enumerate(index):
        own = [_nearest(meant_one, place.words) for meant_one in meant]
        if all(slips is None for slips in own):
            continue
        around = [_nearest(meant_one, place.around) for meant_one in meant]
        slips = [a if a is not None else b for a, b in zip(own, around, strict=True)]
        held = [one for one in slips if one is not None]
        yield -len(held), -place.where, sum(held), at, place


def _nearest(meant: Mapping[str, int], words: frozenset[str]) -> int | None:
    return min((slips for word, slips in meant.items() if word in words), default=None)


def _spread(places: Iterable[Place], most: int) -> tuple[Place, ...]:
    """So many at most; nothing twice, and of one page no more than a few: the others would not be seen."""
    of_page: dict[str, int] = {}
    kept: list[Place] = []
    seen: set[str] = set()
    for place in places:
        if of_page.get(place.page, 0) < _MOST_OF_A_PAGE and place.line not in seen and len(kept) < most:
            of_page[place.page] = of_page.get(place.page, 0) + 1
            kept.append(place)
            if place.line:
                seen.add(place.line)
    return tuple(kept)


@lru_cache(maxsize=64)
def _meant(typed: str, known: frozenset[str], *, last: bool) -> Mapping[str, int]:
    """The known words that may be meant, with the number of slips; slips count only where nothing fits."""
    if last or len(typed) >= _SHORTEST_BEGINNING:
        fitting = {word: 0 for word in known if word.startswith(typed)}
    else:
        fitting = {typed: 0} if typed in known else {}
    most = next((slips for letters, slips in _SLIPS if len(typed) >= letters), 0)
    if fitting or not most:
        return fitting
    near = {word: _slips(typed, word, most) for word in known if _alike(typed, word, most)}
    return {word: slips for word, slips in near.items() if slips <= most}


def _alike(typed: str, word: str, most: int) -> bool:
    """A quick look before counting: a slip in both of the first letters is rare."""
    return len(word) >= len(typed) - most and (typed[0] == word[0] or typed[1:2] in (word[0], word[1:2]))


def _slips(typed: str, word: str, most: int) -> int:
    """How many letters are missing, too many, wrong or in the wrong order, to a beginning of the word.

    The optimal string alignment distance, row by row; the smallest of the last row is to the best beginning.
    """
    width = min(len(word), len(typed) + most)
    before: list[int] = []
    row = list(range(width + 1))
    for i, letter in enumerate(typed, 1):
        new = [i]
        for j in range(1, width + 1):
            wrong = row[j - 1] + (letter != word[j - 1])
            best = min(wrong, row[j] + 1, new[j - 1] + 1)
            if i > 1 and j > 1 and letter == word[j - 2] and typed[i - 2] == word[j - 1]:
                best = min(best, before[j - 2] + 1)
            new.append(best)
        before, row = row, new
    return min(row)
