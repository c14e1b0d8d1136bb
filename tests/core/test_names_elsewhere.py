"""Names of medicines and units in every shipped language: they count whatever language is spoken now."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from click.testing import CliRunner

from companion.cli import main
from companion.core.catalogue import Catalogue
from companion.core.diary import MedicineTaken
from companion.core.formats import Formats
from companion.core.handover import SpokenFacts, call_script
from companion.core.hidden_fever import what_hides_a_fever
from companion.core.medicines import medicine_named_in, with_names_elsewhere
from companion.core.people import Person
from companion.core.units import Understood, read_typed
from companion.core.units_elsewhere import with_units_elsewhere
from companion.core.words import Words
from companion.stores.catalogue import load_catalogue
from tests.shipped import RESOURCES, shipped_ids, shipped_medicine, shipped_reading

NOW = datetime(2026, 3, 2, 20, tzinfo=UTC)
NAMES = {
    "ibuprofeno": "ibuprofen",
    "Ibuprofeno 600 mg": "ibuprofen",
    "IBUPROFENO600": "ibuprofen",
    "dos ibuprofenos": "ibuprofen",
    "acetaminofén": "acetaminophen",
    "acetaminofen": "acetaminophen",
    "ACETAMINOFÉN": "acetaminophen",
    "paracetamol": "acetaminophen",
    "Tylenol Extra Strength": "acetaminophen",
    "prednisona": "prednisone",
    "prednisolona": "prednisolone",
    "metilprednisolona": "methylprednisolone",
    "dexametasona 4 mg": "dexamethasone",
    "dexamethasone": "dexamethasone",
    "aspirina": "aspirin",
    "acido acetilsalicilico": "aspirin",
    "Aspirins": "aspirin",
    "naproxeno": "naproxen",
    "ibu 400": "ibuprofen",
    "dexa": "dexamethasone",
    "Nolotil 575 mg": "metamizole",
    "dipirona": "metamizole",
    "Voltaren": "diclofenac",
    "celecoxib 200": "celecoxib",
    "Enantyum": "dexketoprofen",
    "hydrocortisone 10 mg": "hydrocortisone",
    "solu cortef": "hydrocortisone",
    "SoluMedrol": "methylprednisolone",
}
MIXTURES = {
    "NyQuil": "acetaminophen",
    "DayQuil Severe": "acetaminophen",
    "a Cold and Flu drink": "acetaminophen",
    "Percocet": "acetaminophen",
    "Midol": "acetaminophen",
    "Norco 5/325": "acetaminophen",
    "Frenadol": "acetaminophen",
    "Couldina": "aspirin",
    "alka seltzer": "aspirin",
    "Alka-Seltzer Plus": "acetaminophen",
    "Vicoprofen": "ibuprofen",
}
SLIPS = {
    "ibuprophen": "ibuprofen",
    "Ibuprofin 400": "ibuprofen",
    "tylonol": "acetaminophen",
    "acetominophen": "acetaminophen",
    "asprin": "aspirin",
    "naproxin": "naproxen",
    "prednizone 10 mg": "prednisone",
    "dexamethazone": "dexamethasone",
    "hydrocortizone": "hydrocortisone",
    "Nolotill": "metamizole",
}
# What many people of seventy, with or without cancer, have at home, and what they are given with chemo.
HIDES_NO_FEVER = """
    amlodipine atorvastatin simvastatin rosuvastatin lisinopril enalapril losartan valsartan metoprolol
    bisoprolol carvedilol furosemide hydrochlorothiazide spironolactone warfarin apixaban rivaroxaban
    clopidogrel dabigatran metformin metformina insulin gliclazide sitagliptin empagliflozin levothyroxine
    methimazole metimazol carbimazole omeprazole pantoprazole famotidine ondansetron metoclopramide
    prochlorperazine aprepitant olanzapine granisetron loperamide senna docusate lactulose bisacodyl
    macrogol morphine oxycodone hydrocodone hydromorphone fentanyl tramadol methadone gabapentin
    pregabalin duloxetine sertraline citalopram mirtazapine trazodone lorazepam diazepam zolpidem
    melatonin albuterol salbutamol tiotropium fluticasone montelukast cetirizine loratadine
    diphenhydramine allopurinol colchicine alendronate denosumab calcium magnesium potassium ferrous folic
    cyanocobalamin vitamin amoxicillin azithromycin ciprofloxacin levofloxacin doxycycline acyclovir
    fluconazole trimethoprim filgrastim etoposide carboplatin cisplatin lurbinectedin durvalumab
    atezolizumab tarlatamab tamsulosin finasteride donepezil memantine levodopa primidone levetiracetam
    phenytoin methotrexate ketotifen naloxone Xanax Actonel Lincocin Cerebyx Celexa Benadryl Ambien
    Lipitor Eliquis Xarelto Synthroid Plavix Zofran Compazine Imodium Miralax Ventolin Spiriva
"""


@pytest.mark.parametrize(("typed", "id"), NAMES.items())
def test_a_medicine_is_known_by_its_name_in_every_language(catalogue: Catalogue, typed: str, id: str) -> None:
    known = medicine_named_in(typed, catalogue.medicines.values())

    assert known is not None
    assert known.id == id


@pytest.mark.parametrize(("typed", "id"), MIXTURES.items())
def test_a_medicine_is_known_where_it_is_part_of_a_mixture(catalogue: Catalogue, typed: str, id: str) -> None:
    known = catalogue.medicine(None, typed)

    assert known is not None
    assert known.id == id


@pytest.mark.parametrize(("typed", "id"), SLIPS.items())
def test_a_medicine_is_judged_by_a_name_with_a_slip_in_it(catalogue: Catalogue, typed: str, id: str) -> None:
    known = catalogue.medicine(None, typed)

    assert known is not None
    assert known.id == id
    assert medicine_named_in(typed, catalogue.medicines.values()) is None


def test_what_hides_no_fever_is_not_taken_for_a_slip(catalogue: Catalogue) -> None:
    taken_for = {
        typed: known.id
        for typed in HIDES_NO_FEVER.split()
        if (known := catalogue.medicine(None, typed)) is not None
    }

    assert taken_for == {}


@pytest.mark.parametrize(
    "typed", ["hydrocortisone 1 % cream", "crema de hidrocortisona", "Voltaren Emulgel", "ketoprofen gel"]
)
def test_what_stays_on_the_skin_hides_no_fever(catalogue: Catalogue, typed: str) -> None:
    assert catalogue.medicine(None, typed) is None


@pytest.mark.parametrize("typed", ["", "tea", "vitamina C", "supernaproxenolike", "casa", "metformina"])
def test_what_is_no_name_is_no_medicine(catalogue: Catalogue, typed: str) -> None:
    assert medicine_named_in(typed, catalogue.medicines.values()) is None


def test_of_two_that_are_named_the_one_that_hides_a_fever_longest_counts(catalogue: Catalogue) -> None:
    known = medicine_named_in("paracetamol y dexametasona", catalogue.medicines.values())

    assert known is not None
    assert known.id == "dexamethasone"


@pytest.mark.parametrize("id", shipped_ids("medicines"))
def test_a_translation_adds_names_and_takes_none_away(catalogue: Catalogue, id: str) -> None:
    english = shipped_medicine(id)
    broken: tuple[dict[str, object], ...] = ({"words": 3, "also_called": "x"}, {"also_called": [4, " "]})

    assert set(english.names) <= set(catalogue.medicines[id].names)
    assert with_names_elsewhere(english, broken).names == english.names


def test_a_translation_that_cannot_be_read_takes_no_medicine_away(tmp_path: Path) -> None:
    for part in RESOURCES.iterdir():
        if part.name != "translations":
            (tmp_path / part.name).symlink_to(part)
    broken = tmp_path / "translations" / "xx" / "medicines" / "ibuprofen.toml"
    broken.parent.mkdir(parents=True)
    broken.write_bytes(b"\xff[")

    known = load_catalogue(tmp_path).medicines

    assert medicine_named_in("Advil", known.values()) == known["ibuprofen"]


def test_what_was_written_down_under_a_foreign_name_hides_a_fever_too(
    catalogue: Catalogue, words: Words
) -> None:
    taken = MedicineTaken("m", None, "Ibuprofeno", NOW - timedelta(hours=2))
    facts = SpokenFacts(Person(), (), (), (), (), (taken,))

    said = call_script(facts, catalogue, Formats(words, "UTC"), words, NOW)

    assert what_hides_a_fever(NOW, (taken,), (), catalogue) == (taken,)
    assert words("script.hidden_fever") in "\n".join(said)


def test_the_triage_command_knows_the_names_of_every_language() -> None:
    scenario = {
        "now": "2026-03-02T20:00:00Z",
        "doses": [{"drug": "tarlatamab", "started_at": "2026-02-01T10:00:00Z"}],
        "readings": [{"id": "temperature", "value": 37.6, "unit": "Cel", "at": "2026-03-02T19:30:00Z"}],
    }

    def level(medicine: str | None) -> str:
        taken = [] if medicine is None else [{"id": medicine, "at": "2026-03-02T18:00:00Z"}]
        text = json.dumps({**scenario, "medicines": taken})
        result = CliRunner().invoke(main, ["triage", "-"], input=text)
        assert result.exit_code in (0, 1), result.output
        return str(json.loads(result.stdout)["level"])

    assert level("acetaminofén") == level("acetaminophen") != level(None)


@pytest.mark.parametrize(
    ("kind", "typed", "value", "unit"),
    [
        ("temperature", "38,9", "38.9", "Cel"),
        ("temperature", "38.9", "38.9", "Cel"),
        ("temperature", "38,9 grados", "38.9", "Cel"),
        ("temperature", "38,9 ºC", "38.9", "Cel"),
        ("temperature", "38,9 Grados Centigrados", "38.9", "Cel"),
        ("temperature", "38,9 centígrados", "38.9", "Cel"),
        ("temperature", "102,0 grados Fahrenheit", "102.0", "[degF]"),
        ("pulse", "88 latidos por minuto", "88", "/min"),
        ("pulse", "88 lpm", "88", "/min"),
        ("weight", "61,5 kilos", "61.5", "kg"),
        ("weight", "135 libras", "135", "[lb_av]"),
        ("spo2", "93 por ciento", "93", "%"),
    ],
)
def test_a_reading_is_read_with_the_units_of_every_language(
    catalogue: Catalogue, kind: str, typed: str, value: str, unit: str
) -> None:
    known = catalogue.readings[kind]

    read = read_typed(typed, known, known.units[0])

    assert read == Understood(Decimal(value), known.unit(unit))


def test_a_translated_unit_never_takes_over_a_known_one() -> None:
    temperature = shipped_reading("temperature")
    found = {"units": [{"code": "Cel", "typed": ["F", "grados", 3]}, {"code": 4}], "no_unit": "x"}

    known = with_units_elsewhere(temperature, (found,))

    assert read_typed("101 F", known, known.units[0]) == Understood(Decimal(101), known.unit("[degF]"))
    assert read_typed("38 grados", known, known.unit("[degF]")) == Understood(Decimal(38), known.unit("Cel"))
