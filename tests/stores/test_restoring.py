"""Going back to a copy: said before what would change, all or nothing, and with a way back."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from companion.core.copies import Thing
from companion.core.levels import Severity
from companion.paths import PersonFiles
from companion.stores import restoring
from companion.stores.backup_folder import BackupFile, copies_in, put_copy
from companion.stores.contents import read_copy
from companion.stores.database import close_diary, open_diary
from companion.stores.diary import DiaryStore
from companion.stores.doses import DosesStore
from companion.stores.restoring import finish_restore, preview, restore
from tests.stores.opening import KEY, make_diary, refusal
from tests.stores.samples import LATER, PATIENT, a_dose, an_answer, an_entry

EVENING = datetime(2026, 3, 2, 19, 30, tzinfo=UTC)
NEXT_DAY = EVENING + timedelta(days=1)
VAULT = (".vault",)


def more(diary: Path, note: str, *, key: bytes | None = None) -> None:
    """One more entry, written down later."""
    db = open_diary(diary, create=False, key=key)
    DiaryStore(db).begin_entry(an_entry(note, note=note))
    close_diary(db)


def notes(diary: Path, *, key: bytes | None = None) -> set[str]:
    db = open_diary(diary, create=False, key=key)
    found = {entry.note for entry in DiaryStore(db).open_drafts()}
    close_diary(db)
    return found


@pytest.fixture
def files(diary_file: Path) -> PersonFiles:
    return PersonFiles(diary_file)


@pytest.fixture
def copy(files: PersonFiles) -> BackupFile:
    """A diary with one entry in a copy, and a second entry written since."""
    make_diary(files.diary)
    made = put_copy(files.diary, files.backups, at=EVENING)
    more(files.diary, "since then")
    return made


def test_the_preview_counts_what_would_be_lost_and_what_would_come_back(
    files: PersonFiles, copy: BackupFile
) -> None:
    db = open_diary(files.diary, create=False)
    DosesStore(db).save(a_dose(treatment_id=None), at=LATER)
    DiaryStore(db).save_answer("since then", an_answer("answer-9"), at=LATER)
    DiaryStore(db).remove_entry("entry-1", at=LATER, by=PATIENT)
    close_diary(db)

    seen = preview(files, copy.path, key=None)

    assert seen.now is not None
    assert seen.change is not None
    assert seen.copy.count(Thing.ENTRY) == 1
    assert (seen.copy.first_day, seen.copy.last_day) == (date(2026, 3, 2), date(2026, 3, 2))
    assert seen.change.lost == {Thing.ENTRY: 1, Thing.DOSE: 1, Thing.ALERT: 0, Thing.OTHER: 0}
    assert seen.change.back == {Thing.ENTRY: 1, Thing.DOSE: 0, Thing.ALERT: 0, Thing.OTHER: 0}
    assert seen.change.changed == 0


def test_an_answer_that_was_corrected_since_counts_as_changed(files: PersonFiles, copy: BackupFile) -> None:
    corrected = replace(an_answer(), severity=Severity.SEVERE)
    db = open_diary(files.diary, create=False)
    DiaryStore(db).save_answer("entry-1", corrected, at=LATER)
    close_diary(db)

    seen = preview(files, copy.path, key=None)

    assert seen.change is not None
    assert seen.change.changed == 1


def test_a_preview_changes_nothing(files: PersonFiles, copy: BackupFile) -> None:
    before = {file.name: file.read_bytes() for file in files.folder.rglob("*") if file.is_file()}

    preview(files, copy.path, key=None)

    assert {file.name: file.read_bytes() for file in files.folder.rglob("*") if file.is_file()} == before


def test_a_restore_brings_the_copy_and_keeps_what_stood_there(files: PersonFiles, copy: BackupFile) -> None:
    stood = restore(files, copy.path, at=NEXT_DAY)

    assert stood is not None
    assert notes(files.diary) == {"do not lose me"}
    assert notes(stood.path) == {"do not lose me", "since then"}


def test_a_restore_can_be_undone_and_the_undo_too(files: PersonFiles, copy: BackupFile) -> None:
    stood = restore(files, copy.path, at=NEXT_DAY)
    assert stood is not None

    undone = restore(files, stood.path, at=NEXT_DAY)

    assert undone is not None
    assert notes(files.diary) == {"do not lose me", "since then"}
    assert notes(undone.path) == {"do not lose me"}


def test_the_log_of_the_old_diary_is_not_played_into_the_copy(files: PersonFiles, copy: BackupFile) -> None:
    db = open_diary(files.diary, create=False)
    DiaryStore(db).begin_entry(an_entry("in the log", note="in the log"))
    log = Path(f"{files.diary}-wal")
    kept_log, kept_main = log.read_bytes(), files.diary.read_bytes()
    close_diary(db)
    files.diary.write_bytes(kept_main)
    log.write_bytes(kept_log)

    stood = restore(files, copy.path, at=NEXT_DAY)

    assert notes(files.diary) == {"do not lose me"}
    assert stood is not None
    assert "in the log" in notes(stood.path)


def emptied(file: Path) -> None:
    file.write_bytes(b"")


def cut(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:5000])


def gone(file: Path) -> None:
    file.unlink()


@pytest.mark.parametrize("spoil", [emptied, cut, gone])
def test_a_diary_that_is_broken_or_gone_is_replaced_by_the_copy(
    files: PersonFiles, copy: BackupFile, spoil: Callable[[Path], None]
) -> None:
    spoil(files.diary)
    broken = files.diary.read_bytes() if files.diary.exists() else b""

    assert preview(files, copy.path, key=None).now is None
    assert restore(files, copy.path, at=NEXT_DAY) is None

    assert notes(files.diary) == {"do not lose me"}
    kept = [file.read_bytes() for file in files.backups.glob("damaged-*.db")]
    assert kept == ([broken] if broken else [])


def newer(file: Path) -> None:
    db = open_diary(file, create=False)
    row = dict(next(iter(db["_sqlite_migrations"].rows)))
    db.table("_sqlite_migrations").insert({**row, "id": None, "name": "from_the_future"})
    close_diary(db)


def another_file(file: Path) -> None:
    file.write_bytes(b"Dear diary, today I felt fine.\n" * 300)


@pytest.mark.parametrize(
    ("spoil", "key"),
    [
        (emptied, "copies.damaged"),
        (cut, "copies.damaged"),
        (gone, "copies.gone"),
        (newer, "copies.newer"),
        (another_file, "copies.not_readable"),
    ],
)
def test_a_copy_that_cannot_be_used_is_refused_and_the_diary_stays(
    files: PersonFiles, copy: BackupFile, spoil: Callable[[Path], None], key: str
) -> None:
    spoil(copy.path)

    assert refusal(lambda: restore(files, copy.path, at=NEXT_DAY)) == key

    assert notes(files.diary) == {"do not lose me", "since then"}
    assert [made.path for made in copies_in(files.backups)] in ([copy.path], [])


def test_where_nothing_may_be_written_everything_stays_as_it_was(guarded_folder: Path) -> None:
    files = PersonFiles(guarded_folder / "diary.db")
    make_diary(files.diary)
    copy = put_copy(files.diary, files.backups, at=EVENING)
    before = files.diary.read_bytes()
    for folder in (files.backups, guarded_folder):
        folder.chmod(0o500)

    refused = refusal(lambda: restore(files, copy.path, at=NEXT_DAY))

    files.backups.chmod(0o700)
    assert refused == "storage.not_copied"
    assert files.diary.read_bytes() == before
    assert copies_in(files.backups) == (copy,)


def test_a_restore_that_was_stopped_after_its_moment_is_finished_at_the_next_start(
    files: PersonFiles, copy: BackupFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as stopped:
        stopped.setattr(restoring, "finish_restore", lambda *_args, **_more: False)
        restore(files, copy.path, at=NEXT_DAY)
    assert files.restoring.exists()

    assert notes(files.diary) == {"do not lose me"}
    assert not files.restoring.exists()
    assert not finish_restore(files)


@pytest.mark.parametrize("age", [0, 7, 30])
@pytest.mark.parametrize("key", [None, KEY])
def test_a_copy_of_any_age_opens_on_an_empty_machine_row_for_row(
    files: PersonFiles, tmp_path: Path, age: int, key: bytes | None
) -> None:
    make_diary(files.diary, key=key)
    vault = files.diary.with_name("diary.db.vault")
    vault.write_bytes(b"the key, wrapped")
    for back in sorted({0, 7, 30}, reverse=True):
        more(files.diary, f"{back} days back", key=key)
        at = NEXT_DAY - timedelta(days=back)
        put_copy(files.diary, files.backups, at=at, key=key, side_files=((vault, ".vault"),))
    wanted = next(c for c in copies_in(files.backups) if c.taken.at == NEXT_DAY - timedelta(days=age))
    clean = PersonFiles(tmp_path / "another machine" / "diary.db")

    restore(clean, wanted.path, at=NEXT_DAY, key=key, endings=VAULT)

    assert dump(clean.diary, key) == dump(wanted.path, key)
    assert clean.diary.with_name("diary.db.vault").read_bytes() == b"the key, wrapped"
    assert f"{age} days back" in notes(clean.diary, key=key)


def dump(diary: Path, key: bytes | None) -> dict[str, list[object]]:
    """Every row of every table."""
    db = open_diary(diary, create=False, key=key)
    found: dict[str, list[object]] = {
        name: db.execute(f"SELECT * FROM {name} ORDER BY rowid").fetchall() for name in db.table_names()
    }
    close_diary(db)
    return found


def test_the_present_key_file_is_not_replaced_by_the_one_of_an_old_copy(files: PersonFiles) -> None:
    make_diary(files.diary)
    vault = files.diary.with_name("diary.db.vault")
    vault.write_bytes(b"old passphrase")
    copy = put_copy(files.diary, files.backups, at=EVENING, side_files=((vault, ".vault"),))
    vault.write_bytes(b"new passphrase")

    restore(files, copy.path, at=NEXT_DAY, endings=VAULT)

    assert vault.read_bytes() == b"new passphrase"


def test_a_copy_of_an_older_version_is_brought_up_to_date_when_it_is_opened(
    files: PersonFiles, tmp_path: Path
) -> None:
    old = tmp_path / "old.db"
    shutil.copy(Path(__file__).parents[1] / "data" / "schemas" / "004_diary.db", old)

    assert read_copy(old, key=None).count(Thing.ENTRY) == 1
    restore(files, old, at=EVENING)

    db = open_diary(files.diary, create=False)
    assert [entry.note for entry in DiaryStore(db).entries_between(date.min, date.max)] == ["a note"]
    close_diary(db)


def test_a_folder_with_copies_is_never_taken_for_a_new_start(files: PersonFiles, copy: BackupFile) -> None:
    files.diary.unlink()
    files.emergency.unlink()

    assert refusal(lambda: open_diary(files.diary, create=True)) == "storage.missing"
    assert copy.path.exists()
