"""The small plain file that lists whose diaries lie on this account, and the folder of each."""

from __future__ import annotations

import shutil
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from uuid import uuid4

from companion.core.errors import UserCanFix
from companion.core.people_here import (
    FIRST,
    Badge,
    Colour,
    Listed,
    Register,
    parse_register,
    register_as_json,
)
from companion.paths import REGISTER, PersonFiles, make_private_folder, person_files, read_register_file
from companion.stores.aside import write_aside

_OLDEST = Listed(FIRST, "", Badge(Colour.BLUE, "A"))


def read_register(top: Path) -> Register:
    """Everybody with a diary below `top`. A diary that the file does not list is there all the same.

    With one person there is no such file, and nothing to choose.
    """
    found = parse_register(read_register_file(top))
    # A diary that was deleted took its folder along.
    register = replace(found, people=tuple(one for one in found.people if (top / one.folder).is_dir()))
    if register.of(FIRST) is None and _has_anything(person_files(top, FIRST)):
        register = replace(register, people=(_OLDEST, *register.people))
    for folder in _folders(top):
        if register.of(folder) is None and _has_anything(person_files(top, folder)):
            lost = Listed(folder, "", register.free_badge())
            register = replace(register, people=(*register.people, lost))
    return register if register.people else replace(register, people=(_OLDEST,))


def write_register(top: Path, register: Register) -> None:
    """Replace the file; UserCanFix when it cannot be written, and then the old one is still there."""
    for one in register.people:
        make_private_folder(top / one.folder)
    write_aside(top / REGISTER, register_as_json(register))


def add_person(top: Path, register: Register, name: str, badge: Badge) -> tuple[Register, Listed]:
    """A folder of their own for one more person. UserCanFix for a name or badge that could be mistaken."""
    person = Listed(uuid4().hex[:8], name, badge)
    grown = register.with_one_more(person)
    make_private_folder(person_files(top, person.folder).folder)
    write_register(top, grown)
    return grown, grown.people[-1]


def remember_last(top: Path, register: Register, folder: str) -> None:
    """Who was here last; where that cannot be written, nothing hangs on it."""
    if register.is_shared and register.last != folder:
        try:
            write_register(top, replace(register, last=folder))
        except UserCanFix:
            return


def person_of(top: Path, files: PersonFiles) -> str | None:
    """The folder of the person whose files these are; None for a diary that was named by its file."""
    folder = files.folder.name
    return folder if person_files(top, folder) == files else None


def forget_person(files: PersonFiles) -> None:
    """A diary was deleted: the list names its person no more; one who is left alone needs no list."""
    top, folder = files.folder.parent, files.folder.name
    found = parse_register(read_register_file(top))
    if found.of(folder) is None:
        return
    left = replace(found, people=tuple(one for one in found.people if one.folder != folder))
    with suppress(OSError, UserCanFix):
        if left.is_shared:
            write_register(top, left)
        else:
            (top / REGISTER).unlink(missing_ok=True)


def take_back(top: Path, register: Register, files: PersonFiles) -> Register:
    """Somebody who was just added did not come: their empty folder goes, and the register is as it was."""
    write_register(top, register)
    shutil.rmtree(files.folder, ignore_errors=True)
    return register


def _has_anything(files: PersonFiles) -> bool:
    """Whether something of a diary lies there; told by names, without opening anything."""
    return any(path.exists() for path in (files.diary, files.vault, files.emergency, files.backups))


def _folders(top: Path) -> tuple[str, ...]:
    try:
        return tuple(sorted(path.name for path in top.iterdir() if path.is_dir() and path.name.isalnum()))
    except OSError:
        return ()
