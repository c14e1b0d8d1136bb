"""The diary as a Bundle of HL7 FHIR R4, as the patient told it: for programs of a clinic.

Plain JSON by our own code; each resource carries its own id of the diary as an identifier, and codes only
where resources/ has one. Nothing in it is a diagnosis or a grade.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime

from companion.core.catalogue import Catalogue
from companion.core.levels import Reporter
from companion.core.people import Person
from companion.core.whole_diary import WholeDiary
from companion.core.words import Words
from companion.share.fhir_concepts import Concepts
from companion.share.fhir_diary import DiaryResources
from companion.share.fhir_json import Json, Object, fhir_json
from companion.share.fhir_parts import Addressed, moment, resource, to_whom
from companion.share.fhir_treatment import TreatmentResources


def fhir_bundle(
    diary: WholeDiary, catalogue: Catalogue, codes: Mapping[str, str], words: Words, *, now: datetime
) -> bytes:
    """The Bundle as JSON; the same diary gives the same Bundle but for the moment it was made."""
    named = Concepts(catalogue, codes, words)
    # The people first, as all others name them.
    told = (
        *_people(diary, words),
        *DiaryResources(words, named).of(diary),
        *TreatmentResources(catalogue, words, named).of(diary),
    )
    entries: list[Json] = [{"fullUrl": url, "resource": one} for url, one in told]
    bundle: Object = {
        "resourceType": "Bundle",
        "type": "collection",
        "timestamp": moment(now),
        "entry": entries,
    }
    return fhir_json(bundle).encode("utf-8")


def _people(diary: WholeDiary, words: Words) -> Iterator[Addressed]:
    person = diary.person or Person()
    birth = None if person.birth_date is None else person.birth_date.isoformat()
    name: Json = [{"text": person.name}] if person.name.strip() else None
    yield resource("Patient", "patient", {"name": name, "birthDate": birth})
    if any(by is Reporter.CAREGIVER for by in _who_told(diary)):
        said = words("exchange.by_caregiver")
        about: Object = {"patient": to_whom(Reporter.PATIENT), "relationship": [{"text": said}]}
        yield resource("RelatedPerson", "caregiver", about)


def _who_told(diary: WholeDiary) -> Iterator[Reporter]:
    for entry in diary.entries:
        yield entry.by
        yield from (report.by for report in entry.reports)
    for told in (diary.readings, diary.doses, diary.medicines, diary.plans, diary.appointments):
        yield from (one.by for one in told)
