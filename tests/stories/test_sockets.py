"""A full run of the window opens no socket but those between programs on this computer."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from tests.source_code import ROOT
from tests.stories.desktop import a_daemon
from tests.stories.one_full_run import DONE

CALL = re.compile(r"\b(socket|socketpair|connect|bind|sendto|sendmsg)\((?:\d+, )?(?:\{sa_family=)?(AF_\w+)")
ALLOWED = frozenset({"AF_UNIX"})


def can_be_traced() -> bool:
    """Whether strace is here and may look at a program."""
    strace = shutil.which("strace")
    return (
        strace is not None
        and subprocess.run([strace, "-qq", "true"], capture_output=True, check=False).returncode == 0
    )


pytestmark = [
    pytest.mark.desktop,
    pytest.mark.skipif(
        not can_be_traced(), reason="strace is not installed, or may not look at programs here"
    ),
]


def families(tmp_path: Path, *command: str) -> tuple[Counter[str], str]:
    """Which kinds of sockets a program and its children used, and what it said."""
    trace = tmp_path / "trace"
    done = subprocess.run(
        ["strace", "-f", "-qq", "-e", "trace=network", "-o", str(trace), sys.executable, *command],
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return Counter(match[2] for match in CALL.finditer(trace.read_text("utf-8"))), done.stdout


def test_a_full_run_uses_sockets_of_this_computer_only(tmp_path: Path) -> None:
    with a_daemon(tmp_path / "notices") as daemon:
        used, said = families(tmp_path, "-m", "tests.stories.one_full_run", str(tmp_path))
        told = len(daemon.notices)

    print(f"sockets by kind: {dict(used)}")  # noqa: T201
    assert DONE in said
    assert told > 0
    assert used["AF_UNIX"] > 0
    assert set(used) <= ALLOWED


@pytest.mark.parametrize(
    ("opened", "kind"),
    [
        ("s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM); s.connect(('127.0.0.1', 9))", "AF_INET"),
        ("socket.socket(socket.AF_INET6)", "AF_INET6"),
        (
            "import os; os.fork() or socket.socket()",
            "AF_INET",
        ),
    ],
)
def test_a_socket_to_elsewhere_is_found_in_a_child_too(tmp_path: Path, opened: str, kind: str) -> None:
    """The control."""
    used, _ = families(tmp_path, "-c", f"import socket; {opened}")

    assert kind in used
    assert not set(used) <= ALLOWED
