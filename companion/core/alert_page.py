"""To which page of Learn an alert leads: what fits this person at this moment best."""

from __future__ import annotations

from collections.abc import Iterator

from companion.core.catalogue import Catalogue, symptom_rule
from companion.core.diary import SymptomReport
from companion.core.symptoms import Symptom
from companion.core.triage import Assessment, Finding
from companion.core.windows import WindowMeaning


def page_about(finding: Finding, assessment: Assessment, catalogue: Catalogue) -> str | None:
    """The id of the page; None only where no file names one.

    A symptom that the source counts among the signs of an open window leads there, any other to its own page.
    """
    return next(_pages(finding, assessment, catalogue), None)


def _pages(finding: Finding, assessment: Assessment, catalogue: Catalogue) -> Iterator[str]:
    open_now = {window.exposure.window for window in assessment.windows}
    meanings = tuple(meaning for id, meaning in catalogue.windows.items() if id in open_now)
    symptom = next((s for s in catalogue.symptoms.values() if symptom_rule(s.id) == finding.rule), None)
    if symptom is not None:
        yield from _of_symptom(symptom, meanings)
    else:
        yield from (w.page for w in meanings if w.page_comes_first and w.page is not None)
    if finding.page is not None:
        yield finding.page
    # What rests on several entries has no page of its own: the first of them that has one says most.
    for one in finding.evidence:
        reported = catalogue.symptoms.get(one.entry.symptom) if isinstance(one.entry, SymptomReport) else None
        if reported is not None:
            yield from _of_symptom(reported, meanings)
    yield from (window.page for window in meanings if window.page is not None)


def _of_symptom(symptom: Symptom, meanings: tuple[WindowMeaning, ...]) -> Iterator[str]:
    yield from (w.page for w in meanings if w.id in symptom.named_by_acs and w.page is not None)
    if symptom.page is not None:
        yield symptom.page
