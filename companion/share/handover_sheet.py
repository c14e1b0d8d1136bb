"""The hand-over sheet: what the next caregiver takes over, on one paper."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from companion.core.catalogue import Catalogue
from companion.core.dose_wording import stay_lines
from companion.core.formats import Formats
from companion.core.levels import Severity
from companion.core.paper_facts import Shift, Standing
from companion.core.trends import worst_of
from companion.share.handover_medicines import medicines_to_give
from companion.share.paper_parts import Document, Fact, Section, Table, page_of
from companion.share.paper_wording import (
    drug_name,
    full_moment,
    measured,
    short_moment,
    who_facts,
    with_amount,
)
from companion.share.warning_signs import fever_sentence, watch_for

_EMPTY_LINES = 3
_LARGE = 10.0


def handover_sheet(standing: Standing, shift: Shift, catalogue: Catalogue, formats: Formats) -> Document:
    """The sheet as things stand."""
    words = formats.words
    writer = _Writer(standing, shift, catalogue, formats)
    emergency = Fact(words("paper_card.emergency_number"), standing.emergency_number)
    return Document(
        title=words("paper_handover.title"),
        subtitle=words("paper_handover.subtitle"),
        facts=(*who_facts(standing, catalogue, formats), emergency),
        sections=tuple(writer.sections()),
        foot=words("paper_handover.foot"),
        page_of=page_of(words),
        size=_LARGE,
    )


@dataclass(frozen=True, slots=True)
class _Writer:
    """Words the parts of one sheet."""

    standing: Standing
    shift: Shift
    catalogue: Catalogue
    formats: Formats

    def sections(self) -> Iterator[Section]:
        """From what cannot wait to what is good to know."""
        words = self.formats.words
        fever = fever_sentence(self.standing, self.catalogue, self.formats)
        signs = watch_for(self.standing, self.catalogue, self.formats)
        yield Section(words("paper_handover.call"), bullets=tuple(line for line in (fever, *signs) if line))
        yield Section(words("paper_handover.now"), bullets=tuple(self.now_lines()))
        yield Section(words("paper_handover.since"), bullets=tuple(self.since_lines()))
        if self.shift.checks:
            rows = tuple((short_moment(at, self.formats), "", "") for at in self.shift.checks)
            head = tuple(words(f"paper_handover.head_{name}") for name in ("check", "measured", "saw"))
            yield Section(words("paper_handover.checks"), table=Table(head, rows, wide=(1, 2)))
        yield medicines_to_give(self.shift, self.formats)
        yield Section(words("paper_handover.company"), bullets=tuple(self.company_lines()))
        yield Section(
            words("paper_handover.to_tell"), room=_EMPTY_LINES, room_name=words("paper_handover.to_tell_hint")
        )

    def now_lines(self) -> Iterator[str]:
        """The last dose, until when to stay where, and alerts that are open."""
        words, formats, standing = self.formats.words, self.formats, self.standing
        last = standing.last_dose()
        if last is not None and last.started_at is not None:
            yield words(
                "paper_handover.last_dose",
                drug=with_amount(drug_name(last.drug, self.catalogue, formats), last.amount, formats),
                moment=full_moment(last.started_at, formats),
                span=formats.span(standing.now - last.started_at),
            )
        for until, line in stay_lines(standing.around_last, formats, lambda at: full_moment(at, formats)):
            if until >= standing.now:
                yield line
        for alert in self.shift.open_alerts:
            level = words(f"levels.{alert.level.value}_short")
            yield words(
                "paper_handover.open_alert", level=level, moment=short_moment(alert.raised_at, formats)
            )
        if not self.shift.open_alerts:
            yield words("paper_handover.no_open_alert")
        for one in standing.coming[:1]:
            yield words(
                "paper_report.next_dose",
                drug=drug_name(one.row.planned.drug, self.catalogue, formats),
                moment=full_moment(one.row.planned.starts_at, formats),
            )

    def since_lines(self) -> Iterator[str]:
        """The worst of each symptom and the highest temperature since the day of the last dose."""
        words, span = self.formats.words, self.shift.span
        told = {
            symptom: worst_of(mark.severity for mark in marks if mark.severity is not None)
            for symptom, marks in span.courses.items()
        }
        for symptom, severity in sorted(told.items(), key=lambda pair: -pair[1].steps):
            if severity is not Severity.NONE:
                name = words.written(self.catalogue.symptoms[symptom].words.name)
                said = words(f"severity.{severity.value}").lower()
                yield words("caregiver.worst", name=name, severity=said)
        if span.highest is not None:
            yield words(
                "paper_handover.highest",
                reading=measured(span.highest, self.catalogue, self.formats),
                moment=short_moment(span.highest.at, self.formats),
            )
        if not told and span.highest is None:
            yield words("paper_handover.nothing_since")

    def company_lines(self) -> Iterator[str]:
        """Who is there when, and the times for which there is nobody."""
        words, formats = self.formats.words, self.formats
        for spell in self.shift.spells:
            start, end = short_moment(spell.starts_at, formats), short_moment(spell.ends_at, formats)
            yield words("getting_ready.spell", name=spell.name, start=start, end=end)
        for gap in self.shift.gaps:
            start, end = short_moment(gap.starts_at, formats), short_moment(gap.ends_at, formats)
            yield words("getting_ready.nobody", start=start, end=end)
        if not self.shift.spells and not self.shift.gaps:
            yield words("paper_handover.no_company")
