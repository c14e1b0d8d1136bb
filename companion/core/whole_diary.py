"""All of a diary as values, for what is made of the whole of it."""

from __future__ import annotations

from dataclasses import dataclass

from companion.core.alerts import Alert
from companion.core.appointments import Appointment
from companion.core.diary import Entry, MedicineTaken, Reading
from companion.core.people import Person
from companion.core.plan import MedicinePlan
from companion.core.treatment import DoseGiven
from companion.core.upcoming import PlanRow


@dataclass(frozen=True, slots=True)
class WholeDiary:
    """Everything that is not deleted, each kind in order of time.

    `readings` are all, those of entries too. Of `plans` the newest version each; `planned` are coming doses.
    """

    entries: tuple[Entry, ...] = ()
    readings: tuple[Reading, ...] = ()
    doses: tuple[DoseGiven, ...] = ()
    medicines: tuple[MedicineTaken, ...] = ()
    alerts: tuple[Alert, ...] = ()
    person: Person | None = None
    plans: tuple[MedicinePlan, ...] = ()
    appointments: tuple[Appointment, ...] = ()
    planned: tuple[PlanRow, ...] = ()

    def from_paper(self) -> frozenset[str]:
        """The keys of the answers and readings that were written on paper first, and typed back."""
        typed_back = [entry for entry in self.entries if entry.from_paper]
        return frozenset(
            one.key for entry in typed_back for told in (entry.reports, entry.readings) for one in told
        )
