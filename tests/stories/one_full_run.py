"""python -m tests.stories.one_full_run FOLDER: every page of the real window, a notice, copies, exports."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path

import keyring
from click.testing import CliRunner
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from companion.channels.sound import play_watch_sound
from companion.cli import main as companion
from companion.core.levels import Reporter
from companion.paths import PersonFiles, resources_dir
from companion.services.demo import make_demo
from companion.start import Start
from companion.stores.catalogue import load_catalogue
from companion.stores.words import load_words
from companion.ui.places import Go, PageId
from companion.ui.theme import wear
from tests.fake_clock import FakeClock
from tests.fake_keyrings import MemoryKeyring
from tests.stories.evening import keys_of

NOW = datetime(2026, 3, 24, 14, 5, tzinfo=UTC)
ZONE = "America/New_York"
DONE = "every page was shown"
_TOAST_MS, _PAGE_MS = 1_500, 20


def main(folder: Path) -> None:
    """Says DONE at the end; whatever goes wrong on the way ends it before that."""
    application = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(application, QApplication)
    keyring.set_keyring(MemoryKeyring())
    files, words = PersonFiles(folder / "home" / "diary.db"), load_words(resources_dir())
    make_demo(files, load_catalogue(resources_dir()), words, now=NOW, zone=ZONE)
    keys_of(files)
    wear(application, "light", 1.0, resources_dir())
    start = Start(files, FakeClock(NOW), words, unwell=False)
    assert start.may_open()
    start.window.show()
    start.open_diary()
    while start._app is None:
        QTest.qWait(_PAGE_MS)
    app = start._app
    app.begin()
    for page in PageId:
        app.window.show_page(Go(page))
        QTest.qWait(_PAGE_MS)
    entry = app.journal.begin_entry(day=app.record.today(), by=Reporter.PATIENT)
    app.journal.write_note(entry, "a note")
    app.reminders.send_test()
    QTest.qWait(_TOAST_MS)
    play_watch_sound(files.sound)
    app.backups.make_now()
    start.close()
    commands = [("backup", folder / "stick"), ("check",)]
    commands += [
        ("export", "--format", kind, folder / f"out.{kind}") for kind in ("json", "csv", "sqlite", "ics")
    ]
    for words_of_command in commands:
        done = CliRunner().invoke(companion, [*map(str, words_of_command), "--data", str(files.diary)])
        assert done.exit_code == 0, done.output
    print(DONE, flush=True)  # noqa: T201


if __name__ == "__main__":
    main(Path(sys.argv[1]))
