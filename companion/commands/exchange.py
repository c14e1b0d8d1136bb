"""`companion export` and `companion import`: the whole diary out to files, and in again."""

from __future__ import annotations

from pathlib import Path

import click

from companion.clock import SystemClock
from companion.commands.common import Opened, end, files_of, opened, side_files, words_now
from companion.commands.papers import PAPERS, PaperAsked, paper_options, paper_pdf
from companion.core.backup_plan import Reason
from companion.core.copy_wording import full_moment
from companion.core.errors import UserCanFix
from companion.core.formats import Formats
from companion.core.import_wording import import_lines, undone_lines
from companion.core.words import Words
from companion.paths import PersonFiles, resources_dir
from companion.services.alert_watch import AlertWatch
from companion.services.exchange import Exchange, preview_import, read_export
from companion.services.file_making import FileKind, Maker
from companion.services.record import Record
from companion.stores.aside import write_aside
from companion.stores.backup_folder import put_copy
from companion.stores.catalogue import load_catalogue
from companion.stores.emergency_file import emergency_facts, write_emergency
from companion.stores.shelf import Shelf
from companion.stores.transactions import write
from companion.wiring.file_writers import WRITERS

_NOT_WRITTEN, _NOT_TAKEN = 1, 1
_KINDS = [*(kind.value for kind in FileKind), *PAPERS]
_data = click.option("--data", metavar="FILE", help="The diary file; without it, your own.")


@click.command("export")
@click.option("--format", "kind", type=click.Choice(_KINDS), required=True)
@click.argument("out")
@click.option("--details", is_flag=True, help="In a calendar file, say what each event is.")
@paper_options
@_data
def export(kind: str, out: str, details: bool, asked: PaperAsked, data: str | None) -> None:
    """Write the diary, or a paper made of it, to OUT: plain, so that whoever has it can read it."""
    words, clock = words_now(), SystemClock()
    target = Path(out).absolute()
    _refuse_target(target, words, folder=kind == "csv")
    files = files_of(data)
    with opened(files, words) as diary:
        catalogue = load_catalogue(resources_dir())
        maker = Maker(files.diary, catalogue, words, clock.now, clock.zone, WRITERS)
        paper = None
        if kind in PAPERS:
            paper = paper_pdf(kind, asked, diary.shelf, maker.record(diary.shelf), catalogue)
        try:
            if paper is not None:
                write_aside(target, paper)
            else:
                maker.make(FileKind(kind), target, diary.shelf, details=details)
        except (UserCanFix, OSError):  # those sentences speak of the diary, which is well
            end(words("exchange.cannot_write", file=str(target)), _NOT_WRITTEN)
    click.echo(words("exchange.written", file=str(target)))


@click.command("import")
@click.argument("file", required=False)
@_data
@click.option("--yes", is_flag=True, help="Do not ask before taking it over, or undoing it.")
@click.option("--undo", is_flag=True, help="Undo the newest import instead, for 30 days.")
def import_diary(file: str | None, data: str | None, yes: bool, undo: bool) -> None:
    """Merge a JSON export into the diary; what is there already is not doubled."""
    words, files = words_now(), files_of(data)
    if (file is None) is not undo:
        raise click.UsageError("name a file, or use --undo alone")
    if file is not None and not Path(file).is_file():  # a slip of the pen makes no new diary
        end(words("exchange.cannot_read", file=Path(file).name))
    with opened(files, words, create=not undo) as diary:
        if file is None:
            _undo(diary, files, words, yes=yes)
        else:
            _take_over(Path(file).absolute(), diary, files, words, yes=yes)


def _take_over(source: Path, diary: Opened, files: PersonFiles, words: Words, *, yes: bool) -> None:
    clock, catalogue = SystemClock(), load_catalogue(resources_dir())
    exchange = Exchange(diary.shelf, catalogue, clock.now)
    file, origin = read_export(source), source.name
    seen = preview_import(file, files.diary, catalogue, clock.now(), origin=origin, key=diary.key)
    for line in import_lines(seen, _formats(diary.shelf, words, clock.zone()), words):
        click.echo(line)
    if not seen.changes_anything:
        return
    _ask(words("exchange.take_over"), words, yes=yes)
    copy = _put_copy(diary, files)
    exchange.import_file(file, origin=origin)
    _settle(diary, files, words)
    click.echo(words("exchange.taken", file=str(copy)))


def _undo(diary: Opened, files: PersonFiles, words: Words, *, yes: bool) -> None:
    clock = SystemClock()
    exchange = Exchange(diary.shelf, load_catalogue(resources_dir()), clock.now)
    newest = next((one for one in exchange.imports() if one.can_be_undone(clock.now())), None)
    if newest is None:
        end(words("exchange.no_import"))
    moment = full_moment(newest.at, _formats(diary.shelf, words, clock.zone()), words)
    click.echo(words("exchange.undo_which", file=newest.origin, moment=moment))
    _ask(words("exchange.undo_really"), words, yes=yes)
    _put_copy(diary, files)
    undone = exchange.undo_import(newest.id)
    _settle(diary, files, words)
    for line in undone_lines(undone, words):
        click.echo(line)


def _ask(question: str, words: Words, *, yes: bool) -> None:
    """End here unless it is wanted; where nobody can be asked, nobody said yes."""
    try:
        wanted = yes or click.confirm(question, default=False)
    except click.Abort:
        wanted = False
    if not wanted:
        end(words("exchange.not_taken"), _NOT_TAKEN)


def _put_copy(diary: Opened, files: PersonFiles) -> Path:
    """The diary as it is now, put aside."""
    return put_copy(
        files.diary,
        files.backups,
        at=SystemClock().now(),
        reason=Reason.BEFORE_IMPORT,
        key=diary.key,
        side_files=side_files(files) if diary.key is not None else (),
    ).path


def _settle(diary: Opened, files: PersonFiles, words: Words) -> None:
    """Judge what stands in the diary now, and bring the small file with the numbers up to date."""
    clock, shelf = SystemClock(), diary.shelf
    watch = AlertWatch(shelf, load_catalogue(resources_dir()), lambda: record.formats(), clock.now)
    record = Record(shelf, watch, words, clock.now, clock.zone, files.diary)
    with write(shelf.db):
        watch.judge()
    facts = emergency_facts(record.contacts(), record.preferences(), diary_exists=True)
    write_emergency(files.emergency, facts)


def _refuse_target(target: Path, words: Words, *, folder: bool) -> None:
    """Nothing is written over: neither a file nor a table in a folder."""
    taken = target.exists() and not folder
    if folder and target.is_dir():
        taken = any(target.glob("*.csv"))
    elif folder:
        taken = target.exists()
    if taken:
        end(words("exchange.file_exists", file=target.name))


def _formats(shelf: Shelf, words: Words, zone: str) -> Formats:
    wanted = shelf.preferences.preferences()
    return Formats(words, zone, wanted.clock_24h, wanted.date_order, wanted.temperature_unit)
