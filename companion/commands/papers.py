"""`companion export --format report` and the other papers: a PDF to print."""

from __future__ import annotations

import locale
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import wraps
from typing import Any

import click

from companion.core.catalogue import Catalogue
from companion.core.paper_size import wanted_paper
from companion.paths import resources_dir
from companion.services.papers import Papers
from companion.services.record import Record
from companion.share.papers import PaperFacts, PaperKind, paper_sheet
from companion.share.typesetting import as_pdf
from companion.share.visit_report import USUAL_PARTS, Part
from companion.stores.shelf import Shelf

PAPERS = tuple(kind.value for kind in PaperKind)
_USUAL = timedelta(weeks=4) - timedelta(days=1)
_DAY = click.DateTime(["%Y-%m-%d"])


@dataclass(frozen=True, slots=True)
class PaperAsked:
    """What the options of a paper say; None where they say nothing."""

    since: date | None
    until: date | None
    paper: str | None
    notes: bool


def paper_options(command: Callable[..., None]) -> Callable[..., None]:
    """The options of papers, given to the command as one `asked`."""

    @click.option("--since", type=_DAY, help="In a report: the first day (YYYY-MM-DD); else four weeks ago.")
    @click.option("--until", type=_DAY, help="In a report: the last day; else today.")
    @click.option("--paper", type=click.Choice(["a4", "us-letter"]), help="Its size; else as set, or usual.")
    @click.option("--notes", is_flag=True, help="In a report: take the notes along.")
    @wraps(command)
    def asked(
        since: datetime | None, until: datetime | None, paper: str | None, notes: bool, **rest: Any
    ) -> None:
        first, last = since and since.date(), until and until.date()
        command(asked=PaperAsked(first, last, paper, notes), **rest)

    return asked


def paper_pdf(kind: str, asked: PaperAsked, shelf: Shelf, record: Record, catalogue: Catalogue) -> bytes:
    """The paper as a PDF; UserCanFix where there is nothing to put on it."""
    papers = Papers(shelf, record, catalogue, record.now, record.zone)
    last = min(asked.until or record.today(), record.today())
    first = min(asked.since or last - _USUAL, last)
    parts = frozenset(Part) if asked.notes else USUAL_PARTS
    facts = PaperFacts(papers.standing(), papers.span(first, last), papers.shift(), parts)
    size = wanted_paper(asked.paper or record.preferences().paper_size, _country())
    sheet = paper_sheet(PaperKind(kind), facts, catalogue, record.formats(), size)
    return as_pdf(sheet, resources_dir())


def _country() -> str:
    """The two letters of the country that this terminal is set to; empty where it is set to none."""
    name = locale.getlocale(locale.LC_CTYPE)[0] or ""
    return name.partition("_")[2]
