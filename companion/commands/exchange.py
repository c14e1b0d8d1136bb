"""`companion export` and `companion import`: the whole diary out to files, and in again."""

from __future__ import annotations

from pathlib import Path

import click

from companion.clock import SystemClock
from companion.commands.common import end, files_of, opened, side_files, words_now
from companion.core.backup_plan import Reason
from companion.core.errors import UserCanFix
from companion.core.formats import Formats
from companion.core.words import Words
from companion.paths import make_private_folder, resources_dir
from companion.services.alert_watch import AlertWatch
from companion.services.calendar_facts import CalendarFacts
from companion.services.exchange import Exchange, Preview
from companion.services.record import Record
from companion.share.calendar_file import calendar_text
from companion.share.diary_tables import diary_tables
from companion.stores.backup_folder import put_copy
from companion.stores.catalogue import load_catalogue
from companion.stores.shelf import Shelf
from companion.stores.transactions import write

_NOT_WRITTEN, _NOT_TAKEN = 1, 1
_data = click.option("--data", metavar="FILE", help="The diary file; without it, your own.")


@click.command("export")
@click.option("--format", "kind", type=click.Choice(["json", "csv", "sqlite", "ics"]), required=True)
@click.argument("out")
@click.option("--details", is_flag=True, help="In a calendar file, say what each event is.")
@_data
def export(kind: str, out: str, details: bool, data: str | None) -> None:
    """Write the whole diary to OUT: a file, or for csv a folder. It is plain: whoever has it can read it."""
    words, clock = words_now(), SystemClock()
    target = Path(out).absolute()
    _refuse_target(target, words, folder=kind == "csv")
    files = files_of(data)
    with opened(files, words) as diary:
        shelf = diary.shelf
        catalogue = load_catalogue(resources_dir())
        exchange = Exchange(shelf, catalogue, clock.now)
        try:
            match kind:
                case "json":
                    exchange.export_json(target)
                case "sqlite":
                    exchange.export_sqlite(target)
                case "ics":
                    watch = AlertWatch(shelf, catalogue, lambda: record.formats(), clock.now)
                    record = Record(shelf, watch, words, clock.now, clock.zone, files.diary)
                    events = CalendarFacts(shelf, record, catalogue, words).events(details=details)
                    exchange.export_file(target, calendar_text(events, now=clock.now()))
                case _:
                    make_private_folder(target)
                    formats = _formats(shelf, words, clock.zone())
                    exchange.export_tables(target, diary_tables(exchange.whole(), catalogue, formats))
        except (UserCanFix, OSError):  # those sentences speak of the diary, which is well
            end(words("exchange.cannot_write", file=str(target)), _NOT_WRITTEN)
    click.echo(words("exchange.written", file=str(target)))


@click.command("import")
@click.argument("file")
@_data
@click.option("--yes", is_flag=True, help="Do not ask before taking it over.")
def import_diary(file: str, data: str | None, yes: bool) -> None:
    """Merge a JSON export into the diary; what is there already is not doubled."""
    words, clock = words_now(), SystemClock()
    files, source = files_of(data), Path(file).absolute()
    if not source.is_file():  # a slip of the pen makes no new diary
        end(words("exchange.cannot_read", file=source.name))
    with opened(files, words, create=True) as diary:
        shelf = diary.shelf
        catalogue = load_catalogue(resources_dir())
        exchange = Exchange(shelf, catalogue, clock.now)
        preview = exchange.preview(source)
        for line in _summary(preview, words):
            click.echo(line)
        if not preview.merged.changes_anything:
            return
        if not yes and not _is_wanted(words):
            end(words("exchange.not_taken"), _NOT_TAKEN)
        copy = put_copy(
            files.diary,
            files.backups,
            at=clock.now(),
            reason=Reason.BEFORE_IMPORT,
            key=diary.key,
            side_files=side_files(files) if diary.key is not None else (),
        )
        exchange.import_json(source)
        watch = AlertWatch(shelf, catalogue, lambda: record.formats(), clock.now)
        record = Record(shelf, watch, words, clock.now, clock.zone, files.diary)
        with write(shelf.db):
            watch.judge()
        click.echo(words("exchange.taken", file=str(copy.path)))


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


def _is_wanted(words: Words) -> bool:
    """Whether the person says yes; where nobody can be asked, nobody did."""
    try:
        return click.confirm(words("exchange.take_over"), default=False)
    except click.Abort:
        return False


def _summary(preview: Preview, words: Words) -> list[str]:
    """What would change, in words: only kinds of which something would."""
    if not preview.merged.changes_anything:
        return [words("exchange.nothing_new")]
    lines = []
    if preview.first_day is not None and preview.last_day is not None:
        first, last = preview.first_day.isoformat(), preview.last_day.isoformat()
        lines.append(words("exchange.days", first=first, last=last))
    for name, counted in preview.merged.tables.items():
        changed = counted.newer + counted.older
        if counted.new or changed:
            lines.append(words("exchange.rows", name=name, new=counted.new, changed=changed))
    return lines
