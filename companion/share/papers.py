"""Every paper there is, by the name under which it is asked for."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from enum import Enum

from companion.core.catalogue import Catalogue
from companion.core.formats import Formats
from companion.core.paper_facts import Span, Standing
from companion.core.paper_size import Paper
from companion.share.typesetting import Sheet, sheet_of
from companion.share.visit_report import USUAL_PARTS, Part, visit_report


class PaperKind(Enum):
    """What can be printed; the value is its name on the command line."""

    REPORT = "report"


@dataclass(frozen=True, slots=True)
class PaperFacts:
    """All that a paper is made of; the days and the parts count for the report alone."""

    standing: Standing
    span: Span
    parts: Collection[Part] = USUAL_PARTS


def paper_sheet(
    kind: PaperKind, facts: PaperFacts, catalogue: Catalogue, formats: Formats, paper: Paper
) -> Sheet:
    """The sheet of one paper, ready for the typesetter."""
    language = formats.words.language
    match kind:
        case PaperKind.REPORT:
            document = visit_report(facts.standing, facts.span, facts.parts, catalogue, formats)
            return sheet_of("document", document, language=language, paper=paper)
