"""The visit report: what happened between two days, for the team that has ten minutes."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from enum import Enum

from companion.core.catalogue import Catalogue
from companion.core.formats import Formats
from companion.core.paper_facts import Measured, Span, Standing, hours_between
from companion.core.trends import Summary, summary
from companion.share.course_lanes import course_chart
from companion.share.paper_parts import Document, Section, Table, page_of
from companion.share.paper_wording import (
    cut_section,
    drug_name,
    full_moment,
    short_moment,
    who_facts,
    with_amount,
)
from companion.share.report_alerts import alerts_section
from companion.share.report_medicines import medicines_section

_MOST_LANES = 5
_EMPTY_LINES = 2


class Part(Enum):
    """The parts of the report that can be chosen, in the order in which they stand."""

    QUESTIONS = "questions"
    SYMPTOMS = "symptoms"
    FEVERS = "fevers"
    ALERTS = "alerts"
    MEDICINES = "medicines"
    INFUSIONS = "infusions"
    NOTES = "notes"


# Notes are the most private part: they go along only where somebody chose so.
USUAL_PARTS = frozenset(Part) - {Part.NOTES}


def visit_report(
    standing: Standing, span: Span, parts: Collection[Part], catalogue: Catalogue, formats: Formats
) -> Document:
    """The content of the report."""
    words = formats.words
    writer = _Writer(standing, span, catalogue, formats)
    sections = (writer.glance(), *(writer.section(part) for part in Part if part in parts))
    return Document(
        title=words("paper_report.title"),
        subtitle=words(
            "paper_report.period", first=formats.plain_day(span.first), last=formats.plain_day(span.last)
        ),
        facts=who_facts(standing, catalogue, formats),
        sections=sections,
        foot=words("paper_report.foot"),
        page_of=page_of(words),
    )


@dataclass(frozen=True, slots=True)
class _Writer:
    """Words the parts of one report."""

    standing: Standing
    span: Span
    catalogue: Catalogue
    formats: Formats

    def section(self, part: Part) -> Section:
        """One part."""
        match part:
            case Part.QUESTIONS:
                return self.questions()
            case Part.SYMPTOMS:
                return self.symptoms()
            case Part.FEVERS:
                return self.fevers()
            case Part.ALERTS:
                return alerts_section(self.span, self.formats)
            case Part.MEDICINES:
                return medicines_section(self.standing, self.span, self.catalogue, self.formats)
            case Part.INFUSIONS:
                return self.infusions()
            case Part.NOTES:
                return self.notes()

    def glance(self) -> Section:
        """The few lines that are read first."""
        words, span = self.formats.words, self.span
        days = (span.last - span.first).days + 1
        lines = [words("paper_report.filled", n=span.filled, days=days)]
        last = self.standing.last_dose()
        if last is not None and last.started_at is not None:
            lines.append(
                words(
                    "paper_report.last_dose",
                    drug=with_amount(
                        drug_name(last.drug, self.catalogue, self.formats), last.amount, self.formats
                    ),
                    moment=full_moment(last.started_at, self.formats),
                )
            )
        if span.highest is not None:
            lines.append(words("paper_report.highest", reading=self._reading(span.highest)))
        alerts = len(span.alerts)
        lines.append(words("paper_report.alert_count" if alerts else "paper_report.no_alerts", n=alerts))
        still_open = sum(alert.is_open for alert in span.alerts)
        if still_open:
            lines.append(words("paper_report.still_open", n=still_open))
        return Section(words("paper_report.glance"), bullets=tuple(lines))

    def questions(self) -> Section:
        """What the person wants to ask; without any, room to write."""
        words, asked = self.formats.words, self.standing.questions
        name = words("paper_report.answers") if asked else words("paper_report.to_ask")
        room = 1 if asked else _EMPTY_LINES
        return Section(words("paper_report.questions"), numbered=asked, room=room, room_name=name)

    def symptoms(self) -> Section:
        """A chart of the worst ones, and a table of all."""
        words, formats = self.formats.words, self.formats
        heading = words("paper_report.symptoms")
        dose_days = {formats.day_of(d.started_at) for d in self.standing.doses if d.started_at is not None}
        found = [(id, summary(marks, dose_days)) for id, marks in self.span.courses.items()]
        known = [(id, one, self._days_with(id)) for id, one in found if one is not None]
        known.sort(key=lambda each: (-each[1].worst.steps, -each[1].at_worst, -each[2], each[0]))
        if not known:
            return Section(heading, lines=(words("paper_report.no_symptoms"),))
        alt = " ".join(self._sentence(id, one) for id, one, _ in known[:_MOST_LANES])
        chart = course_chart(
            self.span,
            [id for id, _, _ in known[:_MOST_LANES]],
            words("paper_report.chart_alt", said=alt),
            self.catalogue,
            formats,
        )
        head = ("symptom", "worst", "days_at_worst", "days_with", "after_infusion")
        rows = tuple(
            (
                self._name(id),
                words(f"severity.{one.worst.value}"),
                str(one.at_worst),
                words("paper_report.of_days", n=with_it, days=one.known),
                str(one.after_dose),
            )
            for id, one, with_it in known
        )
        table = Table(tuple(words(f"paper_report.head_{name}") for name in head), rows, wide=(0, 4))
        return Section(heading, chart=chart, table=table, after=(words("paper_report.after_means"),))

    def fevers(self) -> Section:
        """Every fever with the hours since the infusion."""
        words = self.formats.words
        heading = words("paper_report.fevers")
        if not self.span.fevers:
            key = "paper_report.no_fever" if self.span.temperatures else "paper_report.no_temperature"
            return Section(heading, lines=(words(key, n=self.span.temperatures),))
        rows = [
            (short_moment(one.at, self.formats), self._reading(one), self._since_dose(one))
            for one in self.span.fevers
        ]
        head = tuple(words(f"paper_report.head_{name}") for name in ("when", "measured", "since_infusion"))
        return cut_section(heading, head, rows, formats=self.formats, wide=(1, 2))

    def infusions(self) -> Section:
        """What was given in these days, and what comes next."""
        words, formats = self.formats.words, self.formats
        heading = words("paper_report.infusions")
        rows = [
            (
                short_moment(dose.started_at, formats)
                if dose.started_at is not None
                else words("paper_report.time_not_known"),
                drug_name(dose.drug, self.catalogue, formats),
                dose.amount,
                dose.reaction or (words("paper_report.had_reaction") if dose.had_reaction else ""),
            )
            for dose in self.span.doses
        ]
        following = tuple(
            words(
                "paper_report.next_dose",
                drug=drug_name(one.row.planned.drug, self.catalogue, formats),
                moment=full_moment(one.row.planned.starts_at, formats),
            )
            for one in self.standing.coming[:1]
        )
        if not rows:
            return Section(heading, lines=(words("paper_report.no_infusion"), *following))
        head = tuple(words(f"paper_report.head_{name}") for name in ("when", "drug", "amount", "reaction"))
        cut = cut_section(heading, head, rows, formats=self.formats, wide=(1, 3))
        return Section(heading, lines=cut.lines, table=cut.table, after=following)

    def notes(self) -> Section:
        """The notes letter for letter."""
        words = self.formats.words
        notes = tuple(
            words("paper_report.note", day=self.formats.short_day(day), note=note)
            for day, note in self.span.notes
        )
        lines = () if notes else (words("paper_report.no_notes"),)
        return Section(words("paper_report.notes"), lines=lines, bullets=notes)

    def _name(self, symptom: str) -> str:
        return self.formats.words.written(self.catalogue.symptoms[symptom].words.name)

    def _days_with(self, symptom: str) -> int:
        marks = self.span.courses[symptom]
        return sum(1 for mark in marks if mark.severity is not None and mark.severity.steps)

    def _sentence(self, symptom: str, found: Summary) -> str:
        words = self.formats.words
        severity = words(f"severity.{found.worst.value}").lower()
        return words(
            "symptoms.said_worst",
            name=self._name(symptom),
            severity=severity,
            n=found.at_worst,
            known=found.known,
        )

    def _reading(self, one: Measured) -> str:
        fever = self.catalogue.fever
        assert fever is not None  # without one nothing is measured
        return self.formats.reading(one.value, one.unit, self.catalogue.readings[fever.reading])

    def _since_dose(self, one: Measured) -> str:
        """How long after the newest dose before it."""
        words = self.formats.words
        before = [
            (dose.started_at, dose)
            for dose in self.standing.doses
            if dose.started_at is not None and dose.started_at <= one.at
        ]
        if not before:
            return words("paper_report.no_dose_before")
        started_at, dose = max(before, key=lambda pair: pair[0])
        return words(
            "paper_report.hours_after",
            n=hours_between(started_at, one.at),
            drug=drug_name(dose.drug, self.catalogue, self.formats),
        )
