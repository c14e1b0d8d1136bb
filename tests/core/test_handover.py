"""What to say on the phone: every fact that was entered, and no sentence for what was not."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from companion.core.catalogue import Catalogue
from companion.core.diary import MedicineTaken, Reading, SymptomReport
from companion.core.formats import Formats
from companion.core.handover import SpokenFacts, call_script
from companion.core.levels import Severity
from companion.core.people import Person
from companion.core.treatment import DoseGiven, Treatment
from companion.core.words import Words

NOW = datetime(2026, 3, 3, 0, 30, tzinfo=UTC)
START = datetime(2026, 3, 2, 15, 4, tzinfo=UTC)
NOTHING = SpokenFacts(Person(), (), (), (), (), ())
EVENING = SpokenFacts(
    person=Person(name="Ruth Example", birth_date=date(1954, 5, 4)),
    treatments=(),
    doses=(DoseGiven("1", None, 1, "tarlatamab", "1 mg", START, START),),
    reports=(SymptomReport("a", "chills", Severity.MILD, NOW),),
    readings=(Reading("b", "temperature", Decimal("38.4"), "Cel", NOW),),
    medicines=(MedicineTaken("c", "acetaminophen", "acetaminophen", NOW - timedelta(hours=3)),),
)


@pytest.fixture
def formats(words: Words) -> Formats:
    return Formats(words, "America/New_York")


def said(facts: SpokenFacts, catalogue: Catalogue, formats: Formats) -> str:
    return " ".join(call_script(facts, catalogue, formats, formats.words, NOW))


@pytest.mark.parametrize(
    "fact",
    [
        "My name is Ruth Example. I was born on 4 May 1954.",
        "tarlatamab",
        "1 mg",
        "That was 9 hours ago.",
        "This drug can cause cytokine release syndrome.",
        "38.4 °C (101.1 °F), today, 19:30",
        "chills",
        "mild",
        "acetaminophen",
        "today, 16:30",
        "A normal reading may be false.",
    ],
)
def test_the_script_says_everything_the_team_will_ask(
    fact: str, catalogue: Catalogue, formats: Formats
) -> None:
    assert fact in said(EVENING, catalogue, formats)


def test_with_nothing_entered_there_still_is_something_to_say(catalogue: Catalogue, formats: Formats) -> None:
    text = said(NOTHING, catalogue, formats)

    assert "immunotherapy" in text
    assert text.endswith("What should I do now?")


def test_a_caregiver_speaks_for_the_patient(catalogue: Catalogue, formats: Formats) -> None:
    person = replace(EVENING.person, cared_for_by_another=True)

    text = said(replace(EVENING, person=person), catalogue, formats)

    assert "I am calling for Ruth Example, born on 4 May 1954." in text


def test_the_newest_dose_of_each_drug_is_named(catalogue: Catalogue, formats: Formats) -> None:
    older = replace(EVENING.doses[0], id="0", amount="0.5 mg", started_at=START - timedelta(days=7))
    other = replace(EVENING.doses[0], id="2", drug="durvalumab", amount="1500 mg")

    text = said(replace(EVENING, doses=(older, *EVENING.doses, other)), catalogue, formats)

    assert "0.5 mg" not in text
    assert "durvalumab" in text


def test_a_planned_drug_is_named_before_its_first_dose(catalogue: Catalogue, formats: Formats) -> None:
    planned = Treatment("t", "tarlatamab", "tarlatamab", datetime(2026, 3, 9, 10), "UTC", "", NOW)

    text = said(replace(NOTHING, treatments=(planned,)), catalogue, formats)

    assert "tarlatamab" in text


def test_the_highest_temperature_is_told_beside_a_later_lower_one(
    catalogue: Catalogue, formats: Formats
) -> None:
    lower = Reading("d", "temperature", Decimal("37.0"), "Cel", NOW + timedelta(minutes=20))

    text = said(replace(EVENING, readings=(*EVENING.readings, lower)), catalogue, formats)

    assert "38.4 °C" in text
    assert "37.0 °C" in text


def test_a_symptom_answered_with_none_is_not_told(catalogue: Catalogue, formats: Formats) -> None:
    none = SymptomReport("e", "nausea", Severity.NONE, NOW)

    assert "nausea" not in said(replace(EVENING, reports=(none,)), catalogue, formats).lower()


def test_a_sign_is_told_with_its_question(catalogue: Catalogue, formats: Formats) -> None:
    sign = catalogue.symptoms["breathlessness"].signs[0]
    report = SymptomReport("f", "breathlessness", Severity.SEVERE, NOW, frozenset({sign.id}))

    assert sign.question in said(replace(EVENING, reports=(report,)), catalogue, formats)


@pytest.mark.parametrize(
    ("typed", "spoken"),
    [
        ("NyQuil", "NyQuil (acetaminophen, also called Tylenol or paracetamol)"),
        ("Nolotil 575", "Nolotil 575 (metamizole, also called dipyrone)"),
        ("tylenol", "acetaminophen, also called Tylenol or paracetamol"),
        ("ibuprophen", "ibuprophen"),
        ("omeprazole", "omeprazole"),
    ],
)
def test_the_script_says_the_medicine_as_it_was_typed_and_what_is_in_it(
    typed: str, spoken: str, catalogue: Catalogue, formats: Formats
) -> None:
    taken = MedicineTaken("c", None, typed, NOW - timedelta(hours=3))

    script = said(replace(EVENING, medicines=(taken,)), catalogue, formats)

    assert f"I took {spoken} (today, 16:30)." in script
    assert ("A normal reading may be false." in script) is (typed != "omeprazole")
