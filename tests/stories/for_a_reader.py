"""python -m tests.stories.for_a_reader FOLDER: the window over the demo, at a fixed moment."""

from __future__ import annotations

import sys
from pathlib import Path

import keyring
from PySide6.QtWidgets import QApplication

from companion.paths import PersonFiles, resources_dir
from companion.services.demo import make_demo
from companion.start import Start
from companion.stores.catalogue import load_catalogue
from companion.stores.words import load_words
from companion.ui.theme import wear
from tests.fake_clock import FakeClock
from tests.fake_keyrings import MemoryKeyring
from tests.stories.evening import keys_of
from tests.stories.one_full_run import NOW, ZONE


def main(folder: Path) -> int:
    """The window as a person starts it."""
    application = QApplication(sys.argv[:1])
    keyring.set_keyring(MemoryKeyring())
    files, words = PersonFiles(folder / "home" / "diary.db"), load_words(resources_dir())
    make_demo(files, load_catalogue(resources_dir()), words, now=NOW, zone=ZONE)
    keys_of(files)
    wear(application, "light", 1.0, resources_dir())
    start = Start(files, FakeClock(NOW), words, unwell=False)
    assert start.may_open()
    start.window.resize(1280, 900)
    start.window.show()
    start.open_diary()
    return application.exec()


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
