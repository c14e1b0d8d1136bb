"""The numbers to call without the diary, from the plain file beside it, and the window that shows them."""

from __future__ import annotations

from companion.core.words import Words
from companion.paths import PersonFiles
from companion.stores.emergency_file import read_emergency
from companion.ui.alone.trouble import TroubleWindow
from companion.ui.widgets.call_cards import CallFacts


def trouble_window(
    sentence: str,
    files: PersonFiles,
    words: Words,
    *,
    may_choose: bool = False,
    numbers_first: bool = False,
) -> TroubleWindow:
    """The window for a diary that cannot be opened, with the numbers from the plain side file."""
    facts = numbers_without_diary(files, words)
    return TroubleWindow(sentence, facts, words, may_choose=may_choose, numbers_first=numbers_first)


def numbers_without_diary(files: PersonFiles, words: Words) -> CallFacts:
    """Whom to call, from the plain side file."""
    known = read_emergency(files.emergency)
    return CallFacts(
        known.team_name or "",
        known.team_number or "",
        known.emergency_number or words("script.emergency_numbers"),
        (words("script.generic"), words("script.ask")),
    )
