"""A plain diary becomes an encrypted one: all of it, none of it left in plain text, and whole when killed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from companion.core.errors import UserCanFix
from companion.paths import PersonFiles
from companion.stores import encrypting
from companion.stores.connection import is_encrypted
from companion.stores.database import close_diary, open_diary
from companion.stores.diary import DiaryStore
from companion.stores.encrypting import encrypt_diary, is_plain, wipe
from companion.stores.seam import Database, sqlite
from tests.stores.encrypting_child import NEVER
from tests.stores.opening import KEY, make_diary, refusal

ROOT = Path(__file__).resolve().parents[2]
OLDEST = ROOT / "tests/data/diary_of_the_first_version.db"
MARK = b"do not lose me"
FEW = 6
MANY = int(os.environ.get("COMPANION_KILLS", "80"))


def tables_of(db: Database) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table."""
    names = db.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name").fetchall()
    return {name: sorted(db.execute(f'SELECT * FROM "{name}"').fetchall(), key=repr) for (name,) in names}


def plain_files(folder: Path) -> list[str]:
    """Files that hold the note, or that begin as a plain database does."""
    files = [file for file in folder.rglob("*") if file.is_file()]
    return [file.name for file in files if MARK in file.read_bytes() or is_plain(file)]


def left_open(path: Path) -> None:
    """A diary whose program was killed: part of it stands in the log beside it."""
    make_diary(path)
    folder = path.parent / "elsewhere"
    folder.mkdir()
    db = open_diary(path, create=False)
    db.execute("UPDATE entries SET note = 'do not lose me, said in the log'")
    for file in path.parent.glob("diary.db*"):
        if file.is_file():
            shutil.copy(file, folder / file.name)
    close_diary(db)
    for file in folder.iterdir():
        shutil.move(file, path.parent / file.name)
    folder.rmdir()
    assert path.with_name("diary.db-wal").stat().st_size > 0


def note_of(path: Path) -> str:
    """The note of the one entry, from a diary that opens, which reads it from end to end."""
    db = open_diary(path, create=False, key=None if is_plain(path) else KEY)
    (entry,) = DiaryStore(db).open_drafts()
    close_diary(db)
    return entry.note


def run_child(file: Path, last: int, *, carelessly: bool = False) -> int:
    """Encrypt in a process of its own that ends at line `last`; how many lines it came to, 0 when killed."""
    how = "carelessly" if carelessly else "carefully"
    done = subprocess.run(
        [sys.executable, "-m", "tests.stores.encrypting_child", str(file), str(last), how],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
    )
    assert done.returncode in (0, -9), done.stderr
    return int(done.stdout or 0)


def killed(folder: Path, kills: int, *, carelessly: bool = False) -> tuple[int, int, int]:
    """How many kills left the plain diary, the encrypted one, and neither."""
    template = folder / "template"
    template.mkdir()
    left_open(template / "diary.db")
    counted = folder / "counted"
    shutil.copytree(template, counted)
    lines = run_child(counted / "diary.db", NEVER, carelessly=carelessly)
    plain = encrypted = neither = 0
    for n in range(kills):
        place = folder / f"kill-{n}"
        shutil.copytree(template, place)
        assert run_child(place / "diary.db", 1 + n * lines // kills, carelessly=carelessly) == 0
        try:
            was_plain = is_plain(place / "diary.db")
            assert note_of(place / "diary.db") == "do not lose me, said in the log"
        except (UserCanFix, ValueError):
            neither += 1
            continue
        plain, encrypted = plain + was_plain, encrypted + (not was_plain)
        if not carelessly:
            encrypt_diary(PersonFiles(place / "diary.db"), KEY)
            assert note_of(place / "diary.db") == "do not lose me, said in the log"
            assert plain_files(place) == []
        shutil.rmtree(place)
    return plain, encrypted, neither


def test_everything_is_in_the_encrypted_diary(diary_file: Path) -> None:
    make_diary(diary_file)
    before = open_diary(diary_file, create=False)
    rows = tables_of(before)
    close_diary(before)

    encrypt_diary(PersonFiles(diary_file), KEY)

    after = open_diary(diary_file, create=False, key=KEY)
    assert is_encrypted(after)
    assert tables_of(after) == rows
    assert len(rows["_sqlite_migrations"]) > 5
    close_diary(after)


def test_what_stood_in_the_log_only_comes_along_and_no_log_stays(diary_file: Path) -> None:
    left_open(diary_file)

    encrypt_diary(PersonFiles(diary_file), KEY)

    assert not diary_file.with_name("diary.db-wal").exists()
    assert note_of(diary_file) == "do not lose me, said in the log"


def test_nothing_of_it_is_left_in_plain_text(diary_file: Path) -> None:
    left_open(diary_file)
    assert plain_files(diary_file.parent) != []

    encrypt_diary(PersonFiles(diary_file), KEY)

    assert plain_files(diary_file.parent) == []


def test_a_checked_copy_stays_among_the_backups_with_the_same_key(diary_file: Path) -> None:
    make_diary(diary_file)
    files = PersonFiles(diary_file)

    encrypt_diary(files, KEY)

    (copy,) = files.backups.glob("*.db")
    assert note_of(copy) == "do not lose me"
    assert not is_plain(copy)


def test_earlier_plain_backups_are_encrypted_too(diary_file: Path) -> None:
    files = PersonFiles(diary_file)
    make_diary(diary_file)
    files.backups.mkdir()
    make_diary(files.backups / "before-005.db")

    encrypt_diary(files, KEY)

    assert note_of(files.backups / "before-005.db") == "do not lose me"
    assert plain_files(diary_file.parent) == []


def test_a_diary_of_the_first_version_is_encrypted_and_then_brought_up_to_date(diary_file: Path) -> None:
    shutil.copy(OLDEST, diary_file)

    encrypt_diary(PersonFiles(diary_file), KEY)

    close_diary(open_diary(diary_file, create=False, key=KEY))
    assert not any(is_plain(file) for file in diary_file.parent.rglob("*.db"))


def test_an_encrypted_diary_is_left_alone(diary_file: Path) -> None:
    make_diary(diary_file, key=KEY)
    before = diary_file.read_bytes()

    encrypt_diary(PersonFiles(diary_file), KEY)

    assert diary_file.read_bytes() == before


def test_a_damaged_plain_diary_is_refused_and_left_as_it_is(diary_file: Path) -> None:
    make_diary(diary_file)
    content = bytearray(diary_file.read_bytes())
    content[4096:6000] = bytes(1904)
    diary_file.write_bytes(bytes(content))

    assert refusal(lambda: encrypt_diary(PersonFiles(diary_file), KEY)) == "storage.damaged"

    assert diary_file.read_bytes() == bytes(content)
    assert not diary_file.with_name("diary.db.part").exists()


def test_a_plain_diary_whose_names_are_no_text_any_more_is_called_damaged(diary_file: Path) -> None:
    make_diary(diary_file)
    content = diary_file.read_bytes().replace(b"entries", b"entr\xa0es")
    diary_file.write_bytes(content)

    assert refusal(lambda: encrypt_diary(PersonFiles(diary_file), KEY)) == "storage.damaged"

    assert diary_file.read_bytes() == content


def test_a_database_of_another_program_is_refused(diary_file: Path) -> None:
    conn = sqlite.connect(str(diary_file))
    conn.execute("CREATE TABLE songs (title TEXT)")
    conn.close()

    assert refusal(lambda: encrypt_diary(PersonFiles(diary_file), KEY)) == "storage.not_a_diary"


def test_a_row_that_did_not_arrive_stops_it(diary_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make_diary(diary_file)
    compare = encrypting._compare

    def compare_after_a_loss(db: Database) -> None:
        db.execute("DELETE FROM encrypted.answers")
        compare(db)

    monkeypatch.setattr(encrypting, "_compare", compare_after_a_loss)

    assert refusal(lambda: encrypt_diary(PersonFiles(diary_file), KEY)) == "storage.not_copied"
    assert is_plain(diary_file)
    assert note_of(diary_file) == "do not lose me"


def test_a_disk_without_second_names_still_gets_an_encrypted_diary(
    diary_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_diary(diary_file)

    def refuse(*_: object) -> None:
        raise OSError

    monkeypatch.setattr(os, "link", refuse)

    encrypt_diary(PersonFiles(diary_file), KEY)

    assert plain_files(diary_file.parent) == []
    assert note_of(diary_file) == "do not lose me"


def test_a_file_is_overwritten_before_it_goes(tmp_path: Path) -> None:
    file, other_name = tmp_path / "file", tmp_path / "other"
    file.write_bytes(MARK * 100_000)
    os.link(file, other_name)

    wipe(file)

    assert not file.exists()
    assert other_name.read_bytes() == bytes(len(MARK) * 100_000)


@pytest.mark.skipif(os.name != "posix", reason="a process cannot kill itself so here")
def test_a_few_kills_leave_the_plain_or_the_encrypted_diary(tmp_path: Path) -> None:
    plain, encrypted, neither = killed(tmp_path, FEW)

    assert neither == 0
    assert plain > 0
    assert encrypted > 0


@pytest.mark.proof
@pytest.mark.skipif(os.name != "posix", reason="a process cannot kill itself so here")
def test_many_kills_leave_the_plain_or_the_encrypted_diary(tmp_path: Path) -> None:
    plain, encrypted, neither = killed(tmp_path, MANY)

    print(f"{MANY} kills: {plain} plain, {encrypted} encrypted, {neither} neither")  # noqa: T201
    assert neither == 0
    assert plain > 0
    assert encrypted > 0


@pytest.mark.skipif(os.name != "posix", reason="a process cannot kill itself so here")
def test_taking_the_plain_diary_away_first_does_lose_it(tmp_path: Path) -> None:
    """The control: if this one lost nothing, the proofs above could not fail either."""
    _, _, neither = killed(tmp_path, 3 * FEW, carelessly=True)

    assert neither > 0
