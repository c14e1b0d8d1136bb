"""A citation: the document a piece of knowledge rests on, how it is printed, and what it states."""

from __future__ import annotations

from dataclasses import dataclass

from companion.core.parsing import Section, clip


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
        date = self.date[:1].upper() + self.date[1:]
        return f"{self.document}. {self.publisher}. {date}."


@dataclass(frozen=True, slots=True)
class RestsOn:
    """What one source states that a rule rests on, as a sentence of our own."""

    source: str
    says: str


def parse_rests_on(section: Section, sources: tuple[str, ...]) -> tuple[RestsOn, ...]:
    """The tables `rests_on` of a rule or symptom file; each belongs to one of the file's own sources.

    A file without any source is refused by whoever reads the rest of it.
    """
    found = []
    for part in section.sections("rests_on"):
        one = RestsOn(part.text("source"), part.text("says"))
        if sources and one.source not in sources:
            part.complain("source", "not_one_of", value=clip(one.source), allowed=", ".join(sources))
        part.finish()
        found.append(one)
    return tuple(found)


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
