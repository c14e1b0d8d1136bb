"""backup, restore and check on the command line: what they say, what they change, and how they end."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from companion.cli import main
from companion.lock import AlreadyRunning, acquire
from companion.paths import PersonFiles
from companion.stores.backup_folder import copies_in
from companion.stores.database import close_diary, open_diary
from companion.stores.diary import DiaryStore
from tests.source_code import ROOT
from tests.stores.opening import make_diary
from tests.stores.samples import an_entry


@pytest.fixture
def files(tmp_path: Path) -> PersonFiles:
    files = PersonFiles(tmp_path / "home" / "diary.db")
    make_diary(files.diary)
    return files


def run(*arguments: str | Path, says: str = "") -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments], input=says)


def entries(diary: Path) -> set[str]:
    db = open_diary(diary, create=False)
    found = {entry.id for entry in DiaryStore(db).open_drafts()}
    close_diary(db)
    return found


def one_more(diary: Path) -> None:
    db = open_diary(diary, create=False)
    DiaryStore(db).begin_entry(an_entry("entry-2"))
    close_diary(db)


def test_backup_prints_the_name_of_a_copy_that_opens(files: PersonFiles, tmp_path: Path) -> None:
    done = run("backup", tmp_path / "stick", "--data", files.diary)

    assert done.exit_code == 0
    copy = Path(done.stdout.strip())
    assert copy.parent == tmp_path / "stick"
    assert entries(copy) == {"entry-1"}


def test_backup_never_thins(files: PersonFiles, tmp_path: Path) -> None:
    for _ in range(3):
        run("backup", tmp_path / "stick", "--data", files.diary)

    assert len(copies_in(tmp_path / "stick")) == 3


def test_backup_without_a_diary_ends_with_2(tmp_path: Path) -> None:
    done = run("backup", tmp_path / "stick", "--data", tmp_path / "none.db")

    assert (done.exit_code, done.stderr.count("\n")) == (2, 1)
    assert "not where it was" in done.stderr
    assert not (tmp_path / "none.db").exists()


def test_backup_to_a_place_that_cannot_be_written_ends_with_1(files: PersonFiles, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")

    done = run("backup", tmp_path / "file" / "stick", "--data", files.diary)

    assert (done.exit_code, done.stderr.count("\n")) == (1, 1)


def test_restore_shows_what_would_change_and_asks(files: PersonFiles, tmp_path: Path) -> None:
    copy = run("backup", tmp_path / "stick", "--data", files.diary).stdout.strip()
    one_more(files.diary)

    refused = run("restore", copy, "--data", files.diary, says="n\n")

    assert refused.exit_code == 1
    assert "You would no longer have: one diary entry." in refused.stdout
    assert "Nothing was changed." in refused.stderr
    assert entries(files.diary) == {"entry-1", "entry-2"}


@pytest.mark.parametrize(("options", "says"), [((), "y\n"), (("--yes",), "")])
def test_restore_brings_the_copy_and_says_where_the_diary_is_kept(
    files: PersonFiles, tmp_path: Path, options: tuple[str, ...], says: str
) -> None:
    copy = run("backup", tmp_path / "stick", "--data", files.diary).stdout.strip()
    one_more(files.diary)

    done = run("restore", copy, *options, "--data", files.diary, says=says)

    assert done.exit_code == 0
    assert entries(files.diary) == {"entry-1"}
    kept = Path(done.stdout.strip().splitlines()[-1].partition(": ")[2])
    assert entries(kept) == {"entry-1", "entry-2"}


def test_restore_on_a_machine_that_has_no_diary(files: PersonFiles, tmp_path: Path) -> None:
    copy = run("backup", tmp_path / "stick", "--data", files.diary).stdout.strip()
    clean = tmp_path / "new machine" / "diary.db"

    done = run("restore", copy, "--yes", "--data", clean)

    assert done.exit_code == 0
    assert entries(clean) == {"entry-1"}


def test_where_nobody_can_be_asked_restore_changes_nothing(files: PersonFiles, tmp_path: Path) -> None:
    copy = run("backup", tmp_path / "stick", "--data", files.diary).stdout.strip()
    one_more(files.diary)

    assert run("restore", copy, "--data", files.diary).exit_code == 1
    assert entries(files.diary) == {"entry-1", "entry-2"}


def test_restore_of_a_file_that_is_no_copy_ends_with_2(files: PersonFiles, tmp_path: Path) -> None:
    (tmp_path / "letter.db").write_bytes(b"Dear diary\n" * 100)

    done = run("restore", tmp_path / "letter.db", "--yes", "--data", files.diary)

    assert (done.exit_code, done.stdout) == (2, "")
    assert entries(files.diary) == {"entry-1"}


def test_restore_while_companion_is_open_ends_with_2(files: PersonFiles, tmp_path: Path) -> None:
    copy = run("backup", tmp_path / "stick", "--data", files.diary).stdout.strip()
    one_more(files.diary)
    lock = acquire(files.lock)
    assert not isinstance(lock, AlreadyRunning)

    done = run("restore", copy, "--yes", "--data", files.diary)

    lock.release()
    assert done.exit_code == 2
    assert "Companion is open" in done.stderr
    assert entries(files.diary) == {"entry-1", "entry-2"}


def test_check_of_a_whole_diary_with_a_copy_ends_with_0(files: PersonFiles) -> None:
    run("backup", files.backups, "--data", files.diary)

    done = run("check", "--data", files.diary)

    assert (done.exit_code, done.stderr) == (0, "")
    assert "The diary opens and is whole" in done.stdout
    assert "The copy opens and is whole" in done.stdout


def test_check_changes_nothing(files: PersonFiles) -> None:
    before = {file.name: file.read_bytes() for file in files.folder.rglob("*") if file.is_file()}

    run("check", "--data", files.diary)

    assert {file.name: file.read_bytes() for file in files.folder.rglob("*") if file.is_file()} == before


def spoil_diary(files: PersonFiles) -> None:
    files.diary.write_bytes(files.diary.read_bytes()[:9000])


def spoil_copy(files: PersonFiles) -> None:
    copies_in(files.backups)[0].path.write_bytes(b"")


def spoil_numbers(files: PersonFiles) -> None:
    files.emergency.write_bytes(b"{")


def spoil_references(files: PersonFiles) -> None:
    db = open_diary(files.diary, create=False)
    db.execute("PRAGMA foreign_keys = off")
    db.execute("DELETE FROM entries")
    close_diary(db)


def lose_entries(files: PersonFiles) -> None:
    files.mark.write_text('{"entries": 99}')


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (spoil_diary, "Your diary file is damaged"),
        (spoil_copy, "is damaged. Choose an older one."),
        (spoil_numbers, "numbers to call cannot be read"),
        (spoil_references, "One thing in the diary belongs to something"),
        (lose_entries, "newest entries may be missing"),
    ],
)
def test_check_names_what_is_not_well_and_ends_with_1(files: PersonFiles, spoil: object, said: str) -> None:
    run("backup", files.backups, "--data", files.diary)
    assert callable(spoil)
    spoil(files)

    done = run("check", "--data", files.diary)

    assert done.exit_code == 1
    assert said in done.stderr


def test_check_without_a_copy_ends_with_1_and_without_anything_with_2(
    files: PersonFiles, tmp_path: Path
) -> None:
    assert run("check", "--data", files.diary).exit_code == 1
    assert run("check", "--data", tmp_path / "nowhere.db").exit_code == 2


@pytest.mark.parametrize("command", ["backup", "restore", "check"])
def test_no_command_about_copies_loads_qt(files: PersonFiles, tmp_path: Path, command: str) -> None:
    copy = run("backup", files.backups, "--data", files.diary).stdout.strip()
    arguments = {"backup": [str(tmp_path / "b")], "restore": [copy, "--yes"], "check": []}[command]
    script = (
        "import sys\nfrom companion.cli import main\n"
        "try:\n    main()\nexcept SystemExit as end:\n"
        "    assert end.code == 0, end.code\n"
        "    assert not [n for n in sys.modules if n.startswith(('PySide6', 'shiboken6'))]\n"
    )

    done = subprocess.run(
        [sys.executable, "-c", script, command, *arguments, "--data", str(files.diary)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stderr
