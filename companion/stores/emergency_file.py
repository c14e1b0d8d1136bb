"""The numbers to call and how the screen looks, in a small plain file that opens when the diary does not."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from pathlib import Path

from companion.core.people import Contacts, Preferences
from companion.paths import make_private_folder
from companion.stores.aside import read_file, write_aside

_LARGEST_FILE = 65_536
_SCALES = (Decimal("0.5"), Decimal("4"))


@dataclass(frozen=True, slots=True)
class EmergencyFacts:
    """What the file holds; None where it was never written or cannot be read."""

    team_name: str | None = None
    team_number: str | None = None
    emergency_number: str | None = None
    text_scale: Decimal | None = None
    theme: str | None = None
    language: str | None = None
    diary_exists: bool = False


def emergency_facts(contacts: Contacts, preferences: Preferences, *, diary_exists: bool) -> EmergencyFacts:
    """What of the diary must be readable without it."""
    return EmergencyFacts(
        team_name=contacts.team_name,
        team_number=contacts.team_number,
        emergency_number=contacts.emergency_number,
        text_scale=preferences.text_scale,
        theme=preferences.theme,
        language=preferences.language,
        diary_exists=diary_exists,
    )


def read_emergency(path: Path) -> EmergencyFacts:
    """All that can be made out; never raises.

    A file that is there but cannot be read still says that a diary existed: the safe side for a new start.
    """
    try:
        content = read_file(path, most=_LARGEST_FILE)
    except (FileNotFoundError, NotADirectoryError):
        return EmergencyFacts()
    except OSError:
        return EmergencyFacts(diary_exists=True)
    found = _parsed(content)
    if found is None:
        return EmergencyFacts(diary_exists=True)
    return EmergencyFacts(
        team_name=_text(found, "team_name"),
        team_number=_text(found, "team_number"),
        emergency_number=_text(found, "emergency_number"),
        text_scale=_scale(found),
        theme=_text(found, "theme"),
        language=_text(found, "language"),
        diary_exists=found.get("diary_exists") is not False,
    )


def can_be_read(path: Path) -> bool:
    """Whether the file is not there, or holds what it should."""
    try:
        return not path.exists() or _parsed(read_file(path, most=_LARGEST_FILE)) is not None
    except OSError:
        return False


def write_emergency(path: Path, facts: EmergencyFacts) -> None:
    """Replace the file; UserCanFix when it cannot be written, and then the old one is still there."""
    content = {
        "team_name": facts.team_name,
        "team_number": facts.team_number,
        "emergency_number": facts.emergency_number,
        "text_scale": None if facts.text_scale is None else str(facts.text_scale),
        "theme": facts.theme,
        "language": facts.language,
        "diary_exists": facts.diary_exists,
    }
    make_private_folder(path.parent)
    write_aside(path, json.dumps(content, indent=1).encode("ascii"))


def remember_diary(path: Path, *, exists: bool = True) -> None:
    """Note that a diary exists (or, for a new start on purpose, that none does); the rest stays as it is."""
    facts = read_emergency(path)
    if facts.diary_exists is not exists:
        write_emergency(path, replace(facts, diary_exists=exists))


def _parsed(content: bytes) -> Mapping[str, object] | None:
    if len(content) > _LARGEST_FILE:
        return None
    try:
        parsed: object = json.loads(content)
    except (ValueError, RecursionError):
        return None
    return parsed if isinstance(parsed, dict) else None


def _text(found: Mapping[str, object], key: str) -> str | None:
    value = found.get(key)
    return value if isinstance(value, str) else None


def _scale(found: Mapping[str, object]) -> Decimal | None:
    """A size the screen can show; a garbled one would hide the very number that is needed."""
    try:
        scale = Decimal(_text(found, "text_scale") or "")
    except InvalidOperation:
        return None
    return scale if scale.is_finite() and _SCALES[0] <= scale <= _SCALES[1] else None
