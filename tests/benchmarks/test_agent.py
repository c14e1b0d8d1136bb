"""What the reminder process costs: memory, and time of the processor, while it waits and while it tells."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from companion.agent.notebook import Notebook
from companion.agent.reminding import Reminding, Surroundings
from companion.channels.sound import SoundOutcome, SoundResult
from companion.channels.toast import Outcome, Toast, ToastResult
from companion.clock import SystemClock
from companion.core.agenda import Agenda, AgendaEntry, agenda_as_json
from companion.core.reminder_policy import Urgency
from companion.paths import PersonFiles, resources_dir
from tests.fake_clock import FakeClock

MOST_MEMORY_KB = 30 * 1024
MOST_SHARE = 0.001
REAL = timedelta(minutes=2)
SIMULATED = timedelta(minutes=10)
LOOK_EVERY = timedelta(seconds=5)
ROOT = Path(__file__).parents[2]
QUARTER = timedelta(minutes=15)

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")


def two_weeks(start: datetime) -> bytes:
    """Twelve things a day for two weeks, of three series, the first due a minute after the start."""
    entries = tuple(
        AgendaEntry(
            f"{n:032x}",
            f"{n % 3:032x}",
            start + timedelta(minutes=1) + n * timedelta(hours=2),
            Urgency.REPEATING,
            QUARTER,
            can_be_taken=True,
        )
        for n in range(14 * 12)
    )
    return agenda_as_json(Agenda("en", start + timedelta(days=14), entries))


def processor_seconds(pid: int) -> float:
    """Time in the program and in the system for it, of this process and those it waited for."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return sum(int(fields[n]) for n in (11, 12, 13, 14)) / os.sysconf("SC_CLK_TCK")


def largest_memory_kb(pid: int) -> int:
    (line,) = (
        line for line in Path(f"/proc/{pid}/status").read_text().splitlines() if line.startswith("VmHWM")
    )
    return int(line.split()[1])


@pytest.fixture
def files(tmp_path: Path) -> PersonFiles:
    return PersonFiles(tmp_path / "diary.db")


@pytest.fixture
def agent(files: PersonFiles) -> Iterator[subprocess.Popen[bytes]]:
    files.agenda.write_bytes(two_weeks(SystemClock().now()))
    with subprocess.Popen(
        [sys.executable, "-m", "companion.agent", "--data", str(files.diary)], cwd=ROOT
    ) as process:
        yield process
        process.kill()


def is_over(process: subprocess.Popen[bytes], span: timedelta) -> bool:
    try:
        process.wait(timeout=span.total_seconds())
    except subprocess.TimeoutExpired:
        return False
    return True


@pytest.mark.proof
def test_two_real_minutes_cost_at_most_30_mb_and_a_thousandth_of_a_core(
    files: PersonFiles, agent: subprocess.Popen[bytes]
) -> None:
    ended = is_over(agent, timedelta(seconds=3))
    start = processor_seconds(agent.pid)
    ended = ended or is_over(agent, REAL)
    used, memory = processor_seconds(agent.pid) - start, largest_memory_kb(agent.pid)

    share = used / REAL.total_seconds()
    print(f"\nstart {start:.2f} s, then {used:.2f} s of {REAL}: {share:.4%}; {memory / 1024:.1f} MB")
    assert not ended
    assert b'"told": "' in files.heartbeat.read_bytes()
    assert share <= MOST_SHARE
    assert memory <= MOST_MEMORY_KB


@pytest.mark.benchmark
def test_ten_simulated_minutes_cost_at_most_a_thousandth_of_a_core(files: PersonFiles) -> None:
    clock = FakeClock(datetime(2026, 3, 2, 14, 0, tzinfo=UTC))
    files.agenda.write_bytes(two_weeks(clock.now()))
    shown: list[str] = []

    def show(toast_id: str, _toast: Toast) -> ToastResult:
        shown.append(toast_id)
        return ToastResult(toast_id, Outcome.HANDED_OVER, "")

    around = Surroundings(
        show, shown.append, lambda: SoundResult(SoundOutcome.PLAYED, ""), lambda: None, lambda: False
    )
    process = Reminding(files, resources_dir(), clock, around, Notebook.read(files))
    process.turn()

    before = sum(os.times()[:4])
    for _ in range(SIMULATED // LOOK_EVERY):
        clock.advance(seconds=LOOK_EVERY.total_seconds())
        process.turn()
    share = (sum(os.times()[:4]) - before) / SIMULATED.total_seconds()

    print(f"\n{share:.4%} of a core")
    assert len(shown) == 1
    assert share <= MOST_SHARE
