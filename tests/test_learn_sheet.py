"""Every page of Learn on paper: tagged, with all its words, in both paper sizes and in larger letters."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from companion.core.catalogue import Catalogue
from companion.core.page_text import plain_text
from companion.core.pages import Heading, Page, Paragraph, texts_of
from companion.core.paper_size import Paper
from companion.core.translated_page import page_texts
from companion.core.words import Words
from companion.share.learn_sheet import LearnSheet, draw_learn_sheet
from companion.stores.words import load_words
from tests.conftest import RESOURCES

needs_poppler = pytest.mark.skipif(shutil.which("pdftotext") is None, reason="poppler reads the PDF back")
Draw = Callable[..., bytes]


@pytest.fixture
def draw(words: Words) -> Draw:
    def draw_page(
        page: Page, paper: Paper = Paper.A4, scale: str = "1.0", *, language: Words = words
    ) -> bytes:
        sheet = LearnSheet(page, "A draft.", ("S0: A source.",), "2 March 2026", Decimal(scale))
        return draw_learn_sheet(sheet, language, paper, RESOURCES)

    return draw_page


def text_of(pdf: bytes, folder: Path, *options: str) -> str:
    file = folder / "page.pdf"
    file.write_bytes(pdf)
    run = subprocess.run(["pdftotext", *options, str(file), "-"], check=True, capture_output=True, text=True)
    return run.stdout


def folded(text: str) -> str:
    return re.sub(r"\s+", "", text).replace("’", "'").replace("“", '"').replace("”", '"')


@needs_poppler
def test_every_page_can_be_printed_with_all_its_words(
    catalogue: Catalogue, draw: Draw, tmp_path: Path
) -> None:
    missing: list[str] = []

    for page in catalogue.pages.values():
        pdf = draw(page)
        # Page numbers and feet stand between what a line break tore apart.
        shown = folded(text_of(pdf, tmp_path))
        missing += [f"{page.id}: not tagged"] if b"pdfuaid" not in pdf else []
        said = [block.text for block in page.blocks if isinstance(block, Heading)]
        said += [word for text in texts_of(page.blocks) for word in plain_text(text).split()]
        missing += [f"{page.id}: {one}" for one in {page.title, *said} if folded(one) not in shown]

    assert missing == []


@needs_poppler
def test_a_page_is_printed_in_the_language_it_is_read_in(
    catalogue: Catalogue, draw: Draw, tmp_path: Path
) -> None:
    spanish = load_words(RESOURCES, "es")
    strange: list[str] = []

    for page in catalogue.pages.values():
        shown = folded(text_of(draw(page, language=spanish), tmp_path))
        for text in page_texts(page):
            here = plain_text(spanish.translated(text))
            strange += [f"{page.id}: {word}" for word in here.split() if folded(word) not in shown]
            is_english = here != plain_text(text) and folded(plain_text(text)) in shown
            strange += [f"{page.id}: {text}"] if is_english and len(text) > 20 else []

    assert strange == []


@needs_poppler
def test_headings_and_lists_are_told_to_a_screen_reader(
    catalogue: Catalogue, draw: Draw, tmp_path: Path
) -> None:
    file = tmp_path / "page.pdf"
    file.write_bytes(draw(catalogue.pages["crs"]))

    run = subprocess.run(["pdfinfo", "-struct-text", str(file)], check=True, capture_output=True, text=True)

    assert 'H1 "Cytokine release syndrome (CRS)" (block)' in run.stdout
    assert run.stdout.count("  H2 ") > 8
    assert run.stdout.count("  LI ") > 50


@needs_poppler
def test_both_paper_sizes_and_larger_letters(catalogue: Catalogue, draw: Draw, tmp_path: Path) -> None:
    def facts(pdf: bytes) -> str:
        file = tmp_path / "page.pdf"
        file.write_bytes(pdf)
        return subprocess.run(["pdfinfo", str(file)], check=True, capture_output=True, text=True).stdout

    def pages(pdf: bytes) -> int:
        found = re.search(r"Pages:\s+(\d+)", facts(pdf))
        assert found is not None
        return int(found[1])

    page = catalogue.pages["steroids"]

    assert "(A4)" in facts(draw(page))
    assert "(letter)" in facts(draw(page, Paper.LETTER))
    assert pages(draw(page, scale="2.0")) > pages(draw(page))


def test_marks_in_a_page_stay_text(catalogue: Catalogue, draw: Draw) -> None:
    hostile = replace(
        catalogue.pages["steroids"], blocks=(Paragraph("#panic() *a* _b_ @c \\ <d> $e$ `f` //g"),)
    )

    assert draw(hostile).startswith(b"%PDF")
