"""`companion upcoming` and `companion due`: what the window lists, for a terminal or another program."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager

import click

from companion.commands.common import clock_at, end, files_of, passphrase, words_now
from companion.core.due_file import due_as_json, due_as_text
from companion.core.errors import UserCanFix
from companion.core.upcoming_file import listed_doses, upcoming_as_json, upcoming_as_text, without_plan
from companion.services.due_words import DueWords
from companion.services.dues import Dues
from companion.services.reading import Reading, reading


@click.command()
@click.option("--days", type=click.IntRange(1, 3660), default=60, show_default=True, help="How far ahead.")
@click.option("--json", "as_json", is_flag=True, help="As JSON instead of a table in words.")
@click.option("--data", "data", metavar="FILE", help="The diary file; without it, your own.")
@click.option("--at", "at", metavar="ISO", help="Take this date and time for now.")
def upcoming(days: int, as_json: bool, data: str | None, at: str | None) -> None:
    """List the planned infusions that were not given yet."""
    with reading_of(data, at) as read:
        record, catalogue, words = read.record, read.catalogue, read.words
        rows, formats = record.upcoming(days_ahead=days), record.formats()
        listed = listed_doses(rows, record.doses(), catalogue, record.around, record.now())
        not_given = record.not_given(days_ahead=days)
        lost = without_plan(record.treatments(), catalogue)
    for treatment in lost:
        name = words("treatment.lost_drug", drug=treatment.drug)
        click.echo(words("command_line.no_dates", drug=name, reason=words("treatment.no_plan")), err=True)
    if as_json:
        shown = upcoming_as_json(listed, not_given, lost, catalogue, words)
        click.echo(json.dumps(shown, ensure_ascii=False, indent=2))
    else:
        click.echo(upcoming_as_text(listed, not_given, catalogue, formats, now=record.now(), days=days))


@click.command()
@click.option("--json", "as_json", is_flag=True, help="As JSON instead of sentences.")
@click.option("--data", "data", metavar="FILE", help="The diary file; without it, your own.")
@click.option("--at", "at", metavar="ISO", help="Take this date and time for now.")
def due(as_json: bool, data: str | None, at: str | None) -> None:
    """List what is due now and was not dealt with, as the window lists it; nothing is changed."""
    with reading_of(data, at) as read:
        owed = Dues(read.shelf, read.record, read.catalogue).owed()
        sentence = DueWords(read.shelf, read.record, read.catalogue, read.words).sentence
        if as_json:
            shown = due_as_json(owed, sentence, now=read.record.now(), zone=read.record.zone())
            text = json.dumps(shown, ensure_ascii=False, indent=2)
        else:
            text = due_as_text(owed, sentence, read.words)
    click.echo(text)


@contextmanager
def reading_of(data: str | None, at: str | None) -> Iterator[Reading]:
    """The diary in `data`, closed again afterwards; where it cannot be read, one sentence and the end."""
    words = words_now()
    try:
        with reading(files_of(data), clock_at(at, words), words, passphrase=passphrase()) as read:
            yield read
    except UserCanFix as problem:
        end(words(problem.key, **problem.values))
