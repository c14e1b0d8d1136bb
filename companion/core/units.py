"""Readings and their units: exact conversion, ranges a person can have, rounding, and what a person types."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import floor

from companion.core.parsing import Section

Number = Decimal | Fraction | int
_TYPED = re.compile(r"([0-9]+)(?:[.,]([0-9]+))?\s*([^0-9.,].*)?", re.DOTALL)
_LONGEST_TYPED = 40
_MOST_TYPED_DECIMALS = 2
_FRACTION = re.compile(r"-?[0-9]+(\.[0-9]+|/[1-9][0-9]*)?")
_MOST_DECIMALS = 3


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit (UCUM code); value * factor + offset is the value in the first unit of its kind.

    `typed` are the ways a person writes it, `decimals` are shown.
    """

    code: str
    shown: str
    typed: tuple[str, ...]
    factor: Fraction
    offset: Fraction
    decimals: int
    spaced: bool

    @property
    def step(self) -> Fraction:
        """The smallest difference that is shown."""
        return Fraction(1, 10**self.decimals)


@dataclass(frozen=True, slots=True)
class ReadingWords:
    """What a person reads about a kind of reading; `in_script` holds {value}, `retry` {low} and {high}."""

    name: str
    question: str
    in_script: str
    retry: str


@dataclass(frozen=True, slots=True)
class ReadingKind:
    """A kind of reading; `low` and `high` are in the first unit and a person can have both.

    `loinc` are the codes of one value, `loinc_panel` that of the group it is sent in. `has_usual`: the
    person's own usual value may be entered. `no_unit` are signs a person adds that name no unit.
    `page` of Learn says how to measure it. Rules see a value rounded half up to `judged_step`, None: as
    it is.
    """

    id: str
    version: int
    sources: tuple[str, ...]
    low: Decimal
    high: Decimal
    has_usual: bool
    judged_step: Fraction | None
    units: tuple[Unit, ...]
    no_unit: tuple[str, ...]
    loinc: tuple[str, ...]
    loinc_panel: str | None
    page: str | None
    words: ReadingWords

    @property
    def unit_codes(self) -> tuple[str, ...]:
        """The codes of all its units, the first one first."""
        return tuple(unit.code for unit in self.units)

    def unit(self, code: str) -> Unit:
        """The unit with that code; KeyError for a code this kind does not have."""
        for unit in self.units:
            if unit.code == code:
                return unit
        raise KeyError(code)

    def in_first_unit(self, value: Number, code: str) -> Fraction:
        """The exact value in the first unit, in which ranges and rules are written."""
        return convert(value, self.unit(code), self.units[0])

    def in_range(self, value: Number, code: str) -> bool:
        """Whether a person can have this value; the ends of the range are allowed."""
        return Fraction(self.low) <= self.in_first_unit(value, code) <= Fraction(self.high)

    def range_in(self, code: str) -> tuple[Fraction, Fraction]:
        """What a person can have, from and to, in this unit."""
        first, unit = self.units[0], self.unit(code)
        return convert(self.low, first, unit), convert(self.high, first, unit)


def convert(value: Number, unit: Unit, other: Unit) -> Fraction:
    """A value of one unit in another unit of the same kind, exact."""
    if unit is other:
        return Fraction(value)
    return (Fraction(value) * unit.factor + unit.offset - other.offset) / other.factor


def rounded_half_up(value: Fraction, step: Fraction) -> Fraction:
    """The nearest multiple of `step`; exactly between two, the higher one."""
    return floor(value / step + Fraction(1, 2)) * step


def digits(value: Number, unit: Unit) -> str:
    """A value of this unit, without the unit and with a point, rounded half up to what is shown."""
    steps = int(rounded_half_up(Fraction(value), unit.step) / unit.step)
    return f"{Decimal(steps).scaleb(-unit.decimals):f}"


def with_unit(number: str, unit: Unit, name: str) -> str:
    """A written number with what its unit is called."""
    return f"{number} {name}" if unit.spaced else f"{number}{name}"


def show(value: Number, unit: Unit) -> str:
    """A value of this unit with the unit, as it is written in English."""
    return with_unit(digits(value, unit), unit, unit.shown)


@dataclass(frozen=True, slots=True)
class Understood:
    """A value a person can have, in the unit that was written or else preferred."""

    value: Decimal
    unit: Unit


@dataclass(frozen=True, slots=True)
class OfferOtherUnit:
    """A value that fits only this other unit; taken only after the person confirms it."""

    value: Decimal
    unit: Unit


@dataclass(frozen=True, slots=True)
class NotUnderstood:
    """Nothing is taken; `reason` is the key of the sentence that says why."""

    reason: str


@dataclass(frozen=True, slots=True)
class NothingTyped:
    """An empty field."""


Typed = Understood | OfferOtherUnit | NotUnderstood | NothingTyped


def read_typed(text: str, kind: ReadingKind, preferred: Unit) -> Typed:
    """What a person typed as a reading: point or comma, at most two decimals, the unit if they wrote it.

    A unit in the text wins over the preferred one. Nothing is guessed: no separators for thousands, no
    other signs or digits than 0 to 9.
    """
    text = text.strip()
    if not text:
        return NothingTyped()
    match = _TYPED.fullmatch(text)
    if match is None or len(text) > _LONGEST_TYPED or _has_digit(match[3] or ""):
        return NotUnderstood("readings.not_a_number")
    if len(match[2] or "") > _MOST_TYPED_DECIMALS:
        return NotUnderstood("readings.too_many_decimals")
    value = Decimal(f"{match[1]}.{match[2]}" if match[2] else match[1])
    unit = _written_unit(match[3] or "", kind, preferred)
    if unit is None:
        return NotUnderstood("readings.unknown_unit")
    if kind.in_range(value, unit.code):
        return Understood(value, unit)
    for other in kind.units:
        if kind.in_range(value, other.code):
            return OfferOtherUnit(value, other)
    return NotUnderstood("readings.out_of_range")


def _has_digit(text: str) -> bool:
    return any(char.isnumeric() for char in text)


def _written_unit(written: str, kind: ReadingKind, preferred: Unit) -> Unit | None:
    sign = folded(written)
    if not sign or sign in map(folded, kind.no_unit):
        return preferred
    for unit in kind.units:
        if sign in map(folded, (unit.code, unit.shown, *unit.typed)):
            return unit
    return None


def folded(unit: str) -> str:
    """A unit without blanks, dots, capitals and accents."""
    parts = unicodedata.normalize("NFD", unit.casefold().replace(".", ""))
    return "".join(sign for sign in parts if not (sign.isspace() or unicodedata.combining(sign)))


def parse_reading_kind(section: Section) -> ReadingKind:
    """One file of resources/readings/."""
    kind = ReadingKind(
        id=section.text("id"),
        version=section.whole("version"),
        sources=section.texts("sources"),
        low=section.number("low"),
        high=section.number("high"),
        has_usual=section.flag("has_usual"),
        judged_step=_positive(section, "judged_step") if "judged_step" in section else None,
        units=tuple(_unit(table) for table in section.sections("units")),
        no_unit=section.texts("no_unit", required=False),
        loinc=section.texts("loinc"),
        loinc_panel=section.optional_text("loinc_panel"),
        page=section.optional_text("page"),
        words=_words(section.section("words")),
    )
    if kind.version < 1:
        section.complain("version", "impossible_number")
    if not kind.sources:
        section.complain("sources", "empty")
    if kind.low >= kind.high:
        section.complain("low", "wrong_order")
    if not kind.units:
        section.complain("units", "missing")
    if kind.units[0].factor != 1 or kind.units[0].offset != 0:
        section.complain("units[0].factor", "impossible_number")
    _refuse_repeats(section, kind.unit_codes)
    written = (*kind.no_unit, *(word for unit in kind.units for word in unit.typed))
    _refuse_repeats(section, tuple(folded(word) for word in written))
    section.finish()
    return kind


def _refuse_repeats(section: Section, words: tuple[str, ...]) -> None:
    if len(set(words)) != len(words):
        section.complain("units", "twice")


def _unit(section: Section) -> Unit:
    unit = Unit(
        code=section.text("code"),
        shown=section.text("shown"),
        typed=section.texts("typed"),
        factor=_positive(section, "factor"),
        offset=_exact(section, "offset"),
        decimals=section.whole("decimals"),
        spaced=section.flag("spaced", absent=True),
    )
    if not 0 <= unit.decimals <= _MOST_DECIMALS:
        section.complain("decimals", "impossible_number")
    section.finish()
    return unit


def _exact(section: Section, key: str) -> Fraction:
    """A fraction written as text ("5/9", "0.45359237"): TOML has no exact way to write 5/9."""
    text = section.text(key)
    if not _FRACTION.fullmatch(text):
        section.complain(key, "needs_number")
    return Fraction(text)


def _positive(section: Section, key: str) -> Fraction:
    value = _exact(section, key)
    if value <= 0:
        section.complain(key, "impossible_number")
    return value


def _words(section: Section) -> ReadingWords:
    words = ReadingWords(
        name=section.text("name"),
        question=section.text("question"),
        in_script=section.text("in_script"),
        retry=section.text("retry"),
    )
    _check_gaps(section, "in_script", "value")
    _check_gaps(section, "retry", "low", "high")
    section.finish()
    return words


def _check_gaps(section: Section, key: str, *names: str) -> None:
    """Refuse a sentence whose gaps are not exactly these."""
    text = section.text(key)
    if sorted(re.findall(r"\{(.*?)\}", text)) != sorted(names) or text.count("{") != len(names):
        section.complain(key, "bad_words")
