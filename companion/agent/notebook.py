"""What the reminder process keeps beside the diary: what it told, what was pressed, when it last looked."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from uuid import uuid4

from companion.aside import read_file, replace_file
from companion.core.agenda import LARGEST_FILE, read_moment
from companion.core.agent_turn import Heard
from companion.core.errors import UserCanFix
from companion.core.heartbeat import Heartbeat, heartbeat_as_json
from companion.core.presses import Press, press_as_json
from companion.paths import PersonFiles, make_private_folder


@dataclass(slots=True)
class Notebook:
    """Kept in memory too: a full disk must not make the process tell everything over and over."""

    files: PersonFiles
    told: dict[str, datetime] = field(default_factory=dict)
    snoozed: dict[str, datetime] = field(default_factory=dict)
    taken: set[str] = field(default_factory=set)
    tested: str | None = None

    @classmethod
    def read(cls, files: PersonFiles) -> Notebook:
        """What an earlier run kept; what cannot be read is told once more."""
        notebook = cls(files)
        try:
            found = json.loads(_small(files.ledger))
        except (OSError, ValueError, RecursionError):
            return notebook
        if isinstance(found, dict):
            notebook.told = _moments(found.get("told"))
            notebook.snoozed = _moments(found.get("snoozed"))
            taken = found.get("taken")
            notebook.taken = {id for id in taken if isinstance(id, str)} if isinstance(taken, list) else set()
            notebook.tested = found["tested"] if isinstance(found.get("tested"), str) else None
        return notebook

    def heard(self) -> Heard:
        return Heard(self.told, self.snoozed, self.taken)

    def forget_all_but(self, ids: Collection[str]) -> None:
        """Only what the agenda still holds can be asked for again."""
        self.told = {id: at for id, at in self.told.items() if id in ids}
        self.snoozed = {id: at for id, at in self.snoozed.items() if id in ids}
        self.taken &= set(ids)

    def keep(self) -> bool:
        """Put what was told on the disk; whether that worked."""
        content = {
            "told": {id: at.isoformat() for id, at in self.told.items()},
            "snoozed": {id: at.isoformat() for id, at in self.snoozed.items()},
            "taken": sorted(self.taken),
            "tested": self.tested,
        }
        return _written(self.files.ledger, json.dumps(content, indent=1).encode("ascii"), lasting=True)

    def hand_in(self, press: Press) -> bool:
        """Leave a press for the window, in a file of its own: it may be reading the others right now."""
        try:
            make_private_folder(self.files.inbox)
        except UserCanFix:
            return False
        return _written(self.files.inbox / f"{uuid4().hex}.json", press_as_json(press), lasting=True)

    def beat(self, heartbeat: Heartbeat) -> bool:
        """Say that this process lives; after a power cut nobody needs it."""
        return _written(self.files.heartbeat, heartbeat_as_json(heartbeat), lasting=False)


def _written(path: Path, content: bytes, *, lasting: bool) -> bool:
    try:
        replace_file(path, content, lasting=lasting)
    except OSError:
        return False
    return True


def _small(path: Path) -> bytes:
    return read_file(path, most=LARGEST_FILE)


def _moments(found: object) -> dict[str, datetime]:
    if not isinstance(found, dict):
        return {}
    moments = ((id, read_moment(value)) for id, value in found.items())
    return {id: moment for id, moment in moments if isinstance(id, str) and moment is not None}
