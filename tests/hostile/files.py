"""The table of hostile files: what each is called, and how it is made."""

from __future__ import annotations

import bz2
import gzip
import io
import json
import os
import random
import zipfile
from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from companion.stores.seam import sqlite

Content = dict[str, Any]
Make = Callable[[bytes], bytes | Callable[[Path], None]]
DEEP = 100_000
MUCH = 21 * 1024 * 1024
FAR_MORE = 4 * 1024 * 1024 * 1024
MARK = "@@here@@"


@dataclass(frozen=True, slots=True)
class Hostile:
    """`make` turns a sound file into the bytes of this one, or into what puts something else in its place."""

    name: str
    make: Make
    is_taken: bool = False

    def put(self, path: Path, sound: bytes) -> None:
        """Let it stand at a path."""
        made = self.make(sound)
        if isinstance(made, bytes):
            path.write_bytes(made)
        else:
            made(path)


# What is no file of Companion at all; each importer gets all of them.


def _zip(sound: bytes) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("../../diary.json", sound)
        archive.writestr("bomb.json", b" " * MUCH)
    return packed.getvalue()


def _another_database(path: Path) -> None:
    conn = sqlite.connect(str(path))
    conn.execute("CREATE TABLE entries (id TEXT, note TEXT)")
    conn.execute("INSERT INTO entries VALUES ('entry-1', 'of another program')")
    conn.commit()
    conn.close()


def _sparse(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(FAR_MORE)


def _loop(path: Path) -> None:
    other = path.with_name(f"{path.name}.loop")
    other.unlink(missing_ok=True)
    other.symlink_to(path)
    path.symlink_to(other)


def _no_rights(path: Path) -> None:
    path.write_bytes(b"not for you")  # the super-user reads it all the same, and it is no file of ours
    path.chmod(0)


ANYTHING = (
    Hostile("empty", lambda _: b""),
    Hostile("one blank", lambda _: b" "),
    Hostile("only NULs", lambda _: bytes(5000)),
    Hostile("only a byte order mark", lambda _: b"\xef\xbb\xbf"),
    Hostile("UTF-16 with its mark", lambda sound: sound.decode("utf-8", "replace").encode("utf-16")),
    Hostile("UTF-16 without its mark", lambda sound: sound.decode("utf-8", "replace").encode("utf-16-be")),
    Hostile("UTF-32", lambda sound: sound.decode("utf-8", "replace").encode("utf-32")),
    Hostile("no UTF-8", lambda _: b'{"name": "\xdcte"}'),
    Hostile("cut in half", lambda sound: sound[: len(sound) // 2]),
    Hostile("cut before its last byte", lambda sound: sound.rstrip()[:-1]),
    Hostile("begins in the middle", lambda sound: sound[len(sound) // 2 :]),
    Hostile("twice in one file", lambda sound: sound + sound),
    Hostile("ZIP with a bomb and a path upwards", _zip),
    Hostile("gzip of a sound file", lambda sound: gzip.compress(sound)),
    Hostile("bzip2 of a sound file", lambda sound: bz2.compress(sound)),
    Hostile("database of another program", lambda _: _another_database),
    Hostile("head of a database only", lambda _: b"SQLite format 3\0"),
    Hostile("PDF", lambda _: b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<< /Type /Catalog >>\nendobj\n%%EOF\n"),
    Hostile("picture", lambda _: b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20),
    Hostile("program", lambda _: b"\x7fELF\x02\x01\x01" + bytes(4000)),
    Hostile("chance", lambda _: random.Random("chance").randbytes(70_000)),
    Hostile("table", lambda _: b"Day,Symptom\r\n=HYPERLINK(1),cough\r\n"),
    Hostile("page of the web", lambda _: b"<!doctype html><script>alert(1)</script>"),
    Hostile("entities", lambda _: b'<!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c "&b;&b;">]><a>&c;</a>'),
    Hostile("lists without end", lambda _: b"[" * DEEP),
    Hostile("objects without end", lambda _: b'{"a":' * DEEP),
    Hostile("a number of 5,000 digits", lambda _: b"9" * 5000),
    Hostile("not a number", lambda _: b"NaN"),
    Hostile("null", lambda _: b"null"),
    Hostile("a list", lambda _: b"[]"),
    Hostile("a text", lambda _: b'"diary"'),
    Hostile("true", lambda _: b"true"),
    Hostile("an empty object", lambda _: b"{}"),
    Hostile("21 MB of blanks", lambda _: b" " * MUCH),
    Hostile("21 MB of one text", lambda _: b'"' + b"x" * MUCH + b'"'),
    Hostile("21 MB of digits", lambda _: b"[" + b"1," * (MUCH // 2) + b"1]"),
    Hostile("21 MB of small objects", lambda _: b"[" + b'{"a":1},' * (MUCH // 8) + b"{}]"),
    Hostile("4 GB of nothing", lambda _: _sparse),
    Hostile("a folder", lambda _: Path.mkdir),
    Hostile("a pipe that nobody fills", lambda _: os.mkfifo),
    Hostile("a link to itself", lambda _: _loop),
    Hostile("a link to nothing", lambda _: lambda path: path.symlink_to("nothing-there")),
    Hostile("a device without end", lambda _: lambda path: path.symlink_to("/dev/zero")),
    Hostile("a device without anything", lambda _: lambda path: path.symlink_to("/dev/null")),
    Hostile("no right to read it", lambda _: _no_rights),
    Hostile("not there", lambda _: lambda path: None),
)


# An export with one thing in it that cannot be.


def _changed(change: Callable[[Content], None], *, by: bytes | None = None) -> Make:
    """The sound export after a change; what is marked in it becomes `by`, letter for letter."""

    def make(sound: bytes) -> bytes:
        content = deepcopy(json.loads(sound))
        change(content)
        text = json.dumps(content).encode("ascii")
        return text if by is None else text.replace(json.dumps(MARK).encode("ascii"), by)

    return make


def _top(key: str, value: object, *, by: bytes | None = None) -> Make:
    return _changed(lambda content: content.update({key: value}), by=by)


def _cell(table: str, column: str, value: object, *, by: bytes | None = None) -> Make:
    """The first row of a table with another value in one column, changed after it was exported."""

    def change(content: Content) -> None:
        content["tables"][table][0] |= {"updated_at": "2026-11-01T00:00:00.000000Z", column: value}

    return _changed(change, by=by)


def _new_row(table: str, **values: object) -> Make:
    """One row more, like the first one of its table."""

    def change(content: Content) -> None:
        rows = content["tables"][table]
        rows.append({**rows[0], "id": "from-elsewhere", **values})

    return _changed(change)


def _many_rows(content: Content) -> None:
    answers = content["tables"]["answers"]
    answers.extend({**answers[0], "id": f"answer-{n}"} for n in range(30_000))
    answers.append({**answers[0], "id": "last", "severity": "terrible"})


def _in_history(**values: object) -> Make:
    def change(content: Content) -> None:
        rows = content["tables"]["history"]
        rows.append({**rows[0], "id": "from-elsewhere", "version": 99, **values})

    return _changed(change)


EXPORTS = (
    Hostile("a number that is none", _cell("thinking_checks", "points", MARK, by=b"NaN")),
    Hostile("infinity", _cell("thinking_checks", "points", MARK, by=b"Infinity")),
    Hostile("minus infinity", _cell("thinking_checks", "points", MARK, by=b"-Infinity")),
    Hostile("a number beyond all numbers", _cell("thinking_checks", "points", MARK, by=b"1e999")),
    Hostile("5,000 digits in a cell", _cell("thinking_checks", "points", MARK, by=b"9" * 5000)),
    Hostile("5,000 digits below zero", _cell("thinking_checks", "points", MARK, by=b"-" + b"9" * 5000)),
    Hostile("5,000 digits in a text", _cell("readings", "value", "9" * 5000)),
    Hostile("a fever that is no number", _cell("readings", "value", "NaN")),
    Hostile("a fever in letters", _cell("readings", "value", "thirty-nine")),
    Hostile("a fever nobody can have", _cell("readings", "value", "390")),
    Hostile("a unit nobody knows", _cell("readings", "unit", "furlong")),
    Hostile("pills without end", _cell("medicine_plans", "stock_count", "1e999999999")),
    Hostile("fewer than no pills", _cell("medicine_plans", "stock_count", "-5")),
    Hostile("a key twice at the top", _top("diary", MARK, by=b'"x", "version": 1, "version": 1')),
    Hostile("a key twice in a row", _cell("readings", "value", MARK, by=b'"38.0", "value": "36.0"')),
    Hostile("true where a number stands", _cell("thinking_checks", "points", True)),
    Hostile("a fraction where a whole number stands", _cell("thinking_checks", "points", 8.5)),
    Hostile("a text where a number stands", _cell("thinking_checks", "points", "many")),
    Hostile("a number where a text stands", _cell("entries", "note", 7)),
    Hostile("null where something must stand", _cell("entries", "note", None)),
    Hostile("a list in a cell", _cell("entries", "note", ["a"])),
    Hostile("an object in a cell", _cell("entries", "note", {"a": 1})),
    Hostile("a table that is an object", _top("tables", {"entries": {}})),
    Hostile("rows that are texts", _top("tables", {"entries": ["row"]})),
    Hostile("another format", _top("format", "other")),
    Hostile("a newer version", _top("version", 2)),
    Hostile("a version below one", _top("version", -1)),
    Hostile("a version in letters", _top("version", "1")),
    Hostile("a step that is still to come", _top("steps", ["001_history", "999_of_the_future"])),
    Hostile("another person's diary", _top("diary", "f" * 32)),
    Hostile("no person's diary", _top("diary", "../../etc")),
    Hostile("a table nobody knows", _changed(lambda c: c["tables"].update(songs=[{"id": "a"}]))),
    Hostile(
        "a table that is a command", _changed(lambda c: c["tables"].update({"x; DROP TABLE entries": []}))
    ),
    Hostile("a column that is a command", _cell("entries", 'note" = 1; DROP TABLE entries; --', "x")),
    Hostile("a version of a plan below zero", _cell("medicine_plans", "version", -1)),
    Hostile("hours below zero", _cell("person", "observation_hours", -8)),
    Hostile("more hours than there are", _cell("person", "observation_hours", 10**14)),
    Hostile("more cycles than there are", _cell("treatments", "first_cycle", 10**9)),
    Hostile("minutes without end", _cell("appointments", "minutes", 10**15 - 1)),
    Hostile("born in the year 1", _cell("person", "birth_date", "0001-01-01")),
    Hostile("an entry before 1900", _cell("entries", "day", "1850-01-01")),
    Hostile("a dose at the end of time", _cell("doses", "started_at", "9999-12-31T23:59:59.999999Z")),
    Hostile("a dose at the beginning of time", _cell("doses", "started_at", "0001-01-01T00:00:00.000000Z")),
    Hostile("a year of five digits", _cell("entries", "day", "12026-03-02")),
    Hostile("a day that never was", _cell("entries", "day", "2026-02-30")),
    Hostile("a clock that never was", _cell("answers", "at", "2026-03-02T25:61:00Z")),
    Hostile("a moment without its offset", _cell("answers", "at", "2026-03-02T08:00:00")),
    Hostile("changed at no moment", _cell("answers", "updated_at", "yesterday")),
    Hostile("an export of no moment", _top("exported_at", "9999-99-99T99:99:99Z")),
    Hostile("half a character", _cell("entries", "note", "\ud800")),
    Hostile("a NUL in a note", _cell("entries", "note", "a\0b")),
    Hostile("a note of 300,000 letters", _cell("entries", "note", "x" * 300_000)),
    Hostile("lists without end in a cell", _cell("answers", "signs", "[" * DEEP)),
    Hostile("objects without end in a cell", _cell("person", "usual_readings", '{"a":' * 20_000)),
    Hostile(
        "the same row twice", _changed(lambda c: c["tables"]["entries"].append(c["tables"]["entries"][0]))
    ),
    Hostile("a row without a name", _cell("entries", "id", "")),
    Hostile("a row whose name is a number", _cell("entries", "id", 7)),
    Hostile("an answer to no entry", _new_row("answers", entry_id="nobody")),
    Hostile("a symptom nobody knows", _cell("answers", "symptom", "aura")),
    Hostile("worse than the worst", _cell("answers", "severity", "terrible")),
    Hostile("a place that is nowhere", _cell("entries", "zone", "Mars/Olympus")),
    Hostile(
        "every 0 hours",
        _cell("medicine_plans", "recurrence", '{"kind": "every_hours", "hours": 0, "first": "08:00"}'),
    ),
    Hostile(
        "every -1 hours",
        _cell("medicine_plans", "recurrence", '{"kind": "every_hours", "hours": -1, "first": "08:00"}'),
    ),
    Hostile(
        "a cycle of no days",
        _cell(
            "medicine_plans",
            "recurrence",
            '{"kind": "cycle", "cycle_days": 0, "days": [1], "times": ["08:00"]}',
        ),
    ),
    Hostile(
        "a cycle without end",
        _cell(
            "medicine_plans",
            "recurrence",
            '{"kind": "cycle", "cycle_days": 99999999999999, "days": [1], "times": ["08:00"]}',
        ),
    ),
    Hostile("a rhythm nobody knows", _cell("medicine_plans", "recurrence", '{"kind": "fortnightly"}')),
    Hostile("what is usual as a list", _cell("person", "usual_symptoms", "[]")),
    Hostile("what is usual that is no number", _cell("person", "usual_readings", '{"spo2": "NaN"}')),
    Hostile("history of no table", _in_history(table_name="songs")),
    Hostile("history of a command", _in_history(table_name="entries; DROP TABLE entries")),
    Hostile("history that is a list", _in_history(row="[1]")),
    Hostile("history without end", _in_history(row="[" * DEEP)),
    Hostile("history with a column nobody knows", _in_history(row='{"id": "entry-1", "x; --": 1}')),
    Hostile("history with a number that is none", _in_history(row='{"id": "entry-1", "note": NaN}')),
    Hostile("history at no moment", _in_history(replaced_at="once")),
    Hostile("one impossible row after 30,000", _changed(_many_rows)),
    Hostile("a million tables", lambda _: b'{"a":[' + b"[]," * 1_000_001 + b"[]]}"),
)
# Odd, and all the same what it says it is.
EXPORTS_TAKEN = (
    Hostile("a sound export", lambda sound: sound, is_taken=True),
    Hostile("a sound export with a byte order mark", lambda sound: b"\xef\xbb\xbf" + sound, is_taken=True),
    Hostile("a sound export behind a link", lambda sound: _behind_a_link(sound), is_taken=True),
    Hostile("letters that move the cursor", _cell("entries", "note", "\x1b[2J\u202e38.0"), is_taken=True),
    Hostile("a command in a note", _cell("entries", "note", "'; DROP TABLE entries; --"), is_taken=True),
)


def _behind_a_link(sound: bytes) -> Callable[[Path], None]:
    def put(path: Path) -> None:
        path.with_name("elsewhere.json").write_bytes(sound)
        path.symlink_to("elsewhere.json")

    return put


# A scenario with one thing in it that cannot be.


def _said(**values: object) -> Make:
    return lambda sound: json.dumps({**json.loads(sound), **values}).encode("ascii")


def _literally(literal: bytes) -> Make:
    reading = {"id": "temperature", "value": MARK, "unit": "Cel", "at": "2026-03-02T19:00:00Z"}
    mark = json.dumps(MARK).encode("ascii")
    return lambda sound: (
        json.dumps({**json.loads(sound), "readings": [reading]}).encode("ascii").replace(mark, literal)
    )


SCENARIOS = (
    Hostile("a fever that is no number", _literally(b"NaN")),
    Hostile("a fever without end", _literally(b"1e999")),
    Hostile("a fever of 5,000 digits", _literally(b"9" * 5000)),
    Hostile("a fever of a billion decimals", _literally(b"1e-999999999")),
    Hostile("a fever beyond all exponents", _literally(b"1e99999999999999999999")),
    Hostile("a fever twice", _literally(b'38.0, "value": 36.0')),
    Hostile("a fever in a list", _literally(b"[38.0]")),
    Hostile("a day before all days", _said(now="0001-01-01T00:00:00Z")),
    Hostile("a day after all days", _said(now="9999-12-31T23:59:59-12:00")),
    Hostile("half a character", _said(now="\ud800")),
    Hostile("symptoms that are a number", _said(symptoms=7)),
    Hostile("a key nobody knows", _said(fever=39)),
    Hostile("a million symptoms of nothing", _said(symptoms=[None] * 1_000_000)),
    Hostile("100,000 symptoms nobody knows", _said(symptoms=[{"id": "aura"}] * 100_000)),
    Hostile("a person who is a list", _said(person=[])),
)
