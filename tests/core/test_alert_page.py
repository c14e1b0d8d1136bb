"""To which page of Learn an alert leads."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from companion.core.alert_page import page_about
from companion.core.catalogue import Catalogue
from companion.core.scenario_file import parse_scenario
from companion.core.triage import assess

NOW = "2026-03-02T20:00:00Z"
BEFORE = "2026-03-02T19:00:00Z"
TARLATAMAB = {"drug": "tarlatamab", "started_at": "2026-03-02T10:00:00Z"}
DURVALUMAB = {"drug": "durvalumab", "started_at": "2026-02-20T10:00:00Z"}
CHEMO = {"drug": "carboplatin", "started_at": "2026-02-20T10:00:00Z"}


def pages(catalogue: Catalogue, **given: object) -> dict[str, str | None]:
    """By rule, the page its alert leads to."""
    scenario = parse_scenario(json.dumps({"now": NOW, **given}).encode(), catalogue, origin="test")
    found = assess(scenario, catalogue)
    return {finding.rule: page_about(finding, found, catalogue) for finding in found.findings}


def report(symptom: str, severity: str = "moderate") -> dict[str, object]:
    return {"id": symptom, "severity": severity, "at": BEFORE}


def reading(kind: str, value: float, unit: str) -> dict[str, object]:
    return {"id": kind, "value": value, "unit": unit, "at": BEFORE}


@pytest.mark.parametrize(
    ("doses", "symptom", "page"),
    [
        ([TARLATAMAB], "headache", "crs"),
        ([], "headache", "nervous_system"),
        ([DURVALUMAB], "headache", "nervous_system"),
        ([TARLATAMAB], "flushing", "infusion_reactions"),
        ([DURVALUMAB], "jaundice", "liver"),
        ([CHEMO], "bleeding", "low_blood_counts"),
        ([DURVALUMAB], "thirst_and_urine", "autoimmune_effects"),
        ([TARLATAMAB], "vision_change", "autoimmune_effects"),
    ],
)
def test_a_symptom_leads_to_what_it_can_mean_now_or_else_to_its_own_page(
    catalogue: Catalogue, doses: list[object], symptom: str, page: str
) -> None:
    assert pages(catalogue, doses=doses, symptoms=[report(symptom)])[f"symptom.{symptom}"] == page


@pytest.mark.parametrize(
    ("doses", "page"), [([TARLATAMAB], "crs"), ([DURVALUMAB], "infection"), ([], "infection")]
)
def test_a_fever_leads_to_crs_only_while_that_is_likely(
    catalogue: Catalogue, doses: list[object], page: str
) -> None:
    hot = pages(catalogue, doses=doses, readings=[reading("temperature", 38.4, "Cel")])

    assert hot["temperature_fever"] == page


def test_two_together_lead_to_the_page_of_the_first(catalogue: Catalogue) -> None:
    found = pages(catalogue, symptoms=[report("cough"), report("painful_urination", "mild")])

    assert found["two_at_call_today"] == "infection"


def test_every_rule_file_leads_somewhere(catalogue: Catalogue) -> None:
    symptoms = {symptom.id: symptom.page for symptom in catalogue.symptoms.values()}
    readings = {reading.id: reading.page for reading in catalogue.readings.values()}
    windows = {window.id: window.page for window in catalogue.windows.values()}
    drugs = {drug.id: drug.page for drug in catalogue.drugs.values()}

    named = {**symptoms, **readings, **windows, **drugs}
    assert [id for id, page in named.items() if page not in catalogue.pages] == []


def test_without_any_file_that_names_a_page_there_is_none(catalogue: Catalogue) -> None:
    bare = replace(
        catalogue,
        symptoms={id: replace(one, page=None) for id, one in catalogue.symptoms.items()},
        windows={id: replace(one, page=None) for id, one in catalogue.windows.items()},
    )

    assert pages(bare, symptoms=[report("headache")])["symptom.headache"] is None
