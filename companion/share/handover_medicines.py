"""The medicines on a hand-over sheet: those of today and tomorrow, and those as needed."""

from __future__ import annotations

from companion.core.formats import Formats
from companion.core.paper_facts import Shift
from companion.core.schedule import Status
from companion.share.paper_parts import Section, Table
from companion.share.paper_wording import plan_name, short_moment, with_amount


def medicines_to_give(shift: Shift, formats: Formats) -> Section:
    """Today and tomorrow, with a box to tick, and those as needed with the last one."""
    words = formats.words
    rows = tuple(
        (
            short_moment(row.occurrence.due_at, formats),
            with_amount(row.plan.name, row.occurrence.amount, formats),
            _status(row.status, formats),
        )
        for row in shift.rows
    )
    lines = []
    for plan, needed in shift.needed:
        name = plan_name(plan, formats)
        if needed.last is None:
            lines.append(words("paper_handover.needed_none", name=name))
        else:
            moment = short_moment(needed.last.at, formats)
            lines.append(words("paper_handover.needed_last", name=name, moment=moment, n=needed.in_a_day))
    heading = words("paper_handover.medicines")
    if not rows:
        return Section(heading, lines=(words("medicines.nothing_today"),), bullets=tuple(lines))
    head = tuple(words(f"paper_handover.head_{name}") for name in ("when", "medicine", "done"))
    return Section(heading, table=Table(head, rows, wide=(1, 2)), bullets=tuple(lines))


def _status(status: Status, formats: Formats) -> str:
    """What is still to come has an empty cell: it is ticked by hand."""
    words = formats.words
    match status:
        case Status.TAKEN | Status.LATE:
            return words("paper_handover.taken")
        case Status.SKIPPED:
            return words("paper_report.head_left_out")
        case Status.MISSED | Status.UNKNOWN:
            return words("medicines.status_missed")
        case Status.DUE | Status.COMING:
            return ""
