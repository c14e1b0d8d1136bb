"""Tables for a spreadsheet: read back letter for letter, and nothing in them runs."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.share.tables import csv_text, text_of_cell

texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))


def read(written: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(written.removeprefix("\ufeff"), newline="")))


@pytest.mark.parametrize("text", ["=HYPERLINK(1)", "+1", "-5 mg", "@x", "\tx", "\rx", "\nx", "＝1+1"])
def test_a_text_that_looks_like_a_formula_is_quoted(text: str) -> None:
    _, (cell,) = read(csv_text(["note"], [[text]]))

    assert cell == "'" + text


@given(st.lists(st.tuples(texts, texts), max_size=5))
def test_every_text_comes_back_letter_for_letter(rows: list[tuple[str, str]]) -> None:
    _, *found = read(csv_text(["one", "two"], rows))

    assert [tuple(map(text_of_cell, row)) for row in found] == rows


def test_numbers_stay_numbers_and_what_is_absent_stays_empty() -> None:
    assert read(csv_text(["n", "m"], [[-3, None]]))[1] == ["-3", ""]


def test_a_spreadsheet_is_told_the_alphabet() -> None:
    assert csv_text(["note"], []).startswith("\ufeff")
