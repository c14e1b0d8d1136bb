"""A screen reader in small: run by the system's own Python, it finds, reads and presses things over AT-SPI.

It reads one request a line from its input, as JSON, and answers each with one line.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from threading import Event
from typing import Any

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402

LOOKS, LOOKS_AT_FIRST, LOOK_S = 80, 1200, 0.05
PRESSES = ("Press", "Toggle", "Click", "SetFocus")


def main(program: int) -> None:
    """Serve requests about the program with this process number."""
    Atspi.init()
    heard: list[str] = []
    listener = Atspi.EventListener.new(lambda event, *_: heard.append(str(event.any_data)))
    listener.register("object:announcement")
    _answer({"ready": _soon(lambda: _window(program), LOOKS_AT_FIRST) is not None})
    for line in sys.stdin:
        asked = json.loads(line)
        _answer(ACTS[asked.pop("act")](program, heard, **asked))


def _answer(answer: Any) -> None:
    sys.stdout.write(json.dumps(answer) + "\n")
    sys.stdout.flush()


def press(program: int, _heard: list[str], *, name: str) -> bool:
    """Do what the thing with this name does; False where there is none, or it cannot be pressed."""

    def pressed() -> bool:
        for node in _nodes(program):
            action = node.get_action_iface()
            if action is None or not _is_called(node, name) or not _can_be_used(node):
                continue
            names = [action.get_action_name(n) for n in range(action.get_n_actions())]
            wanted = next((one for one in PRESSES if one in names), None)
            return wanted is not None and bool(action.do_action(names.index(wanted)))
        return False

    before = reads(program, [])
    done = bool(_soon(pressed))
    # Whoever listens hears what came of a press before the next one.
    return done and bool(_soon(lambda: reads(program, []) != before))


def sees(program: int, _heard: list[str], *, text: str) -> bool:
    """Whether something that shows is called so, or begins so, before the patience ends."""
    looks = LOOKS_AT_FIRST // 10
    return bool(_soon(lambda: any(text in (node.get_name() or "") for node in _nodes(program)), looks))


def reads(program: int, _heard: list[str]) -> list[tuple[str, str, bool, bool]]:
    """Role, name, whether it takes the focus and whether it is on, of all that shows."""
    return [
        (node.get_role_name(), node.get_name() or "", _has(node, "FOCUSABLE"), _has(node, "CHECKED"))
        for node in _nodes(program)
    ]


def hears(program: int, heard: list[str], *, text: str) -> bool:
    """Whether this was said aloud by itself."""
    return bool(_soon(lambda: any(text in one for one in heard)))


ACTS: dict[str, Callable[..., Any]] = {"press": press, "sees": sees, "reads": reads, "hears": hears}


def _soon(happened: Callable[[], Any], looks: int = LOOKS) -> Any:
    """What it gives, as soon as it gives something; it is asked again and again."""
    for _ in range(looks):
        while GLib.MainContext.default().iteration(False):
            pass
        try:
            found = happened()
        except GLib.Error:
            found = None  # a thing that went away while it was looked at
        if found:
            return found
        Event().wait(LOOK_S)
    return None


def _window(program: int) -> Any:
    desktop = Atspi.get_desktop(0)
    for n in range(desktop.get_child_count()):
        app = desktop.get_child_at_index(n)
        if app is not None and app.get_process_id() == program:
            return app
    return None


def _nodes(program: int) -> Iterator[Any]:
    app = _window(program)
    if app is not None:
        app.clear_cache()
    waiting = [app] if app is not None else []
    while waiting:
        node = waiting.pop()
        if node is app or _has(node, "SHOWING"):
            yield node
        waiting += [
            child
            for n in reversed(range(node.get_child_count()))
            if (child := node.get_child_at_index(n)) is not None and _has(child, "VISIBLE")
        ]


def _is_called(node: Any, name: str) -> bool:
    return (node.get_name() or "").startswith(name)


def _can_be_used(node: Any) -> bool:
    return _has(node, "ENABLED")


def _has(node: Any, state: str) -> bool:
    return bool(node.get_state_set().contains(getattr(Atspi.StateType, state)))


if __name__ == "__main__":
    main(int(sys.argv[1]))
