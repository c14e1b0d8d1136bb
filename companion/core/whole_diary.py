"""All of a diary as values, for what is made of the whole of it."""

from __future__ import annotations

from dataclasses import dataclass

from companion.core.alerts import Alert
from companion.core.diary import Entry, MedicineTaken
from companion.core.treatment import DoseGiven


@dataclass(frozen=True, slots=True)
class WholeDiary:
    """Everything that is not deleted, each kind in order of time."""

    entries: tuple[Entry, ...] = ()
    doses: tuple[DoseGiven, ...] = ()
    medicines: tuple[MedicineTaken, ...] = ()
    alerts: tuple[Alert, ...] = ()
