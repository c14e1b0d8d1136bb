"""Starting the reminder process at login: written for this system, read back, and taken away again."""

from __future__ import annotations

import getpass
import hashlib
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from companion.aside import replace_file
from companion.core.words import Words
from companion.launch import agent_command
from companion.paths import PersonFiles, default_person
from companion.services.autostart_texts import (
    Startup,
    desktop_entry,
    launch_agent,
    scheduled_task,
    systemd_service,
    systemd_timer,
)

_LIMIT_S = 3

# Runs a command of the system; its output, or None where it failed.
Run = Callable[[tuple[str, ...]], str | None]


class Autostart(Protocol):
    """One system's way. All three raise OSError where the system refuses."""

    def write(self) -> None:
        """Start from the next login on, and look every few minutes whether it still runs."""

    def is_written(self) -> bool:
        """Whether what stands there now is what `write` writes: a moved program is noticed."""

    def remove(self) -> None:
        """Start it no more. Nothing there is fine."""


def startup_of(files: PersonFiles, words: Words) -> Startup:
    """The reminder process of this diary; every diary but the first has a name of its own."""
    name = "companion-reminders"
    if files != default_person():
        name += f"-{hashlib.sha256(os.fsencode(files.diary)).hexdigest()[:8]}"
    title, comment = words("settings_agent.title"), words("settings_agent.comment")
    return Startup(name, title, comment, agent_command(files))


def autostart_here(files: PersonFiles, words: Words) -> Autostart | None:
    """The way of the system this runs on; None where none is known."""
    startup = startup_of(files, words)
    found: Autostart | None = None
    if sys.platform == "win32":
        found = WindowsAutostart(startup, _account(), run_command)
    elif sys.platform == "darwin":
        found = MacAutostart(startup, Path.home() / "Library" / "LaunchAgents", run_command)
    elif sys.platform.startswith("linux"):
        found = LinuxAutostart(startup, _config_folder(os.environ), run_command)
    return found


@dataclass(frozen=True, slots=True)
class LinuxAutostart:
    """An XDG entry for the login and a systemd timer for the watch; either may be all that works."""

    startup: Startup
    config: Path
    run: Run

    def write(self) -> None:
        for path, text in self._texts().items():
            path.parent.mkdir(parents=True, exist_ok=True)
            replace_file(path, text.encode("utf-8"))
        wanted = self._wanted()
        wanted.parent.mkdir(parents=True, exist_ok=True)
        wanted.unlink(missing_ok=True)
        wanted.symlink_to(self._unit("timer"))  # what `systemctl enable` does, without asking it
        self.run(("systemctl", "--user", "daemon-reload"))
        self.run(("systemctl", "--user", "start", f"{self.startup.name}.timer"))

    def is_written(self) -> bool:
        texts = self._texts()
        return all(_read(path) == text for path, text in texts.items()) and self._wanted().exists()

    def remove(self) -> None:
        had_units = self._wanted().is_symlink() or self._unit("timer").exists()
        if had_units:
            self.run(("systemctl", "--user", "stop", f"{self.startup.name}.timer"))
        for path in (self._wanted(), *self._texts()):
            path.unlink(missing_ok=True)
        if had_units:
            self.run(("systemctl", "--user", "daemon-reload"))

    def _texts(self) -> Mapping[Path, str]:
        return {
            self.config / "autostart" / f"{self.startup.name}.desktop": desktop_entry(self.startup),
            self._unit("service"): systemd_service(self.startup),
            self._unit("timer"): systemd_timer(self.startup),
        }

    def _unit(self, kind: str) -> Path:
        return self.config / "systemd" / "user" / f"{self.startup.name}.{kind}"

    def _wanted(self) -> Path:
        return self.config / "systemd" / "user" / "timers.target.wants" / f"{self.startup.name}.timer"


@dataclass(frozen=True, slots=True)
class MacAutostart:
    """A LaunchAgent of this account. Written and read back in tests, not run on a Mac yet."""

    startup: Startup
    folder: Path
    run: Run

    def write(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        replace_file(self._path(), launch_agent(self.startup))
        self.run(("launchctl", "bootout", self._session(), str(self._path())))
        self.run(("launchctl", "bootstrap", self._session(), str(self._path())))

    def is_written(self) -> bool:
        return _read(self._path()) == launch_agent(self.startup).decode("utf-8")

    def remove(self) -> None:
        if self._path().exists():
            self.run(("launchctl", "bootout", self._session(), str(self._path())))
        self._path().unlink(missing_ok=True)

    def _path(self) -> Path:
        return self.folder / f"{self.startup.name}.plist"

    def _session(self) -> str:
        return f"gui/{os.getuid() if sys.platform != 'win32' else 0}"


@dataclass(frozen=True, slots=True)
class WindowsAutostart:
    """A task of the Task Scheduler. Written and read back in tests, not run on Windows yet."""

    startup: Startup
    account: str
    run: Run

    def write(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "task.xml"
            file.write_text(scheduled_task(self.startup, self.account), "utf-16")
            if self.run(("schtasks", "/Create", "/F", "/TN", self.startup.name, "/XML", str(file))) is None:
                raise OSError("schtasks did not take the task")

    def is_written(self) -> bool:
        """The scheduler adds lines of its own: only what is run must stand there."""
        found = self.run(("schtasks", "/Query", "/TN", self.startup.name, "/XML"))
        wanted = scheduled_task(self.startup, self.account)
        action = wanted[wanted.index("<Command>") : wanted.index("</Exec>")]
        return found is not None and "".join(action.split()) in "".join(found.split())

    def remove(self) -> None:
        self.run(("schtasks", "/Delete", "/F", "/TN", self.startup.name))


def run_command(command: tuple[str, ...]) -> str | None:
    """What a program of the system says; None where it is missing, fails or hangs."""
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=_LIMIT_S, check=True)
    except (OSError, subprocess.SubprocessError, UnicodeDecodeError):
        return None
    return done.stdout


def _config_folder(environment: Mapping[str, str]) -> Path:
    """XDG_CONFIG_HOME counts only where it is absolute."""
    given = Path(environment.get("XDG_CONFIG_HOME", ""))
    return given if given.is_absolute() else Path.home() / ".config"


def _account() -> str:
    domain = os.environ.get("USERDOMAIN", "")
    return f"{domain}\\{getpass.getuser()}" if domain else getpass.getuser()


def _read(path: Path) -> str | None:
    with suppress(OSError, UnicodeDecodeError):
        return path.read_text("utf-8")
    return None
