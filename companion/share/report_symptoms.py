"""The symptoms on a visit report: a chart of the worst ones, and a table of all."""

from __future__ import annotations

from dataclasses import dataclass

from companion.core.catalogue import Catalogue
from companion.core.formats import Formats
from companion.core.paper_facts import Span, Standing
from companion.core.trends import Summary, summary
from companion.share.course_lanes import course_chart
from companion.share.paper_parts import Section, Table

_MOST_LANES = 5


def symptoms_section(standing: Standing, span: Span, catalogue: Catalogue, formats: Formats) -> Section:
    """The worst first; a line where nothing was written down."""
    words, told = formats.words, _Told(span, catalogue, formats)
    heading = words("paper_report.symptoms")
    dose_days = {formats.day_of(d.started_at) for d in standing.doses if d.started_at is not None}
    found = [(id, summary(marks, dose_days)) for id, marks in span.courses.items()]
    known = [(id, one, told.days_with(id)) for id, one in found if one is not None]
    known.sort(key=lambda each: (-each[1].worst.steps, -each[1].at_worst, -each[2], each[0]))
    if not known:
        return Section(heading, lines=(words("paper_report.no_symptoms"),))
    drawn = known[:_MOST_LANES]
    alt = words("paper_report.chart_alt", said=" ".join(told.sentence(id, one) for id, one, _ in drawn))
    chart = course_chart(span, [id for id, _, _ in drawn], alt, catalogue, formats)
    head = ("symptom", "worst", "days_at_worst", "days_with", "after_infusion")
    rows = tuple(
        (
            told.name(id),
            words(f"severity.{one.worst.value}"),
            str(one.at_worst),
            words("paper_report.of_days", n=with_it, days=one.known),
            str(one.after_dose),
        )
        for id, one, with_it in known
    )
    table = Table(tuple(words(f"paper_report.head_{name}") for name in head), rows, wide=(0, 4))
    return Section(heading, chart=chart, table=table, after=(words("paper_report.after_means"),))


@dataclass(frozen=True, slots=True)
class _Told:
    """What the days say of one symptom."""

    span: Span
    catalogue: Catalogue
    formats: Formats

    def name(self, symptom: str) -> str:
        return self.formats.words.written(self.catalogue.symptoms[symptom].words.name)

    def days_with(self, symptom: str) -> int:
        marks = self.span.courses[symptom]
        return sum(1 for mark in marks if mark.severity is not None and mark.severity.steps)

    def sentence(self, symptom: str, found: Summary) -> str:
        words = self.formats.words
        severity = words(f"severity.{found.worst.value}").lower()
        return words(
            "symptoms.said_worst",
            name=self.name(symptom),
            severity=severity,
            n=found.at_worst,
            known=found.known,
        )
