"""How hard a Spanish text is to read, on the scale of Szigriszt and Pazos: from 65 on it is easy."""

from __future__ import annotations

import re

from textstat.textstat import textstatistics  # type: ignore[import-untyped]

from tests.knowledge.reading import as_prose

EASY_FROM = 65.0

# One of its own: the language of the shared one is that of the English pages.
_SCALE = textstatistics()
_SCALE.set_lang("es")


def perspicuity(text: str) -> float:
    """The score of `text`, one paragraph or item a line; higher is easier."""
    # The points in EE. UU. end no sentence, and a number is scored as a Spanish word.
    text = re.sub(r"\d+(?:[.,]\d+)*", "diez", text.replace("EE. UU.", "país"))
    return float(_SCALE.szigriszt_pazos(as_prose(text)))
