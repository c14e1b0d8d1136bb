"""Why a temperature may not tell the truth: what hides a fever, and when to measure again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import inf

from companion.core.catalogue import Catalogue
from companion.core.diary import MedicineTaken, Reading, SymptomReport
from companion.core.scenario import Dose


def what_hides_a_fever(
    at: datetime, medicines: Iterable[MedicineTaken], doses: Iterable[Dose], catalogue: Catalogue
) -> tuple[MedicineTaken | Dose, ...]:
    """What was taken or given that may hide a fever at `at`, the newest first.

    A dose counts where a steroid is given with it; one without a time may have been any time before, and
    an unknown drug may be any drug. Both ends of the time for which something hides belong to it.
    """
    taken = [
        one
        for one in medicines
        if (known := catalogue.medicine(one.medicine, one.name)) is not None
        and at - timedelta(hours=known.hides_fever_hours) <= one.at <= at
    ]
    hours = {drug.id: drug.hides_fever_hours for drug in catalogue.drugs.values()}
    found: list[MedicineTaken | Dose] = [*taken, *(dose for dose in doses if _hides(dose, at, hours))]
    return tuple(sorted(found, key=_newest, reverse=True))


@dataclass(frozen=True, slots=True)
class Hiding:
    """What was taken and given over a stretch of time, to ask of many moments in it what may hide a fever."""

    medicines: tuple[MedicineTaken, ...]
    doses: tuple[Dose, ...]
    catalogue: Catalogue

    def at(self, moment: datetime) -> tuple[MedicineTaken | Dose, ...]:
        """What may hide a fever at that moment, the newest first."""
        return what_hides_a_fever(moment, self.medicines, self.doses, self.catalogue)


def reach_of_hiding(catalogue: Catalogue) -> timedelta:
    """For how long after it anything at all can hide a fever."""
    hours = [medicine.hides_fever_hours for medicine in catalogue.medicines.values()]
    hours += [drug.hides_fever_hours or 0 for drug in catalogue.drugs.values()]
    return timedelta(hours=max(hours, default=0))


def must_measure_now(
    now: datetime, reports: Iterable[SymptomReport], readings: Iterable[Reading], catalogue: Catalogue
) -> bool:
    """Whether one of the reports asks for a temperature and none was taken within the last hour or so."""
    fever = catalogue.fever
    if fever is None:
        return False
    asking = {id for id, symptom in catalogue.symptoms.items() if fever.reading in symptom.asks_for}
    felt = any(r.symptom in asking and (r.severity.steps or r.signs) and r.at <= now for r in reports)
    return felt and not any(r.kind == fever.reading and now - fever.fresh <= r.at <= now for r in readings)


def _newest(one: MedicineTaken | Dose) -> tuple[float, str]:
    moment = one.at if isinstance(one, MedicineTaken) else one.started_at
    return (-inf if moment is None else moment.timestamp()), one.key


def _hides(dose: Dose, at: datetime, hiding: Mapping[str, int | None]) -> bool:
    longest = max((hours for hours in hiding.values() if hours is not None), default=None)
    hours = hiding.get(dose.drug, longest)
    if hours is None:
        return False
    return dose.started_at is None or at - timedelta(hours=hours) <= dose.started_at <= at
