"""The inline marks of an education page: citations and links to other pages."""

from __future__ import annotations

import re
from dataclasses import dataclass

SOURCE = re.compile(r"S\d+")
_INLINE = re.compile(
    r"\[(?P<sources>S\d+(?:, ?S\d+)*)\]"
    r"|\[(?P<shown>[^\[\]]+)\]\(page:(?P<page>[a-z][a-z0-9_]*)\)"
)


@dataclass(frozen=True, slots=True)
class Plain:
    """A stretch of text as it is shown, with its spaces."""

    text: str


@dataclass(frozen=True, slots=True)
class PageLink:
    """A stretch of text that opens another page."""

    text: str
    page: str


@dataclass(frozen=True, slots=True)
class Citation:
    """The sources of what stands before it."""

    sources: tuple[str, ...]


Span = Plain | PageLink | Citation


def spans(text: str) -> tuple[Span, ...]:
    """The stretches of a paragraph or item, in order, so that a window can draw links and citations."""
    found: list[Span] = []
    at = 0
    for match in _INLINE.finditer(text):
        if between := text[at : match.start()]:
            found.append(Plain(between))
        if match["sources"]:
            found.append(Citation(tuple(SOURCE.findall(match["sources"]))))
        else:
            found.append(PageLink(match["shown"], match["page"]))
        at = match.end()
    if rest := text[at:]:
        found.append(Plain(rest))
    return tuple(found)


def cited(text: str) -> tuple[str, ...]:
    """The sources a text names, in order, each once."""
    named = (source for span in spans(text) if isinstance(span, Citation) for source in span.sources)
    return tuple(dict.fromkeys(named))


def plain_text(text: str) -> str:
    """The text without its citations, and with links as their words."""
    kept = "".join(span.text for span in spans(text) if not isinstance(span, Citation))
    return " ".join(kept.split())


def has_loose_bracket(text: str) -> bool:
    """Whether a bracket is neither a citation nor a link."""
    return re.search(r"[\[\]]", _INLINE.sub("", text)) is not None
