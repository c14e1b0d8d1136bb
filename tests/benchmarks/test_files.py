"""What one and four full years cost to save, to look at on another computer, to take over and to undo."""

from __future__ import annotations

import resource
from pathlib import Path
from time import perf_counter

import pytest

from companion.core.catalogue import Catalogue
from companion.services.exchange import Exchange, preview_import, read_export
from companion.stores.database import close_diary, open_diary
from companion.stores.shelf import Shelf
from tests.benchmarks.test_long_diary import NOW, long_diary

KEY = bytes(range(32))
_MIB = 2**20


@pytest.mark.benchmark
@pytest.mark.parametrize("days", [365, 1461])
def test_a_long_diary_moves_to_another_computer_and_out_again(
    tmp_path: Path, catalogue: Catalogue, days: int
) -> None:
    here = long_diary(tmp_path / "here" / "diary.db", catalogue, days=days, key=KEY)
    there = open_diary(tmp_path / "there" / "diary.db", create=True, key=KEY)
    source = tmp_path / "file.json"
    told: list[str] = []
    times: dict[str, float] = {}

    def timed(what: str, started: float) -> None:
        times[what] = perf_counter() - started
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        told.append(f"{what} {times[what]:.1f} s ({peak:.0f} MiB at most so far)")

    start = perf_counter()
    Exchange(Shelf.over(here), catalogue, lambda: NOW).export_json(source)
    timed("save", start)
    start = perf_counter()
    file = read_export(source)
    timed("read", start)
    start = perf_counter()
    seen = preview_import(file, tmp_path / "there" / "diary.db", catalogue, NOW, origin=source.name, key=KEY)
    timed("preview", start)
    exchange = Exchange(Shelf.over(there), catalogue, lambda: NOW)
    start = perf_counter()
    exchange.import_file(file, origin=source.name)
    timed("take over", start)
    start = perf_counter()
    undone = exchange.undo_import(exchange.imports()[0].id)
    timed("undo", start)

    size = source.stat().st_size / _MIB
    print(f"{days} days, {undone.taken_out} rows, {size:.0f} MiB: {', '.join(told)}")
    assert seen.changes_anything
    assert undone.stayed == 0
    close_diary(here)
    close_diary(there)
