"""The alerts of a report: what the program said, what set it off, and what came of it."""

from __future__ import annotations

from companion.core.alerts import Alert, AlertEvent, AlertEventKind
from companion.core.formats import Formats
from companion.core.paper_facts import Span
from companion.share.paper_parts import Section
from companion.share.paper_wording import cut_section, short_moment

_MOST_EVIDENCE = 3


def alerts_section(span: Span, formats: Formats) -> Section:
    """A row for each alert, the oldest first; several that one call closed say so."""
    words = formats.words
    heading = words("paper_report.alerts")
    if not span.alerts:
        return Section(heading, lines=(words("paper_report.no_alerts"),))
    rows: list[tuple[str, ...]] = []
    before = ""
    for alert in span.alerts:
        outcome = _outcome(alert, formats)
        is_same = outcome == before and not alert.is_open
        rows.append(
            (
                short_moment(alert.raised_at, formats),
                words(f"levels.{alert.level.value}_short"),
                " ".join(one.text for one in alert.evidence[:_MOST_EVIDENCE]) or alert.why,
                words("paper_report.same_outcome") if is_same else outcome,
            )
        )
        before = outcome
    names = ("when", "level", "set_off_by", "outcome")
    head = tuple(words(f"paper_report.head_{name}") for name in names)
    return cut_section(heading, head, rows, formats=formats, wide=(2, 3))


def _outcome(alert: Alert, formats: Formats) -> str:
    lines = [said for event in alert.events if (said := _event(event, formats))]
    return " ".join([*lines, formats.words("paper_report.open")] if alert.is_open else lines)


def _event(event: AlertEvent, formats: Formats) -> str:
    words = formats.words
    moment = short_moment(event.at, formats)
    if event.kind is AlertEventKind.NO_ANSWER:
        return words("paper_report.no_answer", moment=moment)
    if event.kind is not AlertEventKind.CLOSED or event.outcome is None:
        return ""
    parts = [words(f"paper_report.outcome_{event.outcome.value}", moment=moment)]
    if event.who_answered:
        parts.append(words("paper_report.who_answered", who=event.who_answered))
    if event.what_they_said:
        parts.append(words("paper_report.they_said", said=event.what_they_said))
    return " ".join(parts)
