"""The notice of a Mac, through the script runner every Mac has. Tried with a stand-in, not on a Mac yet."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass

from companion.channels.toast import NotShownError, Outcome, Toast

LIMIT_S = 3
# The words are arguments of the script and never part of it: nothing in them can be run.
_SCRIPT = (
    "on run words_of_toast",
    "display notification (item 2 of words_of_toast) with title (item 1 of words_of_toast)",
    "end run",
)


@dataclass(frozen=True, slots=True)
class ScriptChannel:
    """Words only. Plyer needs a library there that does not come with it."""

    def show(self, toast_id: str, toast: Toast) -> None:
        lines = [part for line in _SCRIPT for part in ("-e", line)]
        command = ("osascript", *lines, toast.title, toast.body)  # no word begins with a hyphen by now
        try:
            subprocess.run(command, capture_output=True, timeout=LIMIT_S, check=True)
        except FileNotFoundError:
            raise NotShownError(Outcome.NO_SERVICE, "there is no osascript") from None
        except subprocess.TimeoutExpired:
            raise NotShownError(Outcome.NO_ANSWER, "osascript had to be stopped") from None
        except subprocess.CalledProcessError as problem:
            raise NotShownError(Outcome.FAILED, f"osascript ended with {problem.returncode}") from None

    def withdraw(self, toast_id: str) -> None:
        """A script cannot take a notice back; it goes by itself."""

    def close(self) -> None:
        """A script hears nothing."""
