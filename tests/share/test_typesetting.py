"""Papers as PDF: tagged, for either printer, in our own fonts, and no note keeps one from being made."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import typst
from hypothesis import given, settings
from hypothesis import strategies as st

from companion.core.paper_size import Paper, usual_paper, wanted_paper
from companion.share.glyphs import known_characters, writable
from companion.share.paper_parts import Document, Fact, Section, Table
from companion.share.typesetting import Sheet, as_pdf, as_pictures, sheet_of
from tests.conftest import RESOURCES
from tests.share.paper_kit import BREAK, pdf_of, tags_of, text_of

HOSTILE = (
    '#panic("no") #let x = 1',
    "*bold* _x_ $x^2$ `code` = head",
    "\\ [a](b) @ref <label> // gone /* gone */",
    "#*_[@\\<b>",
    '"}, {"title": "x"',
    "</p> & %00 &lt;",
    "~ -- --- ... 'a' \"b\"",
    "1. one + two - three / four",
)
CODED = (
    ("Feeling 🙂 today", "Feeling [U+1F642] today"),
    ("名前", "[U+540D][U+524D]"),
    ("bell\x07", "bell[U+0007]"),
    ("left\u202eright", "left[U+202E]right"),
    ("private \ue000", "private [U+E000]"),
    ("half \ud800 pair", "half [U+D800] pair"),
)
SIGNATURE = b"\x89PNG\r\n"


def sheet(note: str, paper: Paper = Paper.A4) -> Sheet:
    table = Table(("When", note), (("1", note), ("2", "x")), wide=(1,))
    document = Document(
        title="A paper",
        subtitle=note,
        facts=(Fact("Name", note),),
        sections=(Section("Notes", table=table, bullets=(note,), numbered=(note,)),),
        foot=note,
        page_of="Page {n} of {total}",
    )
    return sheet_of("document", document, language="en", paper=paper)


@pytest.mark.parametrize("paper", Paper)
def test_a_paper_is_tagged_for_a_screen_reader_on_either_size(paper: Paper) -> None:
    pdf = as_pdf(sheet("plain", paper), RESOURCES)

    assert b"<pdfuaid:part>1</pdfuaid:part>" in pdf
    assert (b"612 792" in pdf) == (paper is Paper.LETTER)


@pytest.mark.parametrize("note", HOSTILE)
def test_a_hostile_note_comes_out_letter_for_letter(note: str, tmp_path: Path) -> None:
    tags = tags_of(pdf_of(sheet(note), tmp_path))

    assert tags.count(note) >= 5


@pytest.mark.parametrize(("note", "shown"), CODED)
def test_what_no_font_has_comes_out_as_its_code(note: str, shown: str, tmp_path: Path) -> None:
    pdf = pdf_of(sheet(note), tmp_path)

    assert text_of(pdf).count(shown) >= 5
    assert b"<pdfuaid:part>1</pdfuaid:part>" in pdf.read_bytes()


def test_a_word_without_end_stays_on_the_paper_whole(tmp_path: Path) -> None:
    word = "x" * 2000

    assert text_of(pdf_of(sheet(word), tmp_path)).replace(" ", "").count(word) >= 2


def test_lines_of_a_note_stay_lines(tmp_path: Path) -> None:
    assert "first second" in text_of(pdf_of(sheet("first\nsecond"), tmp_path))


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=40))
def test_no_note_at_all_keeps_a_paper_from_being_made_with_its_tags(note: str) -> None:
    assert b"<pdfuaid:part>1</pdfuaid:part>" in as_pdf(sheet(note), RESOURCES)


@given(st.text(max_size=60))
def test_every_character_is_there_or_its_code_is(note: str) -> None:
    shown = writable(note, known_characters(RESOURCES)).replace(BREAK, "")

    assert re.sub(r"\[U\+([0-9A-F]{4,6})\]", lambda code: chr(int(code[1], 16)), shown) == re.sub(
        r"\[U\+([0-9A-F]{4,6})\]", lambda code: chr(int(code[1], 16)), note.replace(BREAK, "")
    )


def test_the_compiler_refuses_a_paper_that_a_screen_reader_cannot_read(tmp_path: Path) -> None:
    """The control: without its text a picture is refused, so that passing above means something."""
    bad = tmp_path / "bad.typ"
    bad.write_text('#set document(title: "x")\n#image(bytes("<svg/>"), format: "svg")', "utf-8")

    with pytest.raises(typst.TypstError):
        typst.compile(bad, format="pdf", pdf_standards="ua-1")


def test_a_paper_can_be_looked_at_page_by_page() -> None:
    pages = as_pictures(sheet("line\n" * 200), RESOURCES, per_inch=40)

    assert len(pages) > 1
    assert all(page.startswith(SIGNATURE) for page in pages)


def test_the_size_is_the_one_chosen_and_else_that_of_the_country() -> None:
    assert wanted_paper("a4", "US") is Paper.A4
    assert wanted_paper("", "us") is Paper.LETTER
    assert wanted_paper("", "DE") is Paper.A4
    assert wanted_paper("foolscap", "DE") is Paper.A4
    assert usual_paper("") is Paper.A4
