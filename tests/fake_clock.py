"""A clock that tests move by hand."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta


@dataclass
class FakeClock:
    """Stands still until it is moved."""

    moment: datetime = field(default=datetime(2026, 3, 2, 14, 0, tzinfo=UTC))
    place: str = "America/New_York"

    def now(self) -> datetime:
        return self.moment

    def zone(self) -> str:
        return self.place

    def advance(self, **span: float) -> None:
        self.moment += timedelta(**span)
