"""What commands share: the clock, the words, a diary that is opened and closed, one sentence on failure."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from companion.clock import Clock, FixedClock, SystemClock, zone
from companion.core.errors import DataIsBroken, UserCanFix
from companion.core.parsing import clip
from companion.core.people_here import Listed, Register
from companion.core.words import Words
from companion.paths import NEEDED_BESIDE, PersonFiles, people_folder, person_files, resources_dir
from companion.stores.people_here import read_register
from companion.stores.words import language_for, load_words

if TYPE_CHECKING:  # `triage` and the window's first paint need no database
    from companion.stores.shelf import Shelf

_YEARS = range(2000, 2100)
_WHOLE_FILE = "."
_PASSPHRASE = "COMPANION_PASSPHRASE"
_LANGUAGE = "COMPANION_LANG"


def end(sentence: str, code: int = 2) -> NoReturn:
    """Say one sentence on standard error and end with the code."""
    click.echo(sentence, err=True)
    sys.exit(code)


def clock_at(at: str | None, words: Words) -> Clock:
    """The clock of this computer, or one that stands still at `at`."""
    if at is None:
        return SystemClock()
    try:
        moment = datetime.fromisoformat(at)
    except ValueError:
        end(words("command_line.not_a_moment", value=clip(at)))
    if moment.tzinfo is None:
        end(words("command_line.not_a_moment", value=clip(at)))
    if moment.year not in _YEARS:
        end(words("command_line.not_in_these_years", value=clip(at)))
    return FixedClock(moment, zone())


def words_now() -> Words:
    """The words of the program in the language that the environment names, as es or es_MX; else English."""
    wanted = os.environ.get(_LANGUAGE, "")
    return load_words(resources_dir(), language_for(resources_dir(), wanted, wanted))


def passphrase() -> str | None:
    """What a script gives for a diary that the keyring does not open."""
    return os.environ.get(_PASSPHRASE)


def files_of(data: str | None) -> PersonFiles:
    """The diary that was named by its file or its person, or the only one here.

    Where several people have one and nobody was named, it ends: a wrong guess would be the wrong person.
    """
    words, context = words_now(), click.get_current_context(silent=True)
    wanted = None if context is None else context.find_root().obj
    if isinstance(wanted, str):
        return person_files(people_folder(), person_called(wanted, data, words).folder)
    if data is not None:
        return PersonFiles(Path(data).absolute())
    register = read_register(people_folder())
    if register.is_shared:
        end(words("people.cli_which", names=_names(register)))
    return person_files(people_folder(), register.people[0].folder)


def person_called(name: str, data: str | None, words: Words) -> Listed:
    """The person with this name or letter; one sentence and the end where there is none."""
    if data is not None:
        end(words("people.cli_not_both"))
    register = read_register(people_folder())
    person = register.called(name)
    if person is None:
        end(words("people.cli_nobody", name=clip(name), names=_names(register)))
    return person


def _names(register: Register) -> str:
    return ", ".join(one.name or one.badge.letter for one in register.people)


def key_of(files: PersonFiles) -> bytes | None:
    """The key of the diary, from the keyring or by the passphrase in the environment."""
    from companion.services.key_for_commands import key_for_a_command

    return key_for_a_command(files, passphrase())


def _key_of_new(files: PersonFiles) -> bytes | None:
    from companion.services.key_for_commands import key_for_a_new_diary

    return key_for_a_new_diary(files, passphrase())


def side_files(files: PersonFiles) -> tuple[tuple[Path, str], ...]:
    """What lies beside the diary and has to go with a copy of it."""
    return tuple((files.diary.with_name(files.diary.name + ending), ending) for ending in NEEDED_BESIDE)


@dataclass(frozen=True, slots=True)
class Opened:
    """The stores of a diary, and the key it has; None for a plain one."""

    shelf: Shelf
    key: bytes | None


@contextmanager
def opened(files: PersonFiles, words: Words, *, create: bool = False) -> Iterator[Opened]:
    """A diary for as long as the command runs; whatever stands in the way ends it with 2."""
    from companion.stores.database import close_diary, open_diary
    from companion.stores.shelf import Shelf

    try:
        key = _key_of_new(files) if create else None
        key = key_of(files) if key is None else key
        db = open_diary(files.diary, create=create, key=key)
        try:
            yield Opened(Shelf.over(db), key)
        finally:
            close_diary(db)
    except UserCanFix as problem:
        end(words(problem.key, **problem.values))
    except DataIsBroken as broken:
        reason = words(f"parsing.{broken.problem}", **broken.values)
        if broken.place == _WHOLE_FILE:
            end(words("command_line.refused_whole", origin=broken.origin, problem=reason))
        end(words("command_line.refused", origin=broken.origin, place=broken.place, problem=reason))
