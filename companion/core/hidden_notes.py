"""Notes that the patient keeps from a caregiver. Symptoms, readings and alerts are never hidden."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from companion.core.diary import Entry
from companion.core.levels import Reporter


def is_note_hidden(by: Reporter, own: bool | None, *, by_default: bool) -> bool:
    """Whether a note is kept from a caregiver: by what it says itself, else by what holds for all.

    Only what the patient wrote can be. Nothing else decides it, here or in what reads the diary.
    """
    if by is Reporter.CAREGIVER:
        return False
    return by_default if own is None else own


def is_hidden(entry: Entry, *, by_default: bool) -> bool:
    """Whether the note of an entry is kept from a caregiver."""
    return is_note_hidden(entry.by, entry.note_hidden, by_default=by_default)


def as_seen_by(entry: Entry, reader: Reporter, *, by_default: bool) -> Entry:
    """The entry without a note that is hidden from this reader, and marked so."""
    if not entry.note or reader is Reporter.PATIENT or not is_hidden(entry, by_default=by_default):
        return entry
    return replace(entry, note="", note_withheld=True)


def all_as_seen_by(entries: Iterable[Entry], reader: Reporter, *, by_default: bool) -> tuple[Entry, ...]:
    """Each entry so, in the same order."""
    return tuple(as_seen_by(entry, reader, by_default=by_default) for entry in entries)
