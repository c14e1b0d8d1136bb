"""Where a person is among the steps of one diary entry."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Stage(Enum):
    """What kind of step it is."""

    CHOOSE = "choose"
    QUESTION = "question"
    CHECK = "check"
    MEASURE = "measure"


@dataclass(frozen=True, slots=True)
class Place:
    """One step; a question names its symptom."""

    stage: Stage
    symptom: str = ""
