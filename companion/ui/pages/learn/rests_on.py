"""What a page of Learn rests on: its sources, and who looked at it when."""

from __future__ import annotations

from collections.abc import Iterable

from companion.core.levels import Status
from companion.core.pages import Page
from companion.core.sources import Source
from companion.ui.context import Context


def standing(context: Context, page: Page) -> str:
    """When the page was looked at, by whom, and whether that is too long ago."""
    words, formats = context.words, context.formats()
    key = {Status.DRAFT: "learn.draft", Status.REVIEWED: "learn.reviewed", Status.RETIRED: "learn.retired"}
    said = words(key[page.status], day=formats.plain_day(page.reviewed))
    if page.review_by >= context.record.today():
        return said
    late = words("learn.look_again", day=formats.plain_day(page.review_by))
    return words("learn.and_late", said=said, late=late)


def source_lines(page: Page, context: Context) -> tuple[str, ...]:
    """The sources of a page as they stand at its end."""
    known = context.catalogue.sources
    return tuple(_source_line(known[mark], context) for mark in in_order(page.sources) if mark in known)


def in_order(marks: Iterable[str]) -> tuple[str, ...]:
    """S2 before S10."""
    return tuple(sorted(marks, key=_number))


def _source_line(source: Source, context: Context) -> str:
    """A source as it stands at the end of a page."""
    words = context.words
    printed = words.written(source.printed())
    if not source.link:
        return words("learn.source", source=source.id, printed=printed)
    return words("learn.source_at", source=source.id, printed=printed, address=source.link)


def _number(mark: str) -> int:
    return int(mark[1:])
