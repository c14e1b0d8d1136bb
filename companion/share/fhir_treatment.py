"""Doses, medicines and meetings as resources of HL7 FHIR R4."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from companion.core.appointments import Appointment
from companion.core.catalogue import Catalogue
from companion.core.diary import MedicineTaken
from companion.core.levels import Reporter
from companion.core.plan import MedicinePlan
from companion.core.recurrence import DailyAt
from companion.core.treatment import DoseGiven
from companion.core.upcoming import PlanRow
from companion.core.whole_diary import WholeDiary
from companion.core.words import Words
from companion.share.fhir_concepts import Concepts, coded
from companion.share.fhir_json import Json, Object
from companion.share.fhir_parts import Addressed, moment, notes, optional_moment, resource, to_whom


@dataclass(frozen=True, slots=True)
class TreatmentResources:
    """Each with its address in the Bundle."""

    catalogue: Catalogue
    words: Words
    named: Concepts

    def of(self, diary: WholeDiary) -> Iterator[Addressed]:
        """What was given and taken, what is planned to be taken, and the meetings to come."""
        yield from map(self._dose, diary.doses)
        yield from map(self._taken, diary.medicines)
        yield from map(self._plan, diary.plans)
        yield from map(self._appointment, diary.appointments)
        yield from map(self._planned, diary.planned)

    def _dose(self, dose: DoseGiven) -> Addressed:
        started, ended = dose.started_at, dose.ended_at
        # Without a time it is only known that it was before somebody wrote it down.
        span: Object = {"start": optional_moment(started), "end": moment(ended or dose.recorded_at)}
        known_end = ended is not None or started is None
        return resource(
            "MedicationAdministration",
            dose.id,
            {
                "status": "completed",
                "medicationCodeableConcept": self.named.drug(dose.drug),
                "subject": to_whom(Reporter.PATIENT),
                "effectivePeriod": span if known_end else None,
                "effectiveDateTime": None if known_end else optional_moment(started),
                "performer": [{"actor": to_whom(dose.by)}],
                "dosage": {"text": dose.amount} if dose.amount.strip() else None,
                "note": notes(dose.place, dose.reaction),
            },
        )

    def _taken(self, taken: MedicineTaken) -> Addressed:
        return resource(
            "MedicationStatement",
            taken.key,
            {
                "status": "completed",
                "medicationCodeableConcept": self.named.medicine(taken.medicine, taken.name),
                "subject": to_whom(Reporter.PATIENT),
                "effectiveDateTime": moment(taken.at),
                "informationSource": to_whom(taken.by),
                "dosage": [{"text": taken.amount}] if taken.amount.strip() else None,
            },
        )

    def _plan(self, plan: MedicinePlan) -> Addressed:
        times: list[Json] = []
        if isinstance(plan.recurrence, DailyAt):
            times = [time.isoformat() for time in plan.recurrence.times]
        repeat: Object = {"frequency": len(times), "period": 1, "periodUnit": "d", "timeOfDay": times}
        dosage: Object = {
            "text": plan.amount if plan.amount.strip() else None,
            "timing": {"repeat": repeat} if times else None,
        }
        last = None if plan.last_day is None else plan.last_day.isoformat()
        return resource(
            "MedicationStatement",
            plan.id,
            {
                "status": "active" if plan.stopped_at is None else "on-hold" if plan.is_paused else "stopped",
                "medicationCodeableConcept": self.named.medicine(plan.medicine, plan.name),
                "subject": to_whom(Reporter.PATIENT),
                "effectivePeriod": {"start": plan.first_day.isoformat(), "end": last},
                "dateAsserted": moment(plan.since),
                "informationSource": to_whom(plan.by),
                "reasonCode": [{"text": plan.what_for}] if plan.what_for.strip() else None,
                "dosage": [dosage] if any(dosage.values()) else None,
            },
        )

    def _appointment(self, one: Appointment) -> Addressed:
        known = self.catalogue.appointment_kinds.get(one.kind)
        kind = self.words.written(known.words.name) if known else one.kind
        return self._meeting(
            one.id,
            (one.title.strip() and one.title) or kind,
            one.starts_at,
            one.minutes,
            (one.place, one.to_bring, one.notes),
            is_cancelled=one.is_cancelled,
            kind=coded("appointment", one.kind, kind),
        )

    def _planned(self, row: PlanRow) -> Addressed:
        name = self.named.drug_name(row.planned.drug)
        return self._meeting(
            f"{row.treatment.id}.{row.planned.ordinal}",
            self.words("calendar_file.infusion", drug=name, cycle=row.planned.cycle, day=row.planned.day),
            row.planned.starts_at,
            row.planned.minutes,
            (row.treatment.place,),
            is_cancelled=not row.is_open,
            kind=coded("drug", row.planned.drug, name),
        )

    def _meeting(
        self,
        id: str,
        title: str,
        starts_at: datetime,
        minutes: int | None,
        notes: Iterable[str],
        *,
        is_cancelled: bool,
        kind: Object,
    ) -> Addressed:
        ends_at = None if minutes is None else starts_at + timedelta(minutes=minutes)
        comment = "\n".join(note for note in notes if note.strip())
        who: Object = {"actor": to_whom(Reporter.PATIENT), "status": "accepted"}
        return resource(
            "Appointment",
            id,
            {
                "status": "cancelled" if is_cancelled else "booked",
                "appointmentType": kind,
                "description": title,
                "start": moment(starts_at),
                # R4 wants a start and an end, or neither.
                "end": moment(ends_at or starts_at),
                "comment": comment or None,
                "participant": [who],
            },
        )
