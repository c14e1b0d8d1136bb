"""The small pieces of a FHIR Bundle: addresses, codes and moments."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Final
from uuid import NAMESPACE_URL, uuid5

from companion.core.levels import Reporter
from companion.share.fhir_json import Json, Object

Addressed = tuple[str, Object]

OURS: Final = "urn:x-companion"
LOINC: Final = "http://loinc.org"
SNOMED: Final = "http://snomed.info/sct"
UCUM: Final = "http://unitsofmeasure.org"
_TERMINOLOGY: Final = "http://terminology.hl7.org/CodeSystem"


def url_of(kind: str, id: str) -> str:
    """The address of a resource within the Bundle; the same for the same row."""
    return f"urn:uuid:{uuid5(NAMESPACE_URL, f'{OURS}:{kind}:{id}')}"


def own(system: str, code: str) -> Object:
    """A code of this program."""
    return {"system": f"{OURS}:{system}", "code": code}


def category(code: str) -> Object:
    """What kind of observation it is."""
    return coding("observation-category", code)


def coding(system: str, code: str) -> Object:
    """A concept of HL7's own lists."""
    return {"coding": [{"system": f"{_TERMINOLOGY}/{system}", "code": code}]}


def to_whom(by: Reporter) -> Object:
    """Who told it, as a reference within the Bundle."""
    names = {Reporter.PATIENT: ("Patient", "patient"), Reporter.CAREGIVER: ("RelatedPerson", "caregiver")}
    return {"reference": url_of(*names[by])}


def resource(
    kind: str, id: str, content: Object, *, one_identifier: bool = False, from_paper: bool = False
) -> Addressed:
    """A resource with its address; `from_paper` tags what was typed back from a paper log."""
    url = url_of(kind, id)
    identifier: Object = {"system": f"{OURS}:row", "value": id}
    name: Json = identifier if one_identifier else [identifier]
    meta: Object = {"tag": [own("source", "from-paper")]}
    head: Object = {"resourceType": kind, "id": url.removeprefix("urn:uuid:")}
    return url, {**head, **({"meta": meta} if from_paper else {}), "identifier": name, **content}


def notes(*texts: str) -> Json:
    """What was written, each as a note; None where nothing was."""
    return [{"text": text} for text in texts if text.strip()] or None


def moment(at: datetime) -> str:
    """A moment in UTC, to the microsecond."""
    return at.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def optional_moment(at: datetime | None) -> str | None:
    """The same, where there is one."""
    return None if at is None else moment(at)
