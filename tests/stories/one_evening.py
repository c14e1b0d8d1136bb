"""python -m tests.stories.one_evening DIARY: lives the evening up to the alert, then waits to be killed."""

from __future__ import annotations

import sys
from pathlib import Path

import keyring
from PySide6.QtWidgets import QApplication

from tests.fake_clock import FakeClock
from tests.fake_keyrings import FileKeyring
from tests.stories import evening
from tests.stories.person import Person


def main() -> None:
    """Says "alert" when the alert is on the screen; nothing is closed or put away after that."""
    application = QApplication(sys.argv[:1])
    clock = FakeClock(evening.FRIDAY)
    diary = Path(sys.argv[1])
    keyring.set_keyring(FileKeyring(evening.keyring_file(diary)))
    app = evening.open_companion(diary, clock)
    person = Person(app.window)
    evening.first_start(person)
    clock.moment = evening.DOSE_NOTED
    evening.note_the_dose(person)
    clock.moment = evening.EVENING
    evening.report_chills_and_fever(person)
    assert person.sees("202-555-0143")
    sys.stdout.write("alert\n")
    sys.stdout.flush()
    application.exec()


if __name__ == "__main__":
    main()
