"""Coming infusions as the `upcoming` command prints them: as JSON, or as a table in words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from zoneinfo import ZoneInfo

from companion.core.catalogue import Catalogue
from companion.core.dose_wording import (
    gap_line,
    left_out_line,
    moved_lines,
    stay_lines,
    told_line,
    watched_line,
)
from companion.core.formats import Formats
from companion.core.long_gap import LongGap, gaps_before
from companion.core.team_times import AsTold
from companion.core.treatment import DoseGiven, Treatment
from companion.core.upcoming import PlanRow, Surroundings
from companion.core.words import Words

_GAP = "  "
_HOUR = timedelta(hours=1)


def without_plan(treatments: Iterable[Treatment], catalogue: Catalogue) -> tuple[Treatment, ...]:
    """The treatments whose drug or regimen is not in use any more, so that no date can be worked out."""

    def is_lost(treatment: Treatment) -> bool:
        drug = catalogue.drugs.get(treatment.drug)
        return drug is None or drug.regimen(treatment.regimen) is None

    return tuple(filter(is_lost, treatments))


@dataclass(frozen=True, slots=True)
class Listed:
    """A dose to come, with the times around it and the gap before it, where that is long."""

    row: PlanRow
    around: Surroundings | None
    gap: LongGap | None


def listed_doses(
    rows: Iterable[PlanRow],
    doses: Iterable[DoseGiven],
    catalogue: Catalogue,
    around: Callable[[PlanRow], Surroundings | None],
    now: datetime,
) -> tuple[Listed, ...]:
    """The doses to come with all that is said of them."""
    coming = tuple(rows)
    gaps = gaps_before(coming, doses, catalogue, now)
    return tuple(
        Listed(row, around(row), gaps.get((row.treatment.id, row.planned.ordinal))) for row in coming
    )


def upcoming_as_json(
    listed: Iterable[Listed],
    not_given: Iterable[PlanRow],
    lost: Iterable[Treatment],
    catalogue: Catalogue,
    words: Words,
) -> dict[str, object]:
    """The shape that `companion upcoming --json` documents; a dose in the past was not recorded as given."""
    return {
        "infusions": [_infusion(one, catalogue, words) for one in listed],
        "not_given": [_left_out(row, catalogue, words) for row in not_given],
        "not_planned": [treatment.drug for treatment in lost],
    }


def upcoming_as_text(
    listed: tuple[Listed, ...],
    not_given: Iterable[PlanRow],
    catalogue: Catalogue,
    formats: Formats,
    *,
    now: datetime,
    days: int,
) -> str:
    """One line for each dose, and under it what moved, how long to be watched and to stay near."""
    words = formats.words
    write = partial(_day_and_time, formats)
    left_out = [
        left_out_line(row, words.written(catalogue.drugs[row.planned.drug].words.name), formats, write)
        for row in not_given
    ]
    if not listed:
        return "\n".join([words("command_line.nothing_coming", n=days), *left_out])
    head = (
        words("command_line.when"),
        words("command_line.drug"),
        words("command_line.dose"),
        words("command_line.amount"),
        words("command_line.place"),
    )
    cells = [_cells(one.row, catalogue, formats) for one in listed]
    widths = [max(len(line[column]) for line in (head, *cells)) for column in range(len(head))]
    lines = [_line(head, widths)]
    said = ""
    for one, own in zip(listed, cells, strict=True):
        lines.append(_line(own, widths))
        lines.extend(_GAP + line for line in _under(one, formats, now))
        note = one.row.planned.monitoring.note if one.row.planned.monitoring is not None else None
        if note is not None and note != said:
            lines.append(_GAP + words.written(note))
            said = note
    return "\n".join([*lines, "", *left_out, words("treatment.dates_may_move")])


def _infusion(one: Listed, catalogue: Catalogue, words: Words) -> dict[str, object]:
    row, around = one.row, one.around
    planned, monitoring = row.planned, row.planned.monitoring
    stamp = partial(_stamp, ZoneInfo(planned.zone))
    watched = None if around is None else around.watched_until
    observe_from = None if monitoring is None else monitoring.observe_from
    observe_hours = None if monitoring is None else monitoring.observe_hours
    return {
        "drug": planned.drug,
        "drug_name": catalogue.drugs[planned.drug].words.name,
        "dose_label": words("treatment.cycle_and_day", cycle=planned.cycle, day=planned.day),
        "amount": planned.amount,
        "starts_at": stamp(planned.starts_at),
        "zone": planned.zone,
        "place": row.treatment.place,
        "status": row.status.value,
        "first_planned_at": stamp(row.first_planned),
        "moved_reason": row.moved.reason if row.moved is not None else "",
        "monitoring": None
        if around is None
        else {
            "observe_hours": None if observe_hours is None else list(observe_hours),
            "observe_from": None if observe_from is None else observe_from.value,
            "watched_until": None if watched is None else [stamp(moment) for moment in watched],
        },
        "stay_near_until": None if around is None else stamp(around.near_until),
        "caregiver_until": None if around is None else stamp(around.caregiver_until),
        "as_told": None if around is None else _told(around.told),
        "long_gap": None if one.gap is None else _gap(one.gap, stamp),
        "note": None if around is None else around.note,
        "sources": list(dict.fromkeys((*planned.sources, *(() if around is None else around.sources)))),
    }


def _stamp(here: ZoneInfo, moment: datetime | None) -> str | None:
    return None if moment is None else moment.astimezone(here).isoformat()


def _told(told: AsTold) -> dict[str, object] | None:
    """What the team said instead of the label; None where it said nothing."""
    hours = {
        "observe_hours": told.observe,
        "stay_near_hours": told.near,
        "caregiver_hours": told.caregiver,
    }
    said: dict[str, object] = {
        name: {"hours": one.hours, "told_on": one.told_on.isoformat()}
        for name, one in hours.items()
        if one is not None
    }
    return said or None


def _gap(gap: LongGap, stamp: Callable[[datetime | None], str | None]) -> dict[str, object]:
    return {
        "last_dose_at": stamp(gap.since),
        "hours": (gap.until - gap.since) // _HOUR,
        "limit_hours": gap.limit // _HOUR,
        "sources": list(gap.sources),
    }


def _left_out(row: PlanRow, catalogue: Catalogue, words: Words) -> dict[str, object]:
    planned = row.planned
    return {
        "drug": planned.drug,
        "drug_name": catalogue.drugs[planned.drug].words.name,
        "dose_label": words("treatment.cycle_and_day", cycle=planned.cycle, day=planned.day),
        "planned_at": _stamp(ZoneInfo(planned.zone), planned.starts_at),
        "reason": row.not_given.reason if row.not_given is not None else "",
    }


def _cells(row: PlanRow, catalogue: Catalogue, formats: Formats) -> tuple[str, ...]:
    words, planned = formats.words, row.planned
    return (
        _day_and_time(formats, planned.starts_at),
        words.written(catalogue.drugs[planned.drug].words.name),
        words("treatment.cycle_and_day", cycle=planned.cycle, day=planned.day),
        words.number(planned.amount),
        row.treatment.place,
    )


def _line(cells: tuple[str, ...], widths: list[int]) -> str:
    return _GAP.join(cell.ljust(width) for cell, width in zip(cells, widths, strict=True)).rstrip()


def _under(one: Listed, formats: Formats, now: datetime) -> Iterator[str]:
    words, planned = formats.words, one.row.planned
    write = partial(_day_and_time, formats)
    yield from moved_lines(one.row, formats, write)
    if one.gap is not None:
        yield gap_line(one.gap, formats)
    if planned.starts_at <= now:
        yield words("treatment.planned_past")
        return
    watched = watched_line(planned.monitoring, words), told_line(one.around, formats, write)
    yield from (line for line in watched if line is not None)
    yield from (line for _, line in stay_lines(one.around, formats, write))


def _day_and_time(formats: Formats, moment: datetime) -> str:
    local = formats.local(moment)
    return formats.words(
        "calendar.day_and_time", day=formats.day(local.date()), time=formats.clock(local.time())
    )
