"""The diary by days: what belongs to one local day, whatever it is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from companion.core.alerts import Alert
from companion.core.diary import Entry, MedicineTaken
from companion.core.photos import Photo
from companion.core.treatment import DoseGiven


@dataclass(frozen=True, slots=True)
class DiaryDay:
    """What stands in the diary for one local day."""

    day: date
    entries: tuple[Entry, ...]
    doses: tuple[DoseGiven, ...]
    medicines: tuple[MedicineTaken, ...]
    alerts: tuple[Alert, ...]
    photos: tuple[Photo, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing at all was written down for this day."""
        return not (self.entries or self.doses or self.medicines or self.alerts or self.photos)


@dataclass(frozen=True, slots=True)
class DiaryOfDays:
    """Everything of a stretch of days; `day_of` gives the local day of a moment."""

    entries: tuple[Entry, ...]
    doses: tuple[DoseGiven, ...]
    medicines: tuple[MedicineTaken, ...]
    alerts: tuple[Alert, ...]
    photos: tuple[Photo, ...]
    day_of: Callable[[datetime], date]

    def on(self, day: date) -> DiaryDay:
        """What belongs to one day of them."""
        return DiaryDay(
            day=day,
            entries=tuple(e for e in self.entries if e.day == day),
            doses=tuple(d for d in self.doses if self.day_of(d.started_at or d.recorded_at) == day),
            medicines=tuple(m for m in self.medicines if self.day_of(m.at) == day),
            alerts=tuple(a for a in self.alerts if self.day_of(a.raised_at) == day),
            photos=tuple(photo for photo in self.photos if photo.day == day),
        )
