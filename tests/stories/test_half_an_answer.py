"""The program is killed in the middle of typing: what stood there is offered again, and never in plain."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from companion.app import App
from companion.core.levels import Level, Severity
from tests.fake_clock import FakeClock
from tests.stories.half_an_answer import NOTE
from tests.stories.person import Person
from tests.stories.test_leaks import holding

Opener = Callable[..., App]


def killed_while_typing(diary: Path, *what: str) -> None:
    root = Path(__file__).resolve().parents[2]
    with subprocess.Popen(
        [sys.executable, "-m", "tests.stories.half_an_answer", str(diary), *what],
        stdout=subprocess.PIPE,
        text=True,
        cwd=root,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline().strip() == "typed"
        process.send_signal(signal.SIGKILL)


def test_half_an_answer_survives_the_kill_and_counts_once_it_is_finished(
    companion: Opener, diary: Path
) -> None:
    killed_while_typing(diary)

    app = companion()
    person = Person(app.window)
    person.press("Diary")
    offered = person.sees("You were typing something")
    person.press("Go on with it")
    person.press("Continue")

    reports = app.record.day(app.record.today()).entries[0].reports
    assert offered
    assert {(one.symptom, one.severity) for one in reports} == {
        ("fatigue", Severity.MILD),
        ("nausea", Severity.SEVERE),
    }
    assert app.record.open_alerts()


def test_a_note_survives_the_kill_and_stands_in_no_file_in_plain(
    companion: Opener, diary: Path, tmp_path: Path
) -> None:
    killed_while_typing(diary, "note")
    plain = holding(tmp_path, NOTE.split(",")[0])

    app = companion()

    assert plain == []
    assert app.record.day(app.record.today()).entries[0].note == NOTE


def test_nothing_half_typed_stands_in_a_file_in_plain(diary: Path, tmp_path: Path) -> None:
    killed_while_typing(diary)

    assert holding(tmp_path, "half_typed") == []


def test_how_is_it_now_is_asked_again_after_a_kill_until_somebody_answers(
    companion: Opener, diary: Path, clock: FakeClock
) -> None:
    killed_while_typing(diary, "old")
    clock.advance(hours=1)

    first = companion()
    asked_on_today = Person(first.window).sees("How is it now?")
    first.window.close()
    again = companion()
    person = Person(again.window)
    asked_again = person.sees("Chest pain: Severe")
    person.press("Say how it is now")
    asked_in_the_diary = person.sees("Where a question says today, answer for how it is right now.")
    person.press("3, Severe")
    person.press("Continue")
    alerts = again.record.open_alerts()
    person.press("Back")
    person.press("Today")

    assert (asked_on_today, asked_again, asked_in_the_diary) == (True, True, True)
    assert [alert.level for alert in alerts] == [Level.EMERGENCY]
    assert not person.sees("How is it now?")
