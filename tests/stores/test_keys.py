"""A diary with a key: nothing of it is readable without, and damage does not go unseen."""

from __future__ import annotations

from pathlib import Path

import pytest

from companion.core.errors import OurFault
from companion.stores.connection import is_encrypted
from companion.stores.database import open_diary
from companion.stores.diary import DiaryStore
from tests.stores.opening import ANOTHER_KEY, KEY, make_diary, refusal
from tests.stores.samples import MORNING, an_entry


def test_a_diary_with_a_key_is_not_plain_text(diary_file: Path) -> None:
    make_diary(diary_file, key=KEY)

    db = open_diary(diary_file, create=False, key=KEY)

    assert is_encrypted(db)
    assert db.execute("PRAGMA cipher_status").fetchone() == ("1",)
    assert [entry.note for entry in DiaryStore(db).open_drafts()] == ["do not lose me"]
    DiaryStore(db).save_note("entry-1", "and do not lose me", at=MORNING, by=an_entry().by)
    for file in diary_file.parent.glob("diary.db*"):
        content = file.read_bytes()
        assert b"lose me" not in content
        assert not content.startswith(b"SQLite format 3")
    db.close()


def test_without_a_key_the_same_words_do_stand_in_the_file(diary_file: Path) -> None:
    make_diary(diary_file)

    assert b"do not lose me" in diary_file.read_bytes()


def test_a_wrong_key_is_refused(diary_file: Path) -> None:
    make_diary(diary_file, key=KEY)

    found = refusal(lambda: open_diary(diary_file, create=False, key=ANOTHER_KEY))

    assert found == "storage.wrong_key"


def test_a_plain_diary_in_place_of_an_encrypted_one_is_refused(diary_file: Path) -> None:
    make_diary(diary_file)

    assert refusal(lambda: open_diary(diary_file, create=False, key=KEY)) == "storage.not_encrypted"


def test_an_encrypted_diary_is_not_opened_without_its_key(diary_file: Path) -> None:
    make_diary(diary_file, key=KEY)

    assert refusal(lambda: open_diary(diary_file, create=True)) == "storage.damaged"


def test_a_flipped_bit_in_an_encrypted_diary_is_found(diary_file: Path) -> None:
    make_diary(diary_file, key=KEY)
    content = bytearray(diary_file.read_bytes())
    content[len(content) // 2] ^= 1
    diary_file.write_bytes(bytes(content))

    assert refusal(lambda: open_diary(diary_file, create=False, key=KEY)) == "storage.damaged"


def test_a_key_of_another_length_is_our_fault(diary_file: Path) -> None:
    with pytest.raises(OurFault):
        open_diary(diary_file, create=True, key=b"short")
