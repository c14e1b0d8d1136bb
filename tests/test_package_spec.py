"""What the package leaves out of Qt, and that nothing of ours goes with it."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable
from typing import Any

import pytest

from tests.shipped import RESOURCES
from tests.source_code import ROOT

SPEC = ROOT / ".ci" / "package" / "companion.spec"
_PARTS = {"NEVER_USED", "KEPT_TRANSLATIONS", "is_used"}
# From name, place and kind of a file to whether it goes along.
Sieve = Callable[[tuple[str, str, str]], bool]


@pytest.fixture(scope="module")
def is_used() -> Sieve:
    """The sieve of the recipe, without PyInstaller, which runs the rest of it."""
    tree = ast.parse(SPEC.read_text("utf-8"))
    parts = [node for node in tree.body if _name(node) in _PARTS]
    made: dict[str, Any] = {"re": re}
    exec(compile(ast.Module(parts, []), str(SPEC), "exec"), made)  # a file of this project
    sieve: Sieve = made["is_used"]
    return sieve


def _name(node: ast.stmt) -> str:
    match node:
        case ast.FunctionDef(name=name):
            return name
        case ast.Assign(targets=[ast.Name(id=name)]):
            return name
        case _:
            return ""


def test_every_file_of_ours_goes_along(is_used: Sieve) -> None:
    files = [file for file in RESOURCES.rglob("*") if file.is_file()]

    left_out = [
        str(file)
        for file in files
        if not is_used((f"companion/resources/{file.relative_to(RESOURCES).as_posix()}", str(file), "DATA"))
    ]

    assert any("translations" in file.parts for file in files)
    assert left_out == []


@pytest.mark.parametrize(
    ("name", "used"),
    [
        ("PySide6/Qt/translations/qtbase_es.qm", True),
        ("PySide6/Qt/translations/qtbase_ja.qm", False),
        ("PySide6/translations/qtbase_es.qm", True),
        ("PySide6/translations/qtbase_ja.qm", False),
        (r"PySide6\translations\qtbase_ja.qm", False),
        ("PySide6/Qt/plugins/printsupport/libcupsprintersupport.so", True),
        ("PySide6/Qt/plugins/platforms/libqxcb.so", True),
        ("libgtk-3.so.0", False),
    ],
)
def test_of_qt_only_what_is_used_goes_along(is_used: Sieve, name: str, used: bool) -> None:
    assert is_used((name, name, "DATA")) is used
