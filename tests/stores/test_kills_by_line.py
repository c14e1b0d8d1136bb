"""Killed at each step of a change of passphrase, an import and an agenda: the old or the new, whole, once."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from companion.core.agenda import Agenda, AgendaEntry, agenda_as_json
from companion.core.errors import UserCanFix
from companion.core.exchange_file import exchange_text, parse_exchange
from companion.core.key_standing import KeyStanding
from companion.core.reminder_policy import Urgency
from companion.paths import PersonFiles
from companion.services.keyholder import Keyholder
from companion.services.keyring_copy import Held
from companion.stores.database import close_diary, open_diary
from companion.stores.diary import DiaryStore
from companion.stores.exchange import all_rows, merge
from companion.stores.seam import Database
from companion.stores.shelf import Shelf
from companion.stores.transactions import write
from companion.stores.vault import read_if_whole
from tests.fake_keyrings import FileKeyring, in_place
from tests.stores.line_killed import DIARY, EXPORT, KEYRING, NEVER, NEW_WORDS, NEXT_AGENDA, OLD_WORDS
from tests.stores.opening import KEY, make_diary
from tests.stores.samples import LATER, MORNING, a_reading, an_answer, an_entry

pytestmark = pytest.mark.skipif(os.name != "posix", reason="a process cannot kill itself so here")
ROOT = Path(__file__).resolve().parents[2]
FEW = 6
MANY = int(os.environ.get("COMPANION_KILLS", "80"))
SECONDS = 30.0
ROWS = 40
Make = Callable[[Path], None]
Check = Callable[[Path, list[str]], str]


def run_child(job: str, folder: Path, last: int) -> list[str]:
    """What it acknowledged before it was killed, or ended."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.stores.line_killed", job, str(folder), str(last)],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
    )
    assert done.returncode in (0, -9), done.stderr
    return done.stdout.splitlines()


def killed(folder: Path, job: str, kills: int, make: Make, check: Check) -> Counter[str]:
    """What `check` found after each of so many kills: half of them over all lines, half at the last ones."""
    # Always in one place: the keyring knows a diary by where it lies.
    template, place = folder / "template", folder / "here"
    place.mkdir()
    make(place)
    shutil.copytree(place, template)
    *_, told = run_child(job, place, NEVER)
    lines = int(told.removeprefix("lines "))
    found = Counter[str]()
    for n in range(kills):
        shutil.rmtree(place)
        shutil.copytree(template, place)
        spread = 1 + n * lines // kills
        acknowledged = run_child(job, place, spread if n % 2 else max(1, lines - n // 2))
        assert not any(line.startswith("lines") for line in acknowledged)
        found[check(place, acknowledged)] += 1
    print(f"{job}: {kills} kills over {lines} lines: {dict(found)}")  # noqa: T201  # for docs/proof.md
    return found


# The passphrase and the recovery code.


def holder(folder: Path) -> Keyholder:
    keys = Keyholder(PersonFiles(folder / DIARY))
    assert keys.look() is KeyStanding.SEALED
    return keys


def make_private(folder: Path) -> None:
    keys = Keyholder(PersonFiles(folder / DIARY))
    keys.look()
    keys.make()
    keys.set_passphrase(OLD_WORDS)
    keys.prepare()
    (folder / "code").write_text(keys.new_code(), "ascii")
    make_diary(keys.files.diary, key=keys.key)


def make_easy(folder: Path) -> None:
    with in_place(FileKeyring(folder / KEYRING)):
        keys = Keyholder(PersonFiles(folder / DIARY))
        keys.look()
        keys.make()
        assert keys.ask_to_keep().wait(SECONDS) is Held.STORED
        keys.open_unasked()
        keys.prepare()
    make_diary(keys.files.diary, key=keys.key)


def opened_by(keys: Keyholder, *ways: Callable[[], None]) -> int | None:
    """Which of the ways opens the diary, and leads to the note in it."""
    for n, way in enumerate(ways):
        try:
            way()
        except UserCanFix:
            continue
        db = open_diary(keys.files.diary, create=False, key=keys.key)
        (entry,) = DiaryStore(db).open_drafts()
        close_diary(db)
        assert entry.note == "do not lose me"
        return n
    return None


def check_changed(folder: Path, acknowledged: list[str]) -> str:
    """One of the passphrases opens it, and every code that somebody has read, or a new one is asked for."""
    keys = holder(folder)
    which = opened_by(keys, lambda: keys.take_passphrase(OLD_WORDS), lambda: keys.take_passphrase(NEW_WORDS))
    if which is None:
        return "unreadable"
    assert which == 1 or "passphrase" not in acknowledged
    old = (folder / "code").read_text("ascii")
    codes = [line for line in acknowledged if line != "passphrase"]
    for code in codes:
        assert opened_by(keys, lambda code=code: keys.take_code(code)) == 0  # type: ignore[misc]
    if not codes and opened_by(keys, lambda: keys.take_code(old)) is None:
        assert keys.wants_code_written_down
    keys.prepare()
    assert read_twice(keys)
    return ("old passphrase", "new passphrase")[which]


def read_twice(keys: Keyholder) -> bool:
    """The key file and its copy say the same once the diary was opened."""
    return keys.files.vault.read_bytes() == keys.files.vault_copy.read_bytes()


def check_private(folder: Path, acknowledged: list[str]) -> str:
    """The keyring opens it or the passphrase, and with a passphrase the keyring ends up with nothing."""
    with in_place(FileKeyring(folder / KEYRING)) as held:
        keys = holder(folder)
        if not keys.is_private:
            answer = keys.ask_key().wait(SECONDS)
            assert answer is not None
            assert "passphrase" not in acknowledged
            return "opens unasked" if keys.take(*answer) else "unreadable"
        if opened_by(keys, lambda: keys.take_passphrase(NEW_WORDS)) is None:
            return "unreadable"
        keys.prepare()
        if keys._forgetting is not None:
            keys._forgetting.wait(SECONDS)
        assert isinstance(held, FileKeyring)
        assert held._read() == {}
        return "passphrase"


def test_a_few_kills_while_the_passphrase_changes_leave_the_old_or_the_new_one(tmp_path: Path) -> None:
    found = killed(tmp_path, "passphrase", FEW, make_private, check_changed)

    assert found.keys() == {"old passphrase", "new passphrase"}


@pytest.mark.proof
def test_many_kills_while_the_passphrase_changes_leave_the_old_or_the_new_one(tmp_path: Path) -> None:
    found = killed(tmp_path, "passphrase", MANY, make_private, check_changed)

    assert found.keys() == {"old passphrase", "new passphrase"}


@pytest.mark.proof
def test_many_kills_on_the_way_to_a_passphrase_leave_no_key_behind_and_none_lost(tmp_path: Path) -> None:
    found = killed(tmp_path, "private", MANY, make_easy, check_private)

    assert found.keys() == {"opens unasked", "passphrase"}


@pytest.mark.proof
def test_a_key_file_that_is_written_over_is_lost(tmp_path: Path) -> None:
    """The control: if this one lost nothing, the proofs above could not fail either."""
    found = killed(tmp_path, "passphrase in place", MANY, make_private, check_in_place)

    assert found["unreadable"] > 0


def check_in_place(folder: Path, _acknowledged: list[str]) -> str:
    """The file alone: its copy beside the backups would still open the diary."""
    return "unreadable" if read_if_whole(PersonFiles(folder / DIARY).vault) is None else "readable"


# An import.


def add_rows(db: Database, first: int, count: int) -> None:
    diary = DiaryStore(db)
    with write(db):
        for n in range(first, first + count):
            at = MORNING + timedelta(minutes=n)
            diary.save_answer("entry-1", an_answer(f"answer-{n}", at=at), at=at)
            diary.save_reading("entry-1", a_reading(f"reading-{n}", at=at), at=at)


def make_import(folder: Path) -> None:
    """A diary, and an export of it with as many rows again."""
    files = PersonFiles(folder / DIARY)
    db = open_diary(files.diary, create=True, key=KEY)
    DiaryStore(db).begin_entry(an_entry(note="do not lose me"))
    add_rows(db, 0, 5)
    file = all_rows(db, now=LATER)
    other = open_diary(folder / "other" / DIARY, create=True)
    merge(other, file, origin="x", verify=Shelf.over(other).read_all)
    add_rows(other, 5, ROWS)
    (folder / EXPORT).write_text(exchange_text(all_rows(other, now=LATER)), "ascii")
    for opened in (db, other):
        close_diary(opened)


def rows_of(db: Database) -> dict[str, int]:
    return {name: db.table(name).count for name in ("entries", "answers", "readings", "history")}


def check_imported(folder: Path, acknowledged: list[str]) -> str:
    """All of it or nothing; and taking it over again doubles nothing."""
    db = open_diary(folder / DIARY, create=False, key=KEY)
    before = rows_of(db)
    reports, readings = DiaryStore(db).recent(MORNING)
    merge_file(db, folder)
    after = rows_of(db)
    close_diary(db)
    (copied,) = {len(reports), len(readings)} if len(reports) == len(readings) else {-1}
    assert after["answers"] == after["readings"] == 5 + ROWS
    if copied == 5 + ROWS:
        return "all" if after == before else "half"
    assert "imported" not in acknowledged
    return "nothing" if copied == 5 else "half"


def merge_file(db: Database, folder: Path) -> None:
    file = parse_exchange((folder / EXPORT).read_bytes(), origin="x")
    merge(db, file, origin="x", verify=Shelf.over(db).read_all)


def test_a_few_kills_while_importing_take_all_or_nothing(tmp_path: Path) -> None:
    found = killed(tmp_path, "import", FEW, make_import, check_imported)

    assert found.keys() <= {"all", "nothing"}


@pytest.mark.proof
def test_many_kills_while_importing_take_all_or_nothing(tmp_path: Path) -> None:
    found = killed(tmp_path, "import", MANY, make_import, check_imported)

    assert found.keys() == {"all", "nothing"}


def test_an_import_row_by_row_is_left_half_taken(tmp_path: Path) -> None:
    """The control: if this one were whole, the proofs above could not fail either."""
    found = killed(tmp_path, "import row by row", FEW, make_import, check_imported)

    assert found["half"] > 0


# The agenda.


def agendas() -> tuple[bytes, bytes]:
    made = []
    for count in (3, 200):
        due = [MORNING + timedelta(hours=n) for n in range(count)]
        entries = tuple(
            AgendaEntry(f"{n:032x}", f"{n:032x}", at, Urgency.REPEATING) for n, at in enumerate(due)
        )
        made.append(agenda_as_json(Agenda("en", LATER, entries)))
    return made[0], made[1]


def make_agenda(folder: Path) -> None:
    old, new = agendas()
    PersonFiles(folder / DIARY).agenda.write_bytes(old)
    (folder / NEXT_AGENDA).write_bytes(new)


def check_agenda(folder: Path, acknowledged: list[str]) -> str:
    old, new = agendas()
    found = PersonFiles(folder / DIARY).agenda.read_bytes()
    assert found == new or "written" not in acknowledged
    return {old: "old", new: "new"}.get(found, "torn")


def test_a_few_kills_while_the_agenda_is_written_leave_the_old_or_the_new_one(tmp_path: Path) -> None:
    found = killed(tmp_path, "agenda", FEW, make_agenda, check_agenda)

    assert found.keys() <= {"old", "new"}


@pytest.mark.proof
def test_many_kills_while_the_agenda_is_written_leave_the_old_or_the_new_one(tmp_path: Path) -> None:
    found = killed(tmp_path, "agenda", MANY, make_agenda, check_agenda)

    assert found.keys() == {"old", "new"}


@pytest.mark.proof
def test_an_agenda_that_is_written_over_is_torn(tmp_path: Path) -> None:
    """The control: if this one were never torn, the proof above could not fail either."""
    found = killed(tmp_path, "agenda in place", MANY, make_agenda, check_agenda)

    assert found["torn"] > 0
