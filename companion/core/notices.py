"""Notices: what fell due, kept so that each is listed once and never forgotten."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import Enum


class NoticeKind(Enum):
    """What a notice is about."""

    DIARY = "diary"
    WATCH_CHECK = "watch_check"
    MEDICINE = "medicine"
    INFUSION = "infusion"
    APPOINTMENT = "appointment"
    REFILL = "refill"
    ALERT = "alert"


@dataclass(frozen=True, slots=True)
class Due:
    """Something that falls due: unique on plan, instant and kind, so that it is listed once."""

    plan: str
    due_at: datetime
    kind: NoticeKind

    @property
    def key(self) -> str:
        """The three of them as one text."""
        return f"{self.kind.value}|{self.plan}|{self.due_at.isoformat()}"


@dataclass(frozen=True, slots=True)
class Notice:
    """A due thing that was listed in the window at `shown_at`.

    `last_shown_at` is when the person was last told of it, None while it only stands in the list, as in
    quiet hours. `toast` is how the last desktop notice fared, None until known.
    """

    id: str
    due: Due
    shown_at: datetime
    acted_at: datetime | None = None
    toast: str | None = None
    last_shown_at: datetime | None = None
    times_shown: int = 0
    snoozed_until: datetime | None = None
