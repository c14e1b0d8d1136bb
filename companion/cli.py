"""The command line: no subcommand opens the window; `triage` and `knowledge` never load Qt."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import NoReturn

import click

from companion.core.errors import DataIsBroken
from companion.core.words import Words


@click.group(invoke_without_command=True)
@click.pass_context
def main(context: click.Context) -> None:
    """A symptom diary, an infusion schedule and a call-now guide, kept on your own computer."""


@main.command()
@click.option("--lines", "lines", metavar="FILE", help="One scenario per line, one assessment per line.")
@click.argument("file", required=False)
def triage(lines: str | None, file: str | None) -> None:
    """Judge one scenario FILE (JSON, "-" for standard input) and print the assessment as JSON."""
    from companion.core.scenario import parse_scenario
    from companion.core.self_check import checked
    from companion.core.triage import assess
    from companion.core.triage_file import assessment_as_json, complaint_sentence
    from companion.paths import resources_dir
    from companion.stores.catalogue import load_catalogue, load_words

    words = load_words(resources_dir())
    if (lines is None) == (file is None):
        raise click.UsageError(words("command_line.one_of_file_or_lines"))
    catalogue = checked(load_catalogue(resources_dir()))
    if catalogue.look_back is None:
        _end(words("command_line.nothing_judged"))

    def judge(text: bytes, origin: str) -> dict[str, object]:
        scenario = parse_scenario(text, catalogue, origin=origin)
        return assessment_as_json(assess(scenario, catalogue), catalogue, words)

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


def _lines(text: bytes) -> list[bytes]:
    """The lines of a file; what follows the last line end is a line only if something stands there."""
    parts = text.split(b"\n")
    return parts[:-1] if parts[-1] == b"" else parts


def _read(file: str, words: Words) -> bytes:
    try:
        return sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
    except OSError:
        _end(words("command_line.no_such_file", name=file))


def _shown(file: str, words: Words) -> str:
    return words("command_line.standard_input") if file == "-" else Path(file).name


def _end(sentence: str) -> NoReturn:
    """Say one sentence on standard error and end with 2."""
    click.echo(sentence, err=True)
    sys.exit(2)
