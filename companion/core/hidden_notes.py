"""Notes that the patient keeps from a caregiver. Symptoms, readings and alerts are never hidden."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from companion.core.diary import Entry
from companion.core.levels import Reporter


def is_hidden(entry: Entry, *, by_default: bool) -> bool:
    """Whether the note of an entry is kept from a caregiver; only what the patient wrote can be."""
    if entry.by is Reporter.CAREGIVER:
        return False
    return by_default if entry.note_hidden is None else entry.note_hidden


def as_seen_by(entry: Entry, reader: Reporter, *, by_default: bool) -> Entry:
    """The entry without a note that is hidden from this reader, and marked so."""
    if not entry.note or reader is Reporter.PATIENT or not is_hidden(entry, by_default=by_default):
        return entry
    return replace(entry, note="", note_withheld=True)


def all_as_seen_by(entries: Iterable[Entry], reader: Reporter, *, by_default: bool) -> tuple[Entry, ...]:
    """Each entry so, in the same order."""
    return tuple(as_seen_by(entry, reader, by_default=by_default) for entry in entries)
