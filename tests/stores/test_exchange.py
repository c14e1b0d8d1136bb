"""A diary carried to another computer and back: every field equal, nothing doubled, nothing overwritten."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from companion.core.errors import DataIsBroken
from companion.core.exchange_file import ExchangeFile, exchange_text, parse_exchange
from companion.core.half_typed import HalfTyped
from companion.core.levels import Severity
from companion.stores.alerts import AlertsStore
from companion.stores.database import close_diary, open_diary
from companion.stores.diary import DiaryStore
from companion.stores.exchange import all_rows, diary_id, is_untouched
from companion.stores.exchange import merge as merge_checked
from companion.stores.half_typed import HalfTypedStore
from companion.stores.history import earlier_versions
from companion.stores.merged import Merged
from companion.stores.notices import NoticesStore
from companion.stores.now_questions import NowQuestionsStore
from companion.stores.seam import Database
from companion.stores.shelf import Shelf
from companion.stores.tables import ANSWERS, ENTRIES
from tests.stores.opening import refusal
from tests.stores.samples import LATER, MORNING, PATIENT, a_notice, an_alert, an_answer, an_entry
from tests.stores.test_every_store import exercise_every_store

MUCH_LATER = LATER + timedelta(days=1)


@pytest.fixture
def here(tmp_path: Path) -> Any:
    db = open_diary(tmp_path / "here" / "diary.db", create=True)
    yield db
    close_diary(db)


@pytest.fixture
def there(tmp_path: Path) -> Any:
    db = open_diary(tmp_path / "there" / "diary.db", create=True)
    yield db
    close_diary(db)


def carried(db: Database) -> ExchangeFile:
    """The export of a diary, through its text."""
    return parse_exchange(exchange_text(all_rows(db, now=MUCH_LATER)).encode(), origin="x.json")


def merge(db: Database, file: ExchangeFile, *, origin: str) -> Merged:
    """Merge, and read all of it as the program would."""
    return merge_checked(db, file, origin=origin, verify=Shelf.over(db).read_all)


def contents(db: Database) -> Mapping[str, object]:
    return {name: sorted(map(repr, map(dict, rows))) for name, rows in all_rows(db, now=LATER).tables.items()}


def test_an_export_into_a_new_diary_gives_the_same_diary_field_by_field(
    here: Database, there: Database
) -> None:
    exercise_every_store(here)

    merge(there, carried(here), origin="x.json")

    assert contents(there) == contents(here)
    assert diary_id(there) == diary_id(here)


def test_what_was_half_typed_and_then_finished_does_not_stop_the_file(
    here: Database, there: Database
) -> None:
    store = HalfTypedStore(here)
    store.keep(HalfTyped(MORNING.date(), "note", "", PATIENT, {"note": "the left arm"}), at=MORNING)
    store.drop(at=LATER)

    merge(there, carried(here), origin="x.json")

    assert HalfTypedStore(there).kept() is None


def test_how_is_it_now_is_still_asked_on_the_other_computer(here: Database, there: Database) -> None:
    DiaryStore(here).begin_entry(replace(an_entry("e"), reports=(an_answer("a"), an_answer("b"))))
    NowQuestionsStore(here).wait("a", at=LATER, by=PATIENT)
    NowQuestionsStore(here).wait("b", at=LATER, by=PATIENT)
    NowQuestionsStore(here).settle("b", at=MUCH_LATER, by=PATIENT)

    merge(there, carried(here), origin="x.json")

    assert [one.piece.key for one in NowQuestionsStore(there).waiting()] == ["a"]


def test_the_same_export_a_second_time_changes_nothing(here: Database, there: Database) -> None:
    exercise_every_store(here)
    merge(there, carried(here), origin="x.json")
    before = contents(there)

    merged = merge(there, carried(here), origin="x.json")

    assert contents(there) == before
    assert not merged.changes_anything


def test_what_was_changed_on_both_computers_keeps_both(here: Database, there: Database) -> None:
    DiaryStore(here).begin_entry(an_entry(note="as it began"))
    merge(there, carried(here), origin="x.json")
    DiaryStore(here).save_note("entry-1", "written here", at=LATER, by=PATIENT)
    DiaryStore(there).save_note("entry-1", "written there, later", at=MUCH_LATER, by=PATIENT)

    merge(here, carried(there), origin="x.json")
    merge(there, carried(here), origin="x.json")

    for db in (here, there):
        entry = DiaryStore(db).entry("entry-1")
        assert entry is not None
        assert entry.note == "written there, later"
        kept = {version.row["note"] for version in earlier_versions(db, ENTRIES, "entry-1")}
        assert {"as it began", "written here"} <= kept


def test_an_older_version_from_elsewhere_does_not_overwrite_a_newer_one(
    here: Database, there: Database
) -> None:
    DiaryStore(here).begin_entry(an_entry(note="old"))
    old = carried(here)
    merge(there, old, origin="x.json")
    DiaryStore(there).save_note("entry-1", "new", at=MUCH_LATER, by=PATIENT)

    merge(there, old, origin="x.json")

    entry = DiaryStore(there).entry("entry-1")
    assert entry is not None
    assert entry.note == "new"


def test_an_alert_is_there_once_and_its_events_are_all_kept(here: Database, there: Database) -> None:
    AlertsStore(here).add(an_alert())
    merge(there, carried(here), origin="x.json")

    merge(there, carried(here), origin="x.json")

    assert len(AlertsStore(there).all_alerts()) == 1
    assert AlertsStore(there).all_alerts() == AlertsStore(here).all_alerts()


def test_a_reminder_shown_on_both_computers_is_one(here: Database, there: Database) -> None:
    merge(there, carried(here), origin="x.json")
    DiaryStore(here).begin_entry(an_entry())
    NoticesStore(here).record(replace(a_notice(), id="here"))
    NoticesStore(there).record(replace(a_notice(), id="there"))

    merge(here, carried(there), origin="x.json")

    assert len(NoticesStore(here).due_since(MORNING - timedelta(days=9))) == 1


def test_another_persons_diary_is_refused_and_nothing_changes(here: Database, there: Database) -> None:
    DiaryStore(here).begin_entry(an_entry())
    DiaryStore(there).begin_entry(replace(an_entry(), id="other"))
    before = contents(there)

    assert refusal(lambda: merge(there, carried(here), origin="x.json")) == "exchange.another_person"

    assert contents(there) == before


def test_a_new_diary_is_untouched_until_something_is_written(here: Database) -> None:
    assert is_untouched(here)

    DiaryStore(here).begin_entry(an_entry())

    assert not is_untouched(here)


def test_a_shape_this_program_does_not_know_is_refused_as_newer(here: Database, there: Database) -> None:
    file = carried(here)

    newer = replace(file, steps=(*file.steps, "999_later"))

    assert refusal(lambda: merge(there, newer, origin="x.json")) == "exchange.newer"


ODD: list[Mapping[str, Any]] = [
    {"unknown_table": [{"id": "a"}]},
    {"identity": [{"id": "a"}]},
    {"sqlite_master": [{"id": "a"}]},
    {"entries": [{"id": "a"}]},
    {"answers": [{"no_such_column": 1}]},
    {"answers": [{"entry_id": "nowhere"}]},
    {"answers": [{"updated_at": "soon"}]},
    {"answers": [{"severity": 7}]},
    {"answers": [{"severity": None}]},
    {"history": [{"row": "not json"}]},
    {"history": [{"table_name": "sqlite_master"}]},
]


@pytest.mark.parametrize("odd", ODD, ids=str)
def test_a_row_that_cannot_be_is_refused_and_nothing_of_the_file_is_taken(
    odd: Mapping[str, list[Mapping[str, Any]]], here: Database, there: Database
) -> None:
    DiaryStore(here).begin_entry(replace(an_entry(), reports=(an_answer(),)))
    DiaryStore(here).save_answer("entry-1", an_answer(severity=Severity.SEVERE), at=LATER)
    file = carried(here)
    tables = dict(file.tables)
    for name, changes in odd.items():
        found = tables.get(name, ())
        tables[name] = tuple({**(found[n] if n < len(found) else {}), **row} for n, row in enumerate(changes))
    if "entries" in odd:
        tables["entries"] = tuple(odd["entries"])

    with pytest.raises(DataIsBroken):
        merge(there, replace(file, tables=tables), origin="x.json")

    assert is_untouched(there)


def test_the_same_row_twice_in_one_file_is_refused(here: Database, there: Database) -> None:
    DiaryStore(here).begin_entry(replace(an_entry(), reports=(an_answer(),)))
    file = carried(here)
    doubled = {**file.tables, ANSWERS: (*file.tables[ANSWERS], *file.tables[ANSWERS])}

    with pytest.raises(DataIsBroken) as refused:
        merge(there, replace(file, tables=doubled), origin="x.json")

    assert refused.value.problem == "twice"
