"""Numbers and dates in what people read and type: none can be read as another one in another language."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from companion.core.catalogue import Catalogue
from companion.core.dose_wording import place_and_amount
from companion.core.formats import Formats
from companion.core.people import DateOrder
from companion.core.regimen import PlannedDose
from companion.core.thinking_check import ItemKind, Known
from companion.core.typed import calendar_names, read_birth_date
from companion.core.words import Words
from companion.share.paper_wording import short_moment
from companion.stores.words import load_words
from tests.shipped import RESOURCES, shipped_drug, shipped_ids

# 1,200 is 1.2 where the comma marks decimals, and 1.200 where the point does.
THOUSANDS = re.compile(r"(?<![\d.,])[1-9]\d{0,2}(?:[.,'\u2019 \u00a0\u202f]\d{3})+(?![\d.,]*\d)")
# 3/4/2026 is in March to one person and in April to another.
NUMERIC_DATE = re.compile(r"(?<!\d)\d{1,2}[/.]\d{1,2}[/.](?:\d{4}|\d{2})(?!\d)")
TEXTS = sorted(path for ending in ("toml", "md") for path in RESOURCES.rglob(f"*.{ending}"))


@pytest.fixture(scope="module")
def spanish() -> Words:
    return load_words(RESOURCES, "es")


@pytest.mark.parametrize(
    ("text", "is_found"),
    [
        ("1,200 mg", True),
        ("1.680 mg", True),
        ("10 000 mg", True),
        ("1200 mg", False),
        ("0.125 mg", False),
        ("3.2 mg/m²", False),
        ("0.45359237", False),
    ],
)
def test_a_number_with_a_sign_between_its_thousands_is_noticed(text: str, *, is_found: bool) -> None:
    assert bool(THOUSANDS.search(text)) is is_found


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.relative_to(RESOURCES).as_posix())
def test_no_number_and_no_date_of_ours_means_another_one_elsewhere(path: Path) -> None:
    text = path.read_text("utf-8")

    assert THOUSANDS.findall(text) == []
    assert NUMERIC_DATE.findall(text) == []


@pytest.mark.parametrize("id", shipped_ids("drugs"))
def test_an_amount_has_no_sign_between_its_thousands(id: str) -> None:
    amounts = {dose.amount for regimen in shipped_drug(id).regimens for dose in regimen.doses}

    assert [amount for amount in amounts if amount and re.search(r"[.,]\d{3}", amount)] == []


def test_an_amount_of_the_label_is_shown_with_the_sign_of_the_language(words: Words, spanish: Words) -> None:
    start = datetime(2026, 3, 2, 9)
    dose = PlannedDose(1, "lurbinectedin", "", 1, 1, "3.2 mg/m²", start, start, "UTC", 60, None, ())

    assert "3.2 mg/m²" in place_and_amount(dose, words)
    assert "3,2 mg/m²" in place_and_amount(dose, spanish)


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize(
    "text",
    ["4 de mayo de 1954", "sabado 4 mayo 1954", "4 May 1954"],
)
def test_a_date_is_read_with_the_names_of_the_language_or_in_english(language: str, text: str) -> None:
    names = calendar_names(load_words(RESOURCES, language))
    read = read_birth_date(text, order=DateOrder.DAY_FIRST, names=names, today=date(2026, 3, 2))

    is_spanish = "mayo" in text
    assert read == date(1954, 5, 4) or (is_spanish and language == "en")


@pytest.mark.parametrize("month", range(1, 13))
def test_a_month_that_was_read_once_is_read_again(month: int, spanish: Words) -> None:
    day = date(1954, month, 4)
    shown = Formats(spanish, "UTC").plain_day(day)

    read = read_birth_date(
        shown, order=DateOrder.DAY_FIRST, names=calendar_names(spanish), today=date(2026, 3, 2)
    )

    assert read == day


def test_a_reading_is_shown_in_both_units_with_the_sign_of_the_language(
    catalogue: Catalogue, spanish: Words
) -> None:
    formats = Formats(spanish, "UTC")

    def shown(kind: str, value: str) -> str:
        known = catalogue.readings[kind]
        return formats.reading(Decimal(value), known.units[0].code, known)

    assert shown("temperature", "38.9") == "38,9 °C (102,0 °F)"
    assert shown("pulse", "88") == "88 latidos por minuto"
    assert shown("spo2", "93") == "93%"


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("typed", ["reloj", "clock", "Un RELOJ."])
def test_the_thinking_check_takes_a_name_in_every_language(
    catalogue: Catalogue, language: str, typed: str
) -> None:
    names = calendar_names(load_words(RESOURCES, language))
    known = Known(date(2026, 3, 2), names.months, "", other_months=names.other_months)
    check = catalogue.thinking_check
    assert check is not None
    clock = next(item for item in check.items if item.kind is ItemKind.NAME and "clock" in item.names)

    assert clock.is_right(typed, known) is True
    assert clock.is_right("taza", known) is False


@pytest.mark.parametrize(("typed", "is_right"), [("marzo", True), ("MARCH", True), ("mayo", False)])
def test_the_month_is_right_in_the_language_or_in_english(
    catalogue: Catalogue, spanish: Words, typed: str, *, is_right: bool
) -> None:
    names = calendar_names(spanish)
    known = Known(date(2026, 3, 2), names.months, "", other_months=names.other_months)
    check = catalogue.thinking_check
    assert check is not None
    month = next(item for item in check.items if item.kind is ItemKind.MONTH)

    assert month.is_right(typed, known) is is_right


@pytest.mark.parametrize("order", DateOrder)
def test_spanish_says_the_day_before_the_month_whatever_order_is_chosen(
    order: DateOrder, spanish: Words
) -> None:
    formats, day = Formats(spanish, "UTC", date_order=order), date(2026, 2, 9)
    moment = datetime(2026, 2, 9, 10, 0, tzinfo=UTC)

    assert formats.plain_day(day) == "9 de febrero de 2026"
    assert formats.short_day(day) == "lunes 9 de febrero"
    assert formats.day(day) == "lunes 9 de febrero de 2026"
    assert short_moment(moment, formats) == "lun 9 feb, 10:00"


@pytest.mark.parametrize(("order", "shown"), [("day_first", "31/3/2026"), ("month_first", "3/31/2026")])
def test_where_words_have_one_order_the_choice_is_shown_in_digits(
    order: str, shown: str, words: Words, spanish: Words
) -> None:
    english, other = (Formats(spoken, "UTC", date_order=DateOrder(order)) for spoken in (words, spanish))

    assert english.has_order_in_words
    assert english.order_example(date(2026, 3, 31)) == english.plain_day(date(2026, 3, 31))
    assert not other.has_order_in_words
    assert other.order_example(date(2026, 3, 31)) == shown


def test_what_is_said_of_the_hours_after_a_dose_is_translated(catalogue: Catalogue, spanish: Words) -> None:
    said = {
        dose.monitoring.note
        for drug in catalogue.drugs.values()
        for regimen in drug.regimens
        for dose in regimen.doses
        if dose.monitoring is not None and dose.monitoring.note
    }

    assert said
    assert said <= set(spanish.knowledge)
