"""A citation: the document a piece of knowledge rests on, and how it is printed."""

from __future__ import annotations

from dataclasses import dataclass

from companion.core.parsing import Section


@dataclass(frozen=True, slots=True)
class Source:
    """One document; `confidence` says how closely it was read: checked, excerpt or background."""

    id: str
    document: str
    publisher: str
    version: str
    date: str
    link: str
    confidence: str

    def printed(self) -> str:
        """One line, for the foot of a page or an alert."""
        return f"{self.document}. {self.publisher}. {self.date}."


def parse_source(section: Section, id: str) -> Source:
    """One table of sources.toml."""
    link = section.text_or_empty("link")
    source = Source(
        id=id,
        document=section.text("document"),
        publisher=section.text("publisher"),
        version=section.text("version"),
        date=section.text("date"),
        link=link,
        confidence=section.text("confidence"),
    )
    section.finish()
    return source
