"""Five journeys as a screen reader goes them: over AT-SPI, from another process, by name and role alone."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from tests.stories.desktop import ROOT

SYSTEM_PYTHON = Path("/usr/bin/python3")
BUS = Path("/usr/libexec/at-spi-bus-launcher")
MISSING = "the screen reader needs the packages at-spi2-core, gir1.2-atspi-2.0 and python3-gi"
TO_SCRIPT, SAME_AS_YESTERDAY, TWO_SYMPTOMS, CAREGIVER = 2, 3, 9, 1


def can_read_screens() -> bool:
    """Whether this system has what a screen reader is made of."""
    asks = "import gi; gi.require_version('Atspi', '2.0')"
    return (
        BUS.exists()
        and SYSTEM_PYTHON.exists()
        and subprocess.run([SYSTEM_PYTHON, "-c", asks], capture_output=True, check=False).returncode == 0
    )


pytestmark = [pytest.mark.desktop, pytest.mark.skipif(not can_read_screens(), reason=MISSING)]


class Reader:
    """Asks the small screen reader, and counts its presses."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process
        self.presses = 0

    def press(self, *names: str) -> None:
        for name in names:
            assert self._ask("press", name=name), f"nothing to press is called {name!r}: {self.reads()}"
            self.presses += 1

    def can_press(self, name: str) -> bool:
        return bool(self._ask("press", name=name))

    def sees(self, text: str) -> bool:
        return bool(self._ask("sees", text=text))

    def hears(self, text: str) -> bool:
        return bool(self._ask("hears", text=text))

    def reads(self) -> list[tuple[str, str, bool, bool]]:
        """Role, name, whether it takes the focus, whether it is on."""
        answer = self._ask("reads")
        assert isinstance(answer, list)
        return [tuple(one) for one in answer]

    def headings(self) -> list[str]:
        return [name for role, name, _, _ in self.reads() if role == "heading" and name]

    def _ask(self, act: str, **about: str) -> object:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps({"act": act, **about}) + "\n")
        self._process.stdin.flush()
        return json.loads(self._process.stdout.readline())


@contextmanager
def running(*command: str | Path) -> Iterator[subprocess.Popen[str]]:
    env = {**os.environ, "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1"}
    pipe = subprocess.PIPE
    with subprocess.Popen(command, cwd=ROOT, env=env, stdin=pipe, stdout=pipe, text=True) as process:
        try:
            yield process
        finally:
            process.kill()


@pytest.fixture
def reader(tmp_path: Path) -> Iterator[Reader]:
    """The program over the demo, and a screen reader that has found its window."""
    with ExitStack() as stack:
        stack.enter_context(running(BUS, "--launch-immediately"))
        program = stack.enter_context(running(sys.executable, "-m", "tests.stories.for_a_reader", tmp_path))
        reading = stack.enter_context(
            running(SYSTEM_PYTHON, ROOT / "tests" / "stories" / "screen_reader.py", str(program.pid))
        )
        assert reading.stdout is not None
        assert json.loads(reading.stdout.readline()) == {"ready": True}
        found = Reader(reading)
        assert found.sees("Next infusion")
        yield found


def test_the_next_infusion_is_read_without_a_press(reader: Reader) -> None:
    words = [name for _, name, _, _ in reader.reads()]

    assert "Next infusion" in reader.headings()
    assert "46 hours" in words
    assert reader.presses == 0


def test_whoever_feels_unwell_hears_what_to_say_after_two_presses(reader: Reader) -> None:
    reader.press("I feel unwell now")

    assert reader.sees("202-555-0143")
    assert reader.sees("Say this")
    assert "Call 911 now if:" in " ".join(reader.headings())
    assert reader.presses <= TO_SCRIPT


def test_the_same_as_yesterday_takes_three_presses(reader: Reader) -> None:
    reader.press("Fill in today’s diary", "Same as yesterday", "Save")

    assert reader.sees("Saved")
    assert reader.presses <= SAME_AS_YESTERDAY


def test_two_symptoms_take_nine_presses(reader: Reader) -> None:
    reader.press("Fill in today’s diary", "Tiredness", "Nausea (feeling sick)")
    on = [name for _, name, _, is_on in reader.reads() if is_on]
    reader.press("Continue", "1, Mild", "Continue", "1, Mild", "Continue", "Save")

    assert on == ["Tiredness", "Nausea (feeling sick)"]
    assert reader.sees("Saved")
    assert reader.presses <= TWO_SYMPTOMS


def test_a_caregiver_hears_the_next_infusion_after_one_press(reader: Reader) -> None:
    reader.press("Caregiver")

    assert reader.sees("In 46 hours")
    assert any("March 26" in name for name in reader.headings())
    assert reader.presses <= CAREGIVER


def test_whatever_takes_the_focus_has_a_name_and_what_is_not_there_cannot_be_pressed(reader: Reader) -> None:
    nameless = [(role, name) for role, name, takes_focus, _ in reader.reads() if takes_focus and not name]

    assert nameless == []
    assert not reader.can_press("A button that nobody made")
