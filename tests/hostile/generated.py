"""A program that gives one reader thousands of generated files, and says how it took them and what it cost.

    python -m tests.hostile.generated READER COUNT

Each file is a sound one with a few things in it changed by chance; the same number gives the same file.
"""

from __future__ import annotations

import json
import random
import re
import resource
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from time import process_time
from typing import Any

from companion.agent.notebook import Notebook
from companion.agent.reminding import Reminding
from companion.clock import FixedClock
from companion.core.agenda import Agenda, AgendaEntry, agenda_as_json
from companion.core.errors import DataIsBroken, UserCanFix
from companion.core.exchange_file import exchange_text
from companion.core.formats import Formats
from companion.core.reminder_policy import Urgency
from companion.core.scenario_file import parse_scenario
from companion.core.self_check import checked
from companion.core.triage import assess
from companion.core.triage_file import assessment_as_json, complaint_sentence
from companion.paths import PersonFiles, resources_dir
from companion.services.alert_watch import AlertWatch
from companion.services.exchange import Exchange, preview_import, read_export
from companion.stores.catalogue import load_catalogue
from companion.stores.contents import read_copy
from companion.stores.database import close_diary, open_diary
from companion.stores.emergency_file import can_be_read, read_emergency
from companion.stores.exchange import all_rows
from companion.stores.marks import read_mark
from companion.stores.seam import Database
from companion.stores.shelf import Shelf
from companion.stores.transactions import write
from companion.stores.vault import key_from_passphrase, new_vault, read_vault, with_passphrase, write_vault
from companion.stores.words import load_words
from tests.hostile.reader import AROUND, NOW
from tests.stores.opening import KEY
from tests.stores.samples import LATER
from tests.stores.test_every_store import exercise_every_store

JUNK: tuple[Any, ...] = (
    None, True, False, 0, -1, 1, 7, 2**31, -(2**63), 10**15, 38.2, -0.0, 1e308, float("nan"), float("inf"),
    "", " ", "x", "0", "-1", "NaN", "1e999", "1e-999999", "\ud800", "\0", "\u202e", "x" * 5000, "[" * 3000,
    "{}", "[]", "null", "0001-01-01", "9999-12-31T23:59:59.999999Z", "2026-02-30", "2026-03-02T08:00:00",
    "2026-03-02T08:00:00+14:00", "1899-12-31", "2026-03-02", "mild", "severe", "cough", "Europe/Berlin",
    [], [[]], {}, {"id": "x"}, [None], [{"id": "entry-1"}],
)  # fmt: skip
LITERALS = (
    b"NaN", b"Infinity", b"1e999", b"-0", b"9" * 400, b'"a": 1, "a": 2', b"[" * 500, b"\xff", b"\xef\xbb\xbf",
)  # fmt: skip


def mutated(chance: random.Random, sound: bytes) -> bytes:
    """The sound file with one to four things changed."""
    content = sound
    if chance.random() < 0.7:
        try:
            value = json.loads(content)
        except ValueError:
            value = None
        if value is not None:
            for _ in range(chance.randint(1, 3)):
                value = spoilt(chance, value)
            content = json.dumps(value).encode("ascii")
    if content == sound or chance.random() < 0.5:
        for _ in range(chance.randint(1, 3)):
            content = torn(chance, content)
    return content


def spoilt(chance: random.Random, value: Any) -> Any:
    """The value with one thing in it replaced, taken out, doubled or moved."""
    if not isinstance(value, dict | list) or not value or chance.random() < 0.12:
        return chance.choice(JUNK)
    keys = list(value) if isinstance(value, dict) else list(range(len(value)))
    key = chance.choice(keys)
    copy = value.copy()
    match chance.choice(("deeper",) * 6 + ("out", "more", "swap")):
        case "deeper":
            copy[key] = spoilt(chance, value[key])
        case "out":
            del copy[key]
        case "swap":
            other = chance.choice(keys)
            copy[key], copy[other] = copy[other], copy[key]
        case _ if isinstance(copy, dict):
            copy[chance.choice(("id", "at", "x", "", "entries", "deleted_at"))] = value[key]
        case _:
            copy.append(value[key])
    return copy


def torn(chance: random.Random, content: bytes) -> bytes:
    """The bytes with a piece changed, left out, repeated or put in."""
    start = chance.randrange(len(content) + 1)
    end = min(len(content), start + chance.choice((0, 1, 2, 16, 400)))
    match chance.choice(("flip", "cut", "out", "again", "literal", "noise")):
        case "flip" if start < len(content):
            return content[:start] + bytes([content[start] ^ 1 << chance.randrange(8)]) + content[start + 1 :]
        case "cut":
            return content[:start]
        case "out":
            return content[:start] + content[end:]
        case "again":
            return content[:end] + content[start:]
        case "literal":
            return content[:start] + chance.choice(LITERALS) + content[end:]
        case _:
            return content[:start] + chance.randbytes(chance.randint(1, 40)) + content[end:]


class Imports:
    """Exports, taken over into a diary with one of everything; what was taken is judged, then taken back."""

    def __init__(self, folder: Path) -> None:
        self._sound, self._file = folder / "sound.db", folder / "diary.db"
        db = open_diary(self._sound, create=True)
        exercise_every_store(db)
        self.sound = exchange_text(all_rows(db, now=LATER)).encode("ascii")
        close_diary(db)
        self._catalogue = checked(load_catalogue(resources_dir()))
        self._words = load_words(resources_dir())
        self._db = self._opened()

    def read(self, file: Path) -> None:
        before = print_of(self._db)
        shelf = Shelf.over(self._db)
        exchange = Exchange(shelf, self._catalogue, lambda: NOW)
        try:
            told = read_export(file)
            seen = preview_import(told, self._file, self._catalogue, NOW, origin=file.name, key=None)
            assert print_of(self._db) == before, "a preview changed something"
            taken = exchange.import_file(told, origin=file.name)
        except (UserCanFix, DataIsBroken):
            assert print_of(self._db) == before, "half of it was taken"
            raise
        assert {name: (one.new, one.newer, one.older) for name, one in taken.tables.items()} == seen.tables
        watch = AlertWatch(shelf, self._catalogue, lambda: Formats(self._words, "UTC"), lambda: NOW)
        with write(self._db):
            watch.judge()
        shelf.read_all()
        if taken.changes_anything:
            close_diary(self._db)
            self._db = self._opened()

    def _opened(self) -> Database:
        shutil.copyfile(self._sound, self._file)
        return open_diary(self._file, create=False)


class CarelessImports(Imports):
    """The control: rows are taken as they come, without one look at them and without a write around them."""

    def read(self, file: Path) -> None:
        before = print_of(self._db)
        try:
            tables = json.loads(file.read_bytes())["tables"]
            for name, rows in tables.items():
                for row in rows:
                    self._db.table(name).upsert(row, pk="id")
        except Exception as error:
            assert print_of(self._db) == before, "half of it was taken"
            raise UserCanFix("exchange.not_ours") from error
        Shelf.over(self._db).read_all()


class Scenarios:
    """Scenarios, judged where they can be."""

    def __init__(self, _folder: Path) -> None:
        self._catalogue = checked(load_catalogue(resources_dir()))
        self._words = load_words(resources_dir())
        at = "2026-03-02T19:00:00Z"
        self.sound = json.dumps(
            {
                "now": "2026-03-02T20:00:00Z",
                "person": {"fever_line_cel": 37.5, "usual_symptoms": {"cough": "mild"}},
                "doses": [{"drug": "tarlatamab", "started_at": "2026-03-02T09:00:00Z"}],
                "symptoms": [{"id": "cough", "severity": "moderate", "at": at, "signs": [], "by": "patient"}],
                "readings": [{"id": "temperature", "value": 38.4, "unit": "Cel", "at": at}],
                "medicines": [{"id": "aspirin", "at": at}],
                "team_knows": [{"id": "cough", "severity": "mild", "at": at}],
            }
        ).encode("ascii")

    def read(self, file: Path) -> None:
        try:
            scenario = parse_scenario(file.read_bytes(), self._catalogue, origin="x.json")
        except DataIsBroken as broken:
            sentence = complaint_sentence(broken, self._words)
            assert sentence.isprintable()
            assert sentence.endswith(".")
            raise
        judged = assess(scenario, self._catalogue)
        json.dumps(assessment_as_json(judged, self._catalogue, self._words, today=scenario.now.date()))


class Copies:
    """Encrypted copies of a diary, looked at as a restore does before it changes anything."""

    def __init__(self, folder: Path) -> None:
        db = open_diary(folder / "diary.db", create=True, key=KEY)
        exercise_every_store(db)
        close_diary(db)
        self.sound = (folder / "diary.db").read_bytes()
        self._contents = read_copy(folder / "diary.db", key=KEY)

    def read(self, file: Path) -> None:
        assert read_copy(file, key=KEY) == self._contents, "silently another diary"


class KeyFiles:
    """Key files; the passphrase opens a changed one to the right key or to none."""

    def __init__(self, folder: Path) -> None:
        vault, self._key = new_vault()
        write_vault(folder / "sound", with_passphrase(vault, self._key, "three blue herons"))
        self.sound = (folder / "sound").read_bytes()
        self._vault = read_vault(folder / "sound")

    def read(self, file: Path) -> None:
        vault = read_vault(file)
        assert vault is not None
        if self._vault is None or vault.passphrase != self._vault.passphrase:
            assert key_from_passphrase(vault, "three blue herons") == self._key


class SideFiles:
    """What is read before there is a diary: nothing of it may stop a start, so nothing is refused."""

    def __init__(self, folder: Path) -> None:
        self._files = PersonFiles(folder / "side" / "diary.db")
        self._files.folder.mkdir()
        due = datetime(2026, 3, 2, 19, 0, tzinfo=UTC)
        entry = AgendaEntry("0" * 32, "1" * 32, due, Urgency.REPEATING)
        agenda = json.loads(agenda_as_json(Agenda("en", datetime(2026, 3, 9, tzinfo=UTC), (entry,))))
        facts = {"team_name": "Ward 3", "team_number": "555", "text_scale": "1.6", "diary_exists": True}
        told = {"told": {"0" * 32: due.isoformat()}, "snoozed": {}, "taken": [], "entries": 7}
        self.sound = json.dumps({**agenda, **facts, **told}).encode("ascii")

    def read(self, file: Path) -> None:
        files = self._files
        for place in (files.emergency, files.mark, files.agenda, files.ledger):
            shutil.copyfile(file, place)
        read_emergency(files.emergency)
        can_be_read(files.emergency)
        read_mark(files.mark)
        Reminding(files, resources_dir(), FixedClock(NOW, "UTC"), AROUND, Notebook.read(files)).turn()


READERS: dict[str, Callable[[Path], Imports | Scenarios | Copies | KeyFiles | SideFiles]] = {
    "import": Imports,
    "careless import": CarelessImports,
    "triage": Scenarios,
    "restore": Copies,
    "key file": KeyFiles,
    "side files": SideFiles,
}


def print_of(db: Database) -> list[object]:
    return [db.execute(f'SELECT * FROM "{name}" ORDER BY id').fetchall() for name in sorted(db.table_names())]


def outcomes(name: str, count: int, folder: Path) -> Iterator[tuple[str, float]]:
    """For each file "taken", "refused" or what went wrong, and the seconds it took."""
    reader, file = READERS[name](folder), folder / "given"
    for n in range(count):
        file.write_bytes(mutated(random.Random(f"{name} {n}"), reader.sound))
        start = process_time()
        try:
            reader.read(file)
            came = "taken"
        except (UserCanFix, DataIsBroken):
            came = "refused"
        except Exception as error:  # noqa: BLE001  # whatever it is, it is what is looked for
            came = f"{n}: {type(error).__name__} {error}"[:300]
        yield came, process_time() - start


def peak_kib() -> int:
    """The most memory it had at once; what getrusage tells may be that of the process it came from."""
    status = Path("/proc/self/status")
    if status.exists():
        (kib,) = re.findall(r"^VmHWM:\s+(\d+) kB$", status.read_text("ascii"), re.MULTILINE)
        return int(kib)
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def main(name: str, count: int) -> None:
    counted, slowest, wrong = Counter[str](), 0.0, []
    with tempfile.TemporaryDirectory() as folder:
        for came, seconds in outcomes(name, count, Path(folder)):
            slowest = max(slowest, seconds)
            if came in ("taken", "refused"):
                counted[came] += 1
            else:
                wrong.append(came)
    mib = peak_kib() / 1024
    sys.stdout.write(json.dumps({**counted, "wrong": wrong, "slowest": slowest, "mib": mib}))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
