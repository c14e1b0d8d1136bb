"""Takes everything of one diary off this computer, the key first; what a kill leaves is finished later.

The order: a small file that says what is being done; every key file there is, also those beside the copies;
then all other files; that small file last. Whoever finds it goes on, so that what is left of a diary is never
taken for a new one, nor for a damaged one.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from companion.aside import replace_file
from companion.core.errors import UserCanFix
from companion.paths import NEEDED_BESIDE, PersonFiles, make_private_folder
from companion.stores.encrypting import wipe
from companion.stores.people_here import forget_person
from companion.stores.vault import read_vault

_FORMAT: Final = 1
_LARGEST_FILE: Final = 65_536
# What stands behind the name of a file while it is written, wiped or kept for the worst.
_STATES: Final = ("", ".part", ".damaged", ".old", ".to-wipe")
_LOGS: Final = ("", "-wal", "-shm", "-journal")
_COPY: Final = re.compile(
    r"(copy-\d{6,9}-\d{8}T\d{6}Z(-[a-z_]+)?|before-\w+|damaged-\d{8}T\d{6}Z)\.db([.-].*)?"
)


@dataclass(frozen=True, slots=True)
class Traces:
    """What else there is of a diary besides the files named after it: keyring names, folders of copies.

    `place` and `names` are those of the keyring; none of them tells anything of the person.
    """

    place: str
    names: tuple[str, ...] = ()
    copies: tuple[Path, ...] = ()


def note_deleting(files: PersonFiles, traces: Traces) -> None:
    """From this moment on a start goes on with deleting; UserCanFix where it cannot be noted."""
    content = {
        "format": _FORMAT,
        "place": traces.place,
        "names": list(traces.names),
        "copies": [str(folder) for folder in traces.copies],
    }
    make_private_folder(files.folder)
    try:
        replace_file(files.deleting, json.dumps(content).encode("ascii"))
    except OSError as error:
        raise UserCanFix("deleting.cannot_begin", folder=str(files.folder)) from error


def unfinished(files: PersonFiles) -> Traces | None:
    """What is still to be deleted after a kill; None where nothing is.

    A note that belongs to another key file was brought back by somebody else's copying: it is dropped.
    """
    try:
        with files.deleting.open("rb") as file:
            traces = _parsed(file.read(_LARGEST_FILE))
    except FileNotFoundError:
        return None
    except OSError:
        traces = Traces("")
    key_id = _key_id(files)
    if key_id is None or key_id in traces.names:
        return traces
    with suppress(OSError):
        files.deleting.unlink()
    return None


def refuse_half_deleted(files: PersonFiles) -> None:
    """UserCanFix where deleting was not finished: such a diary is neither opened nor begun anew."""
    if files.deleting.exists() and unfinished(files) is not None:
        raise UserCanFix("deleting.not_finished")


def delete_keys(files: PersonFiles, copies: Iterable[Path]) -> tuple[Path, ...]:
    """Overwrite and remove every key file; without one no copy opens any more. Those that are left."""
    return _remove(tuple(_key_files(files, copies)))


def delete_files(files: PersonFiles, copies: Iterable[Path]) -> tuple[Path, ...]:
    """Remove all the rest but the note and the lock; the files that are left."""
    left = list(_remove(_versions(files.all_of_it())))
    inbox = tuple(files.inbox.iterdir()) if files.inbox.is_dir() else ()
    left += _remove(inbox)
    for folder in (files.backups, *copies):
        left += _remove(_copies_in(folder, files))
    for folder in (files.inbox, files.backups, *copies):
        with suppress(OSError):  # what somebody else put there stays, and its folder with it
            folder.rmdir()
    return tuple(left)


def delete_note(files: PersonFiles) -> tuple[Path, ...]:
    """Everything is gone: there is nothing to finish any more."""
    return _remove(_versions((files.deleting,)))


def delete_lock(files: PersonFiles) -> tuple[Path, ...]:
    """The lock, which nobody may hold by now, and the folders that were made for this diary alone."""
    left = _remove((files.lock,))
    forget_person(files)
    for folder in files.own_folders():
        with suppress(OSError):  # another person's diary may be there
            folder.rmdir()
    return left


def foreign_in(files: PersonFiles) -> tuple[Path, ...]:
    """What somebody put among the copies by hand; it is not ours to take away."""
    found = tuple(files.backups.iterdir()) if files.backups.is_dir() else ()
    ours = frozenset(_copies_in(files.backups, files))
    return tuple(file for file in found if file not in ours)


def _key_files(files: PersonFiles, copies: Iterable[Path]) -> Iterator[Path]:
    staged = files.restoring.with_name(files.restoring.name + files.vault.suffix)
    yield from _versions((files.vault, staged))
    for folder in (files.backups, *copies):
        for file in _copies_in(folder, files):
            if any(ending in file.name for ending in NEEDED_BESIDE):
                yield file


def _copies_in(folder: Path, files: PersonFiles) -> tuple[Path, ...]:
    """The files of a folder of copies that Companion put there."""
    try:
        found = sorted(folder.iterdir())
    except OSError:
        return ()
    vault = files.vault.name
    named = (file for file in found if _COPY.fullmatch(file.name) or _begins(file.name, vault))
    return tuple(file for file in named if file.is_symlink() or file.is_file())


def _begins(name: str, vault: str) -> bool:
    return name == vault or name.startswith(f"{vault}.")


def _versions(files: Iterable[Path]) -> tuple[Path, ...]:
    """The files and what may stand beside them after a kill."""
    return tuple(
        file.with_name(f"{file.name}{state}{log}") for file in files for state in _STATES for log in _LOGS
    )


def _remove(files: Iterable[Path]) -> tuple[Path, ...]:
    return tuple(file for file in files if not _is_gone(file))


def _is_gone(file: Path) -> bool:
    if not os.path.lexists(file):
        return True
    with suppress(OSError):
        if not file.is_symlink():  # what a link points to is not ours by its name
            file.chmod(0o600)
            wipe(file)
    with suppress(OSError):
        file.unlink(missing_ok=True)
    return not os.path.lexists(file)


def _key_id(files: PersonFiles) -> str | None:
    try:
        vault = read_vault(files.vault)
    except UserCanFix:
        return None
    return None if vault is None else vault.id


def _parsed(content: bytes) -> Traces:
    """A note that cannot be read says all the same that deleting had begun."""
    try:
        found: object = json.loads(content)
    except (ValueError, RecursionError):
        return Traces("")
    if not isinstance(found, dict):
        return Traces("")
    names, copies = found.get("names"), found.get("copies")
    return Traces(
        str(found.get("place", "")),
        tuple(str(name) for name in names) if isinstance(names, list) else (),
        tuple(Path(str(folder)) for folder in copies) if isinstance(copies, list) else (),
    )
