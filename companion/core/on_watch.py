"""Who watches the person: a log of hand-overs, each from its moment to the next."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from companion.core.levels import Reporter


@dataclass(frozen=True, slots=True)
class Handover:
    """From `at` on the one named watches, as it was typed; nobody does where the name is empty."""

    id: str
    at: datetime
    name: str
    note: str = ""
    by: Reporter = Reporter.PATIENT


@dataclass(frozen=True, slots=True)
class Turn:
    """One person's watch, or a time without anybody; `until` is None while it goes on."""

    handover: Handover
    until: datetime | None

    @property
    def name(self) -> str:
        return self.handover.name

    @property
    def since(self) -> datetime:
        return self.handover.at


def turns(handovers: Iterable[Handover]) -> tuple[Turn, ...]:
    """Each from its moment to the next one, the newest first; of two at one moment the later one counts."""
    in_order = sorted(handovers, key=lambda one: one.at)
    ends = (*(one.at for one in in_order[1:]), None)
    return tuple(Turn(one, until) for one, until in zip(in_order, ends, strict=False))[::-1]
