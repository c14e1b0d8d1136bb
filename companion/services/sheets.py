"""Sheets of paper that a person puts where they want them."""

from __future__ import annotations

from pathlib import Path

from companion.aside import replace_file
from companion.core.errors import UserCanFix


def save_sheet(file: str, sheet: bytes, *, refused: str = "recovery.not_saved") -> None:
    """Write it there, for this account alone; UserCanFix says `refused` where that is not possible."""
    try:
        replace_file(Path(file), sheet)
    except OSError as error:
        raise UserCanFix(refused) from error
