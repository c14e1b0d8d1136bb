"""Which copy is offered where the diary cannot be opened, and what stands in it."""

from __future__ import annotations

from pathlib import Path

from companion.core.copies import Contents
from companion.core.errors import UserCanFix
from companion.paths import PersonFiles
from companion.stores.backup_folder import BackupFile, copies_in
from companion.stores.contents import read_copy

# With these the diary itself is gone or spoilt; with others, such as a newer version, a copy would not help.
WITH_COPIES = frozenset(
    {
        "storage.missing",
        "storage.empty",
        "storage.damaged",
        "storage.not_a_diary",
        "storage.not_encrypted",
        # Where a copy opens with the same key, it is not the key that is wrong.
        "storage.wrong_key",
        "storage.unreadable",
    }
)


def newest_usable(
    files: PersonFiles, *, key: bytes | None = None
) -> tuple[BackupFile, Contents, bool] | None:
    """The newest copy that opens, what stands in it, and whether a newer one had to be passed over."""
    passed_over = False
    for copy in copies_in(files.backups):
        try:
            return copy, read_copy(copy.path, key=key), passed_over
        except UserCanFix:
            passed_over = True
    return None


def one_copy(path: Path, *, key: bytes | None = None) -> tuple[BackupFile | None, Contents]:
    """A copy that the person chose; UserCanFix where it cannot be used."""
    found = read_copy(path, key=key)
    named = next((copy for copy in copies_in(path.parent) if copy.path == path), None)
    return named, found
