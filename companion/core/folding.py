"""Words as they are compared and ordered: without capitals and accents, in whatever language they are."""

from __future__ import annotations

import unicodedata

# A letter of its own that stands after its plain one; an accent alone changes no order.
_OWN_LETTERS = {"ñ": "n\U0010ffff"}


def fold(text: str) -> str:
    """Small letters without accents, so that é is found by e and ß by ss."""
    parts = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in parts if not unicodedata.combining(sign))


def order_of(name: str) -> tuple[str, str]:
    """What a shown name is sorted by: á beside a, ñ after n, and the name itself where two are alike."""
    letters = unicodedata.normalize("NFC", name.casefold())
    return "".join(_OWN_LETTERS.get(letter) or fold(letter) for letter in letters), name
