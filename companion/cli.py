"""The command line: no subcommand opens the window; `triage` and `knowledge` never load Qt."""

from __future__ import annotations

import json
import os
import sys
from datetime import datetime, timedelta
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

import click

from companion import __version__
from companion.commands.common import clock_at, end
from companion.core.errors import DataIsBroken, UserCanFix
from companion.core.words import Words
from companion.services.core_dumps import turn_off_core_dumps

if TYPE_CHECKING:
    from companion.services.keyholder import Keyholder


_OUR_FAULT = 70


class _Lazily(click.Group):
    """Loads the module of a command when it is called: `triage` and the window need none of them.

    What nobody caught becomes one sentence and a place without values: a message could quote the diary.
    """

    _elsewhere: ClassVar = {
        "backup": "companion.commands.copies:backup",
        "check": "companion.commands.copies:check_diary",
        "delete-everything": "companion.commands.deleting:delete_everything",
        "due": "companion.commands.plans:due",
        "export": "companion.commands.exchange:export",
        "import": "companion.commands.exchange:import_diary",
        "knowledge": "companion.commands.knowledge:knowledge",
        "restore": "companion.commands.copies:restore",
        "upcoming": "companion.commands.plans:upcoming",
    }

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except (click.ClickException, click.Abort, click.exceptions.Exit):
            raise
        except UserCanFix as problem:
            end(_words()(problem.key, **problem.values))
        except Exception as error:  # noqa: BLE001  # see above
            frame = error.__traceback__
            while frame is not None and frame.tb_next is not None:
                frame = frame.tb_next
            place = (
                "?" if frame is None else f"{Path(frame.tb_frame.f_code.co_filename).name}:{frame.tb_lineno}"
            )
            end(_words()("command_line.our_fault", kind=type(error).__name__, place=place), _OUR_FAULT)

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted((*super().list_commands(ctx), *self._elsewhere))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in self._elsewhere:
            return super().get_command(ctx, cmd_name)
        module, name = self._elsewhere[cmd_name].split(":")
        command = getattr(import_module(module), name)
        assert isinstance(command, click.Command)
        return command


@click.group(cls=_Lazily, invoke_without_command=True)
@click.option("--data", "data", metavar="FILE", help="The diary file; without it, your own.")
@click.option("--person", "person", metavar="NAME", help="Whose diary, where several people have one here.")
@click.option("--unwell", is_flag=True, help="Show at once whom to call.")
@click.option("--at", "at", metavar="ISO", help="Take this date and time for now.")
@click.version_option(__version__, prog_name="Companion", message="%(prog)s %(version)s")
@click.pass_context
def main(context: click.Context, data: str | None, person: str | None, unwell: bool, at: str | None) -> None:
    """A symptom diary, an infusion schedule and a call-now guide, kept on your own computer."""
    context.obj = person
    turn_off_core_dumps()
    if context.invoked_subcommand is None:
        sys.exit(_open_window(data, at, unwell=unwell, person=person))
    if data is not None or at is not None or unwell:
        end(_words()("command_line.after_the_name", name=context.invoked_subcommand))


@main.command()
@click.option("--lines", "lines", metavar="FILE", help="One scenario per line, one assessment per line.")
@click.argument("file", required=False)
def triage(lines: str | None, file: str | None) -> None:
    """Judge one scenario FILE (JSON, "-" for standard input) and print the assessment as JSON."""
    from companion.core.scenario_file import LARGEST, parse_scenario
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
        end(words("command_line.nothing_judged"))

    def judge(text: bytes, origin: str) -> dict[str, object]:
        scenario = parse_scenario(text, catalogue, origin=origin)
        judged = assess(scenario, catalogue)
        return assessment_as_json(judged, catalogue, words, today=scenario.now.date())

    if file is not None:
        try:
            result = judge(_read(file, words, most=LARGEST + 1), _shown(file, words))
        except DataIsBroken as broken:
            end(complaint_sentence(broken, words))
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
    clock = clock_at(at, words)
    now = clock.now() if at is not None else _next_full_minute(clock.now())
    try:
        files = PersonFiles(demo_file() if data is None else Path(data).absolute())
        # Nobody is asked for a key. A file that is to be opened again stays plain: what is in it is made up.
        keys = Keyholder.for_demo(files, thrown_away=data is None and not no_window)
        make_demo(files, load_catalogue(resources_dir()), words, now=now, zone=clock.zone(), key=keys.key)
    except UserCanFix as problem:
        end(words(problem.key, **problem.values))
    click.echo(click.format_filename(files.diary))
    if not no_window:
        sys.exit(_open_window(str(files.diary), at, unwell=False, made_up=keys))


def _words() -> Words:
    from companion.commands.common import words_now

    return words_now()


def _next_full_minute(moment: datetime) -> datetime:
    """While the window opens the countdown must not lose its first hour."""
    return moment + (moment.replace(second=0, microsecond=0) - moment) % timedelta(minutes=1)


def _lines(text: bytes) -> list[bytes]:
    """The lines of a file; what follows the last line end is a line only if something stands there."""
    parts = text.split(b"\n")
    return parts[:-1] if parts[-1] == b"" else parts


def _read(file: str, words: Words, *, most: int = -1) -> bytes:
    try:
        if file == "-":
            return sys.stdin.buffer.read(most)
        with Path(file).open("rb") as opened:
            return opened.read(most)
    except (OSError, AttributeError):  # a closed standard input is None
        end(words("command_line.no_such_file", name=file))


def _shown(file: str, words: Words) -> str:
    return words("command_line.standard_input") if file == "-" else Path(file).name


def _open_window(
    data: str | None,
    at: str | None,
    *,
    unwell: bool,
    person: str | None = None,
    made_up: Keyholder | None = None,
) -> int:
    """The window over a diary; where none can be drawn, one sentence says what to install."""
    from companion.commands.common import person_called
    from companion.paths import PersonFiles, resources_dir
    from companion.stores.words import load_words
    from companion.ui.platform import missing_sentence, missing_to_open_a_window

    words = load_words(resources_dir())
    clock = clock_at(at, words)
    named = None if person is None else person_called(person, data, words)
    missing = missing_to_open_a_window(os.environ, sys.platform)
    if missing is not None:
        end(missing_sentence(missing, words))
    if data is not None:
        from companion.program import run_window

        return run_window(PersonFiles(Path(data).absolute()), clock, unwell=unwell, made_up=made_up)
    from companion.program import run_program
    from companion.services.people_here import people_here

    return run_program(people_here(), clock, unwell=unwell, person=named)
