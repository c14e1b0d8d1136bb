"""What the exposure windows mean to a person; when each opens stands in the drug files."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from companion.core.parsing import Section


@dataclass(frozen=True, slots=True)
class WindowMeaning:
    """One exposure window; `in_script` is what to say of it on the phone, None for nothing.

    An alert leads to its `page` of Learn where its own file names none, or before that one where
    `page_comes_first`. `mild_when_late` names the column that a mild report takes while only later doses
    hold this window open. `after_radiation` is how long a window stays open after chest radiation ended,
    None for windows that doses open.
    """

    id: str
    name: str
    why: str
    in_script: str | None
    on_card: str | None
    page: str | None
    sources: tuple[str, ...]
    mild_when_late: str | None
    after_radiation: timedelta | None
    page_comes_first: bool = False


def parse_window(section: Section, id: str) -> WindowMeaning:
    """One table of windows.toml."""
    words = section.section("words")
    hours = section.optional_whole("after_radiation_hours")
    window = WindowMeaning(
        id=id,
        name=words.text("name"),
        why=words.text("why"),
        in_script=words.optional_text("in_script"),
        on_card=words.optional_text("on_card"),
        page=section.optional_text("page"),
        page_comes_first=section.flag("page_comes_first"),
        sources=section.texts("sources"),
        mild_when_late=section.optional_text("mild_when_late"),
        after_radiation=None if hours is None else timedelta(hours=hours),
    )
    words.finish()
    section.finish()
    return window
