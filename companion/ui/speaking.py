"""The language of the program while it runs: our own words, and those of Qt's own buttons."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QObject, QTimer, QTranslator, Signal, Slot

from companion.core.words import ENGLISH
from companion.services.languages import change_language, wanted_language
from companion.services.topics import Topic
from companion.ui.context import Context

_qt_words: list[QTranslator] = []


class Speaking(QObject):
    """Follows the preference; the words that everybody holds become those of another language.

    Signals:
        changed: what shows words is to be built anew.
    """

    changed = Signal()

    def __init__(self, context: Context, resources: Path) -> None:
        super().__init__()
        self._context = context
        self._resources = resources
        # Not at once: the very button that was pressed goes away with the page.
        self._soon = QTimer(self, interval=0, singleShot=True)
        self._soon.timeout.connect(self.speak_as_wanted)
        context.journal.changed.connect(self._on_changed)
        let_qt_speak(context.words.language)

    @Slot()
    def speak_as_wanted(self) -> None:
        """Change the language where the person chose another one."""
        language = self._wanted()
        if language != self._context.words.language:
            change_language(self._context.words, language, self._resources)
            let_qt_speak(language)
            self.changed.emit()

    @Slot(object)
    def _on_changed(self, topic: Topic) -> None:
        if topic is Topic.PREFERENCES and self._wanted() != self._context.words.language:
            self._soon.start()

    def _wanted(self) -> str:
        """Without a choice it stays as it is."""
        wanted = self._context.record.preferences().language
        return wanted_language(self._resources, wanted, self._context.words.language)


def let_qt_speak(language: str) -> None:
    """Qt's own words, such as on the buttons of its windows for files; where it has none, English."""
    for before in _qt_words:
        QCoreApplication.removeTranslator(before)
    _qt_words.clear()
    translator = QTranslator()
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if language != ENGLISH and translator.load(f"qtbase_{language}", folder):
        QCoreApplication.installTranslator(translator)
        _qt_words.append(translator)
