"""python -m tests.stories.half_an_answer DIARY [note|old]: types half an answer, or a note, and is killed.

With "old" it writes down an old chest pain, and is killed while it asks how it is now.
"""

from __future__ import annotations

import sys
from pathlib import Path

import keyring
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QPlainTextEdit

from companion.ui.pages.diary.half import KEEP_EVERY_MS
from tests.fake_clock import FakeClock
from tests.fake_keyrings import FileKeyring
from tests.stories import evening
from tests.stories.person import Person

SYMPTOM = "Tiredness"
NOTE = "UNFINISHED-NOTE, the left arm"
OLD_DAY = "23 February 2026"


def press(person: Person, *names: str) -> None:
    """One after the other."""
    for name in names:
        person.press(name)


def main() -> None:
    """Says "typed" two seconds of typing later; nothing is finished, closed or put away after that."""
    application = QApplication(sys.argv[:1])
    diary = Path(sys.argv[1])
    keyring.set_keyring(FileKeyring(evening.keyring_file(diary)))
    app = evening.open_companion(diary, FakeClock(evening.FRIDAY))
    person = Person(app.window)
    evening.first_start(person)
    what = sys.argv[2] if len(sys.argv) > 2 else ""
    if what == "old":
        person.press("Diary")
        person.type("Which day?", OLD_DAY)
        press(person, "Open this day", "Add to this day", "In the morning", "More symptoms", "Chest pain")
        press(person, "Continue", "3, Severe", "Continue")
        assert person.sees("How is it now?")
    else:
        press(person, "Fill in today’s diary", SYMPTOM, "Nausea (feeling sick)", "Continue", "1, Mild")
        press(person, "Continue", *(("1, Mild", "Continue") if what else ("3, Severe",)))
    if what == "note":
        person.find(QPlainTextEdit, "Note").setPlainText(NOTE)
    for timer in app.window.findChildren(QTimer):
        if timer.isActive() and timer.interval() == KEEP_EVERY_MS:
            timer.timeout.emit()
    sys.stdout.write("typed\n")
    sys.stdout.flush()
    application.exec()


if __name__ == "__main__":
    main()
