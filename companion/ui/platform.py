"""What a computer needs before Qt can open a window: a display that answers, and system libraries."""

from __future__ import annotations

import ctypes
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final, assert_never

from companion.core.words import Words

# What a bare Debian 12 lacks: to make the environment, to load Qt, to open a window, to show a toast.
APT_PACKAGES: Final = (
    "python3-venv",
    "libgl1",
    "libegl1",
    "libglib2.0-0",
    "libfontconfig1",
    "libfreetype6",
    "libdbus-1-3",
    "libgssapi-krb5-2",
    "libxkbcommon0",
    "libxkbcommon-x11-0",
    "libxcb-cursor0",
    "libxcb-icccm4",
    "libxcb-image0",
    "libxcb-keysyms1",
    "libxcb-render-util0",
    "libxcb-shape0",
    "libwayland-client0",
    "libwayland-cursor0",
    "libnotify-bin",
)
_TO_LOAD = (
    "libGL.so.1",
    "libEGL.so.1",
    "libX11.so.6",
    "libglib-2.0.so.0",
    "libfontconfig.so.1",
    "libfreetype.so.6",
    "libdbus-1.so.3",
    "libgssapi_krb5.so.2",
    "libxkbcommon.so.0",
)
_FOR_XCB = (
    "libX11-xcb.so.1",
    "libxkbcommon-x11.so.0",
    "libxcb-cursor.so.0",
    "libxcb-icccm.so.4",
    "libxcb-image.so.0",
    "libxcb-keysyms.so.1",
    "libxcb-randr.so.0",
    "libxcb-render-util.so.0",
    "libxcb-shape.so.0",
    "libxcb-xkb.so.1",
)
_FOR_WAYLAND = ("libwayland-client.so.0", "libwayland-cursor.so.0")
_XCB = "libxcb.so.1"


@dataclass(frozen=True, slots=True)
class NoDisplay:
    """There is no screen to draw on, or the one named does not answer."""


@dataclass(frozen=True, slots=True)
class MissingLibrary:
    """The first system library that could not be loaded."""

    name: str


Missing = NoDisplay | MissingLibrary


def missing_to_open_a_window(
    env: Mapping[str, str], platform: str, load: Callable[[str], Any] = ctypes.CDLL
) -> Missing | None:
    """What is missing here, or None; asked before PySide6 is imported, as Qt aborts where it cannot draw.

    `env` is the environment and `platform` is sys.platform; `load` raises OSError for a library not there.
    """
    if platform != "linux":
        return None
    absent = _first_absent(_TO_LOAD, load)
    if absent is not None:
        return absent
    chosen = env.get("QT_QPA_PLATFORM", "").partition(":")[0].partition(";")[0]
    if chosen and not chosen.startswith(("xcb", "wayland")):
        return None
    if env.get("WAYLAND_DISPLAY") and chosen != "xcb":
        # A desktop on Wayland nearly always takes X programs too; Qt tries both, so one of them is enough.
        absent = _first_absent(_FOR_WAYLAND, load)
        if absent is None or not env.get("DISPLAY"):
            return absent
    display = env.get("DISPLAY")
    if not display:
        return NoDisplay()
    return _first_absent((_XCB, *_FOR_XCB), load) or (None if _answers(display, load) else NoDisplay())


def missing_sentence(missing: Missing, words: Words) -> str:
    """One sentence: why no window opens here and what to do."""
    match missing:
        case NoDisplay():
            reason = words("window.no_display")
        case MissingLibrary(name):
            reason = words("window.missing_library", library=name, command=apt_command(as_root=is_root()))
        case _:
            assert_never(missing)
    return words("window.cannot_show", reason=reason)


def apt_command(*, as_root: bool) -> str:
    """The one line that makes a Debian or Ubuntu computer ready."""
    apt = "apt-get" if as_root else "sudo apt-get"
    return f"{apt} update && {apt} install -y {' '.join(APT_PACKAGES)}"


def is_root() -> bool:
    """Whether this account may install programs without asking."""
    return hasattr(os, "geteuid") and os.geteuid() == 0


def _first_absent(names: tuple[str, ...], load: Callable[[str], Any]) -> MissingLibrary | None:
    for name in names:
        try:
            load(name)
        except OSError:
            return MissingLibrary(name)
    return None


def _answers(display: str, load: Callable[[str], Any]) -> bool:
    """Whether an X server takes our connection; Qt would end the process where it does not."""
    xcb = load(_XCB)
    xcb.xcb_connect.restype = ctypes.c_void_p
    connection = ctypes.c_void_p(xcb.xcb_connect(display.encode(), None))
    refused = bool(xcb.xcb_connection_has_error(connection))
    xcb.xcb_disconnect(connection)
    return not refused
