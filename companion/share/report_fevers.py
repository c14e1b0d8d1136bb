"""The fevers on a visit report, each with the hours since the infusion before it."""

from __future__ import annotations

from companion.core.catalogue import Catalogue
from companion.core.formats import Formats
from companion.core.paper_facts import Measured, Span, Standing, hours_between
from companion.share.paper_parts import Section
from companion.share.paper_wording import cut_section, drug_name, measured, short_moment


def fevers_section(standing: Standing, span: Span, catalogue: Catalogue, formats: Formats) -> Section:
    """Every fever; where there was none, how many temperatures say so."""
    words = formats.words
    heading = words("paper_report.fevers")
    if not span.fevers:
        key = "paper_report.no_fever" if span.temperatures else "paper_report.no_temperature"
        return Section(heading, lines=(words(key, n=span.temperatures),))
    rows = [
        (
            short_moment(one.at, formats),
            measured(one, catalogue, formats),
            _since_dose(one, standing, catalogue, formats),
        )
        for one in span.fevers
    ]
    head = tuple(words(f"paper_report.head_{name}") for name in ("when", "measured", "since_infusion"))
    return cut_section(heading, head, rows, formats=formats, wide=(1, 2))


def _since_dose(one: Measured, standing: Standing, catalogue: Catalogue, formats: Formats) -> str:
    """How long after the newest dose before it."""
    words = formats.words
    before = [
        (dose.started_at, dose)
        for dose in standing.doses
        if dose.started_at is not None and dose.started_at <= one.at
    ]
    if not before:
        return words("paper_report.no_dose_before")
    started_at, dose = max(before, key=lambda pair: pair[0])
    return words(
        "paper_report.hours_after",
        n=hours_between(started_at, one.at),
        drug=drug_name(dose.drug, catalogue, formats),
    )
