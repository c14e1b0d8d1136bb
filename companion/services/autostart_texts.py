"""How each system is told to start the reminder process at login and to look after it; texts only."""

from __future__ import annotations

import html
import plistlib
import subprocess
from dataclasses import dataclass
from datetime import timedelta

from companion.launch import Command

EVERY_MINUTES = 5
# The specification of desktop entries asks for quotes around an argument with one of these.
_RESERVED = frozenset(" \t\n\"'\\><~|&;$*?#()`")
# systemd refuses the name of a program with one of these; as an argument it is fine.
_NOT_FOR_SYSTEMD = frozenset("\"'\\$")
_TASKS = "http://schemas.microsoft.com/windows/2004/02/mit/task"


@dataclass(frozen=True, slots=True)
class Startup:
    """What is started, under which name, and what the person reads where the system lists it."""

    name: str
    title: str
    comment: str
    command: Command


def desktop_entry(startup: Startup) -> str:
    """XDG autostart: started when the desktop starts."""
    lines = [
        "[Desktop Entry]",
        "Type=Application",
        f"Name={startup.title}",
        f"Comment={startup.comment}",
        f"Exec={' '.join(_for_desktop(word) for word in startup.command.words)}",
    ]
    if startup.command.folder is not None:
        lines.append(f"Path={_string(str(startup.command.folder))}")
    lines += ["Terminal=false", "NoDisplay=true", "X-GNOME-Autostart-enabled=true"]
    return "\n".join(lines) + "\n"


def systemd_service(startup: Startup) -> str:
    """The process itself. A window that it opens must not end with it."""
    folder = startup.command.folder
    words = startup.command.words
    if _NOT_FOR_SYSTEMD & set(words[0]):
        words = ("/usr/bin/env", *words)
    lines = [
        "[Unit]",
        f"Description={startup.title}",
        # Not before the desktop is there: without it no window could be opened.
        "ConditionEnvironment=|DISPLAY",
        "ConditionEnvironment=|WAYLAND_DISPLAY",
        "",
        "[Service]",
        f"ExecStart={' '.join(_for_systemd(word) for word in words)}",
    ]
    if folder is not None:
        lines.append(f"WorkingDirectory={str(folder).replace('%', '%%')}")
    lines.append("KillMode=process")
    return "\n".join(lines) + "\n"


def systemd_timer(startup: Startup) -> str:
    """Starts the process where it does not run. By the clock: other timers stand still in sleep."""
    return "\n".join(
        [
            "[Unit]",
            f"Description={startup.comment}",
            "",
            "[Timer]",
            f"OnCalendar=*:0/{EVERY_MINUTES}",
            "Persistent=true",
            "AccuracySec=30s",
            "",
            "[Install]",
            "WantedBy=timers.target",
            "",
        ]
    )


def launch_agent(startup: Startup) -> bytes:
    """macOS: at login, again after a crash, and every few minutes where it does not run."""
    folder = startup.command.folder
    content: dict[str, object] = {
        "Label": startup.name,
        "ProgramArguments": list(startup.command.words),
        "RunAtLoad": True,
        "KeepAlive": {"SuccessfulExit": False},
        "StartInterval": round(timedelta(minutes=EVERY_MINUTES).total_seconds()),
        "ProcessType": "Interactive",
        "LimitLoadToSessionType": "Aqua",
        "AbandonProcessGroup": True,
    }
    if folder is not None:
        content["WorkingDirectory"] = str(folder)
    return plistlib.dumps(content)


def scheduled_task(startup: Startup, account: str) -> str:
    """Windows: at the logon of this account and every few minutes, on battery too, only while it is on."""
    program, *arguments = startup.command.words
    folder = startup.command.folder
    where = "" if folder is None else f"\n      <WorkingDirectory>{_text(str(folder))}</WorkingDirectory>"
    repeat = (
        f"<Repetition><Interval>PT{EVERY_MINUTES}M</Interval>"
        "<StopAtDurationEnd>false</StopAtDurationEnd></Repetition>"
    )
    return f"""<?xml version="1.0" encoding="UTF-16"?>
<Task version="1.2" xmlns="{_TASKS}">
  <RegistrationInfo>
    <Description>{_text(startup.comment)}</Description>
  </RegistrationInfo>
  <Triggers>
    <LogonTrigger>
      {repeat}
      <Enabled>true</Enabled>
      <UserId>{_text(account)}</UserId>
    </LogonTrigger>
    <TimeTrigger>
      {repeat}
      <StartBoundary>2026-01-01T00:00:00</StartBoundary>
      <Enabled>true</Enabled>
    </TimeTrigger>
  </Triggers>
  <Principals>
    <Principal id="Author">
      <UserId>{_text(account)}</UserId>
      <LogonType>InteractiveToken</LogonType>
      <RunLevel>LeastPrivilege</RunLevel>
    </Principal>
  </Principals>
  <Settings>
    <MultipleInstancesPolicy>IgnoreNew</MultipleInstancesPolicy>
    <DisallowStartIfOnBatteries>false</DisallowStartIfOnBatteries>
    <StopIfGoingOnBatteries>false</StopIfGoingOnBatteries>
    <StartWhenAvailable>true</StartWhenAvailable>
    <ExecutionTimeLimit>PT0S</ExecutionTimeLimit>
    <Enabled>true</Enabled>
  </Settings>
  <Actions Context="Author">
    <Exec>
      <Command>{_text(program)}</Command>
      <Arguments>{_text(subprocess.list2cmdline(arguments))}</Arguments>{where}
    </Exec>
  </Actions>
</Task>
"""


def _for_desktop(word: str) -> str:
    """One argument of Exec: percent signs doubled, quoted where it must be, then escaped as any string."""
    word = word.replace("%", "%%")
    if word and not _RESERVED & set(word):
        return word
    for sign in ("\\", '"', "`", "$"):
        word = word.replace(sign, f"\\{sign}")
    return _string(f'"{word}"')


def _string(text: str) -> str:
    return text.replace("\\", "\\\\").replace("\n", "\\n").replace("\t", "\\t")


def _for_systemd(word: str) -> str:
    """One argument of ExecStart, always quoted: no variable, no specifier and no blank is read into it."""
    for sign, written in (("\\", "\\\\"), ('"', '\\"'), ("%", "%%"), ("$", "$$"), ("\n", "\\n")):
        word = word.replace(sign, written)
    return f'"{word}"'


def _text(text: str) -> str:
    """As it stands between two tags; the standard library's own for XML would load what opens connections."""
    return html.escape(text, quote=False)
