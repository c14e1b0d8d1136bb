"""The notice of a Mac, with a stand-in for its script runner. On a Mac: not run."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from companion.channels.desktop import deliver
from companion.channels.script_channel import ScriptChannel
from companion.channels.toast import Outcome, Toast, fit_for_desktop

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the stand-in is a script of Unix")
AWKWARD = fit_for_desktop(Toast('Companion" & (do shell script "x")', "-e beep"), "Companion")


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with all the programs there are, at first none."""
    monkeypatch.setenv("PATH", str(tmp_path))
    return tmp_path


def put(folder: Path, script: str) -> None:
    program = folder / "osascript"
    program.write_text(f"#!{sys.executable}\n{script}\n")
    program.chmod(0o755)


def test_words_reach_the_script_as_words_and_never_as_script(programs: Path) -> None:
    heard = programs / "heard"
    put(programs, f"import json, sys; open({str(heard)!r}, 'w').write(json.dumps(sys.argv[1:]))")

    result = deliver(ScriptChannel().show, "1", AWKWARD)

    told = json.loads(heard.read_text())
    assert result.outcome is Outcome.HANDED_OVER
    assert told[-2:] == [AWKWARD.title, AWKWARD.body]
    assert AWKWARD.title not in " ".join(told[:-2])
    assert not [word for word in told[-2:] if word.startswith("-")]


@pytest.mark.parametrize(
    ("script", "outcome"),
    [
        ("raise SystemExit(1)", Outcome.FAILED),
        ("import threading; threading.Event().wait()", Outcome.NO_ANSWER),
        (None, Outcome.NO_SERVICE),
    ],
)
def test_a_script_runner_that_fails_hangs_or_is_missing_is_noticed(
    programs: Path, script: str | None, outcome: Outcome
) -> None:
    if script is not None:
        put(programs, script)

    result = deliver(ScriptChannel().show, "1", AWKWARD)

    assert result.outcome is outcome
