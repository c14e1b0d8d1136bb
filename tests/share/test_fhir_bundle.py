"""A Bundle for programs of a clinic: it passes the R4 models, and nothing that it can carry is lost."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

import pytest
from fhirclient.models.bundle import Bundle
from hypothesis import given, settings
from hypothesis import strategies as st

from companion.core.appointments import Appointment
from companion.core.catalogue import Catalogue
from companion.core.diary import Entry, EntryState, MedicineTaken, Reading, SymptomReport
from companion.core.levels import Reporter, Severity
from companion.core.people import Person
from companion.core.recurrence import DailyAt
from companion.core.treatment import DoseGiven
from companion.core.whole_diary import WholeDiary
from companion.core.words import Words
from companion.paths import resources_dir
from companion.share.fhir_bundle import fhir_bundle
from companion.share.fhir_parts import LOINC, OURS, SNOMED, UCUM
from companion.stores.codes import CODES, load_codes
from tests.core.medicine_samples import a_plan
from tests.ui.context import CATALOGUE, WORDS

NOW = datetime(2026, 3, 24, 14, 5, tzinfo=UTC)
ROW = f"{OURS}:row"
PEOPLE = {"Patient": Reporter.PATIENT, "RelatedPerson": Reporter.CAREGIVER}
texts = st.text(st.characters(exclude_categories=["Cc", "Cs"]), min_size=1, max_size=20).filter(str.strip)
moments = st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC))
reporters = st.sampled_from(Reporter)
ids = st.uuids().map(str)
symptoms = st.sampled_from(sorted(CATALOGUE.symptoms))


@st.composite
def reports(draw: st.DrawFn) -> SymptomReport:
    symptom = draw(symptoms)
    signs = [sign.id for sign in CATALOGUE.symptoms[symptom].signs]
    chosen = draw(st.frozensets(st.sampled_from(signs))) if signs else frozenset[str]()
    severity = draw(st.sampled_from(Severity))
    count = draw(st.none() | st.integers(0, 50))
    return SymptomReport(draw(ids), symptom, severity, draw(moments), chosen, draw(reporters), count)


@st.composite
def readings(draw: st.DrawFn) -> Reading:
    kind = CATALOGUE.readings[draw(st.sampled_from(sorted(CATALOGUE.readings)))]
    value = draw(st.decimals(kind.low, kind.high, places=2))
    unit = draw(st.sampled_from(kind.unit_codes))
    return Reading(draw(ids), kind.id, value, unit, draw(moments), draw(reporters))


@st.composite
def entries(draw: st.DrawFn) -> Entry:
    at = draw(moments)
    return Entry(
        draw(ids), at.date(), "UTC", draw(st.sampled_from(EntryState)), at, at, draw(reporters),
        note=draw(st.just("") | texts), reports=tuple(draw(st.lists(reports(), max_size=2))),
    )  # fmt: skip


@st.composite
def doses(draw: st.DrawFn) -> DoseGiven:
    started = draw(st.none() | moments)
    ended = None if started is None else draw(st.none() | st.just(started + timedelta(hours=1)))
    drug = draw(st.none() | st.sampled_from(sorted(CATALOGUE.drugs)))
    return DoseGiven(
        draw(ids), None, None, drug, draw(st.just("") | texts), started, NOW, draw(reporters),
        ended_at=ended, place=draw(st.just("") | texts), reaction=draw(st.just("") | texts),
    )  # fmt: skip


@st.composite
def medicines(draw: st.DrawFn) -> MedicineTaken:
    medicine = draw(st.none() | st.sampled_from(sorted(CATALOGUE.medicines)))
    return MedicineTaken(
        draw(ids), medicine, draw(texts), draw(moments), draw(reporters), amount=draw(st.just("") | texts)
    )


diaries = st.builds(
    WholeDiary,
    entries=st.lists(entries(), max_size=3).map(tuple),
    readings=st.lists(readings(), max_size=3).map(tuple),
    doses=st.lists(doses(), max_size=2).map(tuple),
    medicines=st.lists(medicines(), max_size=2).map(tuple),
    person=st.builds(Person, name=st.just("") | texts, birth_date=st.none() | st.dates()),
)


def made(diary: WholeDiary) -> str:
    return fhir_bundle(diary, CATALOGUE, load_codes(resources_dir()), WORDS, now=NOW).decode("utf-8")


def resources(text: str) -> Mapping[str, list[Any]]:
    """What the R4 models read, strictly, by kind; they refuse what is missing, unknown or of a wrong type."""
    bundle = Bundle(json.loads(text), strict=True)
    found: dict[str, list[Any]] = {}
    for entry in bundle.entry:
        found.setdefault(entry.resource.resource_type, []).append(entry.resource)
    return found


def row(resource: Any) -> str:
    identifier = resource.identifier
    one = identifier[0] if isinstance(identifier, list) else identifier
    assert one.system == ROW
    return str(one.value)


def code(concept: Any, system: str) -> str | None:
    return next((one.code for one in concept.coding or () if one.system == f"{OURS}:{system}"), None)


class Reader:
    """Makes a diary of a Bundle again."""

    def __init__(self, text: str) -> None:
        self.exact = json.loads(text, parse_float=Decimal, parse_int=Decimal)
        self.found = resources(text)
        self.people = {
            entry["fullUrl"]: PEOPLE[entry["resource"]["resourceType"]]
            for entry in self.exact["entry"]
            if entry["resource"]["resourceType"] in PEOPLE
        }
        self.numbers = {
            entry["resource"]["identifier"][0]["value"]: entry["resource"]["valueQuantity"]["value"]
            for entry in self.exact["entry"]
            if "valueQuantity" in entry["resource"]
        }

    def who(self, reference: Any) -> Reporter:
        return self.people[reference.reference]

    def observations(self, category: str) -> Iterator[Any]:
        for one in self.found.get("Observation", ()):
            if one.category[0].coding[0].code == category:
                yield one

    def reports(self) -> Iterator[SymptomReport]:
        steps = {s.steps: s for s in Severity if s is not Severity.NOT_SURE}
        for one in self.observations("survey"):
            severity = Severity.NOT_SURE if one.dataAbsentReason else steps[one.valueInteger]
            parts = [(code(part.code, "sign"), part.valueInteger) for part in one.component or ()]
            signs = frozenset(sign for sign, _ in parts if sign is not None)
            count = next((times for sign, times in parts if sign is None), None)
            symptom = str(code(one.code, "symptom"))
            at, by = one.effectiveDateTime.date, self.who(one.performer[0])
            yield SymptomReport(row(one), symptom, severity, at, signs, by, count)

    def readings(self) -> Iterator[Reading]:
        for one in self.observations("vital-signs"):
            assert one.valueQuantity.system == UCUM
            kind = str(code(one.code, "reading"))
            at, by = one.effectiveDateTime.date, self.who(one.performer[0])
            yield Reading(row(one), kind, self.numbers[row(one)], one.valueQuantity.code, at, by)

    def entries(self) -> Iterator[tuple[object, ...]]:
        """Id, when, who, note, and each answer with what was said yes to."""
        for one in self.found.get("QuestionnaireResponse", ()):
            notes = [item.answer[0].valueString for item in one.item if item.linkId == "note"]
            answers = {
                item.linkId: (item.answer[0].valueCoding.code, len(item.answer[0].item or ()))
                for item in one.item
                if item.linkId != "note"
            }
            yield row(one), one.authored.date, self.who(one.author), "".join(notes), answers

    def doses(self) -> Iterator[tuple[object, ...]]:
        for one in self.found.get("MedicationAdministration", ()):
            span = one.effectivePeriod
            started = one.effectiveDateTime or (span and span.start)
            ended = span.end.date if span and span.start else None
            amount = one.dosage.text if one.dosage else ""
            notes = tuple(note.text for note in one.note or ())
            drug = code(one.medicationCodeableConcept, "drug")
            yield row(one), drug, amount, started and started.date, ended, notes

    def medicines(self) -> Iterator[MedicineTaken]:
        for one in self.found.get("MedicationStatement", ()):
            what = one.medicationCodeableConcept
            amount = one.dosage[0].text if one.dosage else ""
            at, by = one.effectiveDateTime.date, self.who(one.informationSource)
            yield MedicineTaken(row(one), code(what, "medicine"), what.text, at, by, amount=amount)


@settings(max_examples=40, deadline=None)
@given(diaries)
def test_whatever_is_told_comes_back_through_the_models(diary: WholeDiary) -> None:
    read = Reader(made(diary))

    assert {*read.reports()} == {report for entry in diary.entries for report in entry.reports}
    assert {*read.readings()} == {*diary.readings}
    assert [(one.key, str(one.value)) for one in read.readings()] == [
        (one.key, str(one.value)) for one in diary.readings
    ]
    assert list(read.medicines()) == list(diary.medicines)
    assert list(read.doses()) == [
        (
            dose.id,
            dose.drug,
            dose.amount,
            dose.started_at,
            dose.ended_at,
            tuple(text for text in (dose.place, dose.reaction) if text),
        )
        for dose in diary.doses
    ]
    assert list(read.entries()) == [
        (
            entry.id,
            entry.started_at,
            entry.by,
            entry.note,
            {report.key: (report.severity.value, len(report.signs)) for report in entry.reports},
        )
        for entry in diary.entries
        if entry.reports or entry.note
    ]


def test_the_patient_is_who_the_person_said_and_no_more() -> None:
    told = resources(made(WholeDiary(person=Person(name="Ruth <Example>", birth_date=date(1953, 5, 4)))))
    untold = resources(made(WholeDiary(person=Person())))

    assert told["Patient"][0].name[0].text == "Ruth <Example>"
    assert told["Patient"][0].birthDate.isostring == "1953-05-04"
    assert untold["Patient"][0].name is None


def test_a_temperature_has_its_loinc_code_and_its_digits_and_a_symptom_a_code_only_where_one_is_sure() -> (
    None
):
    reading = Reading("r", "temperature", Decimal("37.40"), "Cel", NOW)
    asked = ("cough", "weakness")
    entry = Entry("e", NOW.date(), "UTC", EntryState.FINISHED, NOW, NOW, Reporter.PATIENT)
    told = tuple(SymptomReport(symptom, symptom, Severity.MILD, NOW) for symptom in asked)

    text = made(WholeDiary(entries=(replace(entry, reports=told),), readings=(reading,)))

    assert '"value":37.40' in text
    *cough_and_weakness, temperature = resources(text)["Observation"]
    assert (LOINC, "8310-5") in {(one.system, one.code) for one in temperature.code.coding}
    snomed = [[one.code for one in found.code.coding if one.system == SNOMED] for found in cough_and_weakness]
    assert snomed == [["49727002"], []]
    assert all(found.code.text for found in cough_and_weakness)


def test_what_was_typed_back_from_paper_is_tagged_and_nothing_else_is() -> None:
    reading = Reading("r", "temperature", Decimal("37.4"), "Cel", NOW)
    report = SymptomReport("s", "chills", Severity.NONE, NOW)
    on_paper = Entry(
        "p", NOW.date(), "UTC", EntryState.FINISHED, NOW, NOW, Reporter.CAREGIVER,
        reports=(report,), readings=(reading,), from_paper=True,
    )  # fmt: skip
    typed = replace(on_paper, id="t", reports=(replace(report, key="x"),), readings=(), from_paper=False)

    found = resources(
        made(WholeDiary(entries=(on_paper, typed), readings=(reading, replace(reading, key="y"))))
    )

    tagged = {
        row(one): [tag.code for tag in one.meta.tag] if one.meta else []
        for one in (*found["Observation"], *found["QuestionnaireResponse"])
    }
    marked = ["from-paper"]
    assert tagged == {"s": marked, "r": marked, "p": marked, "x": [], "y": [], "t": []}


def test_visits_and_plans_are_there_and_one_that_is_off_is_cancelled() -> None:
    plan = a_plan(DailyAt((time(8), time(20))), name="the white one", amount="1 tablet")
    visit = Appointment(
        "v", 1, "scan", "CT of the chest", datetime(2026, 4, 1, 10), "UTC", 30, "Radiology", "", "", NOW
    )
    off = replace(visit, id="off", cancelled_at=NOW)

    found = resources(made(WholeDiary(plans=(plan,), appointments=(visit, off))))

    assert [one.status for one in found["Appointment"]] == ["booked", "cancelled"]
    assert found["Appointment"][0].start.date == datetime(2026, 4, 1, 10, tzinfo=UTC)
    assert found["Appointment"][0].end.date == datetime(2026, 4, 1, 10, 30, tzinfo=UTC)
    (statement,) = found["MedicationStatement"]
    assert statement.status == "active"
    assert statement.dosage[0].timing.repeat.frequency == 2


@pytest.mark.parametrize(
    "note", ["CRP<5 and WBC>3", "a\x01b", "\U0001f912 and 中文", '"\\u0000"', "#*_[@\\<b>"]
)
def test_a_hostile_note_comes_out_letter_for_letter_or_as_what_it_is(note: str) -> None:
    entry = Entry("e", NOW.date(), "UTC", EntryState.FINISHED, NOW, NOW, Reporter.PATIENT, note=note)

    ((_, _, _, read, _),) = Reader(made(WholeDiary(entries=(entry,)))).entries()

    assert read == note.replace("\x01", "[U+0001]")


def test_the_models_refuse_what_is_wrong() -> None:
    """The control: a kind of value that R4 does not know there, and a field that is missing."""
    content = json.loads(made(WholeDiary(readings=(Reading("r", "pulse", Decimal(80), "/min", NOW),))))
    wrong = {"status": 7, "code": None}
    for field, value in wrong.items():
        broken = json.loads(json.dumps(content))
        broken["entry"][1]["resource"][field] = value
        if value is None:
            del broken["entry"][1]["resource"][field]
        with pytest.raises(Exception, match=field):
            Bundle(broken, strict=True)


def test_every_code_is_for_a_symptom_that_there_is(catalogue: Catalogue, words: Words) -> None:
    with (resources_dir() / CODES).open("rb") as file:
        written = tomllib.load(file)

    assert load_codes(resources_dir()).keys() == written["snomed"].keys() <= catalogue.symptoms.keys()
    assert set(written["sources"]) <= catalogue.sources.keys()
    assert len(set(written["snomed"].values())) == len(written["snomed"])
