"""Reads the codes by which programs of a clinic know a symptom; of a broken file only text goes out."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Final

CODES: Final = "codes.toml"


def load_codes(resources: Path) -> Mapping[str, str]:
    """SNOMED CT codes by the id of the symptom."""
    try:
        found = tomllib.loads((resources / CODES).read_text("utf-8")).get("snomed", {})
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError):
        return {}
    if not isinstance(found, dict):
        return {}
    return {id: code for id, code in found.items() if isinstance(code, str) and code.isdecimal()}
