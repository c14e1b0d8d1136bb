"""What must be there before a window can open: told in one sentence, and without loading Qt."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from types import SimpleNamespace

import pytest

from companion.core.words import Words
from companion.ui.platform import (
    APT_PACKAGES,
    Missing,
    MissingLibrary,
    NoDisplay,
    apt_command,
    is_root,
    missing_sentence,
    missing_to_open_a_window,
)

ROOT = Path(__file__).resolve().parents[1]
DESKTOP = {"DISPLAY": ":0"}
WAYLAND = {"WAYLAND_DISPLAY": "wayland-0"}
BOTH = DESKTOP | WAYLAND
OFFSCREEN = {"QT_QPA_PLATFORM": "offscreen"}


def a_computer(*, without: tuple[str, ...] = (), screen_answers: bool = True) -> Callable[[str], object]:
    """Loads every library but some, and has an X server that answers or not."""

    def connect(_display: bytes, _screen: None) -> int:
        return 1

    def has_error(_connection: object) -> int:
        return 0 if screen_answers else 1

    def disconnect(_connection: object) -> None:
        return None

    def load(name: str) -> object:
        if name in without:
            raise OSError(f"{name}: cannot open shared object file")
        return SimpleNamespace(
            xcb_connect=connect, xcb_connection_has_error=has_error, xcb_disconnect=disconnect
        )

    return load


@pytest.mark.parametrize("env", [DESKTOP, WAYLAND, BOTH, OFFSCREEN, DESKTOP | {"QT_QPA_PLATFORM": "xcb"}])
def test_a_desktop_with_all_libraries_can_open_a_window(env: dict[str, str]) -> None:
    assert missing_to_open_a_window(env, "linux", a_computer()) is None


@pytest.mark.parametrize(
    "env", [{}, {"DISPLAY": ""}, {"QT_QPA_PLATFORM": "xcb"}, WAYLAND | {"QT_QPA_PLATFORM": "xcb"}]
)
def test_a_computer_without_a_display_is_told_apart(env: dict[str, str]) -> None:
    assert missing_to_open_a_window(env, "linux", a_computer()) == NoDisplay()


def test_a_display_that_does_not_answer_is_no_display() -> None:
    assert missing_to_open_a_window(DESKTOP, "linux", a_computer(screen_answers=False)) == NoDisplay()


@pytest.mark.parametrize("platform", ["offscreen", "minimal", "vnc:size=800x600", "offscreen;xcb"])
def test_qt_told_to_draw_elsewhere_needs_no_display(platform: str) -> None:
    env = {"QT_QPA_PLATFORM": platform}

    assert missing_to_open_a_window(env, "linux", a_computer(screen_answers=False)) is None


@pytest.mark.parametrize("env", [DESKTOP, WAYLAND, OFFSCREEN, {}])
@pytest.mark.parametrize("library", ["libGL.so.1", "libEGL.so.1", "libxkbcommon.so.0", "libdbus-1.so.3"])
def test_a_library_that_qt_cannot_load_without_is_named(env: dict[str, str], library: str) -> None:
    missing = missing_to_open_a_window(env, "linux", a_computer(without=(library,)))

    assert missing == MissingLibrary(library)


@pytest.mark.parametrize("library", ["libxcb.so.1", "libxcb-cursor.so.0", "libxcb-icccm.so.4"])
def test_a_library_of_x_counts_only_where_a_window_goes_to_x(library: str) -> None:
    load = a_computer(without=(library,))

    assert missing_to_open_a_window(DESKTOP, "linux", load) == MissingLibrary(library)
    assert missing_to_open_a_window(BOTH, "linux", load) is None
    assert missing_to_open_a_window(OFFSCREEN, "linux", load) is None


def test_wayland_without_its_libraries_falls_back_to_x_where_there_is_x() -> None:
    load = a_computer(without=("libwayland-cursor.so.0",))

    assert missing_to_open_a_window(BOTH, "linux", load) is None
    assert missing_to_open_a_window(WAYLAND, "linux", load) == MissingLibrary("libwayland-cursor.so.0")


@pytest.mark.parametrize("platform", ["win32", "darwin"])
def test_windows_and_macos_bring_all_of_it(platform: str) -> None:
    assert missing_to_open_a_window({}, platform, a_computer(without=("libGL.so.1",))) is None


@pytest.mark.skipif(sys.platform != "linux", reason="the libraries are those of Linux")
@pytest.mark.skipif(find_spec("PySide6") is None, reason="PySide6 is not installed")
def test_what_is_missing_here_agrees_with_what_qt_says() -> None:
    qt = subprocess.run(
        [sys.executable, "-c", "import PySide6.QtWidgets, PySide6.QtNetwork, PySide6.QtSvg"],
        capture_output=True,
        check=False,
    )

    missing = missing_to_open_a_window(OFFSCREEN, sys.platform)

    assert (missing is None) == (qt.returncode == 0), (missing, qt.stderr)


def test_asking_does_not_load_qt() -> None:
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            "import sys, companion.ui.platform\n"
            "print([name for name in sys.modules if name.startswith(('PySide6', 'shiboken6'))])",
        ],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
    )

    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("missing", [NoDisplay(), MissingLibrary("libEGL.so.1")])
def test_the_reason_is_one_sentence_without_an_exclamation_mark(words: Words, missing: Missing) -> None:
    sentence = missing_sentence(missing, words)

    assert "\n" not in sentence
    assert "!" not in sentence


def test_a_missing_library_comes_with_the_line_that_installs_it(words: Words) -> None:
    sentence = missing_sentence(MissingLibrary("libEGL.so.1"), words)

    assert "libEGL.so.1" in sentence
    assert apt_command(as_root=is_root()) in sentence


def test_only_someone_who_is_not_root_needs_sudo() -> None:
    for_root, for_others = apt_command(as_root=True), apt_command(as_root=False)

    assert "sudo" not in for_root
    assert for_others.replace("sudo ", "") == for_root
    assert for_root.endswith(" ".join(APT_PACKAGES))
