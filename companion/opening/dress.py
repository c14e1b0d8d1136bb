"""The application of this process, with the words, the theme and the size that one person wants."""

from __future__ import annotations

import sys
from typing import Final

from PySide6.QtCore import QLocale
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from companion.core.words import Words
from companion.paths import PersonFiles, resources_dir
from companion.stores.emergency_file import read_emergency
from companion.stores.words import FIRST_ROOMS, language_for, load_words
from companion.ui.theme import wear

WINDOW_SIZE: Final = (1280, 720)


def application_here() -> QApplication:
    """The one application of this process, made where there is none."""
    application = QApplication.instance()
    return application if isinstance(application, QApplication) else QApplication(sys.argv[:1])


def dressed_for(files: PersonFiles) -> Words:
    """Theme and size as the person wants them, and the first words in their language."""
    known = read_emergency(files.emergency)
    language = language_for(resources_dir(), known.language or "", QLocale.system().name())
    words = load_words(resources_dir(), language, rooms=FIRST_ROOMS)
    QApplication.setApplicationName(words("window.title"))
    QApplication.setDesktopFileName("companion")
    QApplication.setWindowIcon(QIcon(str(resources_dir() / "desktop" / "companion.svg")))
    wear(application_here(), known.theme or "", float(known.text_scale or 1), resources_dir())
    return words
