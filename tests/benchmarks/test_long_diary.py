"""What a diary of ten years costs to assess against one of a single day, in the same run."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median
from time import process_time

import pytest

from companion.core.catalogue import Catalogue
from companion.core.formats import Formats
from companion.core.triage import assess
from companion.core.words import Words
from companion.services.alert_watch import AlertWatch
from companion.stores.columns import from_ids, from_moment
from companion.stores.database import close_diary, open_diary
from companion.stores.seam import Database
from companion.stores.shelf import Shelf
from companion.stores.tables import ANSWERS, DOSES, ENTRIES, MEDICINES_TAKEN, READINGS, TEAM_KNOWS
from companion.stores.transactions import write

NOW = datetime(2036, 3, 2, 20, tzinfo=UTC)
TEN_YEARS = 3652
# More than anyone is likely to get: 34 doses of one drug years ago, 52 of another in the last two years.
DOSES_GIVEN = (("atezolizumab", 3000, 2300, 21), ("tarlatamab", 727, -1, 14))
DAYS_BETWEEN_CALLS = 30
DAYS_BETWEEN_WEIGHINGS = 7
ROUNDS = 31
# What the fullest day holds: every question answered, 8 readings and 3 medicines.
SYMPTOMS = 55
SEVERITIES = ("mild", "moderate", "mild", "none", "mild")
MEDICINES = 3
READINGS_OF_A_DAY = (
    ("temperature", "36.7", "Cel", 12),
    ("temperature", "37.0", "Cel", 8),
    ("temperature", "36.9", "Cel", 4),
    ("temperature", "36.8", "Cel", 1),
    ("pulse", "78", "/min", 8),
    ("pulse", "82", "/min", 1),
    ("spo2", "96", "%", 1),
    ("systolic", "128", "mm[Hg]", 1),
)
Rows = dict[str, list[dict[str, str | int | None]]]


@pytest.mark.benchmark
def test_ten_years_cost_at_most_twice_what_one_day_costs(
    tmp_path: Path, catalogue: Catalogue, words: Words
) -> None:
    day = long_diary(tmp_path / "day.db", catalogue, days=1)
    years = long_diary(tmp_path / "years.db", catalogue, days=TEN_YEARS)
    watches = [
        AlertWatch(Shelf.over(db), catalogue, lambda: Formats(words, "UTC"), lambda: NOW)
        for db in (day, years)
    ]
    assert all(_assess(watch) for watch in watches)

    # One after the other in each round, so that both meet the same machine.
    rounds = [[_assess(watch) for watch in watches] for _ in range(ROUNDS)]

    one_day, ten_years = (median(times[which] for times in rounds) for which in (0, 1))
    print(f"ten years cost {ten_years / one_day:.2f} times one day")
    print(f"one day {one_day * 1000:.1f} ms, ten years {ten_years * 1000:.1f} ms")
    for db in (day, years):
        close_diary(db)
    assert ten_years <= 2 * one_day


def _assess(watch: AlertWatch) -> float:
    """Seconds of work to read what is judged and to judge it; waiting for other programs is no work."""
    start = process_time()
    assess(watch.scenario(), watch.catalogue)
    return process_time() - start


def long_diary(
    path: Path, catalogue: Catalogue, *, days: int, key: bytes | None = None, symptoms: int = SYMPTOMS
) -> Database:
    """A diary whose days, each as full as the next, end at NOW."""
    db = open_diary(path, create=True, key=key)
    rows: Rows = {table: [] for table in (ENTRIES, ANSWERS, READINGS, MEDICINES_TAKEN, DOSES, TEAM_KNOWS)}
    for back in range(days):
        _one_day(rows, catalogue, back, symptoms)
    with write(db):
        for table, found in rows.items():
            db.table(table).insert_all(found)
    return db


def _one_day(rows: Rows, catalogue: Catalogue, back: int, symptoms: int) -> None:
    end = NOW - timedelta(days=back)
    now = from_moment(end)

    def add(table: str, n: int, **columns: str | int | None) -> None:
        stamps = {"created_at": now, "updated_at": now, "entered_by": "patient"}
        rows[table].append({"id": f"{table}.{back}.{n}", **columns, **stamps})

    def at(**before: float) -> str:
        return from_moment(end - timedelta(**before))

    entry = f"{ENTRIES}.{back}.0"
    day, nothing = end.date().isoformat(), from_ids(())
    add(
        ENTRIES,
        0,
        day=day,
        zone="UTC",
        state="finished",
        started_at=now,
        touched_at=now,
        note="",
        asked=nothing,
    )
    for n, symptom in enumerate(tuple(catalogue.symptoms)[:symptoms]):
        severity = SEVERITIES[(n + back) % len(SEVERITIES)]
        add(ANSWERS, n, entry_id=entry, symptom=symptom, severity=severity, signs=nothing, at=at(minutes=n))
    for n, (kind, value, unit, hours) in enumerate(READINGS_OF_A_DAY):
        add(READINGS, n, entry_id=entry, kind=kind, value=value, unit=unit, at=at(hours=hours))
    if back % DAYS_BETWEEN_WEIGHINGS == 0:
        add(
            READINGS,
            len(READINGS_OF_A_DAY),
            entry_id=entry,
            kind="weight",
            value="71",
            unit="kg",
            at=at(hours=10),
        )
    for n in range(MEDICINES):
        add(MEDICINES_TAKEN, n, medicine="acetaminophen", name="a pill", at=at(hours=3 * n))
    for n, (drug, first, last, every) in enumerate(DOSES_GIVEN):
        if first >= back > last and back % every == 0:
            start = at(hours=9)
            columns = {"treatment_id": None, "ordinal": None, "drug": drug, "amount": ""}
            add(DOSES, n, **columns, started_at=start, recorded_at=now)
    if back % DAYS_BETWEEN_CALLS == 0:
        add(TEAM_KNOWS, 0, symptom="fatigue", severity="mild", at=now, alert_id=None)
