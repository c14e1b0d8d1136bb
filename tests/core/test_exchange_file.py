"""An export as text: read back as it was written, and refused whole when anything in it is odd."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from companion.core.errors import CompanionError, DataIsBroken, UserCanFix
from companion.core.exchange_file import ExchangeFile, exchange_text, parse_exchange

FILE = ExchangeFile(
    diary="0123456789abcdef0123456789abcdef",
    exported_at="2026-03-02T20:00:00.000000Z",
    steps=("001_history", "002_people"),
    tables={"entries": ({"id": "entry-1", "note": "CRP<5 and WBC>3", "n": 3, "deleted_at": None},)},
)
cells = (
    st.none()
    | st.integers(-(10**15) + 1, 10**15 - 1)
    | st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=40)
)
kept = cells | st.binary(max_size=40)
some_rows = st.lists(
    st.dictionaries(st.text("abcdef_", min_size=1, max_size=8), kept, max_size=5).map(
        lambda row: {**row, "id": "row"}
    ),
    max_size=4,
).map(tuple)


def changed(**values: Any) -> bytes:
    return json.dumps({**json.loads(exchange_text(FILE)), **values}).encode()


def test_what_is_written_is_read() -> None:
    assert parse_exchange(exchange_text(FILE).encode(), origin="x.json") == FILE


@given(st.dictionaries(st.text("abc", min_size=1, max_size=6), some_rows, max_size=3))
def test_any_rows_come_back_as_they_were(tables: dict[str, Any]) -> None:
    file = ExchangeFile(FILE.diary, FILE.exported_at, FILE.steps, tables)

    assert parse_exchange(exchange_text(file).encode(), origin="x.json") == file


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"[]",
        b"null",
        b"{",
        b"\xff\xfe",
        b'{"format": "companion-diary"',
        b"[" * 100_000,
        b'{"a":' * 100_000,
        b'{"format": "companion-diary", "version": NaN}',
        b'{"format": "companion-diary", "version": 1e999}',
        b'{"format": "companion-diary", "format": "companion-diary"}',
        b'{"format": "companion-diary", "version": ' + b"9" * 5000 + b"}",
        changed(format="other"),
        changed(version=0),
        changed(version=True),
        changed(version="1"),
        changed(extra=1),
        changed(diary=""),
        changed(diary="../../etc"),
        changed(diary=7),
        changed(exported_at="yesterday"),
        changed(exported_at="2026-03-02T20:00:00"),
        changed(steps="001_history"),
        changed(steps=[1]),
        changed(tables=[]),
        changed(tables={"entries": {}}),
        changed(tables={"entries": ["row"]}),
        changed(tables={"entries": [{}]}),
        changed(tables={"entries": [{"id": ""}]}),
        changed(tables={"entries": [{"id": 3}]}),
        changed(tables={"entries": [{"id": "a", "note": ["x"]}]}),
        changed(tables={"entries": [{"id": "a", "note": 1.5}]}),
        changed(tables={"entries": [{"id": "a", "note": {"base64": "?"}}]}),
        changed(tables={"entries": [{"id": "a", "note": {"base64": "", "more": 1}}]}),
        changed(tables={"entries": [{"id": {"base64": "YQ=="}}]}),
        changed(tables={"entries": [{"id": "a", "note": True}]}),
        changed(tables={"entries": [{"id": "a", "note": "a\0b"}]}),
        changed(tables={"entries": [{"id": "a", "note": "x" * 300_000}]}),
        json.dumps({**json.loads(exchange_text(FILE)), "tables": {"e": [{"id": "\ud800"}]}}).encode(),
    ],
)
def test_what_is_not_an_export_is_refused_with_a_reason(content: bytes) -> None:
    with pytest.raises((DataIsBroken, UserCanFix)):
        parse_exchange(content, origin="x.json")


def test_an_export_of_a_newer_program_is_told_apart() -> None:
    with pytest.raises(UserCanFix) as refused:
        parse_exchange(changed(version=2), origin="x.json")

    assert refused.value.key == "exchange.newer"


def test_a_file_with_too_many_brackets_is_refused_before_it_is_read() -> None:
    with pytest.raises(UserCanFix) as refused:
        parse_exchange(b"[" + b"[]," * 2_000_000 + b"[]]", origin="x.json")

    assert refused.value.key == "exchange.too_large"


@given(st.binary(max_size=300))
@settings(max_examples=300)
def test_bytes_of_any_kind_are_refused_and_never_crash(content: bytes) -> None:
    with pytest.raises(CompanionError):
        parse_exchange(content, origin="x.json")


@given(
    st.recursive(
        cells | st.booleans() | st.floats(), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner)
    )
)
def test_any_json_in_the_place_of_a_table_is_taken_or_refused(inside: Any) -> None:
    try:
        found = parse_exchange(changed(tables={"entries": inside}), origin="x.json")
    except CompanionError:
        return
    assert all(isinstance(row["id"], str) for row in found.tables["entries"])
