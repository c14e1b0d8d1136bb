"""What each system is told to start at login, against files checked by hand, and with its own tools.

Only Linux's is also run here. LaunchAgents and the Task Scheduler: not run.
"""

from __future__ import annotations

import plistlib
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree

import pytest

from companion import launch
from companion.core.words import Words
from companion.launch import Command, agent_command, window_command
from companion.paths import PersonFiles, default_person
from companion.services.autostart import (
    Autostart,
    LinuxAutostart,
    MacAutostart,
    WindowsAutostart,
    run_command,
    startup_of,
)
from companion.services.autostart_texts import (
    Startup,
    desktop_entry,
    launch_agent,
    scheduled_task,
    systemd_service,
    systemd_timer,
)

BY_HAND = Path(__file__).parents[1] / "data" / "autostart"
INSTALLED = Startup(
    "companion-reminders",
    "Companion reminders",
    "Reminds you while Companion is closed",
    Command(
        (
            "/opt/companion/bin/python",
            "-P",
            "-m",
            "companion.agent",
            "--data",
            "/home/anna/.local/share/Companion/people/first/diary.db",
        ),
        None,
    ),
)
# Everything that has a meaning of its own somewhere: blanks, quotes, percent, dollar, backslash, & and <.
AWKWARD = Startup(
    "companion-reminders-1234abcd",
    "Companion reminders",
    "Reminds you while Companion is closed",
    Command(
        (
            "/home/anna/my venv/bin/python",
            "-m",
            "companion.agent",
            "--data",
            '/home/anna/100% it\'s $HOME \\ & <"b">/diary.db',
        ),
        Path("/home/anna/a folder"),
    ),
)
TEXTS: dict[str, Callable[[Startup], str]] = {
    "desktop": desktop_entry,
    "service": systemd_service,
    "timer": systemd_timer,
    "plist": lambda startup: launch_agent(startup).decode(),
    "xml": lambda startup: scheduled_task(startup, "DESKTOP\\anna"),
}


@dataclass
class System:
    """Runs no command and remembers each; the Task Scheduler keeps the last task."""

    works: bool = True
    asked: list[tuple[str, ...]] = field(default_factory=list)
    task: str | None = None

    def run(self, command: tuple[str, ...]) -> str | None:
        self.asked.append(command)
        match command:
            case ("schtasks", "/Create", *_, file) if self.works:
                self.task = Path(file).read_text("utf-16")
                return ""
            case ("schtasks", "/Query", *_):
                return self.task
            case ("schtasks", "/Delete", *_):
                self.task = None
        return "" if self.works else None


@pytest.fixture
def system() -> System:
    return System()


def needs(program: str) -> pytest.MarkDecorator:
    return pytest.mark.skipif(shutil.which(program) is None, reason=f"{program} is not installed")


def ways(folder: Path, system: System) -> tuple[Autostart, ...]:
    return (
        LinuxAutostart(INSTALLED, folder / "config", system.run),
        MacAutostart(INSTALLED, folder / "LaunchAgents", system.run),
        WindowsAutostart(INSTALLED, "DESKTOP\\anna", system.run),
    )


@pytest.mark.parametrize("startup", [INSTALLED, AWKWARD], ids=["installed", "awkward"])
@pytest.mark.parametrize("kind", TEXTS)
def test_the_text_is_the_one_that_was_checked_by_hand(startup: Startup, kind: str) -> None:
    by_hand = (BY_HAND / f"{startup.name}.{kind}").read_text("utf-8")

    assert TEXTS[kind](startup) == by_hand


def test_awkward_names_come_back_from_the_desktop_entry_as_they_were() -> None:
    (line,) = re.findall(r"^Exec=(.*)$", desktop_entry(AWKWARD), re.MULTILINE)

    unescaped = line.replace("\\\\", "\\").replace("%%", "%")
    assert tuple(shlex.split(unescaped.replace("\\$", "$"))) == AWKWARD.command.words


def test_awkward_names_come_back_from_the_launch_agent_and_the_task_as_they_were() -> None:
    task = ElementTree.fromstring(scheduled_task(AWKWARD, "anna").partition("?>")[2])
    told = {part.tag.rpartition("}")[2]: part.text for part in task.iter()}

    assert plistlib.loads(launch_agent(AWKWARD))["ProgramArguments"] == list(AWKWARD.command.words)
    assert told["Command"] == AWKWARD.command.words[0]
    assert told["Arguments"] == subprocess.list2cmdline(AWKWARD.command.words[1:])
    assert told["WorkingDirectory"] == "/home/anna/a folder"


@needs("desktop-file-validate")
@pytest.mark.parametrize("startup", [INSTALLED, AWKWARD], ids=["installed", "awkward"])
def test_the_desktop_entry_is_valid(tmp_path: Path, startup: Startup) -> None:
    file = tmp_path / "entry.desktop"
    file.write_text(desktop_entry(startup), "utf-8")

    checked = subprocess.run(["desktop-file-validate", file], capture_output=True, text=True, check=False)

    assert (checked.returncode, checked.stdout, checked.stderr) == (0, "", "")


@needs("systemd-analyze")
@pytest.mark.parametrize("program", ["python", "my venv/python", '100% it\'s $1 \\ "x"/python'])
def test_systemd_takes_the_units_and_finds_the_program(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, program: str
) -> None:
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    python = tmp_path / program
    python.parent.mkdir(exist_ok=True)
    python.symlink_to(sys.executable)
    command = Command((str(python), *AWKWARD.command.words[1:]), tmp_path)
    startup = Startup("companion-test", "Companion reminders", "Reminds you", command)
    units = (tmp_path / "companion-test.service", tmp_path / "companion-test.timer")
    for unit, text in zip(units, (systemd_service(startup), systemd_timer(startup)), strict=True):
        unit.write_text(text, "utf-8")

    checked = subprocess.run(
        ["systemd-analyze", "--user", "--man=no", "verify", *units],
        capture_output=True,
        text=True,
        check=False,
    )

    assert (checked.returncode, checked.stderr) == (0, "")


@pytest.mark.parametrize("number", range(3), ids=["linux", "macos", "windows"])
def test_what_was_written_is_read_back_and_can_be_taken_away(
    tmp_path: Path, system: System, number: int
) -> None:
    autostart = ways(tmp_path, system)[number]

    before = autostart.is_written()
    autostart.write()
    written = autostart.is_written()
    autostart.remove()

    assert (before, written, autostart.is_written()) == (False, True, False)
    assert [path for path in tmp_path.rglob("*") if not path.is_dir()] == []


@pytest.mark.parametrize("number", range(3), ids=["linux", "macos", "windows"])
def test_taking_away_what_is_not_there_is_fine(tmp_path: Path, system: System, number: int) -> None:
    autostart = ways(tmp_path, system)[number]

    autostart.remove()

    assert not autostart.is_written()


def test_an_entry_that_another_place_wrote_is_noticed(tmp_path: Path, system: System) -> None:
    LinuxAutostart(AWKWARD, tmp_path, system.run).write()
    moved = Startup(AWKWARD.name, AWKWARD.title, AWKWARD.comment, INSTALLED.command)

    assert not LinuxAutostart(moved, tmp_path, system.run).is_written()


@pytest.mark.parametrize("gone", ["autostart/*.desktop", "systemd/user/*.timer", "systemd/user/*/*.timer"])
def test_a_part_that_is_gone_is_noticed(tmp_path: Path, system: System, gone: str) -> None:
    autostart = LinuxAutostart(INSTALLED, tmp_path, system.run)
    autostart.write()

    for path in tmp_path.glob(gone):
        path.unlink()

    assert not autostart.is_written()


def test_without_systemd_the_entry_of_the_desktop_is_written_all_the_same(tmp_path: Path) -> None:
    autostart = LinuxAutostart(INSTALLED, tmp_path, System(works=False).run)

    autostart.write()

    assert autostart.is_written()


def test_a_task_that_windows_refuses_is_a_problem(system: System) -> None:
    system.works = False

    with pytest.raises(OSError, match="schtasks"):
        WindowsAutostart(INSTALLED, "anna", system.run).write()


@pytest.mark.parametrize("command", [("no such program",), (sys.executable, "-c", "raise SystemExit(1)")])
def test_a_command_that_fails_or_is_missing_says_nothing(command: tuple[str, ...]) -> None:
    assert run_command(command) is None


def test_from_a_checkout_the_process_is_started_inside_it(tmp_path: Path) -> None:
    command = agent_command(PersonFiles(tmp_path / "diary.db"))

    assert command.words[1:] == ("-m", "companion.agent", "--data", str(tmp_path / "diary.db"))
    assert command.folder == Path(launch.__file__).parents[1]


def test_installed_it_does_not_matter_in_which_folder_it_is_started(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(launch, "_PACKAGE", tmp_path / "site-packages" / "companion")

    command = window_command(PersonFiles(tmp_path / "diary.db"))

    assert command.words[1:] == ("-P", "-m", "companion", "--data", str(tmp_path / "diary.db"))
    assert command.folder is None


@pytest.mark.parametrize(
    ("program", "expected"), [("companion", "companion-agent"), ("companion.exe", "companion-agent.exe")]
)
def test_built_as_a_folder_without_python_the_process_is_the_program_beside_the_window(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, program: str, expected: str
) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(tmp_path / program))

    command = agent_command(PersonFiles(tmp_path / "diary.db"))

    assert command == Command((str(tmp_path / expected), "--data", str(tmp_path / "diary.db")), None)


def test_each_diary_has_an_entry_of_its_own(tmp_path: Path, words: Words) -> None:
    names = [
        startup_of(files, words).name
        for files in (default_person(), PersonFiles(tmp_path / "a.db"), PersonFiles(tmp_path / "b.db"))
    ]

    assert names[0] == "companion-reminders"
    assert len(set(names)) == 3
