"""What a person typed as a date, a time of day or a phone number: read in many spellings, never guessed."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, time

from companion.core.folding import fold
from companion.core.people import DateOrder
from companion.core.words import Words

_LONGEST = 40
_FIRST_BIRTH_YEAR = 1900
_FIRST_DOSE_YEAR = 2000
_YEARS_AHEAD = 2
_SHORTEST_NAME = 3

_TOKENS = re.compile(r"[0-9]+|[^\W\d_]+")
_BETWEEN_TOKENS = re.compile(r"[\s./,\-\u2010-\u2015’']*")
_COMPACT = re.compile(r"[0-9]{8}")

_TIME = re.compile(
    r"(?P<hour>[0-9]{1,2})(?:\s*[:.,h\s]\s*(?P<minute>[0-9]{2}))?\s*(?:h|uhr)?\s*(?P<half>[ap]\.?\s?m\.?|[ap])?",
    re.IGNORECASE,
)
_COMPACT_TIME = re.compile(
    r"(?P<hour>[0-9]{1,2})(?P<minute>[0-9]{2})\s*(?:h|uhr)?\s*(?P<half>[ap]\.?\s?m\.?|[ap])?", re.IGNORECASE
)
_HALF_DAY = 12

_PHONE_SIGNS = re.compile(r"[0-9\s+\-\u2010-\u2015()/.]*")
_EXTENSION = re.compile(r"\s*[,;]?\s*(?:(?:ext(?:ension)?|x)[.:]?|#)\s*[0-9]{1,8}\s*", re.IGNORECASE)
_LEAST_PHONE_DIGITS = 3
_MOST_PHONE_DIGITS = 32


@dataclass(frozen=True, slots=True)
class NotRead:
    """Nothing is taken; `reason` is the key of the sentence that says what to change."""

    reason: str


@dataclass(frozen=True, slots=True)
class CalendarNames:
    """The names of the months from January and of the weekdays from Monday, in the person's language.

    `other_months` and `other_weekdays` are the English ones, which are understood too.
    """

    months: tuple[str, ...]
    weekdays: tuple[str, ...]
    other_months: tuple[str, ...] = ()
    other_weekdays: tuple[str, ...] = ()


def calendar_names(words: Words) -> CalendarNames:
    """The names as dates are written with."""
    months = tuple(f"calendar.month_{month}" for month in range(1, 13))
    weekdays = tuple(f"calendar.weekday_{day}" for day in range(1, 8))
    return CalendarNames(
        tuple(map(words, months)),
        tuple(map(words, weekdays)),
        tuple(map(words.in_english, months)),
        tuple(map(words.in_english, weekdays)),
    )


def read_birth_date(
    text: str, *, order: DateOrder, names: CalendarNames, today: date
) -> date | NotRead | None:
    """A day from 1900 to today; None where nothing was typed."""

    def possible(day: date) -> bool:
        return date(_FIRST_BIRTH_YEAR, 1, 1) <= day <= today

    day = _read_day(text, order, names, possible)
    if isinstance(day, date) and not possible(day):
        return NotRead("forms.birth_in_future" if day > today else "forms.birth_too_early")
    return day


def read_dose_date(
    text: str, *, order: DateOrder, names: CalendarNames, today: date
) -> date | NotRead | None:
    """A day from 2000 to two years from today; None where nothing was typed."""

    def possible(day: date) -> bool:
        return _FIRST_DOSE_YEAR <= day.year <= today.year + _YEARS_AHEAD

    day = _read_day(text, order, names, possible)
    if isinstance(day, date) and not possible(day):
        return NotRead("forms.dose_too_early" if day.year < _FIRST_DOSE_YEAR else "forms.dose_too_late")
    return day


def read_time(text: str, *, clock_24h: bool) -> time | NotRead | None:
    """19:30, 19.30, 1930, 19h30, 7:30 pm, 7 p.m.; None where nothing was typed.

    With a 12-hour clock a time such as 7:30 could be either half of the day: it is not taken.
    """
    text = text.strip()
    if not text:
        return None
    match = _COMPACT_TIME.fullmatch(text) or _TIME.fullmatch(text)
    if match is None:
        return NotRead("forms.not_a_time")
    hour, minute, half = int(match["hour"]), int(match["minute"] or 0), (match["half"] or "")[:1].casefold()
    if hour >= 24 or minute >= 60 or (half == "a" and hour > _HALF_DAY):
        return NotRead("forms.no_such_time")
    if half and hour <= _HALF_DAY:
        hour = hour % _HALF_DAY + (_HALF_DAY if half == "p" else 0)
    elif not half and not clock_24h and 1 <= hour <= _HALF_DAY:
        return NotRead("forms.am_or_pm")
    return time(hour, minute)


def read_phone(text: str) -> str | NotRead | None:
    """A number to call as it was written, without blanks around it; None where nothing was typed.

    Digits 0 to 9 with blanks and + - ( ) / . between them, and at the end an extension: ext. 12, x12, #12.
    """
    text = " ".join(text.split())
    if not text:
        return None
    signs = _PHONE_SIGNS.match(text)
    number = signs[0] if signs is not None else ""
    rest = text[len(number) :]
    if rest and not _EXTENSION.fullmatch(rest):
        return NotRead("forms.phone_letters" if any(map(str.isalpha, rest)) else "forms.phone_signs")
    digits = sum(char.isdigit() for char in number)
    if digits < _LEAST_PHONE_DIGITS:
        return NotRead("forms.phone_short")
    return NotRead("forms.phone_long") if digits > _MOST_PHONE_DIGITS else text


def _read_day(
    text: str, order: DateOrder, names: CalendarNames, possible: Callable[[date], bool]
) -> date | NotRead | None:
    text = text.strip()
    if not text:
        return None
    tokens = _TOKENS.findall(text)
    if len(text) > _LONGEST or not all(_BETWEEN_TOKENS.fullmatch(gap) for gap in _TOKENS.split(text)):
        return NotRead("forms.not_a_day")
    numbers = [token for token in tokens if token.isdigit()]
    # Shorter words are the "nd" of 2nd, an "of" or a "de".
    named = [token for token in tokens if token.isalpha() and len(token) >= _SHORTEST_NAME]
    named = [name for name in named if not _is_weekday(name, names)]
    if named:
        months = _month_numbers(named[0], names)
        if len(named) > 1 or len(months) != 1:
            return NotRead("forms.not_a_day")
        return _with_month_name(numbers, str(months[0]), possible)
    return _all_numbers(numbers, order, possible)


def _with_month_name(numbers: list[str], month: str, possible: Callable[[date], bool]) -> date | NotRead:
    if len(numbers) == 1 and len(numbers[0]) <= 2:
        return NotRead("forms.needs_year")
    if len(numbers) != 2:
        return NotRead("forms.not_a_day")
    year, day = numbers if len(numbers[0]) == 4 else reversed(numbers)
    return _on_paper(year, month, day, possible)


def _all_numbers(numbers: list[str], order: DateOrder, possible: Callable[[date], bool]) -> date | NotRead:
    if len(numbers) == 1 and _COMPACT.fullmatch(numbers[0]):
        whole = numbers[0]
        # 19 or 20 in front is a year only where a month follows it: 19121950 is the 19th of December.
        year_first = whole[:2] in ("19", "20") and 1 <= int(whole[4:6]) <= 12
        numbers = [whole[:4], whole[4:6], whole[6:]] if year_first else [whole[:2], whole[2:4], whole[4:]]
    if len(numbers) == 2 and all(len(number) <= 2 for number in numbers):
        return NotRead("forms.needs_year")
    if len(numbers) != 3:
        return NotRead("forms.not_a_day")
    if len(numbers[0]) == 4:
        return _on_paper(numbers[0], numbers[1], numbers[2], possible)
    first, second, year = numbers
    day, month = (first, second) if order is DateOrder.DAY_FIRST else (second, first)
    if int(month) > 12 >= int(day):
        day, month = month, day
    return _on_paper(year, month, day, possible)


def _on_paper(year: str, month: str, day: str, possible: Callable[[date], bool]) -> date | NotRead:
    """The day with these numbers; a year of two digits counts where only one century makes a possible day."""
    if len(day) > 2 or len(month) > 2 or len(year) not in (2, 4):
        return NotRead("forms.not_a_day")
    if len(year) == 4:
        return _day(int(year), int(month), int(day)) or NotRead("forms.no_such_day")
    both = [_day(century + int(year), int(month), int(day)) for century in (1900, 2000)]
    if not any(both):
        return NotRead("forms.no_such_day")
    fitting = [found for found in both if found is not None and possible(found)]
    return fitting[0] if len(fitting) == 1 else NotRead("forms.year_in_full")


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _month_numbers(name: str, names: CalendarNames) -> list[int]:
    """The months this name, or its beginning, can stand for."""
    for months in (names.months, names.other_months):
        found = [number for number, month in enumerate(months, 1) if _begins(month, name)]
        if found:
            return found
    return []


def _is_weekday(name: str, names: CalendarNames) -> bool:
    weekdays = (*names.weekdays, *names.other_weekdays)
    return any(_begins(weekday, name) for weekday in weekdays) and not _month_numbers(name, names)


def _begins(whole: str, start: str) -> bool:
    return len(start) >= min(_SHORTEST_NAME, len(whole)) and fold(whole).startswith(fold(start))
