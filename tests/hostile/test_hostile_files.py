"""Files made by hand to do harm: each is refused in one sentence, cheaply, and nothing is half taken."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from companion.core.exchange_file import exchange_text
from companion.paths import PersonFiles
from companion.stores.database import close_diary, open_diary
from companion.stores.exchange import all_rows
from companion.stores.seam import sqlite
from companion.stores.vault import new_vault, with_passphrase, write_vault
from tests.hostile.files import ANYTHING, EXPORTS, EXPORTS_TAKEN, SCENARIOS, Hostile
from tests.stores.samples import LATER
from tests.stores.test_every_store import exercise_every_store

pytestmark = pytest.mark.skipif(os.name != "posix", reason="the reader forks")
ROOT = Path(__file__).resolve().parents[2]
MOST_SECONDS, MOST_MIB = 2.0, 200.0
SCENARIO = b'{"now": "2026-03-02T20:00:00Z"}'
REFUSED = (1, 2)
# The ordinary tests give these to every reader; the proofs give all.
FEW = frozenset(
    {
        "empty",
        "cut in half",
        "database of another program",
        "lists without end",
        "21 MB of small objects",
        "4 GB of nothing",
        "a folder",
        "a pipe that nobody fills",
        "a link to itself",
        "a device without end",
        "a million symptoms of nothing",
        "a fever that is no number",
    }
)
# A plain copy says itself where it ends: what follows is not looked at, and its last byte may say nothing.
AFTER_THE_END_OF_A_COPY = ("cut before its last byte", "twice in one file")
# Like any command, `triage` reads what another program writes into a pipe.
A_PIPE = "a pipe that nobody fills"


@dataclass(frozen=True, slots=True)
class Answer:
    code: int
    said: str
    complained: str
    crash: str
    seconds: float
    mib: float


class Reader:
    """The program that is given the files."""

    def __init__(self) -> None:
        self.costs: list[tuple[str, float, float]] = []
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.hostile.reader"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=ROOT,
            text=True,
        )

    def read(self, importer: str, file: Path, diary: Path) -> Answer:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        asked = {"importer": importer, "file": str(file), "diary": str(diary)}
        self._process.stdin.write(json.dumps(asked) + "\n")
        self._process.stdin.flush()
        answer = Answer(**json.loads(self._process.stdout.readline()))
        self.costs.append((importer, answer.seconds, answer.mib))
        return answer

    def close(self) -> None:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.close()
        self._process.stdout.close()
        self._process.wait(30)


@dataclass(frozen=True, slots=True)
class Home:
    """A diary with one of everything, and its export."""

    diary: Path
    export: bytes


@pytest.fixture(scope="module")
def reader() -> Iterator[Reader]:
    reader = Reader()
    yield reader
    reader.close()
    for importer in sorted({name for name, _, _ in reader.costs} - {"crash", "never ends", "grows"}):
        costs = [(seconds, mib) for name, seconds, mib in reader.costs if name == importer]
        slowest, largest = max(seconds for seconds, _ in costs), max(mib for _, mib in costs)
        print(f"{importer}: {len(costs)} files, at most {slowest:.2f} s and {largest:.0f} MiB")  # noqa: T201


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    diary = tmp_path_factory.mktemp("home") / "diary.db"
    db = open_diary(diary, create=True)
    exercise_every_store(db)
    db.execute(
        "UPDATE medicine_plans SET stock_count = '10', stock_counted_at = since, stock_per_dose = '1',"
        " stock_lead_days = 3"
    )
    export = exchange_text(all_rows(db, now=LATER)).encode("utf-8")
    close_diary(db)
    return Home(diary, export)


def print_of(diary: Path) -> tuple[dict[str, int], str]:
    """How many rows each table has, and a hash over all of them."""
    conn = sqlite.connect(f"{diary.as_uri()}?mode=ro", uri=True)
    names = [
        name for (name,) in conn.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY 1")
    ]
    rows = {name: conn.execute(f'SELECT * FROM "{name}" ORDER BY 1').fetchall() for name in names}
    conn.close()
    counts = {name: len(found) for name, found in rows.items()}
    return counts, hashlib.sha256(repr(rows).encode("utf-8", "surrogatepass")).hexdigest()


def check_cost(answer: Answer) -> None:
    assert answer.crash == ""
    assert "Traceback" not in answer.said + answer.complained
    assert answer.seconds <= MOST_SECONDS
    assert answer.mib <= MOST_MIB


def check_refused(answer: Answer) -> None:
    check_cost(answer)
    assert answer.code in REFUSED, answer.said
    sentence = answer.complained.strip()
    assert sentence.endswith(".")
    assert len(sentence.splitlines()) == 1
    assert sentence.isprintable()
    assert len(sentence) < 500


def named(files: tuple[Hostile, ...], *, few: frozenset[str] | None = None) -> Any:
    """One test for each; with `few`, all the others belong to the proofs."""
    kinds = [
        pytest.param(one, marks=() if few is None or one.name in few else pytest.mark.proof) for one in files
    ]
    return pytest.mark.parametrize("hostile", kinds, ids=[one.name for one in files])


def _without(*names: str) -> tuple[Hostile, ...]:
    return tuple(one for one in ANYTHING if one.name not in names)


def test_there_are_at_least_sixty_of_them() -> None:
    names = [hostile.name for hostile in (*ANYTHING, *EXPORTS, *SCENARIOS)]

    assert len(names) >= 60


@named((*ANYTHING, *EXPORTS), few=FEW | {one.name for one in EXPORTS})
def test_an_import_refuses_it_and_changes_nothing(
    hostile: Hostile, reader: Reader, home: Home, tmp_path: Path
) -> None:
    file = tmp_path / "given.json"
    hostile.put(file, home.export)
    before, beside = print_of(home.diary), sorted(home.diary.parent.iterdir())

    answer = reader.read("import", file, home.diary)

    check_refused(answer)
    assert print_of(home.diary) == before
    assert sorted(home.diary.parent.iterdir()) == beside


@named(EXPORTS, few=FEW)
def test_an_import_into_a_new_diary_refuses_it_and_leaves_that_untouched(
    hostile: Hostile, reader: Reader, home: Home, tmp_path: Path
) -> None:
    if hostile.name == "another person's diary":
        pytest.skip("a new diary becomes that person's")
    file, diary = tmp_path / "given.json", tmp_path / "new" / "diary.db"
    hostile.put(file, home.export)
    close_diary(open_diary(diary, create=True))
    before = print_of(diary)

    answer = reader.read("import", file, diary)

    check_refused(answer)
    assert print_of(diary) == before


@named(EXPORTS_TAKEN)
def test_what_is_odd_and_sound_is_taken(hostile: Hostile, reader: Reader, home: Home, tmp_path: Path) -> None:
    file, diary = tmp_path / "given.json", tmp_path / "new" / "diary.db"
    hostile.put(file, home.export)
    close_diary(open_diary(diary, create=True))

    answer = reader.read("import", file, diary)

    check_cost(answer)
    assert answer.code == 0
    assert print_of(diary)[0]["entries"] == 1


@named((*_without(A_PIPE), *SCENARIOS), few=FEW)
def test_a_scenario_is_refused_and_not_judged(hostile: Hostile, reader: Reader, tmp_path: Path) -> None:
    file = tmp_path / "given.json"
    hostile.put(file, SCENARIO)

    answer = reader.read("triage", file, tmp_path)

    check_refused(answer)
    assert answer.said == ""


@named(_without(*AFTER_THE_END_OF_A_COPY), few=FEW)
def test_a_copy_is_refused_and_the_diary_stays(
    hostile: Hostile, reader: Reader, home: Home, tmp_path: Path
) -> None:
    file = tmp_path / "copy.db"
    hostile.put(file, home.diary.read_bytes())
    before, beside = print_of(home.diary), sorted(home.diary.parent.iterdir())

    answer = reader.read("restore", file, home.diary)

    check_refused(answer)
    assert print_of(home.diary) == before
    assert sorted(set(home.diary.parent.iterdir()) - {PersonFiles(home.diary).lock}) == beside


@named(ANYTHING, few=FEW)
def test_side_files_are_read_or_left_and_never_stop_a_start(
    hostile: Hostile, reader: Reader, tmp_path: Path
) -> None:
    files = PersonFiles(tmp_path / "diary.db")
    for place in (files.emergency, files.mark, files.agenda, files.ledger):
        hostile.put(place, b'{"diary_exists": true}')

    answer = reader.read("side files", files.diary, files.diary)

    check_cost(answer)
    assert answer.code == 0


@named(ANYTHING, few=FEW)
def test_a_key_file_is_told_about_in_words(hostile: Hostile, reader: Reader, tmp_path: Path) -> None:
    files = PersonFiles(tmp_path / "diary.db")
    vault, key = new_vault()
    close_diary(open_diary(files.diary, create=True, key=key))
    sound = tmp_path / "sound"
    write_vault(sound, with_passphrase(vault, key, "x"))
    hostile.put(files.vault, sound.read_bytes())

    answer = reader.read("check", files.vault, files.diary)

    check_refused(answer)


def test_the_reader_notices_a_crash_a_file_without_end_a_large_one_and_one_that_is_taken(
    reader: Reader, home: Home, tmp_path: Path
) -> None:
    """The control: if it noticed none of them, nothing above could fail."""
    for control in ("crash", "never ends", "grows"):
        with pytest.raises(AssertionError):
            check_cost(reader.read(control, tmp_path, home.diary))
    with pytest.raises(AssertionError):
        check_refused(reader.read("import", _sound(home, tmp_path), home.diary))


def _sound(home: Home, folder: Path) -> Path:
    (folder / "sound.json").write_bytes(home.export)
    return folder / "sound.json"
