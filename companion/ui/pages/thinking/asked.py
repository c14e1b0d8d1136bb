"""What is asked in one question of the thinking check, and what stands beside it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from companion.core.levels import Reporter
from companion.core.thinking_check import Item, ItemKind
from companion.ui.context import Context
from companion.ui.widgets.care_card import Picture
from companion.ui.widgets.label import Label

_PICTURE = 140


@dataclass(frozen=True, slots=True)
class Asked:
    """Which question this is, and who answers."""

    item: Item
    number: int
    total: int
    by: Reporter

    @property
    def has_helper(self) -> bool:
        """Whether somebody else asks aloud."""
        return self.by is Reporter.CAREGIVER

    @property
    def said(self) -> str:
        """The question, as it is asked aloud or read alone."""
        return self.item.ask_aloud if self.has_helper else self.item.ask


def asked_parts(asked: Asked, heading: Label, context: Context) -> Iterator[QWidget]:
    """The picture or sentence of the question, and for a helper the right answer."""
    item, words = asked.item, context.words
    if item.picture:
        yield Picture(item.picture, heading, _PICTURE)
    if item.sentence:
        yield Label(words.written(item.sentence), "h3")
        first = context.thinking.has_first()
        yield Label(words("thinking.compare_paper" if first else "thinking.keep_paper"))
    if asked.has_helper:
        yield from _right_answer(item, context)


def _right_answer(item: Item, context: Context) -> Iterator[QWidget]:
    known, words = context.thinking.known(), context.words
    if item.kind is ItemKind.TOWN:
        if known.town:
            yield Label(words("thinking.known_town"))
            yield Label(known.town, "strong", user_text=True)
        return
    answer = item.right_answer(known)
    if answer:
        yield Label(words("thinking.right_answer", answer=answer))
