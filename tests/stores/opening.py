"""What tests of opening share: a diary with something to lose, and the key of a refusal."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from companion.core.errors import UserCanFix
from companion.stores.database import close_diary, open_diary
from companion.stores.diary import DiaryStore
from tests.stores.samples import MORNING, an_answer, an_entry

KEY = bytes(range(32))
ANOTHER_KEY = bytes(range(1, 33))


def refusal(open_it: Callable[[], object]) -> str:
    with pytest.raises(UserCanFix) as refused:
        open_it()
    return refused.value.key


def make_diary(path: Path, *, key: bytes | None = None) -> None:
    """A diary with one answer in it, closed."""
    db = open_diary(path, create=True, key=key)
    DiaryStore(db).begin_entry(an_entry(note="do not lose me"))
    DiaryStore(db).save_answer("entry-1", an_answer(), at=MORNING)
    close_diary(db)
