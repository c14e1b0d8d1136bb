"""The list of sources: whole, in order, and each one told plainly."""

from __future__ import annotations

import tomllib
from pathlib import Path

RESOURCES = Path(__file__).parents[2] / "resources"
SOURCES = tomllib.loads((RESOURCES / "sources.toml").read_text(encoding="utf-8"))
TOLD = ("document", "publisher", "version", "date", "confidence")


def test_the_source_list_is_whole() -> None:
    keys = {*TOLD, "link"}

    assert list(SOURCES) == [f"S{n}" for n in range(35)]
    assert [name for name, entry in SOURCES.items() if set(entry) != keys] == []
    assert {entry["confidence"] for entry in SOURCES.values()} <= {"checked", "excerpt", "background"}


def test_a_source_tells_what_it_is_and_links_only_to_https() -> None:
    links = {entry["link"].partition("://")[0] for entry in SOURCES.values()}

    silent = [name for name, entry in SOURCES.items() if not all(entry[key] for key in TOLD)]

    assert links == {"", "https"}
    assert silent == []
