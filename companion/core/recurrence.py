"""How often a medicine is taken: seven kinds of schedule, each a type of its own."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, time
from typing import TypeVar

from companion.core.errors import DataIsBroken
from companion.core.parsing import Section, clip

Read = TypeVar("Read", date, time)


@dataclass(frozen=True, slots=True)
class DailyAt:
    """Every day at these times of the clock."""

    times: tuple[time, ...]


@dataclass(frozen=True, slots=True)
class EveryHours:
    """Every so many hours, counted from `first` on the first day: time that goes by, whatever clocks show."""

    hours: int
    first: time


@dataclass(frozen=True, slots=True)
class Weekly:
    """On these days of the week, Monday is 1."""

    weekdays: tuple[int, ...]
    times: tuple[time, ...]


@dataclass(frozen=True, slots=True)
class CycleDays:
    """On these days of a cycle that begins anew every `cycle_days`; the first day of the plan is day 1."""

    cycle_days: int
    days: tuple[int, ...]
    times: tuple[time, ...]


@dataclass(frozen=True, slots=True)
class TaperStep:
    """One row of a taper: from one day to another, both included, this amount at these times."""

    first: date
    last: date
    amount: str
    times: tuple[time, ...]


@dataclass(frozen=True, slots=True)
class Taper:
    """An amount that changes step by step."""

    steps: tuple[TaperStep, ...]


@dataclass(frozen=True, slots=True)
class AsNeeded:
    """When it is needed; None where the team named no gap or no most."""

    gap_hours: int | None
    most_in_a_day: int | None


@dataclass(frozen=True, slots=True)
class OnDates:
    """On chosen dates."""

    dates: tuple[date, ...]
    times: tuple[time, ...]


Recurrence = DailyAt | EveryHours | Weekly | CycleDays | Taper | AsNeeded | OnDates


def recurrence_mapping(recurrence: Recurrence) -> Mapping[str, object]:
    """The recurrence in values that JSON knows."""
    match recurrence:
        case DailyAt(times):
            return {"kind": "daily", "times": _texts(times)}
        case EveryHours(hours, first):
            return {"kind": "every_hours", "hours": hours, "first": first.isoformat()}
        case Weekly(weekdays, times):
            return {"kind": "weekly", "weekdays": list(weekdays), "times": _texts(times)}
        case CycleDays(cycle_days, days, times):
            return {
                "kind": "cycle",
                "cycle_days": cycle_days,
                "days": list(days),
                "times": _texts(times),
            }
        case Taper(steps):
            return {"kind": "taper", "steps": [_step_mapping(step) for step in steps]}
        case AsNeeded(gap_hours, most_in_a_day):
            return {"kind": "as_needed", "gap_hours": gap_hours, "most_in_a_day": most_in_a_day}
        case OnDates(dates, times):
            return {"kind": "dates", "dates": _texts(dates), "times": _texts(times)}


def parse_recurrence(mapping: object, origin: str) -> Recurrence:
    """What `recurrence_mapping` wrote; any other shape is refused."""
    section = Section(mapping, origin)
    kind = section.text("kind")
    if kind not in _PARSERS:
        section.complain("kind", "not_one_of", value=clip(kind), allowed=", ".join(_PARSERS))
    recurrence = _PARSERS[kind](section)
    section.finish()
    return recurrence


def _texts(values: tuple[date, ...] | tuple[time, ...]) -> list[str]:
    return [value.isoformat() for value in values]


def _step_mapping(step: TaperStep) -> Mapping[str, object]:
    return {
        "first": step.first.isoformat(),
        "last": step.last.isoformat(),
        "amount": step.amount,
        "times": _texts(step.times),
    }


def _read(section: Section, key: str, text: str, read: Callable[[str], Read], problem: str) -> Read:
    try:
        return read(text)
    except ValueError as error:
        raise DataIsBroken(section.origin, section.where(key), problem) from error


def _day(section: Section, key: str) -> date:
    return _read(section, key, section.text(key), date.fromisoformat, "needs_day")


def _times(section: Section) -> tuple[time, ...]:
    found = section.texts("times")
    return tuple(_read(section, "times", text, time.fromisoformat, "needs_text") for text in found)


def _optional_whole(section: Section, key: str) -> int | None:
    return None if section.is_null(key) else section.whole(key)


def _daily(section: Section) -> Recurrence:
    return DailyAt(_times(section))


def _every_hours(section: Section) -> Recurrence:
    first = _read(section, "first", section.text("first"), time.fromisoformat, "needs_text")
    return EveryHours(section.whole("hours"), first)


def _weekly(section: Section) -> Recurrence:
    return Weekly(section.wholes("weekdays"), _times(section))


def _cycle(section: Section) -> Recurrence:
    return CycleDays(section.whole("cycle_days"), section.wholes("days"), _times(section))


def _taper(section: Section) -> Recurrence:
    steps = []
    for row in section.sections("steps"):
        step = TaperStep(_day(row, "first"), _day(row, "last"), row.text_or_empty("amount"), _times(row))
        row.finish()
        steps.append(step)
    return Taper(tuple(steps))


def _as_needed(section: Section) -> Recurrence:
    return AsNeeded(_optional_whole(section, "gap_hours"), _optional_whole(section, "most_in_a_day"))


def _dates(section: Section) -> Recurrence:
    found = section.texts("dates")
    dates = tuple(_read(section, "dates", text, date.fromisoformat, "needs_day") for text in found)
    return OnDates(dates, _times(section))


_PARSERS: Mapping[str, Callable[[Section], Recurrence]] = {
    "daily": _daily,
    "every_hours": _every_hours,
    "weekly": _weekly,
    "cycle": _cycle,
    "taper": _taper,
    "as_needed": _as_needed,
    "dates": _dates,
}
