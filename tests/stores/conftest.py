"""An open diary in a fresh folder, and a folder whose rights count even for the super-user."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from companion.stores.database import close_diary, open_diary
from companion.stores.seam import Database

_NOBODY = 65534


@pytest.fixture
def diary_file(tmp_path: Path) -> Path:
    return tmp_path / "diary.db"


@pytest.fixture
def db(diary_file: Path) -> Iterator[Database]:
    opened = open_diary(diary_file, create=True)
    yield opened
    close_diary(opened)


@pytest.fixture
def guarded_folder() -> Iterator[Path]:
    """A folder in which taking rights away stops this process: the super-user becomes nobody for the test."""
    if os.name != "posix":
        pytest.skip("rights are not bits here")
    folder = Path(tempfile.mkdtemp())
    super_user = os.geteuid() == 0
    if super_user:
        os.chown(folder, _NOBODY, _NOBODY)
        os.seteuid(_NOBODY)
    yield folder
    if super_user:
        os.seteuid(0)
    folder.chmod(0o700)
    shutil.rmtree(folder)
