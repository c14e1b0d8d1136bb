"""What the demo is written as, opened by other programs: tables, a database, and the diary as JSON."""

from __future__ import annotations

import csv
import json
import re
import sqlite3
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from fhirclient.models.bundle import Bundle

from companion.clock import FixedClock
from companion.core.catalogue import Catalogue
from companion.core.diary import Entry, EntryState, Reading, SymptomReport
from companion.core.errors import UserCanFix
from companion.core.levels import Reporter, Severity
from companion.core.words import Words
from companion.services import exchange
from companion.services.demo import play_demo
from companion.services.exchange import Exchange
from companion.services.file_making import FileKind, Maker
from companion.share.tables import text_of_cell
from companion.stores.database import close_diary, open_diary
from companion.stores.exchange import carried_tables
from companion.stores.shelf import Shelf
from companion.wiring.file_writers import WRITERS

NOW = datetime(2026, 3, 24, 14, 5, tzinfo=UTC)
ZONE = "America/New_York"
FORMULA = re.compile(r"[=+\-@\t\r\n＝＋－＠]")


@pytest.fixture(scope="module")
def demo(
    tmp_path_factory: pytest.TempPathFactory, catalogue: Catalogue, words: Words
) -> Iterator[tuple[Shelf, Maker, Path]]:
    folder = tmp_path_factory.mktemp("demo")
    shelf = Shelf.over(open_diary(folder / "diary.db", create=True))
    play_demo(shelf, catalogue, words, now=NOW, zone=ZONE)
    clock = FixedClock(NOW, ZONE)
    yield shelf, Maker(folder / "diary.db", catalogue, words, clock.now, clock.zone, WRITERS), folder
    close_diary(shelf.db)


def rows(file: Path) -> list[dict[str, str]]:
    """As a spreadsheet reads it: the mark at the start is taken off, and every row is as long as the head."""
    assert file.read_bytes().startswith(b"\xef\xbb\xbf")
    with file.open(encoding="utf-8-sig", newline="") as opened:
        found = list(csv.DictReader(opened, strict=True))
    assert all(None not in row and None not in row.values() for row in found)
    return found


def test_a_spreadsheet_finds_every_answer_and_reading_in_words_with_iso_dates(
    demo: tuple[Shelf, Maker, Path],
) -> None:
    shelf, maker, folder = demo

    maker.make(FileKind.TABLES, folder / "tables", shelf)

    whole = Exchange(shelf, maker.catalogue, maker.now).whole()
    symptoms, readings = (rows(folder / "tables" / f"{name}.csv") for name in ("symptoms", "readings"))
    assert len(symptoms) == sum(len(entry.reports) for entry in whole.entries)
    assert [row["Value"] for row in readings] == [str(one.value) for one in whole.readings]
    assert {row["Entered by"] for row in symptoms} <= {"Patient", "Caregiver"}
    assert {row["How bad"] for row in symptoms} <= {"None", "Mild", "Moderate", "Severe", "Not sure"}
    for row in (*symptoms, *readings):
        assert date.fromisoformat(row["Day"]).year == 2026
        assert datetime.fromisoformat(row["Time"]).tzinfo is not None


def test_what_was_typed_back_from_paper_is_told_apart_in_each_table(demo: tuple[Shelf, Maker, Path]) -> None:
    shelf, maker, folder = demo
    log = Entry(
        "log", NOW.date(), ZONE, EntryState.FINISHED, NOW, NOW, Reporter.CAREGIVER,
        note="the night on paper", asked=("chills",), from_paper=True,
        reports=(SymptomReport("answer", "chills", Severity.NONE, NOW),),
        readings=(Reading("value", "temperature", Decimal("36.9"), "Cel", NOW),),
    )  # fmt: skip
    shelf.diary.begin_entry(log)

    maker.make(FileKind.TABLES, folder / "from paper", shelf)

    tables = {name: rows(folder / "from paper" / f"{name}.csv") for name in ("symptoms", "readings", "notes")}
    marked = {name: [row for row in found if row["From paper"] == "Yes"] for name, found in tables.items()}
    assert [row["Symptom"] for row in marked["symptoms"]] == ["Chills or shivering"]
    assert [row["Value"] for row in marked["readings"]] == ["36.9"]
    assert [row["Note"] for row in marked["notes"]] == ["the night on paper"]
    assert {row["From paper"] for found in tables.values() for row in found} == {"Yes", "No"}
    shelf.diary.remove_entry("log", at=NOW, by=Reporter.CAREGIVER)


def test_no_cell_of_any_table_is_a_formula_and_notes_come_back_letter_for_letter(
    demo: tuple[Shelf, Maker, Path],
) -> None:
    shelf, maker, folder = demo
    hostile = ("=HYPERLINK(1)", "+1", "-5 mg", "@x", "\tx", 'CRP<5, "WBC">3\r\nand more', "'quoted")
    for n, entry in enumerate(shelf.diary.entries_between(date.min, date.max)[: len(hostile)]):
        shelf.diary.save_note(entry.id, hostile[n], at=NOW, by=entry.by)

    maker.make(FileKind.TABLES, folder / "hostile", shelf)

    found = {file.stem: rows(file) for file in (folder / "hostile").iterdir()}
    cells = [cell for table in found.values() for row in table for cell in row.values()]
    assert not any(FORMULA.match(cell) for cell in cells)
    assert set(hostile) <= {text_of_cell(row["Note"]) for row in found["notes"]}


def test_a_hidden_note_is_in_no_table_and_in_no_file_for_a_clinic(demo: tuple[Shelf, Maker, Path]) -> None:
    shelf, maker, folder = demo
    entry = next(e for e in shelf.diary.entries_between(date.min, date.max) if e.by is Reporter.PATIENT)
    shelf.diary.save_note(entry.id, "for me alone", at=NOW, by=Reporter.PATIENT)
    shelf.diary.hide_note(entry.id, hidden=True, at=NOW, by=Reporter.PATIENT)

    for kind in FileKind:
        maker.make(kind, folder / f"hidden-{kind.value}", shelf)

    written = {
        kind: any("for me alone" in text for text in texts_in(folder / f"hidden-{kind.value}"))
        for kind in (FileKind.TABLES, FileKind.FHIR, FileKind.CALENDAR, FileKind.JSON)
    }
    assert written == {
        FileKind.TABLES: False,
        FileKind.FHIR: False,
        FileKind.CALENDAR: False,
        FileKind.JSON: True,
    }


def texts_in(place: Path) -> list[str]:
    return [file.read_text("utf-8") for file in (place.iterdir() if place.is_dir() else [place])]


def test_a_database_program_finds_every_table_whole(demo: tuple[Shelf, Maker, Path]) -> None:
    shelf, maker, folder = demo

    maker.make(FileKind.SQLITE, folder / "plain.db", shelf)

    plain = sqlite3.connect(folder / "plain.db")
    try:
        assert plain.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert plain.execute("PRAGMA foreign_key_check").fetchall() == []
        for name in carried_tables():
            counts = [db.execute(f"SELECT count(*) FROM {name}").fetchone() for db in (plain, shelf.db)]
            assert counts[0] == counts[1]
    finally:
        plain.close()


def test_any_program_that_reads_json_finds_every_row(demo: tuple[Shelf, Maker, Path]) -> None:
    shelf, maker, folder = demo
    heard: list[float] = []

    maker.make(FileKind.JSON, folder / "all.json", shelf, progress=heard.append)

    tables = json.loads((folder / "all.json").read_text("utf-8"))["tables"]
    assert {name: len(found) for name, found in tables.items()} == {
        name: shelf.db.table(name).count for name in carried_tables()
    }
    assert heard == sorted(heard)
    assert heard[-1] == 1


def test_a_diary_that_no_other_computer_would_take_is_not_written_in_silence(
    demo: tuple[Shelf, Maker, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    shelf, maker, folder = demo
    monkeypatch.setattr(exchange, "LARGEST", 1000)

    with pytest.raises(UserCanFix) as refused:
        maker.make(FileKind.JSON, folder / "large.json", shelf)

    assert refused.value.key == "exchange.too_large_to_save"
    assert not (folder / "large.json").exists()


def test_the_r4_models_read_the_whole_demo(demo: tuple[Shelf, Maker, Path]) -> None:
    shelf, maker, folder = demo

    maker.make(FileKind.FHIR, folder / "fhir.json", shelf)

    whole = Exchange(shelf, maker.catalogue, maker.now).whole()
    bundle = Bundle(json.loads((folder / "fhir.json").read_text("utf-8")), strict=True)
    kinds = Counter(entry.resource.resource_type for entry in bundle.entry)
    answers = sum(len(entry.reports) for entry in whole.entries)
    assert kinds["Observation"] == answers + len(whole.readings)
    assert kinds["MedicationAdministration"] == len(whole.doses)
    assert kinds["MedicationStatement"] == len(whole.medicines) + len(whole.plans)
    assert kinds["Appointment"] > len(whole.appointments)
    assert kinds["Patient"] == 1
    assert len({entry.fullUrl for entry in bundle.entry}) == len(bundle.entry)
