"""The channels in their order: who is tried next, how long it may take, and what is told of it."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event
from threading import enumerate as enumerate_threads

import pytest

from companion.channels.desktop import Desktop, deliver, this_desktop
from companion.channels.toast import NotShownError, Outcome, Toast, ToastResult

ITEM_DUE = Toast("Companion", "Something is due today.")
ON_LINUX = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the session bus is Linux's")


@dataclass
class Way:
    """A channel that takes a toast, or has a reason not to."""

    refuses: NotShownError | None = None
    shown: list[tuple[str, Toast]] = field(default_factory=list)
    withdrawn: list[str] = field(default_factory=list)
    is_closed: bool = False

    def show(self, toast_id: str, toast: Toast) -> None:
        if self.refuses is not None:
            raise self.refuses
        self.shown.append((toast_id, toast))

    def withdraw(self, toast_id: str) -> None:
        self.withdrawn.append(toast_id)

    def close(self) -> None:
        self.is_closed = True


NOBODY = NotShownError(Outcome.NO_SERVICE, "nobody there")
BROKEN = NotShownError(Outcome.FAILED, "broken")
SILENT = NotShownError(Outcome.NO_ANSWER, "silent")


@pytest.fixture
def never() -> Iterator[Callable[[str, Toast], None]]:
    """A desktop that does not answer until the test is over."""
    let_go = Event()
    yield lambda *_: (let_go.wait(), None)[1]
    let_go.set()
    for thread in enumerate_threads():
        if thread.name == "toast":
            thread.join()


def test_closing_a_desktop_closes_each_channel() -> None:
    rich, plain = Way(), Way()

    Desktop((rich, plain)).close()

    assert rich.is_closed
    assert plain.is_closed


def test_the_first_channel_that_takes_a_toast_is_the_only_one() -> None:
    rich, plain = Way(), Way()

    Desktop((rich, plain)).show("1", ITEM_DUE)

    assert (rich.shown, plain.shown) == ([("1", ITEM_DUE)], [])


@pytest.mark.parametrize("reason", [NOBODY, BROKEN])
def test_where_one_channel_fails_the_next_is_tried(reason: NotShownError) -> None:
    plain = Way()

    Desktop((Way(refuses=reason), plain)).show("1", ITEM_DUE)

    assert plain.shown == [("1", ITEM_DUE)]


def test_after_a_channel_that_may_still_show_it_no_other_is_tried() -> None:
    plain = Way()

    with pytest.raises(NotShownError):
        Desktop((Way(refuses=SILENT), plain)).show("1", ITEM_DUE)

    assert plain.shown == []


def test_where_no_channel_works_the_reason_of_the_richest_is_told() -> None:
    desktop = Desktop((Way(refuses=NOBODY), Way(refuses=BROKEN)))

    assert deliver(desktop.show, "1", ITEM_DUE) == ToastResult("1", Outcome.NO_SERVICE, "nobody there")


def test_a_toast_is_withdrawn_wherever_it_went() -> None:
    rich, plain = Way(), Way()

    Desktop((rich, plain)).withdraw("1")

    assert (rich.withdrawn, plain.withdrawn) == (["1"], ["1"])


def test_a_desktop_that_does_not_answer_is_given_up(never: Callable[[str, Toast], None]) -> None:
    result = deliver(never, "1", ITEM_DUE, within=0.05)

    assert result == ToastResult("1", Outcome.NO_ANSWER, "no answer in 0.05 s")


def test_what_a_platform_raises_is_told_without_the_words_of_the_toast() -> None:
    def fail(_id: str, toast: Toast) -> None:
        raise ValueError(toast.body)

    assert deliver(fail, "1", ITEM_DUE) == ToastResult("1", Outcome.FAILED, "ValueError")


@ON_LINUX
@pytest.mark.parametrize("address", ["unix:path=/nonexistent", "nonsense", "tcp:host=127.0.0.1", ""])
def test_without_a_session_bus_there_is_no_service(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, address: str
) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
    monkeypatch.setenv("PATH", str(tmp_path))

    result = deliver(this_desktop("Companion").show, "1", ITEM_DUE)

    assert result.outcome is Outcome.NO_SERVICE
    assert result.detail.startswith("no session bus")


@ON_LINUX
def test_without_an_address_the_usual_place_of_the_bus_is_tried(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    monkeypatch.setenv("PATH", str(tmp_path))

    result = deliver(this_desktop("Companion").show, "1", ITEM_DUE)

    assert result.detail == "no session bus: FileNotFoundError"


def test_without_the_library_for_the_bus_the_plain_channel_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda _name: None)

    desktop = this_desktop("Companion")

    assert isinstance(desktop, Desktop)
    assert "companion.channels.dbus_channel" not in repr(vars(desktop))
