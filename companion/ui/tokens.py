"""The colours of the three themes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from types import MappingProxyType


class Theme(Enum):
    """The colours a person can choose."""

    LIGHT = "light"
    DARK = "dark"
    HIGH_CONTRAST = "high_contrast"


@dataclass(frozen=True, slots=True)
class Tint:
    """A fill and the ink that is read on it."""

    fill: str
    ink: str


@dataclass(frozen=True, slots=True)
class Tokens:
    """The colours of one theme, as #rrggbb, and the width of its edges in pixels."""

    page: str
    card: str
    card_edge: str
    card_edge_width: int
    text: str
    second: str
    primary: str
    primary_hover: str
    on_primary: str
    link: str
    edge: str
    edge_width: int
    hover: str
    current: str
    urgent: str
    urgent_hover: str
    on_urgent: str
    urgent_edge: str
    error: str
    emergency_body: str
    on_emergency: str
    non_urgent: str
    on_non_urgent: str
    non_urgent_edge: str
    good: str
    caution: str
    ring_outer: str
    ring_inner: str
    chosen: Tint | None
    severity: tuple[Tint, ...]
    signs: str


_RAMP = (
    Tint("#f4f6f7", "#212b32"),
    Tint("#ffdf80", "#212b32"),
    Tint("#f5a742", "#212b32"),
    Tint("#993600", "#ffffff"),
    Tint("#4d0f0a", "#ffffff"),
)

TOKENS: dict[Theme, Tokens] = {
    Theme.LIGHT: Tokens(
        page="#f0f4f5",
        card="#ffffff",
        card_edge="#d8dde0",
        card_edge_width=1,
        text="#212b32",
        second="#405361",
        primary="#004b93",
        primary_hover="#003a73",
        on_primary="#ffffff",
        link="#004b93",
        edge="#768692",
        edge_width=2,
        hover="#e3edf7",
        current="#d5e4f4",
        urgent="#a81000",
        urgent_hover="#8a0d00",
        on_urgent="#ffffff",
        urgent_edge="#a81000",
        error="#a81000",
        emergency_body="#212b32",
        on_emergency="#ffffff",
        non_urgent="#005eb8",
        on_non_urgent="#ffffff",
        non_urgent_edge="#005eb8",
        good="#00662f",
        caution="#7a4300",
        ring_outer="#212b32",
        ring_inner="#ffeb3b",
        chosen=None,
        severity=_RAMP,
        signs="dark",
    ),
    Theme.DARK: Tokens(
        page="#14191d",
        card="#1f272d",
        card_edge="#3a464f",
        card_edge_width=1,
        text="#f5f7f8",
        second="#c3cdd4",
        primary="#8cc4ff",
        primary_hover="#b3d8ff",
        on_primary="#10161a",
        link="#8cc4ff",
        edge="#8a9aa6",
        edge_width=2,
        hover="#2a3640",
        current="#24405c",
        urgent="#c4200f",
        urgent_hover="#a81a0b",
        on_urgent="#ffffff",
        urgent_edge="#ff8a7a",
        error="#ff8a7a",
        emergency_body="#2b1512",
        on_emergency="#ffffff",
        non_urgent="#24405c",
        on_non_urgent="#f5f7f8",
        non_urgent_edge="#8cc4ff",
        good="#6fdc9a",
        caution="#ffcf70",
        ring_outer="#000000",
        ring_inner="#ffeb3b",
        chosen=None,
        severity=_RAMP,
        signs="light",
    ),
    Theme.HIGH_CONTRAST: Tokens(
        page="#000000",
        card="#000000",
        card_edge="#ffffff",
        card_edge_width=2,
        text="#ffffff",
        second="#ffffff",
        primary="#ffff00",
        primary_hover="#ffffff",
        on_primary="#000000",
        link="#7fd6ff",
        edge="#ffffff",
        edge_width=3,
        hover="#333300",
        current="#333300",
        urgent="#ff6b5e",
        urgent_hover="#ffffff",
        on_urgent="#000000",
        urgent_edge="#ff6b5e",
        error="#ff6b5e",
        emergency_body="#000000",
        on_emergency="#ffffff",
        non_urgent="#000000",
        on_non_urgent="#7fd6ff",
        non_urgent_edge="#7fd6ff",
        good="#6fdc9a",
        caution="#ffff00",
        ring_outer="#000000",
        ring_inner="#00ffff",
        chosen=Tint("#ffff00", "#000000"),
        severity=(Tint("#000000", "#ffffff"),) * len(_RAMP),
        signs="light",
    ),
}

# The badges of people: white letters are read on each of them, in every theme.
BADGES: Mapping[str, str] = MappingProxyType(
    {
        "blue": "#1a4f8f",
        "green": "#1b6337",
        "purple": "#6a2c91",
        "orange": "#8f4200",
        "pink": "#9c1752",
        "grey": "#4a4f55",
    }
)
BADGE_INK = "#ffffff"
