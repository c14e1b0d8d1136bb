"""Copies while the diary is written: when one is made, where, and what is told when one cannot be."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from threading import Event

import pytest
from pytestqt.qtbot import QtBot

from companion.core.backup_plan import Reason
from companion.core.copies import Thing
from companion.core.diary import LONGEST_NOTE
from companion.core.levels import Severity
from companion.paths import PersonFiles
from companion.services.backup import Backups
from companion.services.log_keeping import LogKeeping
from companion.stores import copies, copy_round
from companion.stores.backup_folder import copies_in
from companion.stores.contents import read_copy
from companion.stores.marks import read_mark
from companion.stores.seam import sqlite
from tests.services.diary_kit import DiaryKit


@pytest.fixture
def files(tmp_path: Path) -> PersonFiles:
    return PersonFiles(tmp_path / "diary.db")


@pytest.fixture
def backups(kit: DiaryKit, files: PersonFiles) -> Iterator[Backups]:
    made = Backups(files, kit.shelf, kit.journal, kit.record)
    yield made
    made.stop()


def done(qtbot: QtBot, backups: Backups) -> None:
    qtbot.waitUntil(lambda: not backups.is_running)


def entries_copied(files: PersonFiles) -> int:
    """How many diary entries the newest copy has."""
    return read_copy(copies_in(files.backups)[0].path, key=None).count(Thing.ENTRY)


def write_something(kit: DiaryKit) -> None:
    kit.feel(kit.begin(), "cough", Severity.MILD)


def test_a_first_copy_is_made_at_the_start(
    qtbot: QtBot, kit: DiaryKit, backups: Backups, files: PersonFiles
) -> None:
    write_something(kit)

    backups.start()
    done(qtbot, backups)

    (copy,) = copies_in(files.backups)
    assert read_copy(copy.path, key=None).count(Thing.ENTRY) == 1
    assert backups.state().here.last == kit.clock.now()


def test_a_copy_follows_after_half_an_hour_if_something_changed(
    qtbot: QtBot, kit: DiaryKit, backups: Backups, files: PersonFiles
) -> None:
    backups.start()
    done(qtbot, backups)
    write_something(kit)
    kit.clock.advance(minutes=29)
    backups.tick()
    early = copies_in(files.backups)

    kit.clock.advance(minutes=1)
    backups.tick()
    done(qtbot, backups)

    (copy,) = copies_in(files.backups)
    assert copy != early[0]
    assert read_copy(copy.path, key=None).count(Thing.ENTRY) == 1


def test_nothing_changed_means_no_further_copy_and_no_worry(
    qtbot: QtBot, kit: DiaryKit, backups: Backups, files: PersonFiles
) -> None:
    backups.start()
    done(qtbot, backups)
    before = copies_in(files.backups)
    kit.clock.advance(days=9)

    backups.tick()
    done(qtbot, backups)

    assert copies_in(files.backups) == before
    assert not backups.state().here.is_old


def test_a_clock_set_back_still_brings_the_next_copy(
    qtbot: QtBot, kit: DiaryKit, backups: Backups, files: PersonFiles
) -> None:
    backups.start()
    done(qtbot, backups)
    write_something(kit)
    kit.clock.advance(days=-400)

    backups.tick()
    done(qtbot, backups)

    newest = copies_in(files.backups)[0]
    assert newest.taken.at == kit.clock.now()
    assert read_copy(newest.path, key=None).count(Thing.ENTRY) == 1


def test_the_last_copy_is_made_at_the_end(kit: DiaryKit, backups: Backups, files: PersonFiles) -> None:
    write_something(kit)

    backups.stop()

    assert read_copy(copies_in(files.backups)[0].path, key=None).count(Thing.ENTRY) == 1


def test_a_second_place_gets_a_copy_at_once_and_keeps_nothing_of_others(
    qtbot: QtBot, kit: DiaryKit, backups: Backups, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    (stick / "photo.jpg").write_bytes(b"x")

    backups.choose_second(stick)
    done(qtbot, backups)

    state = backups.state().second
    assert state is not None
    assert (state.folder, state.last, state.problem) == (stick, kit.clock.now(), None)
    (folder,) = [place for place in stick.iterdir() if place.is_dir()]
    assert len(copies_in(folder)) == 1
    assert (stick / "photo.jpg").exists()


def test_a_stick_that_was_pulled_out_is_told_calmly_and_tried_again(
    qtbot: QtBot, kit: DiaryKit, backups: Backups, files: PersonFiles, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    backups.choose_second(stick)
    done(qtbot, backups)
    stick.rename(tmp_path / "in the drawer")
    write_something(kit)
    kit.clock.advance(minutes=30)
    backups.tick()
    done(qtbot, backups)
    away = backups.state()

    (tmp_path / "in the drawer").rename(stick)
    kit.clock.advance(minutes=30)
    backups.tick()
    done(qtbot, backups)

    assert away.second is not None
    assert away.second.problem is not None
    assert away.second.problem.key == "copies.place_missing"
    assert away.here.problem is None
    assert read_copy(copies_in(files.backups)[0].path, key=None).count(Thing.ENTRY) == 1
    back = backups.state().second
    assert back is not None
    assert (back.problem, back.last) == (None, kit.clock.now())


@pytest.mark.skipif(os.name != "posix" or os.geteuid() != 0, reason="only the super-user may mount")
def test_a_full_stick_is_told_of_and_the_old_copy_stays(
    qtbot: QtBot, kit: DiaryKit, backups: Backups, tmp_path: Path
) -> None:
    stick = tmp_path / "small stick"
    stick.mkdir()
    if os.system(f"mount -t tmpfs -o size=600k tmpfs '{stick}' 2>/dev/null"):
        pytest.skip("no tmpfs may be mounted here")
    try:
        backups.choose_second(stick)
        done(qtbot, backups)
        first = backups.state().second
        entry = kit.begin()
        for letter in "abcdefghijklmnopqrstuvwxyz" * 2:  # each earlier version of the note is kept
            kit.journal.write_note(entry, letter * LONGEST_NOTE)
        kit.clock.advance(minutes=30)

        backups.tick()
        done(qtbot, backups)

        full = backups.state()
        (folder,) = [place for place in stick.iterdir() if place.is_dir()]
        old = copies_in(folder)
        assert [read_copy(copy.path, key=None).count(Thing.ENTRY) for copy in old] == [0]
        assert first is not None
        assert first.problem is None
        assert full.second is not None
        assert full.second.problem is not None
        assert full.second.problem.key == "storage.not_copied_full"
        assert full.here.problem is None
    finally:
        os.system(f"umount '{stick}'")


def test_a_copy_that_was_damaged_meanwhile_is_replaced_by_a_new_one(
    qtbot: QtBot, kit: DiaryKit, backups: Backups, files: PersonFiles
) -> None:
    write_something(kit)
    backups.start()
    done(qtbot, backups)
    spoilt = copies_in(files.backups)[0]
    spoilt.path.write_bytes(b"")

    backups.make_now()
    done(qtbot, backups)

    newest = copies_in(files.backups)[0]
    assert newest.path != spoilt.path
    assert read_copy(newest.path, key=None).count(Thing.ENTRY) == 1


def test_a_copy_asked_for_while_one_is_under_way_follows_it(
    qtbot: QtBot, kit: DiaryKit, backups: Backups, files: PersonFiles
) -> None:
    backups.make_now()
    write_something(kit)
    backups.make_now()
    done(qtbot, backups)

    assert read_copy(copies_in(files.backups)[0].path, key=None).count(Thing.ENTRY) == 1


def test_the_window_goes_on_writing_while_a_copy_is_made(
    qtbot: QtBot, kit: DiaryKit, backups: Backups, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(copies, "_PAGES_AT_ONCE", 1)
    entry = kit.begin()
    backups.make_now()

    for n in range(50):
        kit.journal.write_note(entry, f"note {n}")
    done(qtbot, backups)

    assert kit.record.entry(entry).note == "note 49"
    assert backups.state().here.problem is None


def test_a_place_that_does_not_answer_holds_up_neither_window_nor_the_other_place(
    qtbot: QtBot,
    kit: DiaryKit,
    backups: Backups,
    files: PersonFiles,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    answers = Event()
    put = copy_round.put_copy

    def hang_on_the_stick(diary: Path, folder: Path, **more: object) -> object:
        if stick in folder.parents:
            assert answers.wait(30)
        return put(diary, folder, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(copy_round, "put_copy", hang_on_the_stick)
    backups.choose_second(stick)
    qtbot.waitUntil(lambda: bool(copies_in(files.backups)))
    write_something(kit)
    kit.clock.advance(minutes=30)

    backups.tick()
    qtbot.waitUntil(lambda: entries_copied(files) == 1)

    assert backups.is_running
    qtbot.waitUntil(lambda: backups.state().done is not None)
    answers.set()
    done(qtbot, backups)


def test_fewer_entries_than_before_are_told_and_the_copy_that_has_them_is_kept(
    qtbot: QtBot, kit: DiaryKit, backups: Backups, files: PersonFiles
) -> None:
    entry = kit.begin()
    kit.feel(entry, "cough", Severity.MILD)
    backups.make_now()
    done(qtbot, backups)
    keeping = LogKeeping(kit.shelf, kit.journal, backups)
    keeping.note()
    kit.shelf.db.execute("DELETE FROM answers")

    said = keeping.some_are_missing()
    kit.journal.write_note(entry, "written later")
    backups.make_now()
    done(qtbot, backups)

    assert said == "copies.some_missing_but_copied"
    kept = [copy for copy in copies_in(files.backups) if copy.taken.reason is Reason.HAS_MORE]
    assert len(kept) == 1
    keeping.stop()


def test_as_many_entries_as_before_are_nothing_to_tell(kit: DiaryKit, backups: Backups) -> None:
    keeping = LogKeeping(kit.shelf, kit.journal, backups)
    write_something(kit)
    keeping.stop()

    assert keeping.some_are_missing() is None
    assert (read_mark(backups.files.mark) or 0) > 0


def test_fewer_entries_without_a_copy_that_has_them_are_told_too(kit: DiaryKit, backups: Backups) -> None:
    keeping = LogKeeping(kit.shelf, kit.journal, backups)
    write_something(kit)
    keeping.stop()
    kit.shelf.db.execute("DELETE FROM answers")

    assert keeping.some_are_missing() == "copies.some_missing"


def test_the_log_is_emptied_when_nothing_was_written_for_a_while(
    kit: DiaryKit, backups: Backups, files: PersonFiles
) -> None:
    keeping = LogKeeping(kit.shelf, kit.journal, backups)
    write_something(kit)
    log = Path(f"{files.diary}-wal")
    before = log.stat().st_size

    keeping.shorten()

    assert before > 0
    assert log.stat().st_size == 0
    keeping.stop()


def test_a_diary_that_cannot_be_read_does_not_stop_the_beat(
    kit: DiaryKit, backups: Backups, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_args: object) -> object:
        raise sqlite.DatabaseError("disk I/O error")

    write_something(kit)
    monkeypatch.setattr(type(kit.shelf.db), "query", broken)

    backups.tick()

    assert not backups.is_running
    monkeypatch.undo()


def test_a_second_place_can_be_given_up(
    qtbot: QtBot, kit: DiaryKit, backups: Backups, tmp_path: Path
) -> None:
    (tmp_path / "stick").mkdir()
    backups.choose_second(tmp_path / "stick")
    done(qtbot, backups)

    backups.choose_second(None)
    done(qtbot, backups)

    assert backups.state().second is None
    assert any((tmp_path / "stick").iterdir())


def test_a_copy_older_than_a_week_that_does_not_hold_what_was_written_since_is_old(
    qtbot: QtBot, kit: DiaryKit, backups: Backups, files: PersonFiles
) -> None:
    backups.start()
    done(qtbot, backups)
    write_something(kit)
    kit.clock.advance(days=8)
    copy = copies_in(files.backups)[0]
    moved = files.backups.with_name("elsewhere")
    shutil.move(files.backups, moved)
    files.backups.write_bytes(b"in the way")
    backups.tick()
    done(qtbot, backups)
    without = backups.state().here
    files.backups.unlink()
    shutil.move(moved, files.backups)

    assert without.is_old
    assert without.problem is not None
    fresh = Backups(files, kit.shelf, kit.journal, kit.record)
    assert fresh.state().here.is_old
    assert fresh.state().here.last == copy.taken.at
