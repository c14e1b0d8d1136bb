"""The days after the last two infusions, one beside the other."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtWidgets import QVBoxLayout, QWidget

from companion.core.trends import Cycle
from companion.core.words import Words
from companion.ui.context import Context
from companion.ui.theme import look
from companion.ui.widgets.card import Card
from companion.ui.widgets.flow import Tiles
from companion.ui.widgets.label import Label


def cycles_card(cycles: tuple[Cycle, ...], context: Context) -> Card:
    """The newest first, side by side where there is room."""
    words, formats = context.words, context.formats()
    card = Card(words("symptoms.cycles_title"))
    card.add(Label(words("symptoms.cycles_hint"), "small"))
    side_by_side = Tiles(lambda width: 2 if width > look().px(700) else 1)
    for cycle in reversed(cycles):
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        day = formats.short_day(formats.day_of(cycle.started_at))
        column.addWidget(Label(words("symptoms.cycle_this", moment=day), "h3"))
        for line in _lines(cycle, words):
            column.addWidget(Label(line, bullet=True))
        if not any(cycle.marks):
            column.addWidget(Label(words("symptoms.cycle_empty")))
        column.addStretch(1)
        side_by_side.addWidget(inner)
    card.column.addLayout(side_by_side)
    return card


def _lines(cycle: Cycle, words: Words) -> Iterator[str]:
    """A line for each day up to the last one that is known: the same days stand beside each other."""
    known = [n for n, mark in enumerate(cycle.marks, start=1) if mark is not None]
    for n, mark in enumerate(cycle.marks[: max(known, default=0)], start=1):
        if mark is None:
            yield words("symptoms.cycle_gap", n=n)
        else:
            yield words("symptoms.cycle_line", n=n, severity=words(f"severity.{mark.value}").lower())
