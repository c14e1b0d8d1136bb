"""A desktop for stories: a recording notification service, and waiting for what other processes do."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Event

ROOT = Path(__file__).parents[2]
_LOOKS_PER_S = 20


@dataclass(frozen=True, slots=True)
class Daemon:
    """The service that takes notices, and the file in which it records them."""

    process: subprocess.Popen[str]
    record: Path

    @property
    def notices(self) -> list[dict[str, object]]:
        return [json.loads(line) for line in self.record.read_text(encoding="utf-8").splitlines()]


@contextmanager
def a_daemon(record: Path, *options: str) -> Iterator[Daemon]:
    """A recording notification service on this session bus, until the end of the block."""
    command = [sys.executable, "-m", "tests.stories.notification_daemon", str(record), *options]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            assert process.stdout.readline() == "ready\n"
            record.touch()
            yield Daemon(process, record)
        finally:
            process.kill()


def end_all_over(diary: Path) -> None:
    """End what a process of a test started apart from itself: it runs over this diary of the test."""
    for process in Path("/proc").glob("[0-9]*"):
        try:
            words = (process / "cmdline").read_bytes().split(b"\0")
        except OSError:
            continue  # it has ended meanwhile
        if os.fsencode(diary) in words:
            with suppress(ProcessLookupError):
                os.kill(int(process.name), signal.SIGKILL)


def comes_true(happened: Callable[[], bool], *, within_s: int = 30) -> bool:
    """Look again and again, as another process takes its time; whether it happened."""
    for _ in range(within_s * _LOOKS_PER_S):
        if happened():
            return True
        Event().wait(1 / _LOOKS_PER_S)
    return False
