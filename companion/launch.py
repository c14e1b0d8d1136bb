"""How this program starts a copy of itself: the window or the reminder process, over one diary."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from companion.paths import PersonFiles

_PACKAGE = Path(__file__).resolve().parent


@dataclass(frozen=True, slots=True)
class Command:
    """What to run and where; `folder` is the checkout when nothing is installed, else None."""

    words: tuple[str, ...]
    folder: Path | None


def window_command(files: PersonFiles) -> Command:
    """Opens the window over this diary, or brings the open one forward."""
    return _command("companion", "companion", files)


def agent_command(files: PersonFiles) -> Command:
    """Reminds of what this diary's agenda holds while no window is open."""
    return _command("companion.agent", "companion-agent", files)


def start_apart(command: Command) -> subprocess.Popen[bytes]:
    """Start it so that it outlives this process and shares neither its terminal nor its locks."""
    flags = 0
    if sys.platform == "win32":
        flags = subprocess.DETACHED_PROCESS | subprocess.CREATE_NEW_PROCESS_GROUP
    return subprocess.Popen(
        command.words,
        cwd=command.folder,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=sys.platform != "win32",
        creationflags=flags,
    )


def _command(module: str, program: str, files: PersonFiles) -> Command:
    if getattr(sys, "frozen", False):
        # One folder without a Python of its own; the window and the reminder process are programs in it.
        beside = Path(sys.executable)
        return Command((str(beside.with_name(program + beside.suffix)), "--data", str(files.diary)), None)
    folder = None if _is_installed() else _PACKAGE.parent
    # Installed, it must not matter which folder it is started in: one named "companion" may lie there.
    safely = () if folder is not None else ("-P",)
    return Command((_python(), *safely, "-m", module, "--data", str(files.diary)), folder)


def _is_installed() -> bool:
    """Whether this package lies where the interpreter looks from any folder."""
    return _PACKAGE.parent.name in ("site-packages", "dist-packages")


def _python() -> str:
    """This interpreter; on Windows the one that opens no console."""
    python = Path(sys.executable)
    silent = python.with_name("pythonw.exe")
    return str(silent if sys.platform == "win32" and silent.exists() else python)
