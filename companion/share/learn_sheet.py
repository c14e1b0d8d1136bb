"""One page of Learn on paper: a tagged PDF, black on white, in letters as large as on the screen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import assert_never

from companion.core.page_text import Citation, plain_text, spans
from companion.core.pages import Block, Bullets, Card, Heading, Page, Paragraph
from companion.core.paper_size import Paper
from companion.core.words import Words
from companion.share.typesetting import Sheet, as_pdf

_POINTS = Decimal(13)
_LARGEST = Decimal("1.6")


@dataclass(frozen=True, slots=True)
class LearnSheet:
    """A page and what is printed around it; `scale` is the text size of the screen, 1 to 2."""

    page: Page
    standing: str
    sources: tuple[str, ...]
    made: str
    scale: Decimal = Decimal(1)


def draw_learn_sheet(sheet: LearnSheet, words: Words, paper: Paper, resources: Path) -> bytes:
    """The PDF/UA-1. All text goes in as data: whatever stands in it stays text."""
    page = sheet.page
    size = _POINTS * min(sheet.scale, _LARGEST)
    written: Mapping[str, object] = {
        "points": float(size),
        "title": words.written(page.title),
        "summary": words.written(page.summary),
        "standing": sheet.standing,
        "blocks": [_block(block, words) for block in page.blocks],
        "sources_title": words("learn.sources"),
        "sources": list(sheet.sources),
        "foot": words("learn_sheet.foot", day=sheet.made),
        "not_a_doctor": words("learn_sheet.not_a_doctor"),
    }
    return as_pdf(Sheet("learn_sheet", words.language, paper, written), resources)


def _block(block: Block, words: Words) -> dict[str, object]:
    match block:
        case Heading(level, text):
            return {"kind": "heading", "level": level, "text": words.written(text)}
        case Paragraph(text):
            return {"kind": "paragraph", "text": _cited(text, words)}
        case Bullets(items):
            return {"kind": "items", "items": [_cited(item, words) for item in items]}
        case Card(level, heading, items):
            return {
                "kind": "card",
                "level": words(f"learn_sheet.{level.value.replace('-', '_')}"),
                "text": words.written(heading),
                "items": [_plain(item, words) for item in items],
            }
        case _:
            assert_never(block)


def _cited(text: str, words: Words) -> dict[str, str]:
    """The words, and the sources behind them apart, to be set small."""
    marks = [", ".join(span.sources) for span in spans(text) if isinstance(span, Citation)]
    return {"text": _plain(text, words), "marks": " ".join(f"[{mark}]" for mark in marks)}


def _plain(text: str, words: Words) -> str:
    """The words without their marks; a translation is known by the English with them."""
    return words.written(plain_text(words.translated(text)))
