"""`companion delete-everything`: all of one diary off this computer, after a word was typed; no window."""

from __future__ import annotations

import sys

import click

from companion.commands.common import end, files_of, key_of, words_now
from companion.core.errors import CompanionError
from companion.core.folding import fold
from companion.core.words import Words
from companion.lock import AlreadyRunning, acquire
from companion.paths import PersonFiles
from companion.services.deleting import (
    OUT_OF_REACH,
    Deletion,
    Left,
    half_deleted,
    is_anything_there,
    traces_of,
)
from companion.stores.database import close_diary, open_diary
from companion.stores.deleting import Traces
from companion.stores.shelf import Shelf

_NOT_DONE, _CANNOT, _SOME_LEFT = 1, 2, 3


@click.command("delete-everything")
@click.option("--data", "data", metavar="FILE", help="The diary file; without it, your own.")
def delete_everything(data: str | None) -> None:
    """Delete the diary, its copies and its key from this computer, after a word was typed. No way back."""
    files, words = files_of(data), words_now()
    if not is_anything_there(files):
        end(words("deleting.cli_nothing", file=str(files.diary)), _CANNOT)
    try:
        lock = acquire(files.lock)
    except OSError:
        end(words("deleting.cannot_begin", folder=str(files.folder)), _CANNOT)
    if isinstance(lock, AlreadyRunning):
        end(words("deleting.cli_open"), _CANNOT)
    try:
        begun = half_deleted(files)
        traces, unknown = (begun, ()) if begun is not None else _look(files)
        if begun is None and not _is_meant(files, traces, words):
            end(words("deleting.cli_not"), _NOT_DONE)
        deletion = Deletion.here(files, traces, words)
        left = (*deletion.run().left, *unknown)
    finally:
        lock.release()
    left = (*left, *deletion.finish())
    sys.exit(_tell(left, words))


def _look(files: PersonFiles) -> tuple[Traces, tuple[Left, ...]]:
    """What there is; somebody who lost the passphrase may delete the diary all the same."""
    try:
        db = open_diary(files.diary, create=False, key=key_of(files))
    except CompanionError:
        return traces_of(files, None), (Left("deleting.left_second_unknown"),)
    try:
        return traces_of(files, Shelf.over(db)), ()
    finally:
        close_diary(db)


def _is_meant(files: PersonFiles, traces: Traces, words: Words) -> bool:
    """Say what goes, and have the word typed; where nobody can be asked, nobody meant it."""
    click.echo(words("deleting.goes"))
    for key in ("goes_diary", "goes_key", "goes_reminders", "goes_numbers"):
        click.echo(f"- {words(f'deleting.{key}')}")
    click.echo(f"- {words('deleting.goes_copies', folder=str(files.folder))}")
    for folder in traces.copies:
        click.echo(f"- {words('deleting.goes_second', folder=str(folder))}")
    click.echo(words("deleting.no_way_back"))
    word = words("deleting.word")
    try:
        typed = str(click.prompt(words("deleting.cli_ask", word=word), default="", show_default=False))
    except click.Abort:
        return False
    return fold(typed.strip()) == fold(word)


def _tell(left: tuple[Left, ...], words: Words) -> int:
    if any(one.key == "deleting.cannot_begin" for one in left):
        click.echo(words(left[0].key, **left[0].values), err=True)
        return _CANNOT
    click.echo(words("deleting.cli_done_but" if left else "deleting.cli_done"))
    for one in left:
        click.echo(words(one.key, **one.values), err=True)
    click.echo(words("deleting.cli_reach"))
    for key in OUT_OF_REACH:
        click.echo(f"- {words(key)}")
    return _SOME_LEFT if left else 0
