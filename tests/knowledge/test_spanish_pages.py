"""Every Spanish page of Learn: easy to read, with the numbers and the form of the English page."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest

from companion.core.page_text import plain_text
from companion.core.pages import Bullets, Card, Heading, Page, Paragraph, parse_page
from companion.core.translated_page import page_texts
from tests.knowledge.spanish import EASY_FROM, perspicuity
from tests.shipped import RESOURCES

SPANISH = tuple(sorted((RESOURCES / "translations" / "es" / "pages").glob("*.md")))
HARD = (
    "La administración intravenosa de inmunosupresores corticosteroideos requiere monitorización "
    "multidisciplinaria de la hepatotoxicidad y de manifestaciones neuropsiquiátricas concomitantes."
)
every_page = pytest.mark.parametrize("path", SPANISH, ids=lambda path: path.stem)


def english_page(path: Path) -> Page:
    return parse_page((RESOURCES / "pages" / path.name).read_text("utf-8"), path.name)


def spanish_page(path: Path) -> Page:
    """The Spanish page under the front of the English one, as the program reads it."""
    _, front, _ = (RESOURCES / "pages" / path.name).read_text("utf-8").split("+++\n", 2)
    _, own, body = path.read_text("utf-8").split("+++\n", 2)
    for key in ("title", "summary"):
        found = re.search(rf"^{key} = .*$", own, re.MULTILINE)
        assert found is not None
        front = re.sub(rf"^{key} = .*$", found[0], front, count=1, flags=re.MULTILINE)
    return parse_page(f"+++\n{front}+++\n{body}", path.name)


def prose(page: Page) -> str:
    return "\n".join(
        text
        for block in page.blocks
        for text in ((block.text,) if isinstance(block, Paragraph) else getattr(block, "items", ()))
    )


def numbers(text: str) -> list[str]:
    """The numbers in a text without the marks that English and Spanish set in them."""
    return sorted(re.sub("[.,]", "", one) for one in re.findall(r"\d+(?:[.,]\d+)*", plain_text(text)))


def test_there_is_a_spanish_page_to_check() -> None:
    assert SPANISH


@every_page
def test_a_spanish_page_reads_easily(path: Path) -> None:
    page = spanish_page(path)
    in_cards = "\n".join(item for block in page.blocks if isinstance(block, Card) for item in block.items)

    assert perspicuity(prose(page)) >= EASY_FROM
    assert not in_cards or perspicuity(in_cards) >= EASY_FROM


def test_hard_spanish_is_stopped() -> None:
    assert perspicuity(HARD) < EASY_FROM
    assert perspicuity("Llame ahora a su equipo. Diga qué medicamento recibe.") >= EASY_FROM


def test_a_number_and_a_short_form_end_no_sentence() -> None:
    long = "la etiqueta de EE. UU. dice que la fiebre es de 38,0 °C o más y que hay que llamar"

    assert perspicuity(long) == perspicuity(long.replace("EE. UU.", "país").replace("38,0 °C", "diez C"))


@every_page
def test_a_spanish_page_has_the_numbers_of_the_english_one(path: Path) -> None:
    pairs = zip(page_texts(english_page(path)), page_texts(spanish_page(path)), strict=True)

    assert [spanish for english, spanish in pairs if numbers(english) != numbers(spanish)] == []


@every_page
def test_a_decimal_has_a_comma_and_a_thousand_no_mark(path: Path) -> None:
    said = "\n".join(page_texts(spanish_page(path)))

    # 1,200 mg would be read as little more than one milligram.
    assert re.findall(r"\d\.\d|\d,\d{3}", said) == []


@every_page
def test_a_spanish_card_is_one_call_to_action(path: Path) -> None:
    headings = [block.heading for block in spanish_page(path).blocks if isinstance(block, Card)]

    assert [text for text in headings if not re.fullmatch(r"(Llame|Vaya|Hable) .* si:", text)] == []


@every_page
def test_each_thing_not_to_do_says_no(path: Path) -> None:
    blocks = spanish_page(path).blocks
    items = [
        item
        for first, second in pairwise(blocks)
        if isinstance(first, Heading) and first.text == "Qué no hacer" and isinstance(second, Bullets)
        for item in second.items
    ]

    assert items or path.stem == "glossary"
    assert [item for item in items if not item.startswith("No ")] == []


@every_page
def test_a_spanish_page_stays_calm(path: Path) -> None:
    said = "\n".join(page_texts(spanish_page(path)))

    assert not set("!¡") & set(said)
    assert re.findall(r"no se preocupe|no es nada|tranquil|\bgrado \w", said, re.IGNORECASE) == []
