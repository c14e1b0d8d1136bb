"""Whom to call where the diary cannot be opened: from the small plain file beside it."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from companion.core.words import Words
from companion.paths import PersonFiles
from companion.stores.emergency_file import read_emergency
from companion.ui.trouble import TroubleWindow
from companion.ui.widgets.call_cards import CallFacts


def trouble_window(sentence: str, files: PersonFiles, words: Words) -> QWidget:
    """The window for a diary that cannot be opened, with the numbers from the plain side file."""
    return TroubleWindow(sentence, numbers_without_diary(files, words), words)


def numbers_without_diary(files: PersonFiles, words: Words) -> CallFacts:
    """Whom to call, from the plain side file."""
    known = read_emergency(files.emergency)
    return CallFacts(
        known.team_name or "",
        known.team_number or "",
        known.emergency_number or words("script.emergency_numbers"),
        (words("script.generic"), words("script.ask")),
    )
