"""Sheets of paper that a person puts where they want them."""

from __future__ import annotations

from pathlib import Path

from companion.core.errors import UserCanFix


def save_sheet(file: str, sheet: bytes, *, refused: str = "recovery.not_saved") -> None:
    """Write it there; UserCanFix with the sentence `refused` where that is not possible."""
    try:
        Path(file).write_bytes(sheet)
    except OSError as error:
        raise UserCanFix(refused) from error
