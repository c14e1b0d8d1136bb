"""The keyring of a real desktop: gnome-keyring, unlocked, on a bus of its own."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
NEEDED = ("dbus-run-session", "gnome-keyring-daemon")

pytestmark = [
    pytest.mark.desktop,
    pytest.mark.skipif(not all(map(shutil.which, NEEDED)), reason="needs gnome-keyring and dbus-run-session"),
]


def run(before: str, folder: Path) -> str:
    """What the child says on a session bus of its own, with a home of its own."""
    command = f"{before} {sys.executable} -m tests.services.real_keyring_child"
    homes = {name: str(folder) for name in ("HOME", "XDG_DATA_HOME", "XDG_RUNTIME_DIR", "XDG_CONFIG_HOME")}
    environment = {**os.environ, **homes, "PYTHONPATH": str(ROOT)}
    environment.pop("PYTHON_KEYRING_BACKEND", None)
    done = subprocess.run(
        ["dbus-run-session", "--", "sh", "-c", command],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
        env=environment,
        timeout=150,
    )
    return done.stdout.strip().splitlines()[-1] if done.stdout.strip() else done.stderr


def test_a_real_keyring_stores_finds_and_removes_the_key(tmp_path: Path) -> None:
    unlock = "printf secret | gnome-keyring-daemon --unlock --components=secrets >/dev/null;"

    assert run(unlock, tmp_path) == "STORED True NONE"
