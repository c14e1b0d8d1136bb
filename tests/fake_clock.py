"""A clock that tests move by hand."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

_STARTED = datetime(2026, 1, 1, tzinfo=UTC)


@dataclass
class FakeClock:
    """Stands still until it is moved."""

    moment: datetime = field(default=datetime(2026, 3, 2, 14, 0, tzinfo=UTC))
    place: str = "America/New_York"
    was_set_by: timedelta = timedelta()

    def now(self) -> datetime:
        return self.moment

    def zone(self) -> str:
        return self.place

    def uptime(self) -> timedelta:
        """Whoever moves the clock lets time go by, unless it is set."""
        return self.moment - _STARTED - self.was_set_by

    def advance(self, **span: float) -> None:
        self.moment += timedelta(**span)

    def set_by(self, **span: float) -> None:
        """Somebody sets the clock; no time goes by."""
        self.moment += timedelta(**span)
        self.was_set_by += timedelta(**span)
