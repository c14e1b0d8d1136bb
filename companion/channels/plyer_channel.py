"""The plain toast that every system has, through plyer: words only, and its failures noticed."""

from __future__ import annotations

import importlib.util
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from types import SimpleNamespace
from typing import Any

from companion.channels.toast import NotShownError, Outcome, Toast

LIMIT_S = 3
SHOWN_FOR_S = 10
# notify-send's body may be read as markup, and nobody tells whether it is.
_NO_MARKUP = str.maketrans({"<": "‹", ">": "›", "&": "＆"})


@dataclass(frozen=True, slots=True)
class PlyerChannel:
    """Blocks for as long as the desktop likes, then returns, or raises whatever the platform raises."""

    app_name: str

    def show(self, toast_id: str, toast: Toast) -> None:
        # Not plyer's proxy, which prints a traceback when the platform's part cannot be imported.
        if sys.platform == "win32":
            from plyer.platforms.win.notification import instance
        elif sys.platform == "darwin":
            if importlib.util.find_spec("pyobjus") is None:
                raise NotShownError(Outcome.NO_SERVICE, "pyobjus is not installed")
            from plyer.platforms.macosx.notification import instance
        else:
            instance = _linux_back_end
            toast = replace(toast, body=toast.body.translate(_NO_MARKUP))
        instance().notify(title=toast.title, message=toast.body, app_name=self.app_name, timeout=SHOWN_FOR_S)

    def withdraw(self, toast_id: str) -> None:
        """Plyer cannot take a toast back; it goes by itself."""

    def close(self) -> None:
        """Plyer hears nothing."""


def _linux_back_end() -> Any:
    # Not plyer's own choice, which warns and takes any container with an /app folder for a Flatpak.
    from plyer.platforms.linux import notification

    if shutil.which("notify-send"):
        # Plyer would drop the exit status, wait for ever, and let notify-send write on our terminal.
        notification.subprocess = SimpleNamespace(call=_call_patiently)
        return notification.NotifySendNotification()
    if importlib.util.find_spec("dbus"):
        return notification.NotifyDbus()
    raise NotShownError(Outcome.NO_SERVICE, "neither notify-send nor dbus-python is installed")


def _call_patiently(command: Sequence[str]) -> None:
    try:
        subprocess.run(command, capture_output=True, timeout=LIMIT_S, check=True)
    except subprocess.TimeoutExpired:
        raise NotShownError(Outcome.NO_ANSWER, "notify-send had to be stopped") from None
    except subprocess.CalledProcessError as problem:
        raise NotShownError(Outcome.FAILED, f"notify-send ended with {problem.returncode}") from None
