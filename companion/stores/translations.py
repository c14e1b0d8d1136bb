"""Reads resources/translations/<language>/: the files of resources/ again, with their words alone."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from companion.core.errors import DataIsBroken
from companion.core.pages import Page, parse_page
from companion.core.translated_page import pair_pages, untranslated_page
from companion.core.translation import (
    Pairing,
    Standing,
    pair_rooms,
    pair_tables,
)
from companion.core.words import Sentence

TRANSLATIONS = "translations"
_WORDS, _PAGES, _SOURCES = "words", "pages", "sources.toml"
_FENCE = "+++"


def read_rooms(
    resources: Path, language: str, english: Mapping[str, Sentence], rooms: tuple[str, ...] | None = None
) -> tuple[dict[str, Sentence], tuple[DataIsBroken, ...]]:
    """The sentences of the window that can be used, and what is wrong with the others."""
    used: dict[str, Sentence] = {}
    flaws: list[DataIsBroken] = []
    for path in sorted((resources / TRANSLATIONS / language / _WORDS).glob("*.toml")):
        if rooms is not None and path.stem not in rooms:
            continue
        origin = _origin(resources, path)
        try:
            some, wrong = pair_rooms(english, _load(path, origin), origin)
        except DataIsBroken as flaw:
            flaws.append(flaw)
            continue
        used.update(some)
        flaws.extend(wrong)
    return used, tuple(flaws)


def knowledge_in(resources: Path, language: str) -> dict[str, str]:
    """What the knowledge files say in this language, by their English; only translated files are read."""
    spoken: dict[str, str] = {}
    for file in _all_files(resources, language):
        if not (resources / file).is_file():
            continue
        spoken.update(pair_file(resources, language, file).knowledge())
    return spoken


def standing(resources: Path, language: str, english: Mapping[str, Sentence]) -> Standing:
    """How far the translation into this language is, and every flaw in it."""
    used, room_flaws = read_rooms(resources, language, english)
    flaws = [*room_flaws]
    missing = [(f"{_WORDS}/{key.partition('.')[0]}.toml", key) for key in english if key not in used]
    done = len(used)
    spoken: dict[str, str] = {}
    folder = f"resources/{TRANSLATIONS}/{language}"
    for file in knowledge_files(resources):
        pairing = pair_file(resources, language, file)
        flaws.extend(pairing.flaws)
        for one in pairing.told:
            if one.translated is None:
                missing.append((file.as_posix(), one.place))
                continue
            done += 1
            if spoken.setdefault(one.english, one.translated) != one.translated:
                flaws.append(DataIsBroken(f"{folder}/{file.as_posix()}", one.place, "two_ways"))
    lost = (file for file in _all_files(resources, language) if not (resources / file).is_file())
    flaws.extend(DataIsBroken(f"{folder}/{file.as_posix()}", ".", "unknown_file") for file in lost)
    return Standing(language, done, tuple(missing), tuple(flaws))


def translated_tables(resources: Path, folder: str, id: str) -> tuple[Mapping[str, object], ...]:
    """One knowledge file in every language that has it; what cannot be read is passed over."""
    found: list[Mapping[str, object]] = []
    for path in sorted((resources / TRANSLATIONS).glob(f"*/{folder}/{id}.toml")):
        with suppress(DataIsBroken):
            found.append(_load(path, _origin(resources, path)))
    return tuple(found)


def knowledge_files(resources: Path) -> tuple[Path, ...]:
    """Every knowledge file that says something to a person, from resources/ on."""
    found = [*resources.glob("*.toml"), *resources.glob("*/*.toml"), *(resources / _PAGES).glob("*.md")]
    inside = sorted(path.relative_to(resources) for path in found)
    return tuple(file for file in inside if file.parts[0] not in (_WORDS, TRANSLATIONS, _SOURCES))


def pair_file(resources: Path, language: str, file: Path) -> Pairing:
    """One knowledge file beside its translation, which need not be there."""
    path = resources / TRANSLATIONS / language / file
    origin = _origin(resources, path)
    if file.suffix == ".md":
        return _pair_page(resources / file, path, origin)
    english = _load(resources / file, origin)
    try:
        found = _load(path, origin) if path.is_file() else None
    except DataIsBroken as flaw:
        return Pairing(pair_tables(english, None, origin).told, (flaw,))
    return pair_tables(english, found, origin)


def _pair_page(english: Path, path: Path, origin: str) -> Pairing:
    """The front of a translated page has only its title and its summary; all else comes from the English."""
    text = english.read_text("utf-8")
    page = parse_page(text, origin)
    if not path.is_file():
        return untranslated_page(page)
    try:
        front, translated = _read_page(path, text, origin)
        return pair_pages(page, translated, front, origin)
    except DataIsBroken as flaw:
        return Pairing(untranslated_page(page).told, (flaw,))


def _read_page(path: Path, english: str, origin: str) -> tuple[Mapping[str, object], Page]:
    try:
        _, front, body = path.read_text("utf-8").split(f"{_FENCE}\n", 2)
        known: dict[str, Any] = tomllib.loads(front)
        _, own_front, _ = english.split(f"{_FENCE}\n", 2)
    except (OSError, ValueError) as error:
        raise DataIsBroken(origin, ".", "not_toml", reason=str(error)) from error
    return known, parse_page(f"{_FENCE}\n{own_front}{_FENCE}\n{body}", origin)


def _all_files(resources: Path, language: str) -> Iterator[Path]:
    folder = resources / TRANSLATIONS / language
    for path in sorted((*folder.rglob("*.toml"), *folder.rglob("*.md"))):
        file = path.relative_to(folder)
        if file.parts[0] != _WORDS:
            yield file


def _load(path: Path, origin: str) -> Mapping[str, object]:
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise DataIsBroken(origin, ".", "not_toml", reason=str(error)) from error


def _origin(resources: Path, path: Path) -> str:
    return f"resources/{path.relative_to(resources).as_posix()}"
