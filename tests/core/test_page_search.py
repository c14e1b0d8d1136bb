"""Looking for words in the pages of Learn."""

from __future__ import annotations

from dataclasses import replace

import pytest

from companion.core.catalogue import Catalogue
from companion.core.folding import fold, order_of
from companion.core.page_search import Place, Where, headings, index_pages, search
from companion.core.words import Words, list_as_text
from companion.stores.words import load_words
from tests.conftest import RESOURCES


@pytest.fixture(scope="module")
def index(catalogue: Catalogue, words: Words) -> tuple[Place, ...]:
    return index_pages(catalogue.pages, catalogue.symptoms, words)


@pytest.fixture(scope="module")
def spanish_words() -> Words:
    return load_words(RESOURCES, "es")


@pytest.fixture(scope="module")
def spanish(catalogue: Catalogue, spanish_words: Words) -> tuple[Place, ...]:
    return index_pages(catalogue.pages, catalogue.symptoms, spanish_words)


def pages_of(found: tuple[Place, ...]) -> list[str]:
    return [place.page for place in found]


@pytest.mark.parametrize(
    ("typed", "page"),
    [
        ("tarlatamab", "tarlatamab"),
        ("tecentriq", "atezolizumab"),
        ("Hybreza", "atezolizumab_sc"),
        ("yellow eyes", "liver"),
        ("jaundice", "liver"),
        ("throwing up", "common_side_effects"),
        ("thermometer", "temperature"),
        ("prednisone", "steroids"),
        ("low platelets", "low_blood_counts"),
        ("allergy", "infusion_reactions"),
        ("months later", "after_treatment"),
        ("privacy", "what_this_is_not"),
    ],
)
def test_what_a_person_may_type_leads_to_its_page_first(
    index: tuple[Place, ...], typed: str, page: str
) -> None:
    assert pages_of(search(index, typed))[0] == page


def test_it_is_found_while_it_is_typed(index: tuple[Place, ...]) -> None:
    found = [pages_of(search(index, "jaundice"[:length])) for length in range(4, 9)]

    assert all("liver" in pages for pages in found)


@pytest.mark.parametrize(
    "typed",
    ["tarlatmab", "tarlatamba", "tarlattamab", "terlatamab", "TARLATAMAB", "tárlatamàb", "  tarlatamab "],
)
def test_a_slip_an_accent_or_capitals_do_not_hide_it(index: tuple[Place, ...], typed: str) -> None:
    assert pages_of(search(index, typed))[0] == "tarlatamab"


@pytest.mark.parametrize("typed", ["", "   ", "?!", "qqqqqq", "fevre" * 20])
def test_nothing_is_found_for_nothing_and_for_what_is_nowhere(index: tuple[Place, ...], typed: str) -> None:
    assert search(index, typed) == ()


def test_a_short_word_is_not_bent_into_another(index: tuple[Place, ...]) -> None:
    assert search(index, "qat") == ()


def test_a_result_keeps_its_heading_and_the_line(catalogue: Catalogue, index: tuple[Place, ...]) -> None:
    place = next(one for one in search(index, "metal") if one.where is Where.TEXT)

    assert place.heading is not None
    heading = headings(catalogue.pages[place.page])[place.heading].text
    assert (place.page, heading) == ("tarlatamab", "Common side effects")
    assert place.line == "Food tastes bad, or like metal."


def test_a_title_comes_before_a_heading_and_a_heading_before_text(index: tuple[Place, ...]) -> None:
    found = [place.where for place in search(index, "liver", most=30)]

    assert found[0] is Where.TITLE
    assert found == sorted(found, reverse=True)


def test_hard_words_and_symptoms_are_found(index: tuple[Place, ...]) -> None:
    terms = [place.line for place in search(index, "neutropenia") if place.where is Where.TERM]
    symptoms = [place.line for place in search(index, "lightheaded") if place.where is Where.SYMPTOM]

    assert terms[0].startswith("Neutropenia: too few of one kind of white blood cells.")
    assert symptoms == ["Feeling lightheaded"]


def test_small_words_do_not_drown_the_one_that_counts(index: tuple[Place, ...]) -> None:
    assert all("fever" in place.line.lower() for place in search(index, "I do have a fever"))


def test_no_line_comes_twice_and_no_page_crowds_out_the_others(index: tuple[Place, ...]) -> None:
    found = search(index, "temperature")

    lines = [place.line for place in found if place.line]
    assert len(set(lines)) == len(lines)
    assert max(pages_of(found).count(page) for page in pages_of(found)) <= 3
    assert len(found) == 10


def test_every_page_is_found_by_its_title(catalogue: Catalogue, index: tuple[Place, ...]) -> None:
    hidden = [
        page.id for page in catalogue.pages.values() if page.id not in pages_of(search(index, page.title))
    ]

    assert hidden == []


def test_every_symptom_is_found_by_its_name(catalogue: Catalogue, index: tuple[Place, ...]) -> None:
    hidden = [
        symptom.id
        for symptom in catalogue.symptoms.values()
        if symptom.page not in pages_of(search(index, symptom.words.name))
    ]

    assert hidden == []


def test_a_symptom_whose_page_is_gone_is_left_out(catalogue: Catalogue, words: Words) -> None:
    pages = {"liver": catalogue.pages["liver"]}

    found = index_pages(pages, catalogue.symptoms, words)

    assert {place.page for place in found} == {"liver"}


def test_letters_of_other_languages_are_folded() -> None:
    assert fold("Überempfindlichkeit, niño, ŒDÈME, Straße") == "uberempfindlichkeit, nino, œdeme, strasse"


def test_names_are_ordered_as_a_dictionary_orders_them() -> None:
    names = ["ñoño", "Zumbido", "árbol", "nube", "Ola", "arena", "Éxito", "dolor"]

    assert sorted(names, key=order_of) == [
        *("árbol", "arena", "dolor", "Éxito", "nube", "ñoño", "Ola", "Zumbido"),
    ]


@pytest.mark.parametrize(
    ("typed", "page"),
    [
        ("calentura", "infection"),
        ("fiebre", "infection"),
        ("fiebre despues de tarlatamab", "crs"),
        ("ojos amarillos", "liver"),
        ("HÍGADO", "liver"),
        ("higado", "liver"),
        ("riñones", "autoimmune_effects"),
        ("rinones", "autoimmune_effects"),
        ("moretones", "low_blood_counts"),
        ("defensas bajas", "low_blood_counts"),
        ("termometro", "temperature"),
        ("tensión", "temperature"),
        ("corticoides", "steroids"),
        ("comezon", "common_side_effects"),
        ("ganas de vomitar", "common_side_effects"),
        ("alergia", "infusion_reactions"),
        ("qué llevar", "infusion_day"),
        ("meses después", "after_treatment"),
        ("la primera noche", "after_a_dose"),
        ("confundido", "nervous_system"),
        ("confusion", "nervous_system"),
        ("qué quiere decir", "glossary"),
        ("pelo", "chemotherapy"),
        ("privacidad", "what_this_is_not"),
        ("Imdelltra", "tarlatamab"),
    ],
)
def test_a_spanish_reader_finds_a_page_with_and_without_accents(
    spanish: tuple[Place, ...], typed: str, page: str
) -> None:
    assert page in pages_of(search(spanish, typed))[:3]


def test_every_page_has_search_words_in_every_language(catalogue: Catalogue, spanish_words: Words) -> None:
    without = [
        page.id
        for page in catalogue.pages.values()
        if page.find_by and spanish_words.also(page.find_by) == page.find_by
    ]

    assert without == []


@pytest.mark.parametrize("typed", ["higado", "Hígado", "liver"])
def test_another_language_is_searched_in_its_own_words_and_in_english(
    catalogue: Catalogue, words: Words, typed: str
) -> None:
    page = replace(catalogue.pages["liver"], find_by=("hepatic",))
    spanish = replace(words, knowledge={page.title: "Hígado", page.summary: "Qué hacer."})

    found = search(index_pages({"liver": page}, {}, spanish), typed)

    assert (found[0].where, found[0].line) == (Where.TITLE, "Qué hacer.")


def test_a_page_is_found_by_the_words_that_its_translation_adds(catalogue: Catalogue, words: Words) -> None:
    page = replace(catalogue.pages["liver"], find_by=("hepatic",))
    spanish = replace(words, knowledge={list_as_text(page.find_by): "ictericia"})

    index = index_pages({"liver": page}, {}, spanish)

    assert search(index, "ictericia")[0].where is Where.FOUND_BY
    assert search(index, "hepatic")[0].where is Where.FOUND_BY
