"""Reminders while no window is open: turned on and off, kept running, and how they fare."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import Enum, auto
from threading import Thread

from companion.aside import read_file
from companion.core.heartbeat import Heartbeat, parse_heartbeat
from companion.launch import agent_command, start_apart
from companion.lock import is_held
from companion.paths import PersonFiles
from companion.services.agenda_writer import AgendaWriter
from companion.services.autostart import Autostart
from companion.services.journal import Journal
from companion.services.record import Record

StartAgent = Callable[[PersonFiles], subprocess.Popen[bytes]]

_LARGEST_HEARTBEAT = 4_096


class Running(Enum):
    """How the reminder process fares; NOT_KNOWN before its first heartbeat."""

    OFF = auto()
    NOT_KNOWN = auto()
    ON = auto()
    STOPPED = auto()


@dataclass(frozen=True, slots=True)
class Condition:
    """What can be told of the reminder process at this moment."""

    running: Running
    looked_at: datetime | None = None
    last_failed: bool = False


class WhileClosed:
    """The only one who starts the reminder process or writes what starts it at login."""

    def __init__(
        self,
        files: PersonFiles,
        journal: Journal,
        record: Record,
        agenda: AgendaWriter,
        autostart: Autostart | None,
        start: StartAgent | None = None,
    ) -> None:
        self._files = files
        self._journal = journal
        self._record = record
        self._agenda = agenda
        self._autostart = autostart
        self._start = start or (lambda files: start_apart(agent_command(files)))
        self._started: subprocess.Popen[bytes] | None = None

    @property
    def can_start_at_login(self) -> bool:
        """Whether this system has a way that is known here."""
        return self._autostart is not None

    def turn_on(self) -> str | None:
        """Remember the wish, write the agenda, start now and at each login; the key of what did not work.

        Whatever this system refuses, the wish is kept and tried again at each start of the window.
        """
        self._journal.set_preferences(replace(self._record.preferences(), reminders_when_closed=True))
        self._agenda.write()
        problem = None if self._start_where_missing() else "settings_agent.not_started"
        try:
            if self._autostart is not None:
                self._autostart.write()
        except OSError:
            return "settings_agent.not_written"
        return problem

    def turn_off(self) -> str | None:
        """Without its agenda the process ends by itself, and no login starts it again; what did not work."""
        self._journal.set_preferences(replace(self._record.preferences(), reminders_when_closed=False))
        self._agenda.write()
        try:
            if self._autostart is not None:
                self._autostart.remove()
        except OSError:
            return "settings_agent.not_removed"
        return None

    def look_after(self) -> None:
        """At each start of the window: what was wished for is mended where it broke."""
        self._agenda.write()
        if self._record.preferences().reminders_when_closed:
            self._start_where_missing()
            # Asking the system may take seconds, and the window must not wait.
            Thread(target=self._mend_autostart, name="autostart", daemon=True).start()

    def starts_at_login(self) -> bool:
        """Whether what the system has is what was written."""
        return self._autostart is not None and self._autostart.is_written()

    def condition(self) -> Condition:
        """From the last heartbeat; a heartbeat that is not read counts as none."""
        if not self._record.preferences().reminders_when_closed:
            return Condition(Running.OFF)
        beat = self.heartbeat()
        if beat is None:
            return Condition(Running.NOT_KNOWN)
        failed = beat.outcome not in (None, "handed_over")
        running = Running.ON if beat.is_fresh(self._record.now()) else Running.STOPPED
        return Condition(running, beat.at, failed)

    def heartbeat(self) -> Heartbeat | None:
        """What the process last said of itself."""
        try:
            return parse_heartbeat(read_file(self._files.heartbeat, most=_LARGEST_HEARTBEAT))
        except OSError:
            return None

    def send_test(self) -> str | None:
        """Ask the process for a test notice; its id, None where there is no process."""
        return self._agenda.ask_for_test() if self._start_where_missing() else None

    def test_outcome(self, test: str) -> str | None:
        """What came of that test notice; None while nothing is known."""
        beat = self.heartbeat()
        return beat.outcome if beat is not None and beat.test == test else None

    def _start_where_missing(self) -> bool:
        """Whether it runs now, or will in a moment."""
        if is_held(self._files.agent_lock):
            return True
        try:
            self._started = self._start(self._files)
        except OSError:
            return False
        return True

    def _mend_autostart(self) -> None:
        if self._autostart is None:
            return
        try:
            if not self._autostart.is_written():
                self._autostart.write()
        except OSError:
            return  # Settings says that it does not start at login
