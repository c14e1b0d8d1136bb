"""The sizes of type and targets, the style sheet made from colours and sizes, and the look now in force."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from pathlib import Path
from string import Template
from typing import Literal

from PySide6.QtCore import QDir, QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication, QProxyStyle, QStyle, QStyleOption, QWidget

from companion.ui.tokens import TOKENS, Theme, Tint, Tokens

__all__ = [
    "SCALES",
    "TOKENS",
    "Look",
    "Role",
    "Theme",
    "Tint",
    "Tokens",
    "apply_theme",
    "look",
    "style_sheet",
    "system_theme",
    "type_size",
]

Role = Literal["small", "body", "strong", "h3", "h2", "h1", "display"]

SCALES = (1.0, 1.25, 1.5, 2.0)
_TYPE: dict[Role, tuple[int, bool]] = {
    "small": (18, False),
    "body": (20, False),
    "strong": (20, True),
    "h3": (24, True),
    "h2": (28, True),
    "h1": (36, True),
    "display": (48, True),
}
_DISPLAY_SHRINKS_ABOVE = 1.5
_FAMILY = "Noto Sans"


@dataclass(frozen=True, slots=True)
class Look:
    """What a widget needs to paint itself: the colours, the text scale and where the pictures are."""

    theme: Theme
    tokens: Tokens
    scale: float
    resources: Path

    def px(self, size: int) -> int:
        """A size at 100 % in pixels, at the text scale now in force."""
        return round(size * self.scale)

    def font(self, role: Role) -> QFont:
        font = QFont(_FAMILY)
        font.setPixelSize(type_size(role, self.scale))
        font.setBold(_TYPE[role][1])
        return font


_looks: list[Look] = []
_styles: list[QProxyStyle] = []
_fonts_from: set[Path] = set()


def look() -> Look:
    """The look now in force. A widget asks each time it paints and keeps no copy."""
    if not _looks:
        raise RuntimeError("apply_theme has not been called")
    return _looks[-1]


def type_size(role: Role, scale: float) -> int:
    """The height of a role's type in pixels; display text gives way to h2 when all text is very large."""
    if role == "display" and scale > _DISPLAY_SHRINKS_ABOVE:
        role = "h2"
    return round(_TYPE[role][0] * scale)


def style_sheet(tokens: Tokens, scale: float, template: str) -> str:
    """The style sheet with every placeholder filled; an unknown placeholder raises KeyError."""
    colours = {name: value for name, value in asdict(tokens).items() if isinstance(value, str | int)}
    types = {f"type_{role}": type_size(role, scale) for role in _TYPE}
    edge = tokens.edge_width
    targets = {
        "family": _FAMILY,
        "target": round(48 * scale),
        "inside_target": round(48 * scale) - 2 * edge - 12,
        "inside_nav": round(48 * scale) - 16,
        "inside_big": round(64 * scale) - 2 * edge - 12,
        "inside_field": round(48 * scale) - 2 * edge,
        "sign": round(24 * scale),
        "scroll": max(18, round(14 * scale)),
    }
    return Template(template).substitute(colours | types | targets)


def apply_theme(app: QApplication, theme: Theme, scale: float, resources: Path) -> None:
    """Give every open and every later window this theme and this text scale (1.0 to 2.0)."""
    tokens = TOKENS[theme]
    template = (resources / "style.qss").read_text(encoding="utf-8")
    _looks[:] = [Look(theme, tokens, scale, resources)]
    _load_fonts(resources / "fonts")
    QDir.setSearchPaths("signs", [str(resources / "icons")])
    if not _styles:
        _styles.append(_WholeTargets("Fusion"))
        app.setStyle(_styles[-1])
    app.setFont(look().font("body"))
    app.setPalette(_palette(tokens))
    app.setStyleSheet(style_sheet(tokens, scale, template))


def wear(app: QApplication, wanted: str, scale: float, resources: Path) -> None:
    """The theme a person chose, or what the system has; nothing is done anew for the look already worn."""
    known = {theme.value for theme in Theme}
    theme = Theme(wanted) if wanted in known else system_theme(app)
    if not _looks or (_looks[-1].theme, _looks[-1].scale) != (theme, scale):
        apply_theme(app, theme, scale, resources)


def system_theme(app: QApplication) -> Theme:
    """What the desktop asks for, where it says so: the choice at the first start."""
    hints = app.styleHints()
    if hasattr(hints, "accessibility"):
        wanted = hints.accessibility().contrastPreference()
        if wanted == Qt.ContrastPreference.HighContrast:
            return Theme.HIGH_CONTRAST
    if hints.colorScheme() == Qt.ColorScheme.Dark:
        return Theme.DARK
    return Theme.LIGHT


class _WholeTargets(QProxyStyle):
    """Fusion, but a screen reader hears the whole of a radio button as its place."""

    def subElementRect(
        self, element: QStyle.SubElement, option: QStyleOption, widget: QWidget | None = None
    ) -> QRect:
        if element == QStyle.SubElement.SE_RadioButtonClickRect:
            return QRect(option.rect)
        return super().subElementRect(element, option, widget)  # type: ignore[arg-type]


def _load_fonts(folder: Path) -> None:
    if folder not in _fonts_from:
        for file in sorted(folder.glob("*.ttf")):
            QFontDatabase.addApplicationFont(str(file))
        _fonts_from.add(folder)


def _palette(tokens: Tokens) -> QPalette:
    roles = QPalette.ColorRole
    colours = {
        roles.Window: tokens.page,
        roles.WindowText: tokens.text,
        roles.Base: tokens.card,
        roles.AlternateBase: tokens.page,
        roles.Text: tokens.text,
        roles.Button: tokens.card,
        roles.ButtonText: tokens.text,
        roles.BrightText: tokens.on_urgent,
        roles.Highlight: tokens.primary,
        roles.HighlightedText: tokens.on_primary,
        roles.Link: tokens.link,
        roles.LinkVisited: tokens.link,
        roles.PlaceholderText: tokens.second,
        roles.ToolTipBase: tokens.card,
        roles.ToolTipText: tokens.text,
    }
    palette = QPalette()
    for role, colour in colours.items():
        palette.setColor(role, QColor(colour))
    for role in (roles.WindowText, roles.Text, roles.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(tokens.second))
    return palette
