"""What was answered about one symptom."""

from __future__ import annotations

from dataclasses import dataclass

from companion.core.levels import Severity


@dataclass(frozen=True, slots=True)
class Answer:
    """`count` is the number of times, where that was typed."""

    severity: Severity
    signs: frozenset[str] = frozenset()
    count: int | None = None
