"""The days after the last two infusions, one beside the other."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from companion.core.trends import Cycle
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
        lines = [
            words("symptoms.cycle_line", n=n, severity=words(f"severity.{mark.value}").lower())
            for n, mark in enumerate(cycle.marks, start=1)
            if mark is not None
        ]
        for line in lines:
            column.addWidget(Label(line, bullet=True))
        if not lines:
            column.addWidget(Label(words("symptoms.cycle_empty")))
        column.addStretch(1)
        side_by_side.addWidget(inner)
    card.column.addLayout(side_by_side)
    return card
