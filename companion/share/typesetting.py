"""Papers through typst: what is written comes as data and never as markup, with our own fonts alone.

A PDF is PDF/UA-1, which the compiler enforces. No character in a note is a reason for no paper.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import typst

from companion.core.paper_size import Paper
from companion.share.glyphs import FONTS, in_ascii, known_characters, writable

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

_TEMPLATES = "typst"


@dataclass(frozen=True, slots=True)
class Sheet:
    """One paper as it goes to its template: `content` is what the template asks for, in plain texts."""

    template: str
    language: str
    paper: Paper
    content: Mapping[str, object]


def sheet_of(template: str, content: DataclassInstance, *, language: str, paper: Paper) -> Sheet:
    """A sheet from the content of one paper."""
    return Sheet(template, language, paper, asdict(content))


def as_pdf(sheet: Sheet, resources: Path) -> bytes:
    """The PDF, tagged for a screen reader."""
    return b"".join(_typeset(sheet, resources, "pdf", None))


def as_pictures(sheet: Sheet, resources: Path, *, per_inch: int) -> tuple[bytes, ...]:
    """A PNG for each page, with so many points in an inch."""
    return _typeset(sheet, resources, "png", per_inch)


def _typeset(
    sheet: Sheet, resources: Path, form: Literal["pdf", "png"], per_inch: int | None
) -> tuple[bytes, ...]:
    known = known_characters(resources)
    try:
        return _compiled(sheet, resources, form, per_inch, lambda text: writable(text, known), strict=True)
    except typst.TypstError:
        pass
    try:
        # Characters that only together cannot be written: everything but the plainest goes as its code.
        return _compiled(sheet, resources, form, per_inch, in_ascii, strict=True)
    except typst.TypstError:
        return _compiled(sheet, resources, form, per_inch, in_ascii, strict=False)


def _compiled(
    sheet: Sheet,
    resources: Path,
    form: Literal["pdf", "png"],
    per_inch: int | None,
    write: Callable[[str], str],
    *,
    strict: bool,
) -> tuple[bytes, ...]:
    given = {**sheet.content, "paper": sheet.paper.value, "language": sheet.language}
    # A single page comes by itself, which the types of the library do not say.
    made: bytes | list[bytes] | None = typst.compile(
        resources / _TEMPLATES / f"{sheet.template}.typ",
        root=resources / _TEMPLATES,
        font_paths=[resources / FONTS],
        ignore_system_fonts=True,
        format=form,
        ppi=per_inch,
        sys_inputs={"sheet": json.dumps(_each_text(given, write))},
        pdf_standards="ua-1" if strict and form == "pdf" else None,
    )
    pages = made if isinstance(made, list) else [made]
    return tuple(page for page in pages if page is not None)


def _each_text(value: object, write: Callable[[str], str]) -> object:
    """The same with every text as it can be written; the names of fields are ours."""
    if isinstance(value, str):
        return write(value)
    if isinstance(value, Mapping):
        return {name: _each_text(one, write) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [_each_text(one, write) for one in value]
    return value
