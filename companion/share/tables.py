"""The diary as tables for a spreadsheet: one row for each answer, reading, dose, medicine and alert."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Final

_MARK: Final = "\ufeff"
# A spreadsheet takes a cell that begins so for a formula, and may then run or fetch something.
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_QUOTED: Final = "'"


def csv_text(header: Sequence[str], rows: Iterable[Sequence[str | int | None]]) -> str:
    """One table as CSV that a spreadsheet opens rightly: a byte order mark, every text in quotes."""
    written = io.StringIO()
    writer = csv.writer(written, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(header)
    for row in rows:
        writer.writerow(["" if cell is None else _harmless(cell) for cell in row])
    return _MARK + written.getvalue()


def text_of_cell(cell: str) -> str:
    """A text as it was before `csv_text` made it harmless: exactly one quote is taken away."""
    if cell.startswith(_QUOTED) and cell[1:].startswith((*_FORMULA, _QUOTED)):
        return cell[1:]
    return cell


def _harmless(cell: str | int) -> str | int:
    if isinstance(cell, str) and cell.startswith((*_FORMULA, _QUOTED)):
        return _QUOTED + cell
    return cell
