"""Coming infusions as the `upcoming` command prints them: as JSON, or as a table in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

from companion.core.catalogue import Catalogue
from companion.core.formats import Formats
from companion.core.regimen import ClockStart, Monitoring
from companion.core.treatment import Treatment
from companion.core.upcoming import PlanRow, surroundings
from companion.core.words import Words

_GAP = "  "


def without_plan(treatments: Iterable[Treatment], catalogue: Catalogue) -> tuple[Treatment, ...]:
    """The treatments whose drug or regimen is not in use any more, so that no date can be worked out."""

    def is_lost(treatment: Treatment) -> bool:
        drug = catalogue.drugs.get(treatment.drug)
        return drug is None or drug.regimen(treatment.regimen) is None

    return tuple(filter(is_lost, treatments))


def upcoming_as_json(
    rows: Iterable[PlanRow], lost: Iterable[Treatment], catalogue: Catalogue, words: Words
) -> dict[str, object]:
    """The shape that `companion upcoming --json` documents; a dose in the past was not recorded as given."""
    return {
        "infusions": [_infusion(row, catalogue, words) for row in rows],
        "not_planned": [treatment.drug for treatment in lost],
    }


def upcoming_as_text(
    rows: tuple[PlanRow, ...], catalogue: Catalogue, formats: Formats, *, now: datetime, days: int
) -> str:
    """One line for each dose, and under it how long to be watched and to stay near."""
    words = formats.words
    if not rows:
        return words("command_line.nothing_coming", n=days)
    head = (
        words("command_line.when"),
        words("command_line.drug"),
        words("command_line.dose"),
        words("command_line.amount"),
        words("command_line.place"),
    )
    cells = [_cells(row, catalogue, formats) for row in rows]
    widths = [max(len(line[column]) for line in (head, *cells)) for column in range(len(head))]
    lines = [_line(head, widths)]
    said = ""
    for row, own in zip(rows, cells, strict=True):
        lines.append(_line(own, widths))
        lines.extend(_GAP + line for line in _around(row, formats, now))
        note = row.planned.monitoring.note if row.planned.monitoring is not None else None
        if note is not None and note != said:
            lines.append(_GAP + words.written(note))
            said = note
    return "\n".join([*lines, "", words("treatment.dates_may_move")])


def _infusion(row: PlanRow, catalogue: Catalogue, words: Words) -> dict[str, object]:
    planned = row.planned
    here = ZoneInfo(planned.zone)

    def stamp(moment: datetime | None) -> str | None:
        return None if moment is None else moment.astimezone(here).isoformat()

    monitoring = planned.monitoring
    around = surroundings(monitoring, planned.starts_at, planned.minutes)
    watched = None if around is None else around.watched_until
    observe_from = None if monitoring is None else monitoring.observe_from
    return {
        "drug": planned.drug,
        "drug_name": catalogue.drugs[planned.drug].words.name,
        "dose_label": words("treatment.cycle_and_day", cycle=planned.cycle, day=planned.day),
        "amount": planned.amount,
        "starts_at": stamp(planned.starts_at),
        "zone": planned.zone,
        "place": row.treatment.place,
        "monitoring": None
        if monitoring is None or around is None
        else {
            "observe_hours": None if monitoring.observe_hours is None else list(monitoring.observe_hours),
            "observe_from": None if observe_from is None else observe_from.value,
            "watched_until": None if watched is None else [stamp(moment) for moment in watched],
        },
        "stay_near_until": None if around is None else stamp(around.near_until),
        "caregiver_until": None if around is None else stamp(around.caregiver_until),
        "note": None if around is None else around.note,
        "sources": list(dict.fromkeys((*planned.sources, *(() if around is None else around.sources)))),
    }


def _cells(row: PlanRow, catalogue: Catalogue, formats: Formats) -> tuple[str, ...]:
    words, planned = formats.words, row.planned
    return (
        _day_and_time(planned.starts_at, formats),
        words.written(catalogue.drugs[planned.drug].words.name),
        words("treatment.cycle_and_day", cycle=planned.cycle, day=planned.day),
        planned.amount,
        row.treatment.place,
    )


def _line(cells: tuple[str, ...], widths: list[int]) -> str:
    return _GAP.join(cell.ljust(width) for cell, width in zip(cells, widths, strict=True)).rstrip()


def _around(row: PlanRow, formats: Formats, now: datetime) -> Iterator[str]:
    words, planned = formats.words, row.planned
    if planned.starts_at <= now:
        yield words("treatment.planned_past")
        return
    around = surroundings(planned.monitoring, planned.starts_at, planned.minutes)
    if planned.monitoring is not None:
        yield from _watched(planned.monitoring, words)
    if around is not None and around.near_until is not None:
        yield words("treatment.near_until", moment=_day_and_time(around.near_until, formats))
    if around is not None and around.caregiver_until is not None:
        yield words("treatment.caregiver_until", moment=_day_and_time(around.caregiver_until, formats))


def _watched(monitoring: Monitoring, words: Words) -> Iterator[str]:
    if monitoring.observe_hours is None or monitoring.observe_from is None:
        return
    low, high = monitoring.observe_hours
    key = {
        ClockStart.START: "treatment.watched_from_start",
        ClockStart.END: "treatment.watched_from_end",
    }[monitoring.observe_from]
    yield words(f"{key}_exact", n=low) if low == high else words(key, low=low, high=high)


def _day_and_time(moment: datetime, formats: Formats) -> str:
    local = formats.local(moment)
    return formats.words(
        "calendar.day_and_time", day=formats.day(local.date()), time=formats.clock(local.time())
    )
