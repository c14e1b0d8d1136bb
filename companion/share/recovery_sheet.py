"""The sheet of paper with the recovery code, as a PDF for any printer and for a screen reader."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from companion.core.paper_size import Paper
from companion.core.words import Words
from companion.share.typesetting import Sheet, as_pdf

_GROUPS_A_LINE = 4
_LONGEST_NAME = 60
_STEPS = ("recovery.sheet_step_1", "recovery.sheet_step_2", "recovery.sheet_step_3")


@dataclass(frozen=True, slots=True)
class RecoverySheet:
    """What the sheet is about; `name` may be empty, `day` is written as the person writes dates."""

    code: str
    name: str
    day: str


def draw_recovery_sheet(sheet: RecoverySheet, words: Words, paper: Paper, resources: Path) -> bytes:
    """The PDF. Names come as data: whatever stands in them stays text."""
    groups = sheet.code.split("-")
    lines = ["-".join(groups[:_GROUPS_A_LINE]), "-".join(groups[_GROUPS_A_LINE:])]
    written = {
        "title": words("recovery.sheet_title"),
        "owner": words("recovery.sheet_for", name=sheet.name[:_LONGEST_NAME]) if sheet.name else "",
        "made": words("recovery.sheet_made", day=sheet.day),
        "code_name": words("recovery.sheet_code"),
        "code_lines": [line for line in lines if line],
        "what": words("recovery.sheet_what"),
        "how": words("recovery.sheet_how"),
        "steps": [words(step) for step in _STEPS],
        "letters": words("recovery.sheet_letters"),
        "keep": words("recovery.sheet_keep"),
        "number": words("recovery.sheet_number"),
    }
    return as_pdf(Sheet("recovery_sheet", words.language, paper, written), resources)
