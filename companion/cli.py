"""The command line: no subcommand opens the window; `triage` and `knowledge` never load Qt."""

from __future__ import annotations

import json
import os
import sys
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from companion.cli_copies import backup, check_diary, restore
from companion.clock import Clock, FixedClock, SystemClock, zone
from companion.core.catalogue import Catalogue
from companion.core.errors import DataIsBroken, UserCanFix
from companion.core.parsing import clip
from companion.core.words import Words

if TYPE_CHECKING:
    from companion.services.keyholder import Keyholder

_YEARS = range(2000, 2100)
_PASSPHRASE = "COMPANION_PASSPHRASE"


@click.group(invoke_without_command=True)
@click.option("--data", "data", metavar="FILE", help="The diary file; without it, your own.")
@click.option("--unwell", is_flag=True, help="Show at once whom to call.")
@click.option("--at", "at", metavar="ISO", help="Take this date and time for now.")
@click.pass_context
def main(context: click.Context, data: str | None, unwell: bool, at: str | None) -> None:
    """A symptom diary, an infusion schedule and a call-now guide, kept on your own computer."""
    if context.invoked_subcommand is None:
        sys.exit(_open_window(data, at, unwell=unwell))
    if data is not None or at is not None or unwell:
        from companion.paths import resources_dir
        from companion.stores.words import load_words

        _end(load_words(resources_dir())("command_line.after_the_name", name=context.invoked_subcommand))


@main.command()
@click.option("--lines", "lines", metavar="FILE", help="One scenario per line, one assessment per line.")
@click.argument("file", required=False)
def triage(lines: str | None, file: str | None) -> None:
    """Judge one scenario FILE (JSON, "-" for standard input) and print the assessment as JSON."""
    from companion.core.scenario_file import parse_scenario
    from companion.core.self_check import checked
    from companion.core.triage import assess
    from companion.core.triage_file import assessment_as_json, complaint_sentence
    from companion.paths import resources_dir
    from companion.stores.catalogue import load_catalogue
    from companion.stores.words import load_words

    words = load_words(resources_dir())
    if (lines is None) == (file is None):
        raise click.UsageError(words("command_line.one_of_file_or_lines"))
    catalogue = checked(load_catalogue(resources_dir()))
    if catalogue.look_back is None:
        _end(words("command_line.nothing_judged"))

    def judge(text: bytes, origin: str) -> dict[str, object]:
        scenario = parse_scenario(text, catalogue, origin=origin)
        judged = assess(scenario, catalogue)
        return assessment_as_json(judged, catalogue, words, today=scenario.now.date())

    if file is not None:
        try:
            result = judge(_read(file, words), _shown(file, words))
        except DataIsBroken as broken:
            _end(complaint_sentence(broken, words))
        click.echo(json.dumps(result, ensure_ascii=False, indent=2))
        return
    refused = False
    for number, line in enumerate(_lines(_read(lines or "-", words)), start=1):
        try:
            answer = judge(line, words("command_line.line", n=number))
        except DataIsBroken as broken:
            answer, refused = {"error": complaint_sentence(broken, words)}, True
        click.echo(json.dumps(answer))
    if refused:
        sys.exit(2)


@main.command()
@click.option("--days", type=click.IntRange(1, 3660), default=60, show_default=True, help="How far ahead.")
@click.option("--json", "as_json", is_flag=True, help="As JSON instead of a table in words.")
@click.option("--data", "data", metavar="FILE", help="The diary file; without it, your own.")
@click.option("--at", "at", metavar="ISO", help="Take this date and time for now.")
def upcoming(days: int, as_json: bool, data: str | None, at: str | None) -> None:
    """List the planned infusions that were not given yet."""
    from companion.core.upcoming_file import upcoming_as_json, upcoming_as_text, without_plan
    from companion.paths import PersonFiles, default_person, resources_dir
    from companion.services.alert_watch import AlertWatch
    from companion.services.key_for_commands import key_for_a_command
    from companion.services.record import Record
    from companion.stores.catalogue import load_catalogue
    from companion.stores.database import close_diary, open_diary
    from companion.stores.shelf import Shelf
    from companion.stores.words import load_words

    words = load_words(resources_dir())
    clock = _clock(at, words)
    files = default_person() if data is None else PersonFiles(Path(data).absolute())
    catalogue = load_catalogue(resources_dir())
    try:
        key = key_for_a_command(files, os.environ.get(_PASSPHRASE))
        db = open_diary(files.diary, create=False, key=key)
        try:
            shelf = Shelf.over(db)
            watch = AlertWatch(shelf, catalogue, lambda: record.formats(), clock.now)
            record = Record(shelf, watch, words, clock.now, clock.zone, files.diary)
            rows, formats = record.upcoming(days_ahead=days), record.formats()
            lost = without_plan(record.treatments(), catalogue)
        finally:
            close_diary(db)
    except UserCanFix as problem:
        _end(words(problem.key, **problem.values))
    for treatment in lost:
        name = words("treatment.lost_drug", drug=treatment.drug)
        click.echo(words("command_line.no_dates", drug=name, reason=words("treatment.no_plan")), err=True)
    if as_json:
        shown = upcoming_as_json(rows, lost, catalogue, words)
        click.echo(json.dumps(shown, ensure_ascii=False, indent=2))
    else:
        click.echo(upcoming_as_text(rows, catalogue, formats, now=record.now(), days=days))


for _command in (backup, restore, check_diary):
    main.add_command(_command)


@main.group()
def knowledge() -> None:
    """The rules and symptoms: whether their files hold, and what they say."""


_resources = click.option(
    "--resources", metavar="DIR", help="Look at this folder instead of the shipped one."
)
_at = click.option("--at", metavar="ISO", help="Take this date and time for now.")


@knowledge.command()
@_resources
@_at
def check(resources: str | None, at: str | None) -> None:
    """Look at every knowledge file and run all cases; ends with 1 where one does not hold."""
    from companion.core.knowledge_check import check_knowledge

    catalogue, words, today = _knowledge(resources, at)
    found = check_knowledge(catalogue, words, today=today)
    for line in (*found.problems, *found.past_review, found.summary):
        click.echo(line)
    sys.exit(1 if found.problems else 0)


@knowledge.command("list")
@click.option("--json", "as_json", is_flag=True, help="As JSON instead of a table in words.")
@_resources
@_at
def list_knowledge(as_json: bool, resources: str | None, at: str | None) -> None:
    """Print every rule and symptom with its levels and sources, to review on paper."""
    from companion.core.knowledge_list import knowledge_as_json, knowledge_as_text

    catalogue, words, today = _knowledge(resources, at)
    if as_json:
        shown = knowledge_as_json(catalogue, words, today=today)
        click.echo(json.dumps(shown, ensure_ascii=False, indent=2))
    else:
        click.echo(knowledge_as_text(catalogue, words))


def _knowledge(resources: str | None, at: str | None) -> tuple[Catalogue, Words, date]:
    """The knowledge of a folder as it was read, the words of the program, and the day it is."""
    from companion.paths import resources_dir
    from companion.stores.catalogue import load_catalogue
    from companion.stores.words import load_words

    words = load_words(resources_dir())
    folder = resources_dir() if resources is None else Path(resources)
    if not folder.is_dir():
        _end(words("knowledge.no_such_folder", name=folder.name))
    return load_catalogue(folder), words, _clock(at, words).now().date()


@main.command()
@click.option("--data", "data", metavar="FILE", help="Where to put the demo; the file must not exist yet.")
@click.option("--at", "at", metavar="ISO", help="Take this date and time for now.")
@click.option("--no-window", is_flag=True, help="Only write the file and say where it is.")
def demo(data: str | None, at: str | None, no_window: bool) -> None:
    """Show the program with a made-up patient, in a diary file of its own."""
    from companion.paths import PersonFiles, demo_file, resources_dir
    from companion.services.demo import make_demo
    from companion.services.keyholder import Keyholder
    from companion.stores.catalogue import load_catalogue
    from companion.stores.words import load_words

    words = load_words(resources_dir())
    clock = _clock(at, words)
    now = clock.now() if at is not None else _next_full_minute(clock.now())
    try:
        files = PersonFiles(demo_file() if data is None else Path(data).absolute())
        # Nobody is asked for a key. A file that is to be opened again stays plain: what is in it is made up.
        keys = Keyholder.for_demo(files, thrown_away=data is None and not no_window)
        make_demo(files, load_catalogue(resources_dir()), words, now=now, zone=clock.zone(), key=keys.key)
    except UserCanFix as problem:
        _end(words(problem.key, **problem.values))
    click.echo(click.format_filename(files.diary))
    if not no_window:
        sys.exit(_open_window(str(files.diary), at, unwell=False, made_up=keys))


def _next_full_minute(moment: datetime) -> datetime:
    """While the window opens the countdown must not lose its first hour."""
    return moment + (moment.replace(second=0, microsecond=0) - moment) % timedelta(minutes=1)


def _lines(text: bytes) -> list[bytes]:
    """The lines of a file; what follows the last line end is a line only if something stands there."""
    parts = text.split(b"\n")
    return parts[:-1] if parts[-1] == b"" else parts


def _read(file: str, words: Words) -> bytes:
    try:
        return sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
    except (OSError, AttributeError):  # a closed standard input is None
        _end(words("command_line.no_such_file", name=file))


def _shown(file: str, words: Words) -> str:
    return words("command_line.standard_input") if file == "-" else Path(file).name


def _end(sentence: str) -> NoReturn:
    """Say one sentence on standard error and end with 2."""
    click.echo(sentence, err=True)
    sys.exit(2)


def _clock(at: str | None, words: Words) -> Clock:
    """The clock of this computer, or one that stands still at `at`."""
    if at is None:
        return SystemClock()
    try:
        moment = datetime.fromisoformat(at)
    except ValueError:
        _end(words("command_line.not_a_moment", value=clip(at)))
    if moment.tzinfo is None:
        _end(words("command_line.not_a_moment", value=clip(at)))
    if moment.year not in _YEARS:
        _end(words("command_line.not_in_these_years", value=clip(at)))
    return FixedClock(moment, zone())


def _open_window(data: str | None, at: str | None, *, unwell: bool, made_up: Keyholder | None = None) -> int:
    """The window over a diary; where none can be drawn, one sentence says what to install."""
    from companion.paths import PersonFiles, default_person, resources_dir
    from companion.stores.words import load_words
    from companion.ui.platform import missing_sentence, missing_to_open_a_window

    words = load_words(resources_dir())
    clock = _clock(at, words)
    files = default_person() if data is None else PersonFiles(Path(data).absolute())
    missing = missing_to_open_a_window(os.environ, sys.platform)
    if missing is not None:
        _end(missing_sentence(missing, words))
    from companion.start import run_window

    return run_window(files, clock, unwell=unwell, made_up=made_up)
