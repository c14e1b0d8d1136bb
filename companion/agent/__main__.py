"""python -m companion.agent [--data FILE]: remind until the agenda is taken away."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from queue import Empty, SimpleQueue

from companion.agent.notebook import Notebook
from companion.agent.reminding import Reminding, Surroundings
from companion.agent.window_alive import WindowAlive
from companion.channels.desktop import deliver, this_desktop
from companion.channels.sound import play_watch_sound
from companion.channels.toast import Action, Toast, ToastResult, fit_for_desktop
from companion.clock import SystemClock, retune
from companion.launch import start_apart, window_command
from companion.lock import AlreadyRunning, acquire
from companion.paths import PersonFiles, default_person, resources_dir

LOOK_EVERY_S = 5.0
APP_NAME = "Companion"
_USAGE = 2


def main(arguments: list[str]) -> int:
    """Run until there is nothing to remind of; a second process over the same diary ends at once."""
    match arguments:
        case []:
            files = default_person()
        case ["--data", file]:
            files = PersonFiles(Path(file).absolute())
        case _:
            return _USAGE
    if not files.agenda.exists():
        return 0
    if isinstance(acquire(files.agent_lock), AlreadyRunning):
        return 0
    run(files)
    return 0


def run(files: PersonFiles) -> None:
    """Turn after turn; a press on a notice is heard at once."""
    presses: SimpleQueue[tuple[str, Action]] = SimpleQueue()
    desktop = this_desktop(APP_NAME, pressed=lambda *press: presses.put(press))
    clock = SystemClock()

    def show(toast_id: str, toast: Toast) -> None:
        # A notice that only takes the place of an older one may not be noticed.
        desktop.withdraw(toast_id)
        desktop.show(toast_id, toast)

    def deliver_in_time(toast_id: str, toast: Toast) -> ToastResult:
        return deliver(show, toast_id, fit_for_desktop(toast, APP_NAME))

    around = Surroundings(
        show=deliver_in_time,
        withdraw=desktop.withdraw,
        sound=lambda: play_watch_sound(files.sound),
        open_window=_window_opener(files),
        window_lives=WindowAlive(files.lock, clock.now),
    )
    reminding = Reminding(files, resources_dir(), clock, around, Notebook.read(files))
    while True:
        retune()
        if not reminding.turn():
            return
        with suppress(Empty):
            reminding.press(*presses.get(timeout=LOOK_EVERY_S))


def _window_opener(files: PersonFiles) -> Callable[[], None]:
    started: list[subprocess.Popen[bytes]] = []

    def open_window() -> None:
        # Asking each whether it has ended lets the system forget those that have.
        started[:] = [window for window in started if window.poll() is None]
        with suppress(OSError):
            started.append(start_apart(window_command(files)))

    return open_window


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
