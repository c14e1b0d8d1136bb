"""Notices: what fell due, kept so that each is shown once and never forgotten."""

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


@dataclass(frozen=True, slots=True)
class Notice:
    """A due thing that was shown in the window; `toast` is how the desktop notice fared, None until known."""

    id: str
    due: Due
    shown_at: datetime
    acted_at: datetime | None = None
    toast: str | None = None
