"""What taking over a file did to the diary, row by row, as it is needed to undo it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field

from companion.stores.columns import Cell, to_json


@dataclass(frozen=True, slots=True)
class Counted:
    """What a merge did to one table."""

    new: int = 0
    newer: int = 0
    older: int = 0
    same: int = 0


@dataclass(frozen=True, slots=True)
class BroughtRow:
    """A row as an import left it: its sign, and the id of the version it took the place of, if of one."""

    sign: str
    earlier: str | None = None


Brought = Mapping[str, Mapping[str, BroughtRow]]


def sign_of(row: Mapping[str, Cell]) -> str:
    """Differs when any field of the row does."""
    return hashlib.sha256(to_json(dict(row)).encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Merged:
    """What a merge did, by table; `brought` is what it takes to undo it."""

    tables: Mapping[str, Counted] = field(default_factory=dict)
    brought: Brought = field(default_factory=dict)
    diary_before: str = ""

    @property
    def changes_anything(self) -> bool:
        return any(counted.new or counted.newer or counted.older for counted in self.tables.values())
