"""The looks in which each page must be readable: three in every run, all twelve in the proofs."""

from __future__ import annotations

from itertools import product

import pytest

from companion.ui.theme import Theme

WIDE, NARROW = (1366, 768), (1024, 600)
# Each theme, both sizes of the text and both of the screen, the tightest of them together.
_ALWAYS = ((Theme.LIGHT, 1.0, WIDE), (Theme.DARK, 2.0, NARROW), (Theme.HIGH_CONTRAST, 2.0, WIDE))

in_every_look = pytest.mark.parametrize(
    ("theme", "scale", "size"),
    [
        pytest.param(*look, marks=() if look in _ALWAYS else pytest.mark.proof)
        for look in product(Theme, (1.0, 2.0), (WIDE, NARROW))
    ],
)
