"""The three themes: readable colours, sizes that follow the scale, and a switch that reaches open windows."""

from __future__ import annotations

from itertools import pairwise
from typing import get_args

import pytest
from PySide6.QtGui import QFontInfo
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from companion.ui.theme import (
    SCALES,
    TOKENS,
    Role,
    Theme,
    Tokens,
    apply_theme,
    look,
    style_sheet,
    system_theme,
    type_size,
)
from companion.ui.widgets.button import Button
from companion.ui.widgets.label import Label
from tests.ui.gallery import RESOURCES
from tests.ui.pixels import contrast, image_of

TEMPLATE = (RESOURCES / "style.qss").read_text(encoding="utf-8")
themes = pytest.mark.parametrize("tokens", TOKENS.values(), ids=[theme.value for theme in TOKENS])


@themes
def test_body_text_has_contrast_of_seven_on_every_surface(tokens: Tokens) -> None:
    pairs = (
        (tokens.text, tokens.page),
        (tokens.text, tokens.card),
        (tokens.text, tokens.hover),
        (tokens.text, tokens.current),
        (tokens.second, tokens.page),
        (tokens.second, tokens.card),
        (tokens.on_primary, tokens.primary),
        (tokens.on_primary, tokens.primary_hover),
        (tokens.primary, tokens.card),
        (tokens.link, tokens.page),
        (tokens.on_emergency, tokens.emergency_body),
    )

    faint = {pair: contrast(*pair) for pair in pairs if contrast(*pair) < 7.0}

    assert not faint


@themes
def test_bold_text_has_contrast_of_four_and_a_half(tokens: Tokens) -> None:
    pairs = (
        (tokens.on_urgent, tokens.urgent),
        (tokens.on_urgent, tokens.urgent_hover),
        (tokens.on_non_urgent, tokens.non_urgent),
        (tokens.error, tokens.card),
        (tokens.error, tokens.page),
        (tokens.good, tokens.card),
    )

    faint = {pair: contrast(*pair) for pair in pairs if contrast(*pair) < 4.5}

    assert not faint


@themes
def test_every_edge_and_the_ring_can_be_seen(tokens: Tokens) -> None:
    edges = (
        tokens.edge,
        tokens.urgent_edge,
        tokens.non_urgent_edge,
        tokens.good,
        tokens.caution,
        tokens.primary,
    )

    faint = [
        (edge, ground)
        for edge in edges
        for ground in (tokens.page, tokens.card)
        if contrast(edge, ground) < 3
    ]
    ring = max(contrast(tokens.ring_outer, tokens.page), contrast(tokens.ring_inner, tokens.page))

    assert not faint
    assert ring >= 3.0
    assert contrast(tokens.ring_outer, tokens.ring_inner) >= 3.0


@themes
def test_each_severity_is_read_on_its_own_fill(tokens: Tokens) -> None:
    assert all(contrast(tint.ink, tint.fill) >= 7.0 for tint in tokens.severity)


def test_the_severity_ramp_only_gets_darker() -> None:
    fills = [tint.fill for tint in TOKENS[Theme.LIGHT].severity]

    on_white = [contrast(fill, "#ffffff") for fill in fills]

    assert all(one < other for one, other in pairwise(on_white))


@pytest.mark.parametrize("scale", SCALES)
def test_no_text_is_smaller_than_18_pixels_times_the_scale(scale: float) -> None:
    roles = get_args(Role)

    assert min(type_size(role, scale) for role in roles) == round(18 * scale)


def test_display_text_shows_at_h2_size_above_150_percent() -> None:
    assert type_size("display", 1.5) == 72
    assert type_size("display", 2.0) == type_size("h2", 2.0)


def test_a_placeholder_that_nobody_fills_is_refused() -> None:
    with pytest.raises(KeyError):
        style_sheet(TOKENS[Theme.LIGHT], 1.0, "QLabel { color: $no_such_colour; }")


@themes
def test_the_style_sheet_holds_no_colour_of_its_own(tokens: Tokens) -> None:
    filled = style_sheet(tokens, 1.0, TEMPLATE)

    assert "#" not in TEMPLATE.replace('"#"', "")
    assert "$" not in filled


def test_switching_the_theme_recolours_a_window_that_is_open(qtbot: QtBot, qapp: QApplication) -> None:
    window = QWidget()
    window.setProperty("surface", "page")
    window.resize(200, 100)
    qtbot.addWidget(window)
    window.show()
    label = Label("Hello", "body", window)
    label.show()
    before = (image_of(window).pixelColor(1, 1).name(), label.palette().color(label.foregroundRole()).name())

    apply_theme(qapp, Theme.HIGH_CONTRAST, 1.0, RESOURCES)

    after = (image_of(window).pixelColor(1, 1).name(), label.palette().color(label.foregroundRole()).name())
    assert before == (TOKENS[Theme.LIGHT].page, TOKENS[Theme.LIGHT].text)
    assert after == (TOKENS[Theme.HIGH_CONTRAST].page, TOKENS[Theme.HIGH_CONTRAST].text)


def test_switching_the_scale_makes_open_controls_larger(qtbot: QtBot, qapp: QApplication) -> None:
    button = Button("Save")
    label = Label("Hello")
    for part in (button, label):
        qtbot.addWidget(part)
        part.show()
    before = button.sizeHint().height(), label.sizeHint().height()

    apply_theme(qapp, Theme.LIGHT, 2.0, RESOURCES)

    assert (button.sizeHint().height(), label.sizeHint().height()) == (2 * before[0], 2 * before[1])
    assert look().px(48) == 96


def test_the_shipped_font_is_the_one_in_use(qapp: QApplication) -> None:
    assert QFontInfo(qapp.font()).family() == "Noto Sans"


def test_the_first_theme_is_one_of_the_three(qapp: QApplication) -> None:
    assert system_theme(qapp) in Theme
