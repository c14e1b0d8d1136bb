"""The visit report: what happened between two days, for the team that has ten minutes."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from enum import Enum

from companion.core.catalogue import Catalogue
from companion.core.formats import Formats
from companion.core.paper_facts import Span, Standing
from companion.share.paper_parts import Document, Section, page_of
from companion.share.paper_wording import drug_name, full_moment, measured, who_facts, with_amount
from companion.share.report_alerts import alerts_section
from companion.share.report_fevers import fevers_section
from companion.share.report_infusions import infusions_section
from companion.share.report_medicines import medicines_section
from companion.share.report_symptoms import symptoms_section

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
                return symptoms_section(self.standing, self.span, self.catalogue, self.formats)
            case Part.FEVERS:
                return fevers_section(self.standing, self.span, self.catalogue, self.formats)
            case Part.ALERTS:
                return alerts_section(self.span, self.formats)
            case Part.MEDICINES:
                return medicines_section(self.standing, self.span, self.catalogue, self.formats)
            case Part.INFUSIONS:
                return infusions_section(self.standing, self.span, self.catalogue, self.formats)
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
            lines.append(
                words("paper_report.highest", reading=measured(span.highest, self.catalogue, self.formats))
            )
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

    def notes(self) -> Section:
        """The notes letter for letter."""
        words = self.formats.words
        notes = tuple(
            words("paper_report.note", day=self.formats.short_day(day), note=note)
            for day, note in self.span.notes
        )
        lines = () if notes else (words("paper_report.no_notes"),)
        return Section(words("paper_report.notes"), lines=lines, bullets=notes)
