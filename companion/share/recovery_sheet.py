"""The sheet of paper with the recovery code, as a PDF for any printer and for a screen reader."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

import typst

from companion.core.words import Words

_TEMPLATE = "typst/recovery_sheet.typ"
_FONTS = "fonts"
_GROUPS_A_LINE = 4
_LONGEST_NAME = 60
_STEPS = ("recovery.sheet_step_1", "recovery.sheet_step_2", "recovery.sheet_step_3")


class Paper(Enum):
    """The size that a printer has."""

    A4 = "a4"
    LETTER = "us-letter"


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
        "paper": paper.value,
        "language": words.language,
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
    try:
        return _compiled(written, resources, readable_aloud=True)
    except typst.TypstError:
        # A sign that no font has is no reason for no sheet: it becomes an empty box, against that standard.
        return _compiled(written, resources, readable_aloud=False)


def _compiled(written: Mapping[str, object], resources: Path, *, readable_aloud: bool) -> bytes:
    return typst.compile(
        resources / _TEMPLATE,
        font_paths=[resources / _FONTS],
        format="pdf",
        sys_inputs={"sheet": json.dumps(written)},
        pdf_standards="ua-1" if readable_aloud else None,
    )
