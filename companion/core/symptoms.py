"""Symptoms: how urgent each severity is in each exposure window, the follow-up questions, and the words."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from types import MappingProxyType

from companion.core.levels import Level, Severity, Status
from companion.core.parsing import Section, clip
from companion.core.sources import RestsOn, parse_rests_on

Levels = tuple[Level, Level, Level]
ALWAYS = "always"
_ACS_LISTS = (
    "crs",
    "nervous_system",
    "infusion_reaction",
    "infection",
    "low_counts",
    "liver",
    "checkpoint_common",
    "tarlatamab_common",
)


class AnsweredBy(Enum):
    """Whose answer is asked for; the affected person may not notice some symptoms."""

    EITHER = "either"
    WORSE_OF_BOTH = "worse_of_both"
    CAREGIVER = "caregiver"


@dataclass(frozen=True, slots=True)
class Sign:
    """A yes/no question that, answered with yes, forces at least `level`."""

    id: str
    level: Level
    question: str


@dataclass(frozen=True, slots=True)
class Together:
    """At least `level` when any of `symptoms`, or a fever reading, counts in the same 24 hours."""

    symptoms: tuple[str, ...]
    fever_reading: bool
    level: Level


@dataclass(frozen=True, slots=True)
class CountSteps:
    """The smallest number in 24 hours that is mild, moderate and severe."""

    mild: int
    moderate: int
    severe: int


@dataclass(frozen=True, slots=True)
class SymptomWords:
    """What a person reads about a symptom; `in_script` fits after "I have"."""

    name: str
    in_script: str
    question: str
    about: str
    mild: str
    moderate: str
    severe: str
    why: str
    count_question: str | None


@dataclass(frozen=True, slots=True)
class Symptom:
    """One row of the symptom table.

    `levels` holds mild, moderate, severe by column: "always", and an exposure window's id for each other.
    `page` of Learn is about it. `usual_moderate` is what a moderate report gets where it is usual. An answer
    that `may_repeat` can be given again the next day with "Same as yesterday"; else it is asked anew.
    """

    id: str
    version: int
    status: Status
    reviewed: date
    review_by: date
    sources: tuple[str, ...]
    rests_on: tuple[RestsOn, ...]
    named_by_acs: tuple[str, ...]
    page: str | None
    nervous_system: bool
    answered_by: AnsweredBy
    may_be_usual: bool
    usual_moderate: Level
    always_offered: bool
    may_repeat: bool
    first_on_unwell: bool
    asks_for: tuple[str, ...]
    again_after_minutes: int | None
    offers_thinking_check: bool
    levels: Mapping[str, Levels]
    signs: tuple[Sign, ...]
    together: tuple[Together, ...]
    count: CountSteps | None
    words: SymptomWords


def severity_of_count(steps: CountSteps, n: int) -> Severity:
    """The severity of `n` times in the last 24 hours."""
    if n < 0:
        raise ValueError(f"a count cannot be negative: {n}")
    if n >= steps.severe:
        return Severity.SEVERE
    if n >= steps.moderate:
        return Severity.MODERATE
    return Severity.MILD if n >= steps.mild else Severity.NONE


def parse_symptom(section: Section, windows: Collection[str] = ()) -> Symptom:
    """A symptom from its file; its cases are parsed with the rules' other cases.

    A column that is none of `windows` is refused; where no windows are known, none is.
    """
    count = _count(section.optional_section("count"))
    words = section.section("words")
    may_be_usual = section.flag("may_be_usual")
    symptom = Symptom(
        id=_id(section),
        version=_at_least_one(section, "version"),
        status=section.choice("status", Status),
        reviewed=section.day("reviewed"),
        review_by=section.day("review_by"),
        sources=section.texts("sources"),
        rests_on=parse_rests_on(section, section.texts("sources")),
        named_by_acs=_acs_lists(section),
        page=section.optional_text("page"),
        nervous_system=_nervous_system(section),
        answered_by=section.choice("answered_by", AnsweredBy),
        may_be_usual=may_be_usual,
        usual_moderate=_usual_moderate(section, may_be_usual=may_be_usual),
        always_offered=section.flag("always_offered"),
        may_repeat=section.flag("may_repeat"),
        first_on_unwell=section.flag("first_on_unwell"),
        asks_for=section.texts("asks_for"),
        again_after_minutes=_again_after(section),
        offers_thinking_check=section.flag("offers_thinking_check"),
        levels=_levels(section.section("levels"), windows),
        signs=_signs(section, words),
        together=tuple(_together(part) for part in section.sections("with")),
        count=count,
        words=_words(words, counted=count is not None),
    )
    section.sections("cases")
    section.finish()
    if not symptom.sources:
        section.complain("sources", "empty")
    if symptom.review_by < symptom.reviewed:
        section.complain("reviewed", "wrong_order")
    return symptom


def _id(section: Section) -> str:
    value = section.text("id")
    if not (value.isascii() and value.isidentifier() and value.islower()):
        section.complain("id", "wrong_name")
    return value


def _at_least_one(section: Section, key: str) -> int:
    value = section.whole(key)
    if value < 1:
        section.complain(key, "impossible_number")
    return value


def _acs_lists(section: Section) -> tuple[str, ...]:
    names = section.texts("named_by_acs")
    for name in names:
        if name not in _ACS_LISTS:
            section.complain("named_by_acs", "not_one_of", value=clip(name), allowed=", ".join(_ACS_LISTS))
    return names


def _nervous_system(section: Section) -> bool:
    # Left out by mistake, it would cut short the window of these rows.
    if "nervous_system" not in section:
        section.complain("nervous_system", "missing")
    return section.flag("nervous_system")


def _usual_moderate(section: Section, *, may_be_usual: bool) -> Level:
    if not may_be_usual or "usual_moderate" not in section:
        return Level.LOGGED
    return _level(section, "usual_moderate")


def _again_after(section: Section) -> int | None:
    if "again_after_minutes" not in section:
        return None
    if not section.texts("asks_for"):
        section.complain("asks_for", "empty")
    return _at_least_one(section, "again_after_minutes")


def _levels(section: Section, windows: Collection[str]) -> Mapping[str, Levels]:
    known = windows or tuple(section.names())
    columns = (ALWAYS, *(window for window in known if window != ALWAYS and window in section))
    levels = MappingProxyType({column: _three_levels(section, column) for column in columns})
    section.finish()
    return levels


def _three_levels(section: Section, column: str) -> Levels:
    # Not Section.texts: it refuses repeats, and a row of levels may repeat one.
    names = section._required(column)
    if not isinstance(names, list):
        section.complain(column, "needs_texts")
    row = Section({f"{column}[{n}]": name for n, name in enumerate(names)}, section.origin, section.place)
    mild, moderate, severe = (_level(row, f"{column}[{n}]") for n in range(3))
    row.finish()
    if not mild <= moderate <= severe:
        section.complain(column, "wrong_order")
    return mild, moderate, severe


def _level(section: Section, key: str) -> Level:
    level = section.choice(key, Level)
    if level is Level.NONE:
        allowed = ", ".join(level.value for level in Level if level is not Level.NONE)
        section.complain(key, "not_one_of", value=level.value, allowed=allowed)
    return level


def _signs(section: Section, words: Section) -> tuple[Sign, ...]:
    questions = words.optional_section("signs")
    found: dict[str, Sign] = {}
    for part in section.sections("signs"):
        sign = part.text("id")
        if sign in found:
            part.complain("id", "twice")
        if questions is None:
            words.complain("signs", "missing")
        found[sign] = Sign(sign, _level(part, "level"), questions.text(sign))
        part.finish()
    if questions is not None:
        questions.finish()
    return tuple(found.values())


def _together(section: Section) -> Together:
    together = Together(
        symptoms=section.texts("symptoms", required=False),
        fever_reading=section.flag("fever_reading"),
        level=_level(section, "level"),
    )
    if not together.symptoms and not together.fever_reading:
        section.complain("symptoms", "missing")
    section.finish()
    return together


def _count(section: Section | None) -> CountSteps | None:
    if section is None:
        return None
    expected = 1
    starts = []
    for key, length in (("mild", 2), ("moderate", 2), ("severe", 1)):
        numbers = section.wholes(key)
        if len(numbers) != length:
            section.complain(key, "needs_wholes")
        if numbers[0] != expected:
            section.complain(key, "not_one_of", value=str(numbers[0]), allowed=str(expected))
        if numbers[-1] < numbers[0]:
            section.complain(key, "wrong_order")
        starts.append(numbers[0])
        expected = numbers[-1] + 1
    section.finish()
    return CountSteps(*starts)


def _words(section: Section, *, counted: bool) -> SymptomWords:
    words = SymptomWords(
        name=section.text("name"),
        in_script=section.text("in_script"),
        question=section.text("question"),
        about=section.text("about"),
        mild=section.text("mild"),
        moderate=section.text("moderate"),
        severe=section.text("severe"),
        why=section.text("why"),
        count_question=section.text("count_question") if counted else None,
    )
    section.finish()
    return words
