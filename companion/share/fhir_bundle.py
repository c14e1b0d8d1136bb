"""The diary as a Bundle of HL7 FHIR R4, as the patient told it: for programs of a clinic.

Plain JSON by our own code; each resource carries its own id of the diary as an identifier, and codes only
where resources/ has one. Nothing in it is a diagnosis or a grade.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from companion.core.appointments import Appointment
from companion.core.catalogue import Catalogue
from companion.core.diary import Entry, EntryState, MedicineTaken, Reading, SymptomReport
from companion.core.levels import Reporter, Severity
from companion.core.people import Person
from companion.core.plan import MedicinePlan
from companion.core.recurrence import DailyAt
from companion.core.treatment import DoseGiven
from companion.core.upcoming import PlanRow
from companion.core.whole_diary import WholeDiary
from companion.core.words import Words
from companion.share.fhir_concepts import Concepts, coded
from companion.share.fhir_json import Json, Object, fhir_json
from companion.share.fhir_parts import (
    OURS,
    UCUM,
    category,
    coding,
    moment,
    notes,
    optional_moment,
    url_of,
)

_STATES: Final = {
    EntryState.FINISHED: "completed",
    EntryState.UNFINISHED: "in-progress",
    EntryState.DRAFT: "in-progress",
}


def fhir_bundle(
    diary: WholeDiary, catalogue: Catalogue, codes: Mapping[str, str], words: Words, *, now: datetime
) -> bytes:
    """The Bundle as JSON; the same diary gives the same Bundle but for the moment it was made."""
    made = _Making(diary, catalogue, words, Concepts(catalogue, codes, words))
    entries: list[Json] = [{"fullUrl": url, "resource": resource} for url, resource in made.resources()]
    bundle: Object = {
        "resourceType": "Bundle",
        "type": "collection",
        "timestamp": moment(now),
        "entry": entries,
    }
    return fhir_json(bundle).encode("utf-8")


@dataclass(frozen=True, slots=True)
class _Making:
    diary: WholeDiary
    catalogue: Catalogue
    words: Words
    named: Concepts

    def resources(self) -> Iterator[tuple[str, Object]]:
        """Each resource with its address within the Bundle; the people first, as all others name them."""
        diary = self.diary
        yield self._patient(diary.person or Person())
        if any(by is Reporter.CAREGIVER for by in self._who_told()):
            yield self._caregiver()
        for entry in diary.entries:
            for report in entry.reports:
                yield self._symptom(report)
            if entry.reports or entry.note:
                yield self._answers(entry)
        yield from map(self._reading, diary.readings)
        yield from map(self._dose, diary.doses)
        yield from map(self._taken, diary.medicines)
        yield from map(self._plan, diary.plans)
        yield from map(self._appointment, diary.appointments)
        yield from map(self._planned, diary.planned)

    def _who_told(self) -> Iterator[Reporter]:
        diary = self.diary
        for entry in diary.entries:
            yield entry.by
            yield from (report.by for report in entry.reports)
        for told in (diary.readings, diary.doses, diary.medicines, diary.plans, diary.appointments):
            yield from (one.by for one in told)

    def _patient(self, person: Person) -> tuple[str, Object]:
        birth = None if person.birth_date is None else person.birth_date.isoformat()
        name: Json = [{"text": person.name}] if person.name.strip() else None
        return self._resource("Patient", "patient", {"name": name, "birthDate": birth})

    def _caregiver(self) -> tuple[str, Object]:
        said = self.words("exchange.by_caregiver")
        about: Object = {"patient": self._to(Reporter.PATIENT), "relationship": [{"text": said}]}
        return self._resource("RelatedPerson", "caregiver", about)

    def _symptom(self, report: SymptomReport) -> tuple[str, Object]:
        asked = self.named.signs(report.symptom)
        signs: list[Json] = [
            {"code": coded("sign", sign, asked.get(sign, sign)), "valueBoolean": True}
            for sign in sorted(report.signs)
        ]
        sure = report.severity is not Severity.NOT_SURE
        return self._resource(
            "Observation",
            report.key,
            {
                "status": "final",
                "category": [category("survey")],
                "code": self.named.symptom(report.symptom),
                "subject": self._to(Reporter.PATIENT),
                "effectiveDateTime": moment(report.at),
                "performer": [self._to(report.by)],
                "valueInteger": report.severity.steps if sure else None,
                "dataAbsentReason": None if sure else coding("data-absent-reason", "asked-unknown"),
                "component": signs or None,
            },
        )

    def _reading(self, reading: Reading) -> tuple[str, Object]:
        return self._resource(
            "Observation",
            reading.key,
            {
                "status": "final",
                "category": [category("vital-signs")],
                "code": self.named.reading(reading.kind),
                "subject": self._to(Reporter.PATIENT),
                "effectiveDateTime": moment(reading.at),
                "performer": [self._to(reading.by)],
                "valueQuantity": {
                    "value": reading.value,
                    "unit": self.named.unit(reading.kind, reading.unit),
                    "system": UCUM,
                    "code": reading.unit,
                },
            },
        )

    def _answers(self, entry: Entry) -> tuple[str, Object]:
        """The answers of one filling-in as they were asked, with the note."""
        items: list[Json] = [self.named.answer(report) for report in entry.reports]
        if entry.note.strip():
            note = self.words("exchange.column_note")
            items.append({"linkId": "note", "text": note, "answer": [{"valueString": entry.note}]})
        return self._resource(
            "QuestionnaireResponse",
            entry.id,
            {
                "questionnaire": f"{OURS}:diary",
                "status": _STATES[entry.state],
                "subject": self._to(Reporter.PATIENT),
                "authored": moment(entry.started_at),
                "author": self._to(entry.by),
                "item": items,
            },
            one_identifier=True,
        )

    def _dose(self, dose: DoseGiven) -> tuple[str, Object]:
        started, ended = dose.started_at, dose.ended_at
        # Without a time it is only known that it was before somebody wrote it down.
        span: Object = {"start": optional_moment(started), "end": moment(ended or dose.recorded_at)}
        known_end = ended is not None or started is None
        return self._resource(
            "MedicationAdministration",
            dose.id,
            {
                "status": "completed",
                "medicationCodeableConcept": self.named.drug(dose.drug),
                "subject": self._to(Reporter.PATIENT),
                "effectivePeriod": span if known_end else None,
                "effectiveDateTime": None if known_end else optional_moment(started),
                "performer": [{"actor": self._to(dose.by)}],
                "dosage": {"text": dose.amount} if dose.amount.strip() else None,
                "note": notes(dose.place, dose.reaction),
            },
        )

    def _taken(self, taken: MedicineTaken) -> tuple[str, Object]:
        return self._resource(
            "MedicationStatement",
            taken.key,
            {
                "status": "completed",
                "medicationCodeableConcept": self.named.medicine(taken.medicine, taken.name),
                "subject": self._to(Reporter.PATIENT),
                "effectiveDateTime": moment(taken.at),
                "informationSource": self._to(taken.by),
                "dosage": [{"text": taken.amount}] if taken.amount.strip() else None,
            },
        )

    def _plan(self, plan: MedicinePlan) -> tuple[str, Object]:
        times: list[Json] = []
        if isinstance(plan.recurrence, DailyAt):
            times = [time.isoformat() for time in plan.recurrence.times]
        repeat: Object = {"frequency": len(times), "period": 1, "periodUnit": "d", "timeOfDay": times}
        dosage: Object = {
            "text": plan.amount if plan.amount.strip() else None,
            "timing": {"repeat": repeat} if times else None,
        }
        last = None if plan.last_day is None else plan.last_day.isoformat()
        return self._resource(
            "MedicationStatement",
            plan.id,
            {
                "status": "active" if plan.stopped_at is None else "on-hold" if plan.is_paused else "stopped",
                "medicationCodeableConcept": self.named.medicine(plan.medicine, plan.name),
                "subject": self._to(Reporter.PATIENT),
                "effectivePeriod": {"start": plan.first_day.isoformat(), "end": last},
                "dateAsserted": moment(plan.since),
                "informationSource": self._to(plan.by),
                "reasonCode": [{"text": plan.what_for}] if plan.what_for.strip() else None,
                "dosage": [dosage] if any(dosage.values()) else None,
            },
        )

    def _appointment(self, one: Appointment) -> tuple[str, Object]:
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

    def _planned(self, row: PlanRow) -> tuple[str, Object]:
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
    ) -> tuple[str, Object]:
        ends_at = None if minutes is None else starts_at + timedelta(minutes=minutes)
        comment = "\n".join(note for note in notes if note.strip())
        who: Object = {"actor": self._to(Reporter.PATIENT), "status": "accepted"}
        return self._resource(
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

    def _to(self, by: Reporter) -> Object:
        names = {Reporter.PATIENT: ("Patient", "patient"), Reporter.CAREGIVER: ("RelatedPerson", "caregiver")}
        return {"reference": url_of(*names[by])}

    def _resource(
        self, kind: str, id: str, content: Object, *, one_identifier: bool = False
    ) -> tuple[str, Object]:
        url = url_of(kind, id)
        identifier: Object = {"system": f"{OURS}:row", "value": id}
        name: Json = identifier if one_identifier else [identifier]
        head: Object = {"resourceType": kind, "id": url.removeprefix("urn:uuid:"), "identifier": name}
        return url, {**head, **content}
