"""What a visit report costs from a diary of five full years: of the last four weeks, and of all of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta
from pathlib import Path
from statistics import median
from time import process_time

import pytest

from companion.clock import FixedClock
from companion.core.catalogue import Catalogue
from companion.core.paper_size import Paper
from companion.core.plan import MedicinePlan
from companion.core.recurrence import DailyAt
from companion.core.words import Words
from companion.services.alert_watch import AlertWatch
from companion.services.papers import Papers
from companion.services.record import Record
from companion.share.papers import PaperFacts, PaperKind, paper_sheet
from companion.share.typesetting import as_pdf
from companion.share.visit_report import Part
from companion.stores.database import close_diary
from companion.stores.shelf import Shelf
from tests.benchmarks.test_long_diary import NOW, long_diary
from tests.conftest import RESOURCES

FIVE_YEARS = 1826
AT_MOST_SECONDS = 2.0
ROUNDS = 5
PLAN = MedicinePlan(
    "0", 1, None, "Tablets", "1", "", DailyAt((time(8), time(20))), "UTC", date(2031, 3, 2), None, NOW
)


@pytest.mark.benchmark
@pytest.mark.parametrize("days", [28, FIVE_YEARS])
def test_a_report_from_five_years_takes_at_most_two_seconds(
    tmp_path: Path, catalogue: Catalogue, words: Words, days: int
) -> None:
    db = long_diary(tmp_path / "years.db", catalogue, days=FIVE_YEARS)
    shelf, clock = Shelf.over(db), FixedClock(NOW, "UTC")
    for n in range(4):
        since = NOW - timedelta(days=FIVE_YEARS)
        shelf.medicine_plans.save(replace(PLAN, id=str(n), since=since), at=NOW)
    watch = AlertWatch(shelf, catalogue, lambda: record.formats(), clock.now)
    record = Record(shelf, watch, words, clock.now, clock.zone)
    papers = Papers(shelf, record, catalogue, clock.now, clock.zone)

    times = [_times(papers, record, catalogue, days) for _ in range(ROUNDS)]

    read, drawn = (median(each[which] for each in times) for which in (0, 1))
    print(f"{days} days: read in {read:.2f} s, drawn in {drawn:.2f} s, at worst {max(map(sum, times)):.2f} s")
    close_diary(db)
    assert read + drawn <= AT_MOST_SECONDS


def _times(papers: Papers, record: Record, catalogue: Catalogue, days: int) -> tuple[float, float]:
    """Seconds of work to read the diary, which the window waits for, and to draw, which it does not."""
    start = process_time()
    last = record.today()
    span = papers.span(last - timedelta(days=days - 1), last)
    facts = PaperFacts(papers.standing(), span, papers.shift(), frozenset(Part))
    was_read = process_time()
    sheet = paper_sheet(PaperKind.REPORT, facts, catalogue, record.formats(), Paper.A4)
    assert as_pdf(sheet, RESOURCES).startswith(b"%PDF-")
    return was_read - start, process_time() - was_read
