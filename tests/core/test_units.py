"""Exact conversion, ranges, rounding, and the many ways in which a person types a reading."""

from __future__ import annotations

from collections.abc import Callable
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from companion.core.errors import DataIsBroken
from companion.core.parsing import Section
from companion.core.units import (
    NothingTyped,
    NotUnderstood,
    OfferOtherUnit,
    ReadingKind,
    Understood,
    convert,
    parse_reading_kind,
    read_typed,
    rounded_half_up,
    show,
)
from tests.shipped import shipped_ids, shipped_reading, shipped_table

TEMPERATURE = shipped_reading("temperature")
WEIGHT = shipped_reading("weight")
CELSIUS, FAHRENHEIT = TEMPERATURE.units
KILOGRAM, POUND = WEIGHT.units
KINDS = tuple(shipped_reading(id) for id in shipped_ids("readings"))
TENTH = Fraction(1, 10)

BLANKS = ("", " ", "  ", "\t", "\N{NO-BREAK SPACE}", "\N{NARROW NO-BREAK SPACE}")
CELSIUS_SPELLINGS = (
    *("C", "c", "°C", "° C", "°c", "ºC", "℃", "Cel", "celsius", "Celsius", "CELSIUS", "degC", "deg C"),
    *("deg. C", "degrees C", "degrees celsius", "Degrees Celsius", "centigrade", "C."),
)
FAHRENHEIT_SPELLINGS = (
    *("F", "f", "°F", "° F", "°f", "ºF", "℉", "[degF]", "fahrenheit", "Fahrenheit", "FAHRENHEIT", "degF"),
    *("deg F", "deg. F", "degrees F", "degrees fahrenheit", "Degrees Fahrenheit", "F."),
)
NO_UNIT = ("", "°", "º", "deg", "degrees", "Degrees")


def spellings(numbers: tuple[str, ...], units: tuple[str, ...]) -> tuple[str, ...]:
    """Every way to put a number, blanks and a unit together."""
    return tuple(
        f"{outer}{number}{inner}{unit}{outer}"
        for number, unit, inner, outer in product(numbers, units, BLANKS, ("", " ", "\n"))
    )


@pytest.mark.parametrize(
    ("numbers", "units", "expected"),
    [
        (
            ("38.4", "38,4", "38.40", "38,40", "038.4"),
            CELSIUS_SPELLINGS,
            Understood(Decimal("38.4"), CELSIUS),
        ),
        (("101.1", "101,1", "101.10"), FAHRENHEIT_SPELLINGS, Understood(Decimal("101.1"), FAHRENHEIT)),
        (("38.4", "38,4", "38.40"), NO_UNIT, Understood(Decimal("38.4"), CELSIUS)),
        (("101.1", "101,1"), NO_UNIT, OfferOtherUnit(Decimal("101.1"), FAHRENHEIT)),
    ],
)
def test_hundreds_of_spellings_are_one_reading(
    numbers: tuple[str, ...], units: tuple[str, ...], expected: Understood | OfferOtherUnit
) -> None:
    typed = spellings(numbers, units)

    wrong = {text: read_typed(text, TEMPERATURE, CELSIUS) for text in typed}
    wrong = {text: found for text, found in wrong.items() if found != expected}

    assert wrong == {}
    assert len(typed) >= 200


def test_a_fever_typed_three_ways_looks_the_same_in_both_units() -> None:
    typed = [read_typed(text, TEMPERATURE, CELSIUS) for text in ("38.4", "38,4", "101.1 °F")]

    shown = {
        (
            show(convert(t.value, t.unit, CELSIUS), CELSIUS),
            show(convert(t.value, t.unit, FAHRENHEIT), FAHRENHEIT),
        )
        for t in typed
        if isinstance(t, Understood)
    }
    assert shown == {("38.4 °C", "101.1 °F")}


def test_what_was_typed_is_kept_as_it_was_typed() -> None:
    for text in ("38", "38.4", "38.40", "37.94"):
        assert read_typed(text, TEMPERATURE, CELSIUS) == Understood(Decimal(text), CELSIUS)
        found = read_typed(text, TEMPERATURE, CELSIUS)
        assert isinstance(found, Understood)
        assert str(found.value) == text


@pytest.mark.parametrize("text", ["", " ", "\t", "\n \n", "\N{NO-BREAK SPACE}"])
def test_blanks_are_nothing_typed(text: str) -> None:
    assert read_typed(text, TEMPERATURE, CELSIUS) == NothingTyped()


@pytest.mark.parametrize(
    "text",
    [
        *("fever", "thirty eight", "high", "?", "-", ".", ",", "°", "°C", "C"),
        *("٣٨٫٤", "３８．４", "३८", "38½", "3８.4", "38.４", "²", "三十八"),
        *("nan", "NaN", "inf", "-inf", "Infinity", "1e2", "3.84e1", "3.84E+1", "0x26", "38_4", "1E400"),
        *("-38.4", "+38.4", "−38.4", "~38.4", "<38", ">38", "=38.4", "$38", "#38"),
        *("38.", "38,", ".4", ",4", "38..4", "38.,4", "38.4.", "38.4,", "38 .4", "38. 4", "38 4"),
        *("1,000.5", "1.000,5", "1 000", "1'000", "1,000,000", "38.4.2", "38,4,2"),
        *("38.4 38.5", "38.4-38.6", "38.4/38.5", "38 to 39", "38.4 C 2", "120/80", "38:4", "38°4"),
        *("38.4" + " " * 40 + "C", "9" * 41, "=cmd|' /C calc'!A0"),
    ],
)
def test_what_is_not_one_plain_number_is_not_guessed_at(text: str) -> None:
    assert read_typed(text, TEMPERATURE, CELSIUS) == NotUnderstood("readings.not_a_number")


@pytest.mark.parametrize("text", ["38.400", "38,400", "1,234", "1.234", "37.9444", "38.400 C"])
def test_more_than_two_decimals_could_be_thousands_and_are_refused(text: str) -> None:
    assert read_typed(text, TEMPERATURE, CELSIUS) == NotUnderstood("readings.too_many_decimals")


@pytest.mark.parametrize("text", ["38.4 K", "38.4 kelvin", "38.4 lb", "38.4 %", "38.4 CF", "38.4 <b>C</b>"])
def test_a_unit_of_something_else_is_refused(text: str) -> None:
    assert read_typed(text, TEMPERATURE, CELSIUS) == NotUnderstood("readings.unknown_unit")


@pytest.mark.parametrize(
    "text", ["380", "384", "0", "3", "29.9", "29.99", "45.01", "85.99", "113.1", "380 C", "999 F"]
)
def test_a_value_that_fits_no_unit_is_refused(text: str) -> None:
    for unit in TEMPERATURE.units:
        assert read_typed(text, TEMPERATURE, unit) == NotUnderstood("readings.out_of_range")


@pytest.mark.parametrize(
    ("text", "kind", "preferred", "offered"),
    [
        ("98.6", TEMPERATURE, CELSIUS, FAHRENHEIT),
        ("100.4", TEMPERATURE, CELSIUS, FAHRENHEIT),
        ("37", TEMPERATURE, FAHRENHEIT, CELSIUS),
        ("38,4", TEMPERATURE, FAHRENHEIT, CELSIUS),
        ("38.4 F", TEMPERATURE, CELSIUS, CELSIUS),
        ("400", WEIGHT, KILOGRAM, POUND),
        ("30", WEIGHT, POUND, KILOGRAM),
    ],
)
def test_a_value_that_fits_only_the_other_unit_is_offered_and_not_taken(
    text: str, kind: ReadingKind, preferred: object, offered: object
) -> None:
    found = read_typed(text, kind, next(unit for unit in kind.units if unit == preferred))

    assert isinstance(found, OfferOtherUnit)
    assert found.unit == offered


@pytest.mark.parametrize(
    ("text", "unit"), [("101.1F", FAHRENHEIT), ("38.4 °C", CELSIUS), ("98.6 fahrenheit", FAHRENHEIT)]
)
def test_a_unit_in_the_text_wins(text: str, unit: object) -> None:
    for preferred in TEMPERATURE.units:
        found = read_typed(text, TEMPERATURE, preferred)

        assert isinstance(found, Understood)
        assert found.unit == unit


@pytest.mark.parametrize(
    ("kind", "text", "value", "code"),
    [
        ("pulse", "72 bpm", "72", "/min"),
        ("pulse", "72/min", "72", "/min"),
        ("pulse", "110 beats per minute", "110", "/min"),
        ("spo2", "96%", "96", "%"),
        ("spo2", "96 percent", "96", "%"),
        ("systolic", "120 mmHg", "120", "mm[Hg]"),
        ("diastolic", "80mm[Hg]", "80", "mm[Hg]"),
        ("weight", "80,5 kg", "80.5", "kg"),
        ("weight", "177.4 lbs", "177.4", "[lb_av]"),
        ("weight", "177 pounds", "177", "[lb_av]"),
    ],
)
def test_other_readings_are_typed_with_their_units_too(kind: str, text: str, value: str, code: str) -> None:
    reading = shipped_reading(kind)

    found = read_typed(text, reading, reading.units[0])

    assert found == Understood(Decimal(value), reading.unit(code))


@given(text=st.text(max_size=60), kind=st.sampled_from(KINDS))
@example(text="38.4\0", kind=TEMPERATURE)
@example(text="3" * 4301, kind=TEMPERATURE)
def test_any_text_at_all_gets_an_answer_that_a_person_can_have(text: str, kind: ReadingKind) -> None:
    found = read_typed(text, kind, kind.units[0])

    match found:
        case Understood(value, unit) | OfferOtherUnit(value, unit):
            assert kind.in_range(value, unit.code)
            assert str(value) in text.replace(",", ".")
        case NotUnderstood(reason):
            assert reason.startswith("readings.")
        case NothingTyped():
            assert not text.strip()


@given(
    value=st.decimals(min_value=30, max_value=45, places=2),
    comma=st.sampled_from(".,"),
    unit=st.sampled_from(("", "C", " °C")),
)
def test_every_body_temperature_is_understood(value: Decimal, comma: str, unit: str) -> None:
    found = read_typed(f"{value}".replace(".", comma) + unit, TEMPERATURE, CELSIUS)

    assert found == Understood(value, CELSIUS)


@pytest.mark.parametrize(
    ("fahrenheit", "celsius"),
    [
        ("100.4", "38"),
        ("99.5", "37.5"),
        ("100.04", "37.8"),
        ("98.6", "37"),
        ("86", "30"),
        ("113", "45"),
        ("95", "35"),
    ],
)
def test_fahrenheit_and_celsius_convert_exactly(fahrenheit: str, celsius: str) -> None:
    assert TEMPERATURE.in_first_unit(Decimal(fahrenheit), "[degF]") == Fraction(celsius)
    assert convert(Decimal(celsius), CELSIUS, FAHRENHEIT) == Fraction(fahrenheit)


@pytest.mark.parametrize(
    ("fahrenheit", "shown"), [("100.3", "37.9 °C"), ("100.4", "38.0 °C"), ("100.0", "37.8 °C")]
)
def test_fahrenheit_is_shown_as_the_triage_table_has_it(fahrenheit: str, shown: str) -> None:
    assert show(convert(Decimal(fahrenheit), FAHRENHEIT, CELSIUS), CELSIUS) == shown


def test_a_pound_is_exact_to_the_last_digit() -> None:
    assert WEIGHT.in_first_unit(1, "[lb_av]") == Fraction(45359237, 100000000)
    assert show(convert(80, KILOGRAM, POUND), POUND) == "176.4 lb"


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("37.94", "37.9 °C"),
        ("37.95", "38.0 °C"),
        ("37.949", "37.9 °C"),
        ("38.05", "38.1 °C"),
        ("38", "38.0 °C"),
    ],
)
def test_a_temperature_is_shown_rounded_half_up(value: str, shown: str) -> None:
    assert show(Decimal(value), CELSIUS) == shown


@pytest.mark.parametrize(
    ("kind", "value", "shown"),
    [("pulse", "72", "72 beats a minute"), ("spo2", "96", "96%"), ("systolic", "120", "120 mmHg")],
)
def test_whole_readings_are_shown_without_a_point(kind: str, value: str, shown: str) -> None:
    assert show(Decimal(value), shipped_reading(kind).units[0]) == shown


@given(value=st.decimals(min_value=0, max_value=400, places=4), places=st.integers(min_value=0, max_value=3))
def test_rounding_agrees_with_the_decimal_module(value: Decimal, places: int) -> None:
    step = Fraction(1, 10**places)

    found = rounded_half_up(Fraction(value), step)

    assert found == Fraction(value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP))
    assert abs(found - Fraction(value)) <= step / 2


@pytest.mark.parametrize(("value", "rounded"), [("-0.05", "0"), ("-0.06", "-0.1"), ("0.05", "0.1")])
def test_exactly_between_two_the_higher_one_is_taken(value: str, rounded: str) -> None:
    assert rounded_half_up(Fraction(value), TENTH) == Fraction(rounded)


@given(st.integers(min_value=300, max_value=450))
def test_a_temperature_shown_in_fahrenheit_and_back_is_the_same(tenths: int) -> None:
    celsius = Fraction(tenths, 10)

    fahrenheit = rounded_half_up(convert(celsius, CELSIUS, FAHRENHEIT), TENTH)

    assert rounded_half_up(convert(fahrenheit, FAHRENHEIT, CELSIUS), TENTH) == celsius


@given(
    kind=st.sampled_from(KINDS), value=st.decimals(min_value=-1000, max_value=1000, places=2), data=st.data()
)
def test_conversion_there_and_back_loses_nothing(
    kind: ReadingKind, value: Decimal, data: st.DataObject
) -> None:
    one, other = data.draw(st.sampled_from(kind.units)), data.draw(st.sampled_from(kind.units))

    assert convert(convert(value, one, other), other, one) == Fraction(value)


RANGES = {
    "temperature": ("Cel", 30, 45),
    "pulse": ("/min", 20, 250),
    "spo2": ("%", 50, 100),
    "systolic": ("mm[Hg]", 40, 280),
    "diastolic": ("mm[Hg]", 20, 180),
    "weight": ("kg", 20, 350),
}


@pytest.mark.parametrize(("id", "unit", "low", "high"), [(id, *limits) for id, limits in RANGES.items()])
def test_the_ends_of_a_range_are_allowed_and_nothing_beyond_them(
    id: str, unit: str, low: int, high: int
) -> None:
    kind = shipped_reading(id)
    little = Decimal("0.000001")

    assert kind.in_range(low, unit)
    assert kind.in_range(high, unit)
    assert not kind.in_range(low - little, unit)
    assert not kind.in_range(high + little, unit)


def test_a_range_holds_in_every_unit() -> None:
    assert TEMPERATURE.in_range(86, "[degF]")
    assert TEMPERATURE.in_range(113, "[degF]")
    assert not TEMPERATURE.in_range(Decimal("85.99"), "[degF]")
    assert not TEMPERATURE.in_range(Decimal("113.01"), "[degF]")
    assert not WEIGHT.in_range(44, "[lb_av]")
    assert WEIGHT.in_range(Decimal("44.1"), "[lb_av]")


def test_a_hint_names_the_range_in_the_unit_in_use() -> None:
    assert TEMPERATURE.range_in("Cel") == (30, 45)
    assert TEMPERATURE.range_in("[degF]") == (86, 113)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.id)
def test_both_ends_that_a_hint_names_can_be_typed(kind: ReadingKind) -> None:
    for unit in kind.units:
        low, high = (convert(end, kind.units[0], unit) for end in (kind.low, kind.high))
        for end, rounding in ((low, ROUND_HALF_UP), (high, ROUND_FLOOR)):
            number = (Decimal(end.numerator) / end.denominator).quantize(
                Decimal(1).scaleb(-unit.decimals), rounding
            )
            assert read_typed(f"{number} {unit.shown}", kind, kind.units[0]) == Understood(number, unit)


def test_an_unknown_unit_is_no_unit_of_a_kind() -> None:
    with pytest.raises(KeyError):
        TEMPERATURE.unit("K")


Change = Callable[[dict[str, object]], object]


def broken(id: str, change: Change) -> DataIsBroken:
    """The complaint about a shipped file after a change to it."""
    table = shipped_table("readings", id)
    change(table)
    with pytest.raises(DataIsBroken) as caught:
        parse_reading_kind(Section(table, f"{id}.toml"))
    return caught.value


def units(table: dict[str, object]) -> list[dict[str, object]]:
    """The units of a reading file."""
    found = table["units"]
    assert isinstance(found, list)
    return found


def words(table: dict[str, object]) -> dict[str, object]:
    """The words of a reading file."""
    found = table["words"]
    assert isinstance(found, dict)
    return found


@pytest.mark.parametrize(
    ("change", "place", "problem"),
    [
        (lambda t: t.update(colour="red"), "colour", "unknown_key"),
        (lambda t: t.update(sources=[]), "sources", "empty"),
        (lambda t: t.update(version=0), "version", "impossible_number"),
        (lambda t: t.update(low=46), "low", "wrong_order"),
        (lambda t: t.update(high="45"), "high", "needs_number"),
        (lambda t: t.update(judged_step="a tenth"), "judged_step", "needs_number"),
        (lambda t: t.update(judged_step="0"), "judged_step", "impossible_number"),
        (lambda t: t.update(has_usual="no"), "has_usual", "needs_flag"),
        (lambda t: t.update(units=[]), "units", "missing"),
        (lambda t: units(t).reverse(), "units[0].factor", "impossible_number"),
        (lambda t: units(t).append(dict(units(t)[1])), "units", "twice"),
        (lambda t: units(t)[1].update(factor="0"), "units[1].factor", "impossible_number"),
        (lambda t: units(t)[1].update(factor="5/0"), "units[1].factor", "needs_number"),
        (lambda t: units(t)[1].update(factor="1e3"), "units[1].factor", "needs_number"),
        (lambda t: units(t)[1].update(factor=Decimal("0.5556")), "units[1].factor", "needs_text"),
        (lambda t: units(t)[1].update(decimals=9), "units[1].decimals", "impossible_number"),
        (lambda t: units(t)[1].update(typed=["F", "c"]), "units", "twice"),
        (lambda t: units(t)[1].update(symbol="F"), "units[1].symbol", "unknown_key"),
        (lambda t: words(t).update(retry="Type {a}"), "words.retry", "bad_words"),
        (lambda t: words(t).update(retry="From {low} to {high"), "words.retry", "bad_words"),
        (lambda t: words(t).update(in_script="a fever"), "words.in_script", "bad_words"),
        (lambda t: words(t).update(extra="x"), "words.extra", "unknown_key"),
    ],
)
def test_a_bad_reading_file_is_named_by_key_and_reason(change: Change, place: str, problem: str) -> None:
    complaint = broken("temperature", change)

    assert (complaint.origin, complaint.place, complaint.problem) == ("temperature.toml", place, problem)
