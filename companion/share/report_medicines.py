"""The medicines of a report: what was taken of each plan, what was missed, and how often one was needed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from companion.core.as_needed import is_of
from companion.core.catalogue import Catalogue
from companion.core.formats import Formats
from companion.core.paper_facts import Span, Standing
from companion.core.plan import MedicinePlan
from companion.core.recurrence import AsNeeded, Taper
from companion.core.schedule import Status
from companion.core.schedule_wording import recurrence_lines
from companion.share.paper_parts import Section, Table
from companion.share.paper_wording import plan_name, short_moment

Row = tuple[str, ...]


def medicines_section(standing: Standing, span: Span, catalogue: Catalogue, formats: Formats) -> Section:
    """A row for each plan that goes on or fell due in these days, and for what was taken beside them."""
    words = formats.words
    rows = tuple(_rows(standing, span, catalogue, formats))
    heading = words("paper_report.medicines")
    if not rows:
        return Section(heading, lines=(words("paper_report.no_medicines"),))
    head = tuple(
        words(f"paper_report.head_{name}") for name in ("medicine", "how", "taken", "missed", "left_out")
    )
    return Section(heading, table=Table(head, rows, wide=(0, 1)), after=(words("paper_report.missed_means"),))


def _rows(standing: Standing, span: Span, catalogue: Catalogue, formats: Formats) -> Iterator[Row]:
    plans: dict[str, MedicinePlan] = {row.plan.id: row.plan for row in span.rows}
    plans |= {plan.id: plan for plan in standing.plans}
    for plan in plans.values():
        if isinstance(plan.recurrence, AsNeeded):
            yield _needed_row(plan, span, formats)
        else:
            yield _planned_row(plan, span, formats)
    yield from _other_rows(tuple(plans.values()), span, catalogue, formats)


def _planned_row(plan: MedicinePlan, span: Span, formats: Formats) -> Row:
    words = formats.words
    statuses = Counter(row.status for row in span.rows if row.plan.id == plan.id)
    taken, late = statuses[Status.TAKEN] + statuses[Status.LATE], statuses[Status.LATE]
    missed, skipped = statuses[Status.MISSED], statuses[Status.SKIPPED]
    count = words("paper_report.of_times", n=taken, times=taken + missed + skipped + statuses[Status.DUE])
    return (
        plan_name(plan, formats),
        _how(plan, formats),
        words("paper_report.with_late", taken=count, late=late) if late else count,
        str(missed),
        str(skipped),
    )


def _needed_row(plan: MedicinePlan, span: Span, formats: Formats) -> Row:
    words = formats.words
    takings = [one for one in span.taken if is_of(plan, one)]
    count = words("paper_report.times", n=len(takings))
    if takings:
        last = short_moment(max(one.at for one in takings), formats)
        count = words("paper_report.times_last", times=count, moment=last)
    return plan_name(plan, formats), _how(plan, formats), count, "", ""


def _other_rows(
    plans: tuple[MedicinePlan, ...], span: Span, catalogue: Catalogue, formats: Formats
) -> Iterator[Row]:
    """What was written down without a plan."""
    words = formats.words
    beside = [one for one in span.taken if not any(is_of(plan, one) for plan in plans)]
    names = dict.fromkeys(
        (one.medicine, one.name if one.medicine is None else words.written(one.name)) for one in beside
    )
    for medicine, name in names:
        own = [one for one in beside if one.medicine == medicine and (medicine or one.name == name)]
        last = short_moment(max(one.at for one in own), formats)
        count = words("paper_report.times_last", times=words("paper_report.times", n=len(own)), moment=last)
        hides = words("paper_report.hides_fever") if catalogue.medicine(medicine, name) else ""
        yield name, hides or words("paper_report.no_plan"), count, "", ""


def _how(plan: MedicinePlan, formats: Formats) -> str:
    lines = recurrence_lines(plan, formats)
    # The steps of a taper stand on the medicine list; here its head is enough.
    if isinstance(plan.recurrence, Taper) or len(lines) == 1:
        return lines[0]
    return formats.words("paper_report.needed_with", first=lines[0], rest=" ".join(lines[1:]))
