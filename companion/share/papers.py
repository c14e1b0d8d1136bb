"""Every paper there is, by the name under which it is asked for."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from enum import Enum

from companion.core.catalogue import Catalogue
from companion.core.formats import Formats
from companion.core.paper_facts import Shift, Span, Standing
from companion.core.paper_size import Paper
from companion.share.emergency_card import emergency_card
from companion.share.fridge_sheet import fridge_sheet
from companion.share.handover_sheet import handover_sheet
from companion.share.medicine_list import medicine_list
from companion.share.paper_log import paper_log
from companion.share.typesetting import Sheet, sheet_of
from companion.share.visit_report import USUAL_PARTS, Part, visit_report


class PaperKind(Enum):
    """What can be printed; the value is its name on the command line."""

    REPORT = "report"
    CARD = "card"
    PAPER_LOG = "paper-log"
    FRIDGE_SHEET = "fridge-sheet"
    HANDOVER = "handover"
    MEDICINE_LIST = "medicine-list"


@dataclass(frozen=True, slots=True)
class PaperFacts:
    """All that a paper is made of; the days and the parts count for the report alone."""

    standing: Standing
    span: Span
    shift: Shift
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
        case PaperKind.CARD:
            card = emergency_card(facts.standing, catalogue, formats)
            return sheet_of("emergency_card", card, language=language, paper=paper)
        case PaperKind.FRIDGE_SHEET:
            fridge = fridge_sheet(facts.standing, catalogue, formats)
            return sheet_of("fridge_sheet", fridge, language=language, paper=paper)
        case PaperKind.PAPER_LOG:
            log = paper_log(facts.standing, catalogue, formats)
            return sheet_of("paper_log", log, language=language, paper=paper)
        case PaperKind.HANDOVER:
            document = handover_sheet(facts.standing, facts.shift, catalogue, formats)
            return sheet_of("document", document, language=language, paper=paper)
        case PaperKind.MEDICINE_LIST:
            document = medicine_list(facts.standing, catalogue, formats)
            return sheet_of("document", document, language=language, paper=paper)
