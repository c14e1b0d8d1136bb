"""Everything out to JSON and into an empty diary: equal field by field, whatever tables there are."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from companion.core.exchange_file import ExchangeFile, exchange_text, parse_exchange
from companion.stores.database import close_diary, open_diary
from companion.stores.exchange import NOT_CARRIED, all_rows, carried_tables, merge
from companion.stores.exchange_checks import DAYS, JSON_TEXTS, MOST_OF, NUMBERS, VALUES_IN
from companion.stores.seam import Database
from companion.stores.shelf import Shelf
from companion.stores.tables import HISTORY, IDENTITY, IMPORTS, READINGS
from tests.stores.samples import LATER, MORNING
from tests.stores.test_every_store import exercise_every_store

MOMENTS = ("2026-03-02T08:00:00.000000Z", "2025-12-31T23:59:59.999999Z")
texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12)
wholes = st.integers(-(10**14), 10**14)
# The only bytes that are carried are pictures, and what is none is refused.
pictures = st.integers(0, 99).map(lambda n: b"\xff\xd8\xff" + bytes([n]) * 9 + b"\xff\xd9")
CELLS: Mapping[str, Any] = {
    "TEXT": texts,
    "INTEGER": wholes,
    "BLOB": pictures,
}


@pytest.fixture(scope="module")
def schema(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, tuple[Any, ...]]:
    """The columns of every table that the migrations make, and what each names in another one."""
    db = open_diary(tmp_path_factory.mktemp("schema") / "diary.db", create=True)
    found = {
        table.name: (
            tuple(table.columns),
            {key.column: key.other_table for key in table.foreign_keys},
            tuple(index.columns for index in table.indexes if index.unique),
        )
        for table in db.tables
        if not table.name.startswith("_sqlite")
    }
    close_diary(db)
    return found


def unaccounted_for(db: Database) -> set[str]:
    """Tables that are neither carried to another computer nor said to stay here."""
    there = {name for name in db.table_names() if not name.startswith("_sqlite")}
    return there ^ (set(carried_tables()) | NOT_CARRIED)


def test_every_table_is_carried_or_says_why_not(tmp_path: Path) -> None:
    db = open_diary(tmp_path / "diary.db", create=True)

    assert unaccounted_for(db) == set()
    close_diary(db)
    assert frozenset({IDENTITY, IMPORTS}) == NOT_CARRIED


def test_each_table_comes_after_those_it_refers_to(schema: Mapping[str, Any]) -> None:
    order = carried_tables()

    for name in order:
        assert all(order.index(other) < order.index(name) for other in schema[name][1].values())


def test_every_kind_of_column_can_be_carried(schema: Mapping[str, Any]) -> None:
    kinds = {column.type for columns, _, _ in schema.values() for column in columns}

    assert kinds <= CELLS.keys()


@st.composite
def diaries(draw: st.DrawFn, schema: Mapping[str, Any]) -> Mapping[str, tuple[Mapping[str, Any], ...]]:
    """Some rows in each table, of any values that its columns take."""
    rows: dict[str, tuple[Mapping[str, Any], ...]] = {}
    for name in carried_tables():
        columns, names, unique = schema[name]
        count = draw(st.integers(0, 2))
        found: list[Mapping[str, Any]] = []
        for n in range(count):
            row = {column.name: draw(_cell(name, column)) for column in columns}
            row |= {column: draw(_id(rows[other], column)) for column, other in names.items()}
            row |= {"id": f"{name}-{n}"}
            if name == HISTORY:
                told = [one for one in carried_tables() if one != HISTORY]
                row |= {"table_name": draw(st.sampled_from(told)), "version": n + 1}
                row |= {"row": json.dumps({"id": draw(texts)})}
            else:
                row |= {"updated_at": draw(st.sampled_from(MOMENTS))}
            needed = {column.name for column in columns if column.notnull}
            repeated = any(
                all(row[c] == other[c] for c in index)
                for index in unique
                for other in found
                if "id" not in index
            )
            if not repeated and all(row[column] is not None for column in needed):
                found.append(row)
        rows[name] = tuple(found)
    return rows


def _cell(table: str, column: Any) -> st.SearchStrategy[Any]:
    """Anything that a diary can hold in such a column."""
    if column.type == "TEXT" and (column.name.endswith("_at") or column.name in DAYS):
        cells: st.SearchStrategy[Any] = st.sampled_from(MOMENTS)
    elif column.name in NUMBERS or (table, column.name) == (READINGS, "value"):
        cells = st.decimals(0, 1000, places=2).map(str)
    elif column.name in JSON_TEXTS or (table in VALUES_IN and column.name == "value"):
        cells = st.lists(texts, max_size=3).map(json.dumps)
    elif column.type == "INTEGER":
        cells = st.integers(0, MOST_OF.get(column.name, 10**9))
    else:
        cells = CELLS[column.type]
    return cells if column.notnull else st.none() | cells


def _id(rows: tuple[Mapping[str, Any], ...], column: str) -> st.SearchStrategy[Any]:
    return st.sampled_from([row["id"] for row in rows]) if rows else st.none()


def filled(path: Path, rows: Mapping[str, tuple[Mapping[str, Any], ...]]) -> Database:
    db = open_diary(path, create=True)
    for name, found in rows.items():
        for row in found:
            db.table(name).insert(dict(row))
    return db


def carried(db: Database) -> ExchangeFile:
    return parse_exchange(exchange_text(all_rows(db, now=LATER)).encode(), origin="x.json")


@settings(max_examples=15, suppress_health_check=list(HealthCheck), deadline=None)
@given(data=st.data())
def test_any_diary_in_every_table_comes_back_field_by_field(
    tmp_path_factory: pytest.TempPathFactory, schema: Mapping[str, Any], data: st.DataObject
) -> None:
    rows = data.draw(diaries(schema))
    folder = tmp_path_factory.mktemp("trip")
    here = filled(folder / "here" / "diary.db", rows)
    there = open_diary(folder / "there" / "diary.db", create=True)

    merge(there, carried(here), origin="x.json", verify=lambda: None)

    try:
        assert carried(there) == carried(here) == all_rows(here, now=LATER)
    finally:
        close_diary(here)
        close_diary(there)


def test_what_the_stores_write_comes_back_and_can_be_read(tmp_path: Path) -> None:
    here = open_diary(tmp_path / "here" / "diary.db", create=True)
    there = open_diary(tmp_path / "there" / "diary.db", create=True)
    exercise_every_store(here)

    merge(there, carried(here), origin="x.json", verify=Shelf.over(there).read_all)

    assert all(all_rows(here, now=MORNING).tables.values())
    assert exchange_text(all_rows(there, now=LATER)) == exchange_text(all_rows(here, now=LATER))
    close_diary(here)
    close_diary(there)


def test_a_table_that_was_forgotten_is_noticed(tmp_path: Path) -> None:
    """The control: a table that some later step makes, and nobody carries."""
    db = open_diary(tmp_path / "diary.db", create=True)
    db.execute("CREATE TABLE forgotten (id TEXT NOT NULL PRIMARY KEY, picture BLOB) STRICT")

    assert unaccounted_for(db) == {"forgotten"}
    close_diary(db)
