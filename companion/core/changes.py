"""What was changed or deleted: what stood there before and since, when and by whom."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from companion.core.diary import MedicineTaken, Reading, SymptomReport
from companion.core.levels import Reporter
from companion.core.photos import Photo
from companion.core.plan import MedicinePlan
from companion.core.treatment import DoseGiven, Treatment


class Part(Enum):
    """What was changed."""

    NOTE = "note"
    ANSWER = "answer"
    READING = "reading"
    MEDICINE = "medicine"
    DOSE = "dose"
    TREATMENT = "treatment"
    PLAN = "plan"
    PHOTO = "photo"


Stood = str | SymptomReport | Reading | MedicineTaken | DoseGiven | Treatment | MedicinePlan | Photo


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
