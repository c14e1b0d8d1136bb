"""The thinking check: what it asks, what counts as right, and what a change from the first check means."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import Enum
from typing import Final, assert_never

from companion.core.folding import fold
from companion.core.levels import Reporter, Severity, Status
from companion.core.parsing import Section

PART: Final = "thinking_check"
_STEPS = (Severity.MILD, Severity.MODERATE, Severity.SEVERE)
_WORDS = re.compile(r"[^\W\d_]+")
_NUMBERS = re.compile(r"\d+")
_SHORTEST_NAME = 3


class ItemKind(Enum):
    """How an item is asked, and what its answer is compared with."""

    YEAR = "year"
    MONTH = "month"
    TOWN = "town"
    NAME = "name"
    COUNT_BACK = "count_back"
    INSTRUCTION = "instruction"
    SENTENCE = "sentence"


@dataclass(frozen=True, slots=True)
class Known:
    """What typed answers are compared with; `town` is empty until it was once written down.

    `also` gives the names of a thing in the person's language for those that its file has; `other_months`
    are those of English, which count too.
    """

    today: date
    months: tuple[str, ...]
    town: str
    also: Callable[[tuple[str, ...]], tuple[str, ...]] = tuple
    other_months: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to ask: `ask` is read by the person alone, `ask_aloud` by the one who helps."""

    id: str
    kind: ItemKind
    points: int
    ask: str
    ask_aloud: str
    picture: str
    names: tuple[str, ...]
    numbers: tuple[int, ...]
    sentence: str
    elsewhere: tuple[str, ...] = ()

    def is_right(self, typed: str, known: Known) -> bool | None:
        """Whether a typed answer is right; None where there is nothing in it to compare."""
        match self.kind:
            case ItemKind.YEAR:
                years = _numbers(typed)
                return None if len(years) != 1 else years == (known.today.year,)
            case ItemKind.MONTH:
                return _is_month(typed, known)
            case ItemKind.TOWN:
                town = _plain(typed)
                return None if not town else not known.town or town == _plain(known.town)
            case ItemKind.NAME:
                said = _said(typed)
                right = {fold(name) for name in (*self.names, *self.elsewhere, *known.also(self.names))}
                return None if not said else bool(said & right)
            case ItemKind.COUNT_BACK:
                counted = _numbers(typed)
                return None if not counted else counted in (self.numbers, self.numbers[1:])
            case ItemKind.INSTRUCTION | ItemKind.SENTENCE:
                return None
            case never:
                assert_never(never)

    def right_answer(self, known: Known) -> str:
        """What a helper compares with; empty where the picture, or the one who does it, says enough."""
        match self.kind:
            case ItemKind.YEAR:
                return str(known.today.year)
            case ItemKind.MONTH:
                return known.months[known.today.month - 1]
            case ItemKind.TOWN:
                return known.town
            case ItemKind.COUNT_BACK:
                return ", ".join(str(number) for number in self.numbers)
            case ItemKind.NAME | ItemKind.INSTRUCTION | ItemKind.SENTENCE:
                return ""
            case never:
                assert_never(never)


@dataclass(frozen=True, slots=True)
class CheckWords:
    """What a person reads before the first item."""

    name: str
    about: str
    needs: str


@dataclass(frozen=True, slots=True)
class ThinkingCheck:
    """The items in their order; `falls` are the points lost that make mild, moderate and severe."""

    id: str
    version: int
    status: Status
    reviewed: date
    review_by: date
    sources: tuple[str, ...]
    symptom: str
    falls: tuple[int, int, int]
    items: tuple[Item, ...]
    words: CheckWords

    @property
    def full(self) -> int:
        """The points of a check in which everything was right."""
        return sum(item.points for item in self.items)


@dataclass(frozen=True, slots=True)
class ItemAnswer:
    """Whether an item was right; `typed` is what was typed, where anything was."""

    item: str
    right: bool
    typed: str = ""


@dataclass(frozen=True, slots=True)
class DoneCheck:
    """A check as it is kept; only a change of its points is ever shown, never the points."""

    id: str
    at: datetime
    answers: tuple[ItemAnswer, ...]
    points: int
    is_baseline: bool
    by: Reporter

    @property
    def kind(self) -> str:
        """What it is towards a check of a watch."""
        return PART

    def typed(self, item: str) -> str:
        """What was typed for an item, where it was right."""
        return next((answer.typed for answer in self.answers if answer.item == item and answer.right), "")


def points(check: ThinkingCheck, answers: Iterable[ItemAnswer]) -> int:
    """The points of these answers; an item that was not reached takes nothing away."""
    missed = {answer.item for answer in answers if not answer.right}
    return sum(item.points for item in check.items if item.id not in missed)


def is_whole(check: ThinkingCheck, answers: Iterable[ItemAnswer]) -> bool:
    """Whether every item has an answer."""
    return {item.id for item in check.items} <= {answer.item for answer in answers}


def change(check: ThinkingCheck, now: int, first: int | None) -> Severity | None:
    """How bad the fall from the first check is; None where there is none. Without one a full score counts."""
    lost = (check.full if first is None else first) - now
    found = None
    for severity, fall in zip(_STEPS, check.falls, strict=True):
        if lost >= fall:
            found = severity
    return found


def with_names_elsewhere(check: ThinkingCheck, translations: Iterable[Mapping[str, object]]) -> ThinkingCheck:
    """The check with what counts as right in translated files too; what is no such name is passed over."""
    added: dict[object, tuple[str, ...]] = {}
    for found in translations:
        rows = found.get("items")
        for row in rows if isinstance(rows, list) else ():
            names = row.get("names") if isinstance(row, Mapping) else None
            if isinstance(names, list) and isinstance(row.get("id"), str):
                texts = tuple(name for name in names if isinstance(name, str) and name.strip())
                added[row["id"]] = (*added.get(row["id"], ()), *texts)
    items = tuple(_with_names(item, added.get(item.id, ())) for item in check.items)
    return replace(check, items=items)


def _with_names(item: Item, names: tuple[str, ...]) -> Item:
    return replace(item, elsewhere=names) if item.kind is ItemKind.NAME else item


def parse_thinking_check(section: Section) -> ThinkingCheck:
    """The file of resources/thinking_check/; one whose own cases fail is refused."""
    words, severity = section.section("words"), section.section("severity")
    falls = severity.whole("mild"), severity.whole("moderate"), severity.whole("severe")
    check = ThinkingCheck(
        id=section.text("id"),
        version=section.whole("version"),
        status=section.choice("status", Status),
        reviewed=section.day("reviewed"),
        review_by=section.day("review_by"),
        sources=section.texts("sources"),
        symptom=section.text("symptom"),
        falls=falls,
        items=tuple(_item(part) for part in section.sections("items")),
        words=CheckWords(words.text("name"), words.text("about"), words.text("needs")),
    )
    if not check.items:
        section.complain("items", "empty")
    if len({item.id for item in check.items}) != len(check.items):
        section.complain("items", "twice")
    if not 0 < falls[0] < falls[1] < falls[2]:
        section.complain("severity", "wrong_order")
    cases = [_run_case(part, check) for part in section.sections("cases")]
    if not any(cases):
        section.complain("cases", "no_firing_case")
    if all(cases):
        section.complain("cases", "no_silent_case")
    words.finish()
    severity.finish()
    section.finish()
    return check


def _item(part: Section) -> Item:
    kind = part.choice("kind", ItemKind)
    item = Item(
        id=part.text("id"),
        kind=kind,
        points=part.whole("points"),
        ask=part.text("ask"),
        ask_aloud=part.text("ask_aloud"),
        picture=part.text("picture") if kind is ItemKind.NAME else "",
        names=part.texts("names") if kind is ItemKind.NAME else (),
        numbers=part.wholes("numbers") if kind is ItemKind.COUNT_BACK else (),
        sentence=part.text("sentence") if kind is ItemKind.SENTENCE else "",
    )
    if item.points < 1:
        part.complain("points", "impossible_number")
    part.finish()
    return item


def _run_case(part: Section, check: ThinkingCheck) -> bool:
    """Whether the case is one of a change; one that does not hold is refused."""
    says, now, first = part.text("says"), part.whole("now"), part.optional_whole("first")
    gives = None if part.flag("silent") else part.choice("gives", Severity)
    part.finish()
    if change(check, now, first) is not gives:
        part.complain("says", "case_fails", value=says)
    return gives is not None


def _numbers(typed: str) -> tuple[int, ...]:
    return tuple(int(number) for number in _NUMBERS.findall(typed))


def _is_month(typed: str, known: Known) -> bool | None:
    numbers, said = _numbers(typed), _said(typed)
    if numbers and not said:
        return numbers == (known.today.month,)
    long_enough = {word for word in said if len(word) >= _SHORTEST_NAME}
    if not long_enough:
        return None
    at = known.today.month - 1
    these = (fold(months[at]) for months in (known.months, known.other_months) if months)
    return any(this.startswith(word) for this in these for word in long_enough)


def _said(typed: str) -> frozenset[str]:
    return frozenset(_WORDS.findall(fold(typed)))


def _plain(town: str) -> str:
    """A town without capitals, points, blanks and what stands after a comma: these change."""
    first = unicodedata.normalize("NFKD", town.partition(",")[0]).casefold()
    return "".join(sign for sign in first if sign.isalnum())
