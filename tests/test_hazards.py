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
NOT_RUN = frozenset({"skip", "xfail", "proof", "benchmark"})
NAMED = re.compile(r"`(tests/[\w/]+\.py)::(\w+)`")


def functions_in(path: str) -> frozenset[str]:
    """The tests of a file, without importing it: some need Qt."""
    file = ROOT / path
    tree = ast.parse(file.read_text("utf-8")) if file.exists() else ast.Module([], [])
    return frozenset(node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))


@pytest.mark.parametrize(("path", "name"), sorted(set(NAMED.findall(HAZARDS))))
def test_a_named_test_exists(path: str, name: str) -> None:
    assert name in functions_in(path)


def marks_of(node: ast.FunctionDef, tree: ast.Module) -> frozenset[str]:
    """The marks of a test, its own and those of its whole file: skip, proof, desktop and so on."""
    whole = [
        statement.value
        for statement in tree.body
        if isinstance(statement, ast.Assign)
        and any(isinstance(target, ast.Name) and target.id == "pytestmark" for target in statement.targets)
    ]
    parts = (part for mark in (*node.decorator_list, *whole) for part in ast.walk(mark))
    return frozenset(
        part.attr
        for part in parts
        if isinstance(part, ast.Attribute) and ast.unparse(part.value) == "pytest.mark"
    )


def is_run(text: str, name: str) -> bool:
    """Whether a test runs with every change somewhere: no helper, never skipped, no proof by hand."""
    tree = ast.parse(text)
    found = [node for node in tree.body if isinstance(node, ast.FunctionDef) and node.name == name]
    # A name that is given twice leaves the first without a run.
    return len(found) == 1 and name.startswith("test_") and not marks_of(found[0], tree) & NOT_RUN


def is_run_at(path: str, name: str) -> bool:
    file = ROOT / path
    return file.exists() and file.name.startswith("test_") and is_run(file.read_text("utf-8"), name)


@pytest.mark.parametrize("row", [row for row in ROWS if NAMED.search(row[-1])], ids=lambda row: row[0])
def test_a_control_is_tried_with_every_change(row: list[str]) -> None:
    assert any(is_run_at(path, name) for path, name in NAMED.findall(row[-1]))


@pytest.mark.parametrize(
    "text",
    [
        "def test_b(): ...",
        "def test_a(): ...\ndef test_a(): ...",
        "@pytest.mark.skip\ndef test_a(): ...",
        "@pytest.mark.skip(reason='x')\ndef test_a(): ...",
        "@pytest.mark.xfail\ndef test_a(): ...",
        "@pytest.mark.proof\ndef test_a(): ...",
        "pytestmark = pytest.mark.benchmark\ndef test_a(): ...",
        "pytestmark = [pytest.mark.desktop, pytest.mark.skip('x')]\ndef test_a(): ...",
        "def outer():\n    def test_a(): ...",
    ],
)
def test_a_test_that_never_runs_is_noticed(text: str) -> None:
    assert not is_run(text, "test_a")


@pytest.mark.parametrize(
    "text",
    [
        "def test_a(): ...",
        "@pytest.mark.skipif(sys.platform == 'win32', reason='x')\ndef test_a(): ...",
        "pytestmark = pytest.mark.desktop\ndef test_a(): ...",
    ],
)
def test_a_test_that_runs_somewhere_counts(text: str) -> None:
    assert is_run(text, "test_a")


def test_every_hazard_of_the_first_list_has_its_row() -> None:
    assert {f"H{number}" for number in range(1, 25)} - {row[0] for row in ROWS} == set()


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
