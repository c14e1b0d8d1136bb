"""Looking for a symptom in the language of the person, and in which order symptoms are listed."""

from __future__ import annotations

import pytest

from companion.core.catalogue import Catalogue
from companion.core.folding import order_of
from companion.core.words import Words
from companion.stores.words import load_words
from companion.ui.pages.diary.order import found, rest
from tests.shipped import RESOURCES


@pytest.fixture(scope="module")
def spanish() -> Words:
    return load_words(RESOURCES, "es")


@pytest.mark.parametrize("typed", ["fiebre", "Fiebre", "fever", "FEVER", "sensacion de fieb", "sensación"])
def test_a_symptom_is_found_by_its_shown_name_and_in_english(
    catalogue: Catalogue, spanish: Words, typed: str
) -> None:
    assert found(catalogue.symptoms["fever"], typed, spanish)
    assert not found(catalogue.symptoms["itching"], typed, spanish)


def test_in_english_it_is_found_as_before(catalogue: Catalogue, words: Words) -> None:
    assert found(catalogue.symptoms["itching"], "itch", words)
    assert not found(catalogue.symptoms["itching"], "comezon", words)


def test_symptoms_stand_in_the_order_of_the_names_that_are_shown(
    catalogue: Catalogue, spanish: Words
) -> None:
    listed = rest(catalogue.symptoms, (), spanish)

    english = [catalogue.symptoms[id].words.name for id in listed]
    shown = [spanish.translated(name) for name in english]
    assert shown == sorted(shown, key=order_of)
    assert english != sorted(english)
