"""Papers over the demonstration, and what other programs find in a PDF."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from companion.clock import FixedClock
from companion.core.catalogue import Catalogue
from companion.core.formats import Formats
from companion.core.levels import Reporter
from companion.core.paper_size import Paper
from companion.core.questions import Question
from companion.core.words import Words
from companion.services.alert_watch import AlertWatch
from companion.services.demo import play_demo
from companion.services.papers import Papers
from companion.services.record import Record
from companion.share.typesetting import Sheet, as_pdf
from companion.stores.database import open_diary
from companion.stores.shelf import Shelf
from tests.conftest import RESOURCES
from tests.page_states import NOW, ZONE

BREAK = "\u200b"


@dataclass(frozen=True, slots=True)
class PaperKit:
    """The demo's diary, and what papers are made of."""

    papers: Papers
    record: Record
    catalogue: Catalogue
    shelf: Shelf

    @property
    def formats(self) -> Formats:
        return self.record.formats()


def paper_kit(
    folder: Path,
    catalogue: Catalogue,
    words: Words,
    *,
    questions: Sequence[str] = (),
    allergies: str = "",
    empty: bool = False,
) -> PaperKit:
    """Close its shelf at the end."""
    shelf = Shelf.over(open_diary(folder / "diary.db", create=True))
    if not empty:
        play_demo(shelf, catalogue, words, now=NOW, zone=ZONE)
    clock = FixedClock(NOW, ZONE)
    watch = AlertWatch(shelf, catalogue, lambda: record.formats(), clock.now)
    record = Record(shelf, watch, words, clock.now, clock.zone)
    for n, question in enumerate(questions):
        asked = Question(str(n), question, NOW)
        shelf.questions.save(asked, at=NOW, by=Reporter.PATIENT)
    if allergies:
        person = replace(shelf.people.person(), allergies=allergies)
        shelf.people.save_person(person, at=NOW, by=Reporter.PATIENT)
    papers = Papers(shelf, record, catalogue, clock.now, clock.zone)
    return PaperKit(papers, record, catalogue, shelf)


def pdf_of(sheet: Sheet, folder: Path) -> Path:
    """The sheet as a file."""
    file = folder / "paper.pdf"
    file.write_bytes(as_pdf(sheet, RESOURCES))
    return file


def tags_of(pdf: Path) -> str:
    """The tree of tags that a screen reader goes along, with its texts."""
    return _said_by("pdfinfo", "-struct-text", str(pdf))


def text_of(pdf: Path) -> str:
    """All text in one line of words, without the marks at which a long word may break."""
    text = _said_by("pdftotext", "-raw", str(pdf), "-")
    return " ".join(text.replace(BREAK, "").split())


def laid_out(pdf: Path) -> str:
    """All text as it stands on the page, what is apart with blanks between."""
    return _said_by("pdftotext", "-layout", str(pdf), "-")


def pages_of(pdf: Path) -> int:
    """How many pages it has."""
    line = next(line for line in _said_by("pdfinfo", str(pdf)).splitlines() if line.startswith("Pages:"))
    return int(line.split()[1])


def _said_by(program: str, *arguments: str) -> str:
    if shutil.which(program) is None:
        pytest.skip(f"{program} of poppler-utils looks at the PDF; it is not installed here")
    done = subprocess.run([program, *arguments], capture_output=True, check=True)
    return done.stdout.decode("utf-8")


__all__ = ["BREAK", "Paper", "PaperKit", "laid_out", "pages_of", "paper_kit", "pdf_of", "tags_of", "text_of"]
