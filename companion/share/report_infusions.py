"""The infusions on a visit report: what was given in these days, and what comes next."""

from __future__ import annotations

from companion.core.catalogue import Catalogue
from companion.core.formats import Formats
from companion.core.paper_facts import Span, Standing
from companion.share.paper_parts import Section
from companion.share.paper_wording import cut_section, drug_name, full_moment, short_moment


def infusions_section(standing: Standing, span: Span, catalogue: Catalogue, formats: Formats) -> Section:
    """The newest doses of these days; a line where there was none."""
    words = formats.words
    heading = words("paper_report.infusions")
    rows = [
        (
            short_moment(dose.started_at, formats)
            if dose.started_at is not None
            else words("paper_report.time_not_known"),
            drug_name(dose.drug, catalogue, formats),
            dose.amount,
            dose.reaction or (words("paper_report.had_reaction") if dose.had_reaction else ""),
        )
        for dose in span.doses
    ]
    following = tuple(
        words(
            "paper_report.next_dose",
            drug=drug_name(one.row.planned.drug, catalogue, formats),
            moment=full_moment(one.row.planned.starts_at, formats),
        )
        for one in standing.coming[:1]
    )
    if not rows:
        return Section(heading, lines=(words("paper_report.no_infusion"), *following))
    head = tuple(words(f"paper_report.head_{name}") for name in ("when", "drug", "amount", "reaction"))
    cut = cut_section(heading, head, rows, formats=formats, wide=(1, 3))
    return Section(heading, lines=cut.lines, table=cut.table, after=following)
