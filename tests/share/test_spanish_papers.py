"""The papers in Spanish: no sentence of ours in English but the one that asks whoever cannot read Spanish."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from companion.core.catalogue import Catalogue
from companion.core.paper_facts import Standing
from companion.core.paper_size import Paper
from companion.core.words import Words
from companion.share.emergency_card import emergency_card
from companion.share.papers import PaperFacts, PaperKind, paper_sheet
from companion.share.typesetting import Sheet
from companion.stores.words import load_words
from tests.conftest import RESOURCES
from tests.share.paper_kit import PaperKit, laid_out, paper_kit, pdf_of, text_of

# A shorter text of ours may be part of what somebody typed.
_LONG = 8


@pytest.fixture(scope="module")
def spanish() -> Words:
    return load_words(RESOURCES, "es")


@pytest.fixture(scope="module")
def kit(tmp_path_factory: pytest.TempPathFactory, catalogue: Catalogue, spanish: Words) -> Iterator[PaperKit]:
    kit = paper_kit(tmp_path_factory.mktemp("papeles"), catalogue, spanish, questions=("¿Puedo viajar?",))
    yield kit
    kit.shelf.db.close()


@pytest.fixture(scope="module")
def standing(kit: PaperKit) -> Standing:
    return kit.papers.standing()


def drawn(kit: PaperKit, kind: PaperKind) -> Sheet:
    days = kit.papers.span(kit.papers.standing().doses[0].started_at.date(), kit.record.today())
    facts = PaperFacts(kit.papers.standing(), days, kit.papers.shift())
    return paper_sheet(kind, facts, kit.catalogue, kit.formats, Paper.LETTER)


def only_english(words: Words) -> list[str]:
    """Our sentences without gaps that are said in another way in this language."""
    told = [
        text
        for key, text in words.english.items()
        if isinstance(text, str) and "{" not in text and words.sentences[key] != text
    ]
    told += [text for text, other in words.knowledge.items() if text != other and "\n" not in text]
    typed = (RESOURCES / "demo.toml").read_text("utf-8")
    return [text for text in told if len(text) >= _LONG and text not in typed]


@pytest.mark.parametrize("kind", PaperKind)
def test_nothing_of_ours_on_a_spanish_paper_is_english(
    kit: PaperKit, spanish: Words, kind: PaperKind, tmp_path: Path
) -> None:
    said = text_of(pdf_of(drawn(kit, kind), tmp_path))

    asked = spanish.in_english("paper_card.please_short")
    ours = said.replace(asked, "")
    strange = [text for text in only_english(spanish) if re.search(rf"\b{re.escape(text)}(?!\w)", ours)]
    assert strange == []
    assert (asked in said) == (kind is PaperKind.CARD)


@pytest.mark.parametrize("kind", PaperKind)
def test_a_sentence_that_ends_with_a_time_has_one_full_stop(
    kit: PaperKit, kind: PaperKind, tmp_path: Path
) -> None:
    said = text_of(pdf_of(drawn(kit, kind), tmp_path))

    assert "m." in said
    assert ".." not in said


def test_a_card_in_english_asks_once(kit: PaperKit, standing: Standing, words: Words) -> None:
    formats = replace(kit.formats, words=words)

    assert emergency_card(standing, kit.catalogue, formats).in_english == ""


def test_a_long_name_of_a_symptom_stays_in_its_column(kit: PaperKit, tmp_path: Path) -> None:
    pdf = pdf_of(drawn(kit, PaperKind.REPORT), tmp_path)

    rows = [line.split("  ")[0].strip() for line in laid_out(pdf).splitlines() if "Estreñimiento" in line]

    assert rows == ["Estreñimiento", "Estreñimiento"]  # in the chart and in the table
