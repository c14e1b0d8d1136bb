"""The diary: what a person reported, when, and who entered it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import Final

from companion.core.levels import Reporter, Severity

# Letters of a note. Longer ones would hold up each page they stand on.
LONGEST_NOTE: Final = 10_000


@dataclass(frozen=True, slots=True)
class SymptomReport:
    """One answer about one symptom; `key` names the stored row, and in a scenario file its place.

    `count` is the number of times in 24 hours, where that was said; it judges nothing, the severity does.
    """

    key: str
    symptom: str
    severity: Severity
    at: datetime
    signs: frozenset[str] = frozenset()
    by: Reporter = Reporter.PATIENT
    count: int | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """One measured value in the unit it was typed in (UCUM code)."""

    key: str
    kind: str
    value: Decimal
    unit: str
    at: datetime
    by: Reporter = Reporter.PATIENT


@dataclass(frozen=True, slots=True)
class MedicineTaken:
    """A medicine a person took; `medicine` is a known id, or None when only the typed `name` is known.

    `plan_id` and `slot` name the occurrence of a medicine plan that it answers; `was_override` says that
    it was taken although the program had shown a reason to wait.
    """

    key: str
    medicine: str | None
    name: str
    at: datetime
    by: Reporter = Reporter.PATIENT
    plan_id: str | None = None
    slot: str | None = None
    amount: str = ""
    was_override: bool = False


class EntryState(Enum):
    """DRAFT while it is being filled in; UNFINISHED when it was left; both are judged like a finished one."""

    DRAFT = "draft"
    FINISHED = "finished"
    UNFINISHED = "unfinished"


@dataclass(frozen=True, slots=True)
class Entry:
    """One filling-in of the diary for one local day; `asked` are symptoms chosen but not answered yet."""

    id: str
    day: date
    zone: str
    state: EntryState
    started_at: datetime
    touched_at: datetime
    by: Reporter
    note: str = ""
    # None: as the preference says. What the present reader is not shown is taken out, and `note_withheld`.
    note_hidden: bool | None = None
    note_withheld: bool = False
    asked: tuple[str, ...] = ()
    reports: tuple[SymptomReport, ...] = ()
    readings: tuple[Reading, ...] = ()
    from_paper: bool = False
