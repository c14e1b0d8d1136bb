"""What came of saving a file, looking at one, taking it over and undoing that."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from companion.core.errors import CompanionError
from companion.core.exchange_file import ExchangeFile
from companion.core.import_wording import ImportPreview
from companion.core.imports import Undone
from companion.services.file_making import FileKind


class Work(Enum):
    """What is under way, or what an answer is about."""

    SAVE = "save"
    LOOK = "look"
    TAKE_OVER = "take_over"
    UNDO = "undo"


@dataclass(frozen=True, slots=True)
class Saved:
    """A file, or a folder of tables, that is on the disk now."""

    kind: FileKind
    path: Path


@dataclass(frozen=True, slots=True)
class Looked:
    """What a file would bring; nothing of it is written."""

    source: Path
    file: ExchangeFile
    preview: ImportPreview


@dataclass(frozen=True, slots=True)
class Refused:
    """Why something was not done; `name` is whose diary a file says it is, where it can be read."""

    about: Work
    problem: CompanionError
    kind: FileKind | None = None
    source: Path | None = None
    name: str = ""


@dataclass(frozen=True, slots=True)
class TakenOver:
    """An import that is in the diary now."""

    origin: str


@dataclass(frozen=True, slots=True)
class TakenOut:
    """An import that is out of the diary again."""

    undone: Undone


Outcome = Saved | Looked | Refused | TakenOver | TakenOut


@dataclass(frozen=True, slots=True)
class FilesState:
    """`work` is under way, `done` from 0 to 1 once it takes longer than a second; then comes an outcome."""

    work: Work | None
    done: float | None
    outcome: Outcome | None
    kind: FileKind | None = None
