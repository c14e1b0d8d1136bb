"""What papers are made of, in plain texts: heads, tables, lists and a chart; typst/paper.typ draws them."""

from __future__ import annotations

from dataclasses import dataclass

from companion.core.words import Words

GAP, NOT_SURE = -1, 4


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing with its name, such as the day of birth."""

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a head; `wide` are the columns that take the room the others leave."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    wide: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Lane:
    """One symptom over time: 0 for none to 3, NOT_SURE, or GAP where nothing was written down."""

    name: str
    bars: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Dots:
    """One reading over time, from 0 at the bottom to 1; None where none was taken. `line` is a level."""

    name: str
    dots: tuple[float | None, ...]
    line: float | None
    line_name: str


@dataclass(frozen=True, slots=True)
class Tick:
    """A name below the chart, at the bar with this index."""

    at: int
    name: str


@dataclass(frozen=True, slots=True)
class Chart:
    """Lanes of bars over the same days; `marks` are the bars with an infusion. `alt` says it in words."""

    alt: str
    caption: str
    lanes: tuple[Lane, ...]
    dots: Dots | None
    marks: tuple[int, ...]
    mark_name: str
    ticks: tuple[Tick, ...]
    level_names: tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Section:
    """One part under its heading, in this order; `room` is the number of empty lines to write on."""

    heading: str
    lines: tuple[str, ...] = ()
    chart: Chart | None = None
    table: Table | None = None
    bullets: tuple[str, ...] = ()
    numbered: tuple[str, ...] = ()
    room: int = 0
    room_name: str = ""
    after: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """A paper read from top to bottom. `page_of` has the gaps {n} and {total}, `size` is in points."""

    title: str
    subtitle: str
    facts: tuple[Fact, ...]
    sections: tuple[Section, ...]
    foot: str
    page_of: str
    size: float = 10


def page_of(words: Words) -> str:
    """Page {n} of {total}, its gaps left for the typesetter."""
    return words("paper.page_of", page="{n}", pages="{total}")
