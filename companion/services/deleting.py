"""Deletes everything of one diary from this computer, and knows what it could not reach."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event
from types import MappingProxyType

from companion.core.errors import UserCanFix
from companion.core.words import Words
from companion.lock import is_held
from companion.paths import PersonFiles
from companion.services.autostart import Autostart, autostart_here
from companion.services.keyholder import Keyholder
from companion.services.keyring_copy import LOOK_SECONDS, Asked, Held, ask_to_delete_all
from companion.stores.copy_round import second_folder
from companion.stores.deleting import (
    Traces,
    delete_files,
    delete_keys,
    delete_lock,
    delete_note,
    foreign_in,
    note_deleting,
    unfinished,
)
from companion.stores.shelf import Shelf

# The reminder process looks every 5 s whether its agenda is still there; a notice may hold it up for 3.
_AGENT_LOOKS, _BETWEEN_LOOKS_S = 47, 0.25
# What no program can reach from here; always said.
OUT_OF_REACH = (
    "deleting.out_exports",
    "deleting.out_own_copies",
    "deleting.out_backups",
    "deleting.out_blocks",
)


@dataclass(frozen=True, slots=True)
class Left:
    """Something that is still there: the key of a sentence that says what and what to do, and its values."""

    key: str
    values: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class Deleted:
    """What came of it; nothing in `left` means that all is gone that this program knows of."""

    left: tuple[Left, ...]


def traces_of(files: PersonFiles, shelf: Shelf | None) -> Traces:
    """Where else something of the diary is; without an open diary a second place cannot be known."""
    keys = Keyholder(files)
    keys.look()
    place, names = keys.names_in_keyring()
    chosen = "" if shelf is None else shelf.preferences.preferences().second_place
    copies = () if shelf is None or not chosen else (second_folder(Path(chosen), shelf.db),)
    return Traces(place, names, copies)


def is_anything_there(files: PersonFiles) -> bool:
    """Whether there is a diary, or anything that belongs to one."""
    return any(file.exists() for file in (*files.all_of_it(), files.backups, files.deleting))


def half_deleted(files: PersonFiles) -> Traces | None:
    """What a kill left to be deleted; None where nothing is."""
    return unfinished(files)


@dataclass(frozen=True, slots=True)
class Deletion:
    """All of it, for a thread of its own: it waits for the keyring and for the reminder process.

    Nobody may have the diary open; whoever calls holds the lock and lets go of it before `finish`.
    """

    files: PersonFiles
    traces: Traces
    autostart: Autostart | None

    @classmethod
    def here(cls, files: PersonFiles, traces: Traces, words: Words) -> Deletion:
        """With the autostart of this system."""
        return cls(files, traces, autostart_here(files, words))

    def ask(self) -> Asked[Deleted]:
        """Begin in a thread."""
        return Asked(self.run, Deleted((Left("deleting.left_unknown"),)))

    def run(self) -> Deleted:
        """The key first; then what may still write; then all files. Whatever fails does not stop the rest."""
        try:
            note_deleting(self.files, self.traces)
        except UserCanFix as problem:
            return Deleted((Left(problem.key, problem.values),))
        left: list[Left] = []
        missing = tuple(folder for folder in self.traces.copies if not folder.parent.is_dir())
        still = list(delete_keys(self.files, self.traces.copies))
        left += self._forget_key()
        left += self._stop_reminders()
        foreign = foreign_in(self.files)
        still += delete_files(self.files, self.traces.copies)
        if not still:
            still += delete_note(self.files)
        left += [Left("deleting.left_file", {"file": str(file)}) for file in dict.fromkeys(still)]
        left += [Left("deleting.left_place", {"folder": str(folder)}) for folder in missing]
        left += [Left("deleting.left_foreign", {"file": str(file)}) for file in foreign]
        return Deleted(tuple(left))

    def finish(self) -> tuple[Left, ...]:
        """After the lock was let go of: the lock file, and folders that are empty now."""
        if self.files.deleting.exists():
            return ()  # the next start tries again
        return tuple(Left("deleting.left_file", {"file": str(file)}) for file in delete_lock(self.files))

    def _forget_key(self) -> tuple[Left, ...]:
        held = ask_to_delete_all(self.traces.place, self.traces.names).wait(LOOK_SECONDS)
        # Without a keyring nothing was ever put there.
        gone = held in (Held.NONE, Held.NO_KEYRING)
        return () if gone else (Left("deleting.left_keyring"),)

    def _stop_reminders(self) -> tuple[Left, ...]:
        left: list[Left] = []
        try:
            if self.autostart is not None:
                self.autostart.remove()
        except OSError:
            left.append(Left("deleting.left_autostart"))
        if not is_held(self.files.agent_lock):
            return tuple(left)
        self.files.agenda.unlink(missing_ok=True)  # without it the process ends by itself
        for _ in range(_AGENT_LOOKS):
            if not is_held(self.files.agent_lock):
                return tuple(left)
            Event().wait(_BETWEEN_LOOKS_S)
        return (*left, Left("deleting.left_agent"))
