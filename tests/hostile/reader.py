"""A program that is given files, one a line, and says how each was answered and what reading it cost.

Each file is read in a process of its own, forked from one that has everything loaded: its time and its memory
are its own, a crash is a crash, and one that never ends is ended.
"""

from __future__ import annotations

import io
import json
import os
import resource
import signal
import sys
import traceback
from collections.abc import Callable, Mapping
from contextlib import redirect_stderr, redirect_stdout
from datetime import UTC, datetime
from pathlib import Path

import keyring
from keyring.backends import null

from companion.agent.notebook import Notebook
from companion.agent.reminding import Reminding, Surroundings
from companion.channels.sound import SoundOutcome, SoundResult
from companion.channels.toast import Outcome, ToastResult
from companion.cli import main as companion
from companion.clock import FixedClock
from companion.commands import copies, exchange, knowledge, plans
from companion.paths import PersonFiles, resources_dir
from companion.stores.emergency_file import can_be_read, read_emergency
from companion.stores.marks import read_mark

NOW = datetime(2026, 3, 2, 20, 0, tzinfo=UTC)
AROUND = Surroundings(
    show=lambda _id, _toast: ToastResult("", Outcome.HANDED_OVER, ""),
    withdraw=lambda _id: None,
    sound=lambda: SoundResult(SoundOutcome.PLAYED, ""),
    open_window=lambda: None,
    window_lives=lambda: False,
)
LOADED = (copies, exchange, knowledge, plans)
ENDED_AFTER_SECONDS = 20
_KIB = 1024


def read_side_files(_file: Path, diary: Path) -> None:
    """What a start reads before the diary, the window and the reminder process alike."""
    files = PersonFiles(diary)
    read_emergency(files.emergency)
    can_be_read(files.emergency)
    read_mark(files.mark)
    Reminding(files, resources_dir(), FixedClock(NOW, "UTC"), AROUND, Notebook.read(files)).turn()


def run(*arguments: object) -> None:
    companion([str(argument) for argument in arguments])


def crash(_file: Path, _diary: Path) -> None:
    raise LookupError("a control")


def never_end(_file: Path, _diary: Path) -> None:
    signal.alarm(1)
    signal.pause()


def grow(_file: Path, _diary: Path) -> None:
    len(b"x" * (300 * _KIB * _KIB))


IMPORTERS: Mapping[str, Callable[[Path, Path], None]] = {
    "import": lambda file, diary: run("import", file, "--yes", "--data", diary),
    "triage": lambda file, _: run("triage", file),
    "restore": lambda file, diary: run("restore", file, "--yes", "--data", diary),
    "check": lambda _, diary: run("check", "--data", diary),
    "side files": read_side_files,
    "crash": crash,
    "never ends": never_end,
    "grows": grow,
}


def answer_in_child(importer: str, file: Path, diary: Path, pipe: int) -> None:
    """Never returns; what was said goes down the pipe."""
    signal.alarm(ENDED_AFTER_SECONDS)
    said, complained, crash, code = io.StringIO(), io.StringIO(), "", 0
    with redirect_stdout(said), redirect_stderr(complained):
        try:
            IMPORTERS[importer](file, diary)
        except SystemExit as ended:
            code = ended.code if isinstance(ended.code, int) else 1
        except BaseException:  # noqa: BLE001  # whatever it is, it is what is looked for
            crash, code = traceback.format_exc(), 70
    report = {"code": code, "said": said.getvalue(), "complained": complained.getvalue(), "crash": crash}
    with os.fdopen(pipe, "wb") as out:
        out.write(json.dumps(report).encode("ascii"))
    os._exit(0)


def answer(importer: str, file: Path, diary: Path) -> dict[str, object]:
    """What came of one file, with seconds of a core and MiB."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        answer_in_child(importer, file, diary, writing)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        report = pipe.read()
    _, status, used = os.wait4(child, 0)
    found: dict[str, object] = json.loads(report) if report else {"code": -1, "said": "", "complained": ""}
    if not report:
        found["crash"] = f"ended by signal {os.waitstatus_to_exitcode(status)}"
    return {**found, "seconds": used.ru_utime + used.ru_stime, "mib": used.ru_maxrss / _KIB}


def main() -> None:
    keyring.set_keyring(null.Keyring())
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    for line in sys.stdin:
        asked = json.loads(line)
        found = answer(asked["importer"], Path(asked["file"]), Path(asked["diary"]))
        sys.stdout.write(json.dumps(found) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
