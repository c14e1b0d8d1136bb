"""`python -m tests`: all tests without a display; where Qt cannot be loaded, those that need no Qt, and why.

`--without-qt` runs only the tests that need no Qt. Every other argument goes to pytest.
"""

from __future__ import annotations

import importlib
import os
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from companion.ui.platform import apt_command, is_root

ROOT = Path(__file__).resolve().parents[1]
WITHOUT_QT = (
    "tests/agent",
    "tests/channels",
    "tests/core",
    "tests/knowledge",
    "tests/stores",
    *sorted(
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "tests").glob("test_*.py")
        if "\nfrom PySide6" not in path.read_text("utf-8")
    ),
)
NO_QT = ("-c", "tests/without_qt.ini", "--rootdir=.")
QT = ("PySide6.QtWidgets", "PySide6.QtNetwork", "PySide6.QtSvg")


def main(arguments: list[str]) -> int:
    """Run what can be run here; ends with 0 only if every test ran and passed."""
    os.chdir(ROOT)
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    if "--without-qt" in arguments:
        arguments.remove("--without-qt")
        return _run_without_qt(arguments)
    missing = _missing()
    if missing is None:
        return pytest.main([*_on_all_cores(arguments), *arguments])
    result = _run_without_qt(arguments)
    print(f"\nThe window was not tested: {missing}", flush=True)
    return result or 1


def _run_without_qt(arguments: list[str]) -> int:
    named = any(Path(argument.partition("::")[0]).exists() for argument in arguments)
    spread = () if named else _on_all_cores(arguments)
    return pytest.main([*NO_QT, *spread, *arguments, *(() if named else WITHOUT_QT)])


def _on_all_cores(arguments: list[str]) -> tuple[str, ...]:
    """A process for each core, each with whole files; not for a few named tests, nor where someone chose."""
    if arguments or find_spec("xdist") is None:
        return ()
    # Times are not measured while the cores are shared.
    quiet = ("--benchmark-disable",) if find_spec("pytest_benchmark") is not None else ()
    return ("-n", "auto", "--dist", "loadfile", *quiet)


def _missing() -> str | None:
    """Why the tests of the window cannot run here, and what to do; None where they can."""
    if find_spec("pytestqt") is None:
        return "pytest-qt is not installed. Install the packages of the extra [test], as README.md says."
    try:
        for module in QT:
            importlib.import_module(module)
    except ModuleNotFoundError as error:
        return f"{error}. Install the packages of the extra [test], as README.md says."
    except ImportError as error:
        return f"{error}. On Debian or Ubuntu, run this line once:\n{apt_command(as_root=is_root())}"
    return None


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
