"""From process start to first paint, and the memory after it, against a bare window in the same run."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from time import perf_counter

import pytest

from companion.core.catalogue import Catalogue
from companion.core.words import Words
from companion.services.demo import play_demo
from companion.stores.database import close_diary, open_diary
from companion.stores.shelf import Shelf

NOW = datetime(2026, 3, 24, 14, 5, tzinfo=UTC)
ROUNDS = 7
HERE = Path(__file__).parent


@pytest.mark.benchmark
@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_the_demo_is_painted_within_three_bare_windows_and_two_and_a_half_times_the_memory(
    tmp_path: Path, catalogue: Catalogue, words: Words
) -> None:
    diary = tmp_path / "diary.db"
    shelf = Shelf.over(open_diary(diary, create=True))
    play_demo(shelf, catalogue, words, now=NOW, zone="America/New_York")
    close_diary(shelf.db)

    bare = [_measure(str(HERE / "paint_bare.py")) for _ in range(ROUNDS)]
    ours = [_measure(str(HERE / "paint_companion.py"), str(diary), NOW.isoformat()) for _ in range(ROUNDS)]

    slower = median(seconds for seconds, _ in ours) / median(seconds for seconds, _ in bare)
    larger = median(kib for _, kib in ours) / median(kib for _, kib in bare)
    print(f"first paint {slower:.2f} times, memory {larger:.2f} times a bare window")
    print(f"bare {median(s for s, _ in bare):.3f} s, ours {median(s for s, _ in ours):.3f} s")
    assert slower <= 3
    assert larger <= 2.5


def _measure(*command: str) -> tuple[float, int]:
    """Seconds from process start to first paint, and resident memory then in KiB."""
    environment = {**os.environ, "QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", "offscreen")}
    environment["PYTHONPATH"] = str(HERE.parent.parent)
    start = perf_counter()
    with subprocess.Popen(
        [sys.executable, *command], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment
    ) as process:
        assert process.stdout is not None
        assert process.stdin is not None
        assert process.stdout.readline().strip() == "painted"
        seconds = perf_counter() - start
        status = Path(f"/proc/{process.pid}/status").read_text("ascii")
        found = re.search(r"VmRSS:\s+(\d+) kB", status)
        assert found is not None
        process.stdin.write("\n")
        process.stdin.flush()
    return seconds, int(found[1])
