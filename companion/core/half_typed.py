"""What a person has chosen or typed and not gone on from: kept so that a crash takes nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from companion.core.levels import Reporter


@dataclass(frozen=True, slots=True)
class HalfTyped:
    """One step of the diary of `day`; `subject` is its symptom or kind of reading, `fields` what is in it.

    It is no answer: nothing of it is judged until the person goes on.
    """

    day: date
    stage: str
    subject: str
    by: Reporter
    fields: Mapping[str, str] = field(default_factory=dict)
