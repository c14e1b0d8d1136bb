"""The commands about copies of a diary: make one, go back to one, look at them all; none of them loads Qt."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from companion.clock import SystemClock, zone
from companion.commands.common import end, files_of, key_of, passphrase, side_files, words_now
from companion.core.errors import UserCanFix
from companion.core.words import Words
from companion.paths import NEEDED_BESIDE, PersonFiles, make_private_folder

_NOT_DONE, _CANNOT_BE_USED = 1, 2
_data = click.option("--data", "data", metavar="FILE", help="The diary file; without it, your own.")


@click.command()
@_data
@click.argument("folder", metavar="DIR")
def backup(folder: str, data: str | None) -> None:
    """Put a checked copy of the diary into DIR; Companion may be open meanwhile."""
    from companion.stores.backup_folder import put_copy
    from companion.stores.checking import diary_problem

    files, words = files_of(data), words_now()
    try:
        key = key_of(files)
    except UserCanFix as problem:
        end(words(problem.key, **problem.values), _CANNOT_BE_USED)
    found = diary_problem(files, key=key)
    if found is not None:
        end(words(found.key, **found.values), _CANNOT_BE_USED)
    try:
        place = Path(folder).absolute()
        copy = put_copy(files.diary, place, at=SystemClock().now(), key=key, side_files=side_files(files))
    except UserCanFix as problem:
        end(words(problem.key, **problem.values), _NOT_DONE)
    click.echo(click.format_filename(copy.path))


@click.command()
@_data
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.argument("file")
def restore(file: str, data: str | None, yes: bool) -> None:
    """Say what going back to the copy FILE would change, ask, and put it in the place of the diary."""
    from companion.core.copy_wording import preview_lines
    from companion.core.formats import Formats
    from companion.lock import AlreadyRunning, acquire
    from companion.stores.restoring import preview
    from companion.stores.restoring import restore as go_back

    files, words, copy = files_of(data), words_now(), Path(file).absolute()
    try:
        key = _key_of_copy(files, copy, words)
        seen = preview(files, copy, key=key)
        shown = Formats(words, zone())
        for line in preview_lines(None, seen.copy, seen.now, seen.change, shown, words):
            click.echo(line)
        if not yes and not _is_wanted(words):
            end(words("copies.cli_nothing_done"), _NOT_DONE)
        make_private_folder(files.folder)
        lock = acquire(files.lock)
        if isinstance(lock, AlreadyRunning):
            end(words("copies.cli_is_open"), _CANNOT_BE_USED)
        try:
            stood = go_back(files, copy, at=SystemClock().now(), key=key)
        finally:
            lock.release()
    except UserCanFix as problem:
        end(words(problem.key, **problem.values), _CANNOT_BE_USED)
    except OSError:
        end(words("window.no_folder", folder=str(files.folder)), _CANNOT_BE_USED)
    click.echo(words("copies.cli_restored", file=str(files.diary)))
    if stood is not None:
        click.echo(words("copies.cli_kept", file=str(stood.path)))


@click.command("check")
@_data
def check_diary(data: str | None) -> None:
    """Look at the whole diary, the files beside it and every copy; ends with 1 where all is not well."""
    from companion.stores.checking import look_at_all

    files, words = files_of(data), words_now()
    if not files.diary.exists() and not files.backups.exists():
        end(words("storage.missing", file=str(files.diary)), _CANNOT_BE_USED)
    is_well = True
    try:
        key = key_of(files)
    except UserCanFix as problem:
        end(words(problem.key, **problem.values), _CANNOT_BE_USED)
    for looked in look_at_all(files, key=key, endings=NEEDED_BESIDE if key is not None else ()):
        click.echo(words(looked.key, **dict(looked.values)), err=not looked.is_good)
        is_well = is_well and looked.is_good
    sys.exit(0 if is_well else _NOT_DONE)


def _is_wanted(words: Words) -> bool:
    """Whether the person says yes; where nobody can be asked, nobody did."""
    try:
        return click.confirm(words("copies.cli_ask"))
    except click.Abort:
        return False


def _asked_for_code(words: Words) -> str:
    """What somebody types without letters on the screen; where nobody can, one sentence says what to do."""
    try:
        if sys.stdin.isatty():
            return str(click.prompt(words("copies.cli_code"), hide_input=True))
    except click.Abort:
        end(words("copies.cli_nothing_done"), _NOT_DONE)
    typed = sys.stdin.readline().strip()  # getpass would warn of letters that no screen shows
    if not typed:
        end(words("vault.locked_for_commands"), _CANNOT_BE_USED)
    return typed


def _key_of_copy(files: PersonFiles, copy: Path, words: Words) -> bytes | None:
    """The key of the diary; where there is none here, that of the copy, by its own key file.

    The passphrase comes from the environment; without it the passphrase or the recovery code is asked for.
    """
    from companion.services.keyholder import Keyholder

    holder = Keyholder(PersonFiles(copy))
    if files.vault.exists() or not holder.files.vault.exists():
        return key_of(files)
    holder.look()
    typed = passphrase() or _asked_for_code(words)
    try:
        holder.take_code(typed)
    except UserCanFix:
        if not holder.is_private:
            raise
        holder.take_passphrase(typed)
    return holder.key
