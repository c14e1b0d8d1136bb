"""Where the files of a person and the resources of the program are."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from platformdirs import user_cache_dir, user_data_dir

from companion.core.errors import UserCanFix

_APP = "Companion"
_DIARY = "diary.db"
REGISTER: Final = "register.json"
_LARGEST_REGISTER = 65_536
# Files beside a diary without which it may not open; each copy of it gets its own, where there is one.
NEEDED_BESIDE: Final = (".vault",)
_PACKAGE = Path(__file__).resolve().parent


@dataclass(frozen=True, slots=True)
class PersonFiles:
    """The diary file of one person and what lies beside it; all named after that one file.

    So two people, or a real diary and a demonstration, never share a lock, a backup or a number to call.
    """

    diary: Path

    @property
    def folder(self) -> Path:
        return self.diary.parent

    @property
    def lock(self) -> Path:
        """Held by the one program that has the diary open."""
        return self._beside(".lock")

    @property
    def emergency(self) -> Path:
        """Plain JSON with the numbers to call, readable when the diary is not."""
        return self._beside(".emergency")

    @property
    def agenda(self) -> Path:
        """When something falls due, without words, for the reminder process."""
        return self._beside(".agenda")

    @property
    def agent_lock(self) -> Path:
        """Held by the one reminder process of this diary."""
        return self._beside(".agent.lock")

    @property
    def ledger(self) -> Path:
        """What the reminder process has told, by the agenda's ids."""
        return self._beside(".told")

    @property
    def heartbeat(self) -> Path:
        """When the reminder process last looked."""
        return self._beside(".heartbeat")

    @property
    def inbox(self) -> Path:
        """The folder of what was pressed on a notice of the reminder process, for the window to read."""
        return self._beside(".inbox")

    @property
    def sound(self) -> Path:
        """The sound of a watch, for the players of this system; made where it is missing."""
        return self._beside(".bell.wav")

    @property
    def vault(self) -> Path:
        """The key of the diary, sealed; nothing in it opens the diary by itself."""
        return self._beside(".vault")

    @property
    def vault_copy(self) -> Path:
        """The same once more, beside the copies of the diary, which need it too."""
        return self.backups / self.vault.name

    @property
    def backups(self) -> Path:
        """The folder of copies."""
        return self._beside(".backups")

    @property
    def restoring(self) -> Path:
        """A whole copy that is about to take the place of the diary; there for a moment only."""
        return self._beside(".restoring")

    @property
    def mark(self) -> Path:
        """How many entries the diary had, so that fewer of them are noticed."""
        return self._beside(".mark")

    @property
    def log(self) -> Path:
        return self._beside(".log")

    @property
    def deleting(self) -> Path:
        """There while everything of this diary is being deleted, so that a start finishes it."""
        return self._beside(".deleting")

    def all_of_it(self) -> tuple[Path, ...]:
        """Every file that holds something of the person, in the order in which they go; no folders."""
        return (
            self.vault,
            self.agenda,
            self.diary,
            self.restoring,
            self.restoring.with_name(self.restoring.name + self.vault.suffix),
            self.mark,
            self.ledger,
            self.heartbeat,
            self.sound,
            self.log,
            self.agent_lock,
            self.emergency,
        )

    def own_folders(self) -> tuple[Path, ...]:
        """The folders that Companion made for this diary, inner ones first; none for a chosen place."""
        tops = (Path(user_data_dir(_APP, appauthor=False)), Path(user_cache_dir(_APP, appauthor=False)))
        top = next((top for top in tops if top in self.folder.parents), None)
        if top is None:
            return ()
        inner = (self.folder, *self.folder.parents)
        return inner[: inner.index(top) + 1]

    def _beside(self, ending: str) -> Path:
        return self.diary.with_name(self.diary.name + ending)


def resources_dir() -> Path:
    """The knowledge, words and looks: inside an installed package, else beside it in the repository."""
    installed = _PACKAGE / "resources"
    return installed if installed.is_dir() else _PACKAGE.parent / "resources"


def people_folder() -> Path:
    """Where the folders of everybody on this computer account lie; nothing is created."""
    return Path(user_data_dir(_APP, appauthor=False)) / "people"


def person_files(top: Path, folder: str) -> PersonFiles:
    """The files of the person with this folder."""
    return PersonFiles(top / folder / _DIARY)


def default_person() -> PersonFiles:
    """The files of the first person on this computer account; nothing is created."""
    return person_files(people_folder(), "first")


def read_register_file(top: Path) -> bytes:
    """The plain file that lists everybody; empty where there is none or it cannot be read."""
    try:
        with (top / REGISTER).open("rb") as file:
            return file.read(_LARGEST_REGISTER)
    except OSError:
        return b""


def demo_file() -> Path:
    """A diary file that does not exist yet, in a fresh folder that nothing else uses."""
    folder = Path(user_cache_dir(_APP, appauthor=False)) / "demo"
    make_private_folder(folder)
    return Path(tempfile.mkdtemp(dir=folder)) / _DIARY


def make_private_folder(folder: Path) -> None:
    """Create the folder and those above it, each for this account only; an existing one stays as it is."""
    if folder.is_dir():
        return
    try:
        if folder.parent != folder:
            make_private_folder(folder.parent)
        folder.mkdir(mode=0o700, exist_ok=True)
    except OSError as error:
        raise UserCanFix("storage.no_folder", folder=str(folder)) from error
