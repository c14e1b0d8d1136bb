"""How an alert looks: a frame and a sign for its level, and the level always in words too."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout

from companion.core.levels import Level
from companion.ui.pages.go_button import GoButton, Hears
from companion.ui.places import Go, PageId
from companion.ui.theme import Role
from companion.ui.widgets.button import Kind
from companion.ui.widgets.card import Card
from companion.ui.widgets.care_card import Picture
from companion.ui.widgets.label import Label

_FRAMES = {Level.EMERGENCY: "urgent", Level.CALL_NOW: "urgent", Level.CALL_TODAY: "warning"}
_SIGNS = {Level.EMERGENCY: "warning", Level.CALL_NOW: "phone", Level.CALL_TODAY: "phone"}


def call_button(text: str, level: Level, go: Hears, alert: str | None = None) -> GoButton:
    """The way to whom to call; red only where it cannot wait for the day. `alert` is the id of one."""
    kind: Kind = "urgent" if _FRAMES.get(level) == "urgent" else "secondary"
    return GoButton(Go(PageId.CALL, alert), text, go, kind, icon="phone")


def alert_card(title: str, level: Level, role: Role = "h2") -> Card:
    """A card in the frame of the level, its title beside the sign of the level."""
    return _signed_card(title, _FRAMES.get(level, "info"), _SIGNS.get(level, "info"), role)


def warning_card(title: str, sign: str = "warning", role: Role = "h2") -> Card:
    """A card that asks for a look and is no alert."""
    return _signed_card(title, "warning", sign, role)


def _signed_card(title: str, frame: str, sign: str, role: Role) -> Card:
    card = Card()
    card.setProperty("surface", "bar")
    card.setProperty("level", frame)
    card.setAccessibleName(title)
    heading = Label(title, role)
    row = QHBoxLayout()
    row.setSpacing(12)
    row.addWidget(Picture(sign, heading))
    row.addWidget(heading, 1)
    card.column.addLayout(row)
    return card
