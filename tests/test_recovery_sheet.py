"""The sheet to print: the code is on it, a name stays text, and a screen reader can read it."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from companion.core.paper_size import Paper
from companion.core.words import Words
from companion.share.recovery_sheet import RecoverySheet, draw_recovery_sheet
from tests.conftest import RESOURCES

CODE = "2187-12PB-KDWD-ZZ5B-DVNB-748D-QT"
HOSTILE = (
    '#panic("no")',
    "*bold* _x_ $x^2$ \\ [a](b) @ref <label>",
    '"}, {"',
    "</p> & %00",
    "名前 😀 \u202e",
    "\x00\x07 tab\tline\nline",
    "\U0010fffd\ue000",
    "x" * 5000,
)


def drawn(words: Words, name: str = "Ruth Example", paper: Paper = Paper.A4) -> bytes:
    return draw_recovery_sheet(RecoverySheet(CODE, name, "22 November 2026"), words, paper, RESOURCES)


def text_of(pdf: bytes, folder: Path) -> str:
    """What a reader program finds in it."""
    if shutil.which("pdftotext") is None:
        pytest.skip("needs pdftotext")
    file = folder / "sheet.pdf"
    file.write_bytes(pdf)
    done = subprocess.run(["pdftotext", str(file), "-"], capture_output=True, check=True)
    return done.stdout.decode("utf-8")


@pytest.mark.parametrize("paper", Paper)
def test_it_is_one_page_for_either_printer_and_says_what_it_is(words: Words, paper: Paper) -> None:
    pdf = drawn(words, paper=paper)

    assert pdf.startswith(b"%PDF-")
    assert b"<pdfuaid:part>1</pdfuaid:part>" in pdf
    assert words("recovery.sheet_title").encode() in pdf


def test_the_code_the_name_and_what_to_do_stand_on_it(words: Words, tmp_path: Path) -> None:
    text = text_of(drawn(words), tmp_path)

    assert "2187-12PB-KDWD-ZZ5B" in text
    assert "DVNB-748D-QT" in text
    assert "Diary of Ruth Example" in text
    assert words("recovery.sheet_step_1") in text


@pytest.mark.parametrize("name", HOSTILE)
def test_whatever_a_name_holds_there_is_a_sheet_with_the_code(
    words: Words, name: str, tmp_path: Path
) -> None:
    text = text_of(drawn(words, name), tmp_path)

    assert "DVNB-748D-QT" in text
    assert text.count("\f") == 1


def test_markup_in_a_name_stays_letters(words: Words, tmp_path: Path) -> None:
    text = text_of(drawn(words, "*Ruth* #panic() $x$"), tmp_path)

    assert "*Ruth* #panic() $x$" in text


def test_without_a_name_there_is_no_line_for_it(words: Words, tmp_path: Path) -> None:
    assert "Diary of" not in text_of(drawn(words, ""), tmp_path)
