"""Every way to read notes hides the same ones from a caregiver: what the one rule says of each."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from itertools import product
from pathlib import Path

import pytest

from companion.core.hidden_notes import all_as_seen_by, is_note_hidden
from companion.core.levels import Reporter
from companion.stores.changes import ChangesStore
from companion.stores.database import close_diary, open_diary
from companion.stores.diary import DiaryStore
from companion.stores.trends import TrendsStore
from tests.stores.samples import LATER, MORNING, an_entry

KINDS = tuple(product(Reporter, (None, False, True)))


def note_of(by: Reporter, own: bool | None) -> str:
    return f"note {by.value} {own}"


@pytest.mark.parametrize("by_default", [False, True])
def test_the_diary_its_changes_and_the_search_hide_the_same_notes(tmp_path: Path, by_default: bool) -> None:
    db = open_diary(tmp_path / "diary.db", create=True)
    diary, trends = DiaryStore(db), TrendsStore(db)
    for n, (by, own) in enumerate(KINDS):
        started = replace(an_entry(f"e{n}"), by=by, note="first", started_at=MORNING + timedelta(hours=n))
        diary.begin_entry(started)
        diary.save_note(started.id, note_of(by, own), at=LATER, by=by)
        if own is not None:
            diary.hide_note(started.id, hidden=own, at=LATER, by=by)

    day = an_entry("e").day
    seen = all_as_seen_by(diary.entries_between(day, day), Reporter.CAREGIVER, by_default=by_default)
    read = {entry.note for entry in seen if entry.note}
    listed = {note for _, note in trends.notes(hidden=by_default)}
    found = {note for _, note in trends.notes_that_may_hold("note", hidden=by_default)}
    told = {change.after for change in ChangesStore(db).newest(100, hidden=by_default)}
    whole = {note for _, note in trends.notes(hidden=None)}
    close_diary(db)

    left = {note_of(by, own) for by, own in KINDS if not is_note_hidden(by, own, by_default=by_default)}
    assert read == listed == found == told == left
    assert whole == {note_of(by, own) for by, own in KINDS} > left
