"""What to say on the phone, as sentences built from what was entered."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from companion.core.catalogue import Catalogue
from companion.core.diary import MedicineTaken, Reading, SymptomReport
from companion.core.exposure import opens_window
from companion.core.formats import Formats
from companion.core.medicines import medicine_named_in
from companion.core.people import Person
from companion.core.scenario import UNKNOWN_DRUG
from companion.core.treatment import DoseGiven, Treatment
from companion.core.words import Words


@dataclass(frozen=True, slots=True)
class SpokenFacts:
    """What the call script may draw on; entries are those of the look-back."""

    person: Person
    treatments: tuple[Treatment, ...]
    doses: tuple[DoseGiven, ...]
    reports: tuple[SymptomReport, ...]
    readings: tuple[Reading, ...]
    medicines: tuple[MedicineTaken, ...]


def call_script(
    facts: SpokenFacts, catalogue: Catalogue, formats: Formats, words: Words, now: datetime
) -> tuple[str, ...]:
    """The sentences to read aloud: who, which drug and when, what is wrong, what was taken."""
    return (
        *_who(facts.person, formats, words),
        *_hospital_number(facts.person, words),
        *_treatment(facts, catalogue, formats, words, now),
        *_readings(facts.readings, catalogue, formats, words, now),
        *_symptoms(facts.reports, catalogue, words),
        *_medicines(facts.medicines, catalogue, formats, words, now),
        *_allergies(facts.person, words),
        words("script.ask"),
    )


def _who(person: Person, formats: Formats, words: Words) -> Iterable[str]:
    born = formats.plain_day(person.birth_date) if person.birth_date else ""
    if person.cared_for_by_another and person.name:
        key = "script.patient_is" if born else "script.patient_name_is"
        yield words(key, name=person.name, birth_date=born)
    elif person.name and born:
        yield words("script.name_and_birth", name=person.name, birth_date=born)
    elif person.name:
        yield words("script.name_only", name=person.name)
    elif born:
        yield words("script.birth_only", birth_date=born)


def _hospital_number(person: Person, words: Words) -> Iterable[str]:
    if person.hospital_number:
        yield words("script.hospital_number", number=person.hospital_number)


def _allergies(person: Person, words: Words) -> Iterable[str]:
    if person.allergies:
        yield words("script.allergies", allergies=person.allergies)


def _treatment(
    facts: SpokenFacts, catalogue: Catalogue, formats: Formats, words: Words, now: datetime
) -> Iterable[str]:
    """The newest dose of each drug, newest first; without doses the drugs that are planned."""
    newest: dict[str, DoseGiven] = {}
    for dose in facts.doses:
        drug = dose.drug or UNKNOWN_DRUG
        if dose.started_at is not None and dose.started_at > now:
            continue
        if drug not in newest or _start(dose) > _start(newest[drug]):
            newest[drug] = dose
    for drug, dose in sorted(newest.items(), key=lambda item: _start(item[1]), reverse=True):
        yield _dose_sentence(drug, dose, catalogue, formats, words, now)
        for window in catalogue.windows.values():
            if window.in_script and drug in catalogue.drugs and opens_window(catalogue, drug, window.id):
                yield words.written(window.in_script)
    planned = {treatment.drug for treatment in facts.treatments} - set(newest)
    for drug in sorted(planned):
        yield words("script.drug_planned", drug=_drug_name(drug, catalogue, words))
    if not newest and not planned:
        yield words("script.no_drug")


def _start(dose: DoseGiven) -> float:
    return dose.started_at.timestamp() if dose.started_at is not None else float("-inf")


def _dose_sentence(
    drug: str, dose: DoseGiven, catalogue: Catalogue, formats: Formats, words: Words, now: datetime
) -> str:
    name = _drug_name(drug, catalogue, words)
    if dose.started_at is None:
        return words("script.drug_no_time", drug=name)
    key = "script.drug_and_hours" if dose.amount else "script.drug_no_amount"
    moment, span = formats.moment(dose.started_at, now), formats.span(now - dose.started_at)
    return words(key, drug=name, amount=dose.amount, moment=moment, span=span)


def _drug_name(drug: str, catalogue: Catalogue, words: Words) -> str:
    found = catalogue.drugs.get(drug)
    return words.written(found.words.in_script) if found else words("script.unknown_drug")


def _readings(
    readings: tuple[Reading, ...], catalogue: Catalogue, formats: Formats, words: Words, now: datetime
) -> Iterable[str]:
    """The newest reading of each kind, and of temperatures the highest one as well."""
    kinds = [kind for kind in catalogue.readings if any(r.kind == kind for r in readings)]
    fever = catalogue.fever
    for kind in sorted(kinds, key=lambda k: (fever is None or k != fever.reading, k)):
        of_kind = sorted((r for r in readings if r.kind == kind), key=lambda r: r.at)
        shown = [of_kind[-1]]
        if fever is not None and kind == fever.reading:
            highest = max(of_kind, key=lambda r: catalogue.readings[kind].in_first_unit(r.value, r.unit))
            if highest is not of_kind[-1]:
                shown.append(highest)
        for one in shown:
            about = catalogue.readings[kind]
            text = formats.reading(one.value, one.unit, about)
            moment = formats.moment(one.at, now)
            measured = words.written(about.words.in_script, value=text)
            yield words("script.reading", reading=measured, moment=moment)


def _symptoms(reports: tuple[SymptomReport, ...], catalogue: Catalogue, words: Words) -> Iterable[str]:
    worst: dict[str, SymptomReport] = {}
    for report in reports:
        before = worst.get(report.symptom)
        if before is None or report.severity.steps >= before.severity.steps:
            worst[report.symptom] = report
    known = [r for r in worst.values() if r.symptom in catalogue.symptoms and (r.severity.steps or r.signs)]
    if known:
        known.sort(key=lambda r: -r.severity.steps)
        each = [
            words(
                "script.symptom",
                symptom=words.written(catalogue.symptoms[r.symptom].words.in_script),
                severity=words(f"script.{r.severity.value}"),
            )
            for r in known
        ]
        yield words("script.symptoms", symptoms=_joined(each, words))
    for report in known:
        for sign in catalogue.symptoms[report.symptom].signs:
            if sign.id in report.signs:
                yield words("script.sign", question=words.written(sign.question))


def _medicines(
    taken: tuple[MedicineTaken, ...], catalogue: Catalogue, formats: Formats, words: Words, now: datetime
) -> Iterable[str]:
    if not taken:
        yield words("script.no_medicines")
        return
    each = [
        words(
            "script.medicine", name=_medicine_name(one, catalogue, words), moment=formats.moment(one.at, now)
        )
        for one in sorted(taken, key=lambda one: one.at)
    ]
    yield words("script.medicines", medicines=_joined(each, words))
    if any(catalogue.medicine(one.medicine, one.name) for one in taken):
        yield words("script.hidden_fever")


def _medicine_name(taken: MedicineTaken, catalogue: Catalogue, words: Words) -> str:
    """What the person wrote, and beside it what is known to be in it."""
    known = catalogue.medicines.get(taken.medicine or "") or medicine_named_in(
        taken.name, catalogue.medicines.values()
    )
    if known is None:
        return taken.name
    spoken = words.written(known.words.in_script)
    if not taken.name.strip() or known.is_called(taken.name):
        return spoken
    return words("script.medicine_with", name=taken.name, known=spoken)


def _joined(parts: list[str], words: Words) -> str:
    text = parts[-1]
    for part in reversed(parts[:-1]):
        text = words("script.join", first=part, rest=text)
    return text
