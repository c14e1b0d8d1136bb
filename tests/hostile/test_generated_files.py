"""Files spoilt by chance, thousands of them: each is taken whole or refused in words, and costs little."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.skipif(os.name != "posix", reason="memory is measured by the system")
ROOT = Path(__file__).resolve().parents[2]
READERS = ("import", "triage", "restore", "key file", "side files")
FEW, MANY = 150, 10_000
MOST_SECONDS, MOST_MIB = 2.0, 200.0


def given(reader: str, count: int) -> dict[str, Any]:
    """What came of so many files, in a process of its own."""
    command = [sys.executable, "-m", "tests.hostile.generated", reader, str(count)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT)
    found: dict[str, Any] = json.loads(done.stdout)
    print(f"{reader}: {count} files, {found}")  # noqa: T201  # for docs/proof.md
    return found


def check(found: dict[str, Any]) -> None:
    assert found["wrong"] == []
    assert found["slowest"] <= MOST_SECONDS
    assert found["mib"] <= MOST_MIB


@pytest.mark.parametrize("reader", READERS)
def test_some_spoilt_files_are_taken_or_refused(reader: str) -> None:
    check(given(reader, FEW))


@pytest.mark.proof
@pytest.mark.parametrize("reader", READERS)
def test_ten_thousand_spoilt_files_are_taken_or_refused(reader: str) -> None:
    check(given(reader, MANY))


def test_taking_rows_as_they_come_is_noticed() -> None:
    """The control: if nothing went wrong here, the proofs above could not fail either."""
    assert given("careless import", FEW)["wrong"] != []
