"""Walks every shipped drug, medicine and reading file: sources, windows, amounts and plain words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from string import Formatter

import pytest

from companion.core.drugs import Drug, DrugClass, WindowSpec
from companion.core.levels import Status
from companion.core.medicines import Medicine
from tests.knowledge.reading import assess_reading
from tests.shipped import (
    RESOURCES,
    read_table,
    shipped_drug,
    shipped_ids,
    shipped_medicine,
    shipped_reading,
    shipped_table,
)

FOLDERS = ("drugs", "medicines", "readings")
FILES = tuple((folder, id) for folder in FOLDERS for id in shipped_ids(folder))
DRUGS = tuple(shipped_drug(id) for id in shipped_ids("drugs"))
TARLATAMAB = "tarlatamab"
PD_L1 = {"atezolizumab", "atezolizumab_sc", "durvalumab"}
CHEMO = {"carboplatin", "cisplatin", "etoposide", "lurbinectedin"}
EXPLAINED = (
    *("tarlatamab", "imdelltra", "atezolizumab", "tecentriq", "hybreza", "durvalumab", "imfinzi"),
    *(
        "carboplatin",
        "cisplatin",
        "etoposide",
        "lurbinectedin",
        "zepzelca",
        "European",
        "Europe",
        "radiation",
    ),
)

# The exposure windows of the triage table: hours after the start of a dose.
Plain = tuple[object, ...]
CRS: Plain = ("crs", None, 48, 72, 3, 48, None)
WEEKS_AFTER: Plain = ("tarlatamab", "crs", 24 * 24, None, None, None, 60 * 24)
CHECKPOINT: Plain = ("checkpoint", None, None, None, None, None, None)
REACTION: Plain = ("infusion_reaction", None, 24, None, None, None, None)
LOW_COUNTS: Plain = ("low_counts", None, 30 * 24, None, None, None, None)

AMOUNTS = {
    "tarlatamab": {"1 mg", "10 mg"},
    "atezolizumab_q2w_induction": {"840 mg"},
    "atezolizumab_q2w_maintenance": {"840 mg"},
    "atezolizumab_q3w_induction": {"1200 mg"},
    "atezolizumab_q3w_maintenance": {"1200 mg"},
    "atezolizumab_q4w_induction": {"1680 mg"},
    "atezolizumab_q4w_maintenance": {"1680 mg"},
    "atezolizumab_sc_q3w_induction": {"1875 mg"},
    "atezolizumab_sc_q3w_maintenance": {"1875 mg"},
    "durvalumab_es_induction": {"1500 mg"},
    "durvalumab_es_maintenance": {"1500 mg"},
    "durvalumab_ls": {"1500 mg"},
    "durvalumab_es_low_weight_us_induction": {"20 mg/kg"},
    "durvalumab_es_low_weight_us_maintenance": {"10 mg/kg"},
    "durvalumab_es_low_weight_eu_induction": {"20 mg/kg"},
    "durvalumab_es_low_weight_eu_maintenance": {"20 mg/kg"},
    "durvalumab_ls_low_weight_us": {"20 mg/kg"},
    "lurbinectedin_maintenance": {"3.2 mg/m²"},
    "carboplatin_es": {""},
    "cisplatin_es": {""},
    "etoposide_es": {""},
}


def cited(value: object) -> Iterator[str]:
    """Every source that a file names, however deep."""
    if isinstance(value, dict):
        yield from value.get("sources", ())
        for inner in value.values():
            yield from cited(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from cited(inner)


def sentences(drug: Drug) -> Iterator[str]:
    """The prose of a drug file: what is read as sentences, not names."""
    yield drug.words.about
    for regimen in drug.regimens:
        yield from filter(
            None, (regimen.words.note, *(d.monitoring.note for d in regimen.doses if d.monitoring))
        )


def plain(window: WindowSpec) -> Plain:
    """A window without its sources."""
    return (
        *(window.id, window.after, window.to_hours, window.early_to_hours),
        *(window.early_doses, window.reopened_hours, window.nervous_to_hours),
    )


def test_the_files_are_those_of_the_triage_table() -> None:
    assert set(shipped_ids("drugs")) == {TARLATAMAB} | PD_L1 | CHEMO
    assert sum(shipped_medicine(id).is_offered for id in shipped_ids("medicines")) == 8
    assert set(shipped_ids("readings")) == {"temperature", "pulse", "spo2", "systolic", "diastolic", "weight"}


@pytest.mark.parametrize(("folder", "id"), FILES)
def test_a_file_is_named_after_its_id_and_every_source_is_known(folder: str, id: str) -> None:
    table = shipped_table(folder, id)
    sources = set(cited(table))

    assert table["id"] == id
    assert sources
    assert sources <= set(read_table(RESOURCES / "sources.toml"))


def test_nothing_claims_a_review_that_has_not_happened() -> None:
    things: list[Drug | Medicine] = [*DRUGS, *map(shipped_medicine, shipped_ids("medicines"))]

    assert {thing.status for thing in things} == {Status.DRAFT}
    assert all(thing.reviewed < thing.review_by for thing in things)


@pytest.mark.parametrize("drug", DRUGS, ids=lambda drug: drug.id)
def test_a_drug_opens_the_windows_of_the_triage_table(drug: Drug) -> None:
    expected = {REACTION}
    if drug.id == TARLATAMAB:
        expected |= {CRS, WEEKS_AFTER, LOW_COUNTS}
    if drug.id in PD_L1:
        expected |= {CHECKPOINT}
    if drug.id in CHEMO:
        expected |= {LOW_COUNTS}

    assert {plain(window) for window in drug.windows} == expected
    assert {window.id for window in drug.windows} <= set(read_table(RESOURCES / "windows.toml"))


def test_only_a_t_cell_engager_restarts_hides_fever_and_says_what_to_watch_for() -> None:
    for drug in DRUGS:
        engager = drug.drug_class is DrugClass.T_CELL_ENGAGER

        assert bool(drug.restart_gaps) == engager
        assert (drug.hides_fever_hours == 48) == engager
        assert bool(drug.words.watch_for) == any(window.id == "crs" for window in drug.windows)


def test_amounts_are_those_of_the_labels() -> None:
    shipped = {r.id: {dose.amount for dose in r.doses} for drug in DRUGS for r in drug.regimens}

    assert shipped == AMOUNTS


def test_chemo_beside_a_drug_has_a_file_of_its_own() -> None:
    beside = {other for drug in DRUGS for regimen in drug.regimens for other in regimen.with_drugs}

    assert beside == {"carboplatin", "cisplatin", "etoposide", "atezolizumab", "atezolizumab_sc"}


def test_only_the_drip_and_the_shot_of_atezolizumab_are_one_substance() -> None:
    others = {drug.id: drug.substance for drug in DRUGS if drug.substance != drug.id}

    assert others == {"atezolizumab_sc": "atezolizumab"}


def test_a_regimen_is_found_under_one_drug_only() -> None:
    ids = [regimen.id for drug in DRUGS for regimen in drug.regimens]

    assert len(ids) == len(set(ids))


def test_every_time_to_be_watched_says_that_the_team_has_the_last_word() -> None:
    times = [d.monitoring for drug in DRUGS for r in drug.regimens for d in r.doses if d.monitoring]

    assert len(times) == 9
    for time in times:
        assert time.note is not None
        assert "US label" in time.note
        assert "Europe" in time.note
        assert "Your own team’s times count." in time.note


@pytest.mark.parametrize("drug", DRUGS, ids=lambda drug: drug.id)
def test_a_drug_is_described_in_plain_words(drug: Drug) -> None:
    level = assess_reading("\n".join(sentences(drug)), EXPLAINED)

    assert level.easy, level


@pytest.mark.parametrize(("folder", "id"), FILES)
def test_no_words_shout_grade_or_tell_anyone_to_take_a_dose(folder: str, id: str) -> None:
    forbidden = re.compile(r"!|\bgrade\b|\bTake \d|\byou are fine\b|\bsafe\b", re.IGNORECASE)

    for text in _texts(shipped_table(folder, id)):
        assert not forbidden.search(text), text


@pytest.mark.parametrize("id", shipped_ids("readings"))
def test_a_reading_asks_in_plain_words_and_hints_with_its_range(id: str) -> None:
    kind = shipped_reading(id)

    assert kind.words.question.endswith("?")
    assert assess_reading(f"{kind.words.question}\n{kind.words.retry}").easy
    gaps = {field for _, field, _, _ in Formatter().parse(kind.words.retry) if field}
    assert gaps == {"low", "high"}


def test_the_codes_of_readings_are_those_of_the_fact_base() -> None:
    kinds = {id: shipped_reading(id) for id in shipped_ids("readings")}

    assert {id: (kind.loinc, kind.loinc_panel, kind.unit_codes) for id, kind in kinds.items()} == {
        "temperature": (("8310-5",), None, ("Cel", "[degF]")),
        "pulse": (("8867-4",), None, ("/min",)),
        "spo2": (("59408-5", "2708-6"), None, ("%",)),
        "systolic": (("8480-6",), "85354-9", ("mm[Hg]",)),
        "diastolic": (("8462-4",), "85354-9", ("mm[Hg]",)),
        "weight": (("29463-7",), None, ("kg", "[lb_av]")),
    }


def test_the_person_may_have_a_usual_oxygen_level_and_upper_blood_pressure() -> None:
    usual = {id for id in shipped_ids("readings") if shipped_reading(id).has_usual}

    assert usual == {"spo2", "systolic"}


def test_only_a_temperature_is_judged_as_it_is_shown() -> None:
    kinds = [shipped_reading(id) for id in shipped_ids("readings")]

    assert [(kind.id, kind.judged_step) for kind in kinds if kind.judged_step] == [
        ("temperature", shipped_reading("temperature").units[0].step)
    ]


def test_every_reason_for_refusing_a_typed_value_has_a_sentence() -> None:
    rooms = read_table(RESOURCES / "words" / "readings.toml")

    source = (RESOURCES.parent / "companion" / "core" / "units.py").read_text("utf-8")
    used = set(re.findall(r'"readings\.(\w+)"', source))
    said = rooms["readings"]
    assert isinstance(said, dict)
    assert used
    assert used | {"offer_other_unit"} == set(said)
    assert assess_reading("\n".join(said.values())).easy


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner)
