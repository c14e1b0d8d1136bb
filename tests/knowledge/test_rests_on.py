"""Every rule says, in a sentence of our own that can be read, what its source states."""

from __future__ import annotations

import pytest

from companion.core.catalogue import Catalogue, symptom_rule
from companion.core.errors import DataIsBroken
from companion.core.parsing import Section
from companion.core.rule_sheet import rule_sheet
from companion.core.sources import parse_rests_on
from tests.knowledge.reading import Reading, assess_reading
from tests.shipped import shipped_ids

EXPLAINS = ("temperature", "emergency", "infection", "radiation", "reaction")


def sheets(catalogue: Catalogue) -> dict[str, str]:
    """By rule, all its sentences."""
    rules = [*catalogue.rules, *(symptom_rule(id) for id in catalogue.symptoms)]
    found = {rule: rule_sheet(catalogue, rule) for rule in rules}
    return {rule: "\n".join(one.says for one in sheet.rests_on) for rule, sheet in found.items() if sheet}


@pytest.mark.parametrize("rule", shipped_ids("rules"))
def test_every_rule_says_what_it_rests_on(catalogue: Catalogue, rule: str) -> None:
    assert sheets(catalogue)[rule]


def test_every_sign_of_crs_says_what_it_rests_on(catalogue: Catalogue) -> None:
    signs = [id for id, symptom in catalogue.symptoms.items() if "crs" in symptom.named_by_acs]

    assert len(signs) == 13
    assert [id for id in signs if not sheets(catalogue)[symptom_rule(id)]] == []


def test_every_sentence_about_a_source_reads_easily_and_is_calm(catalogue: Catalogue) -> None:
    said = {rule: text for rule, text in sheets(catalogue).items() if text}
    hard = {rule: reading for rule, text in said.items() if not (reading := _read(text)).easy}

    assert hard == {}
    assert [rule for rule, text in said.items() if "!" in text] == []


def _read(text: str) -> Reading:
    return assess_reading(text, EXPLAINS)


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ({"source": "S9", "says": "It says so."}, "not_one_of"),
        ({"source": "S1"}, "missing"),
        ({"source": "S1", "says": " "}, "empty"),
        ({"source": "S1", "says": "It says so.", "page": 3}, "unknown_key"),
    ],
)
def test_a_sentence_without_a_source_of_the_file_is_refused(row: dict[str, object], reason: str) -> None:
    with pytest.raises(DataIsBroken) as refused:
        parse_rests_on(Section({"rests_on": [row]}, "a test"), ("S1",))

    assert refused.value.problem == reason
