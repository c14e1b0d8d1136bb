"""python -m tests.stories.half_an_answer DIARY [note]: types half an answer, or a note, and is killed."""

from __future__ import annotations

import sys
from pathlib import Path

import keyring
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QPlainTextEdit

from companion.ui.pages.diary_half import KEEP_EVERY_MS
from tests.fake_clock import FakeClock
from tests.fake_keyrings import FileKeyring
from tests.stories import evening
from tests.stories.person import Person

SYMPTOM = "Tiredness"
NOTE = "UNFINISHED-NOTE, the left arm"


def main() -> None:
    """Says "typed" two seconds of typing later; nothing is finished, closed or put away after that."""
    application = QApplication(sys.argv[:1])
    diary = Path(sys.argv[1])
    keyring.set_keyring(FileKeyring(evening.keyring_file(diary)))
    app = evening.open_companion(diary, FakeClock(evening.FRIDAY))
    person = Person(app.window)
    evening.first_start(person)
    for name in (
        "Fill in today’s diary",
        SYMPTOM,
        "Nausea (feeling sick)",
        "Continue",
        "1, Mild",
        "Continue",
    ):
        person.press(name)
    if len(sys.argv) > 2:
        person.press("1, Mild")
        person.press("Continue")
        person.find(QPlainTextEdit, "Note").setPlainText(NOTE)
    else:
        person.press("3, Severe")
    for timer in app.window.findChildren(QTimer):
        if timer.isActive() and timer.interval() == KEEP_EVERY_MS:
            timer.timeout.emit()
    sys.stdout.write("typed\n")
    sys.stdout.flush()
    application.exec()


if __name__ == "__main__":
    main()
