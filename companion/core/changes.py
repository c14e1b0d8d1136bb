"""What was changed or deleted in the diary: what stood there before and since, when and by whom."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from companion.core.diary import MedicineTaken, Reading, SymptomReport
from companion.core.levels import Reporter


class Part(Enum):
    """What of the diary was changed."""

    NOTE = "note"
    ANSWER = "answer"
    READING = "reading"
    MEDICINE = "medicine"


Stood = str | SymptomReport | Reading | MedicineTaken


@dataclass(frozen=True, slots=True)
class Change:
    """One change; None stands for "deleted". `by` is None for the program itself.

    `can_be_put_back` where what stands there now is not what stood there before this change.
    """

    id: str
    part: Part
    at: datetime
    by: Reporter | None
    before: Stood | None
    after: Stood | None
    can_be_put_back: bool
