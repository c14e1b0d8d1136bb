"""docs/hazards.md against the tests: each control that is claimed has a test of that name."""

from __future__ import annotations

import ast
import re

import pytest

from tests.source_code import ROOT

HAZARDS = (ROOT / "docs/hazards.md").read_text("utf-8")
ROWS = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in HAZARDS.splitlines()
    if re.match(r"\| H\d", line)
]
NAMED = re.compile(r"`(tests/[\w/]+\.py)::(\w+)`")


def functions_in(path: str) -> frozenset[str]:
    """The tests of a file, without importing it: some need Qt."""
    file = ROOT / path
    tree = ast.parse(file.read_text("utf-8")) if file.exists() else ast.Module([], [])
    return frozenset(node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))


@pytest.mark.parametrize(("path", "name"), sorted(set(NAMED.findall(HAZARDS))))
def test_a_named_test_exists(path: str, name: str) -> None:
    assert name in functions_in(path)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
def test_a_hazard_has_all_its_cells_and_a_test_unless_it_is_for_later(row: list[str]) -> None:
    _, hazard, cause, severity, control, tests = row

    assert all((hazard, cause, control))
    assert severity in set("12345")
    assert NAMED.search(tests) or tests.startswith("later")


def test_no_number_is_given_twice() -> None:
    numbers = [row[0] for row in ROWS]

    assert len(numbers) > 24
    assert sorted(numbers) == sorted(set(numbers))
