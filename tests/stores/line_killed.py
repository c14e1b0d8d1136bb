"""A program that does one job and kills itself at one line of it: JOB, FOLDER and which line.

A line of the code that is watched, and so every step between two writes, is met in turn.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import keyring

from companion import aside
from companion.core.agenda import agenda_as_json, parse_agenda
from companion.core.exchange_file import parse_exchange
from companion.core.self_check import checked
from companion.paths import PersonFiles, resources_dir
from companion.services import exchange as importing
from companion.services import keyholder
from companion.services.exchange import Exchange, read_export
from companion.services.keyholder import Keyholder
from companion.stores import exchange, transactions, vault
from companion.stores.backup_folder import put_copy
from companion.stores.catalogue import load_catalogue
from companion.stores.database import open_diary
from companion.stores.shelf import Shelf
from tests.countdown import Countdown
from tests.fake_keyrings import FileKeyring
from tests.stores.opening import KEY
from tests.stores.samples import LATER

DIARY, EXPORT, KEYRING, NEXT_AGENDA = "diary.db", "export.json", "keyring.json", "next.agenda"
OLD_WORDS, NEW_WORDS = "three blue herons", "four grey geese"
NEVER = 10**9
SECONDS = 30.0


def acknowledge(text: str) -> None:
    os.write(sys.stdout.fileno(), f"{text}\n".encode("ascii"))


def holder(folder: Path) -> Keyholder:
    keyring.set_keyring(FileKeyring(folder / KEYRING))
    keys = Keyholder(PersonFiles(folder / DIARY))
    keys.look()
    return keys


def change_the_passphrase(folder: Path) -> None:
    """Another passphrase, then a new recovery code."""
    keys = holder(folder)
    keys.take_passphrase(OLD_WORDS)
    keys.set_passphrase(NEW_WORDS)
    acknowledge("passphrase")
    acknowledge(keys.new_code())


def become_private(folder: Path) -> None:
    """From a key in the keyring to a passphrase."""
    keys = holder(folder)
    answer = keys.ask_key().wait(SECONDS)
    assert answer is not None
    keys.take(*answer)
    keys.set_passphrase(NEW_WORDS)
    keys.ask_to_forget().wait(SECONDS)
    acknowledge("passphrase")


def change_in_place(folder: Path) -> None:
    """The control: the key file is written over where it lies."""
    keys = holder(folder)
    keys.take_passphrase(OLD_WORDS)
    assert keys.key is not None
    assert keys._vault is not None
    vault.write_vault(folder / "new", vault.with_passphrase(keys._vault, keys.key, NEW_WORDS))
    content = (folder / "new").read_bytes()
    for place in (keys.files.vault, keys.files.vault_copy):
        with place.open("wb", buffering=0) as file:
            for at in range(0, len(content), 100):
                file.write(content[at : at + 100])


def import_all(folder: Path) -> None:
    files = PersonFiles(folder / DIARY)
    db = open_diary(files.diary, create=False, key=KEY)
    put_copy(files.diary, files.backups, at=LATER, key=KEY)
    taking = Exchange(Shelf.over(db), checked(load_catalogue(resources_dir())), lambda: LATER)
    taking.import_file(read_export(folder / EXPORT), origin=EXPORT)
    acknowledge("imported")
    db.close()


def import_row_by_row(folder: Path) -> None:
    """The control: each row is a write of its own."""
    db = open_diary(folder / DIARY, create=False, key=KEY)
    file = parse_exchange((folder / EXPORT).read_bytes(), origin="x")
    for name in ("entries", "answers", "readings"):
        for row in file.tables[name]:
            db.table(name).insert(dict(row), ignore=True)
    db.close()


def write_the_agenda(folder: Path) -> None:
    """As the window writes it."""
    agenda = parse_agenda((folder / NEXT_AGENDA).read_bytes())
    aside.replace_file(PersonFiles(folder / DIARY).agenda, agenda_as_json(agenda))
    acknowledge("written")


def write_the_agenda_in_place(folder: Path) -> None:
    """The control: the new one is written over the old one."""
    content = (folder / NEXT_AGENDA).read_bytes()
    with PersonFiles(folder / DIARY).agenda.open("wb", buffering=0) as file:
        for at in range(0, len(content), 50):
            file.write(content[at : at + 50])


JOBS: Mapping[str, tuple[Callable[[Path], None], tuple[object, ...]]] = {
    "passphrase": (change_the_passphrase, (aside, vault, keyholder)),
    "private": (become_private, (aside, vault, keyholder)),
    "passphrase in place": (change_in_place, ()),
    "import": (import_all, (exchange, importing, transactions)),
    "import row by row": (import_row_by_row, ()),
    "agenda": (write_the_agenda, (aside,)),
    "agenda in place": (write_the_agenda_in_place, ()),
}


def main(job: str, folder: Path, last: int) -> None:
    """Says how many lines it came to, where it was not killed before."""
    do, modules = JOBS[job]
    watched = {getattr(module, "__file__", "") for module in modules} | {__file__}
    countdown = Countdown(last, watched)
    sys.settrace(countdown)
    do(folder)
    sys.settrace(None)
    acknowledge(f"lines {countdown.lines}")


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]))
