"""The cards of what was: doses so far, doses of no plan, and treatments that ended."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from PySide6.QtWidgets import QWidget

from companion.core.treatment import DoseGiven, Treatment
from companion.core.upcoming import PlanRow
from companion.ui.context import Context
from companion.ui.pages.dose_words import drug_name
from companion.ui.pages.treatment_acts import Act, Pressed, act_button
from companion.ui.pages.treatment_given import block, dose_parts, row_parts
from companion.ui.widgets.card import Card
from companion.ui.widgets.flow import button_row
from companion.ui.widgets.label import Label

_MOST = 6


def so_far_card(rows: tuple[PlanRow, ...], context: Context, pressed: Pressed, *, whole: bool) -> Card:
    """The past of one plan, newest first; a dose nobody wrote down can still be."""
    card = Card(context.words("treatment.past_doses"), "h3")
    for part in _newest(rows, context, pressed, whole=whole):
        card.add(part)
    return card


def other_card(doses: Iterable[DoseGiven], context: Context, pressed: Pressed) -> Card:
    """Doses of no plan, newest first."""
    card = Card(context.words("treatment.other_doses"))
    for dose in doses:
        name = Label(drug_name(context, dose.drug), "strong")
        about = drug_name(context, dose.drug)
        card.add(block(name, *dose_parts(dose, about, context, pressed)))
    return card


def ended_card(
    treatments: tuple[Treatment, ...], context: Context, pressed: Pressed, *, whole: Collection[str]
) -> Card:
    """Treatments that ended, newest first, each with its doses."""
    words, formats = context.words, context.formats()
    card = Card(words("treatment_list.ended"))
    followed = {one.follows for one in (*context.record.treatments(), *treatments)}
    for treatment in treatments:
        drug = drug_name(context, treatment.drug)
        parts: list[QWidget] = [Label(drug, "h3")]
        if treatment.stopped_at is not None:
            day = formats.plain_day(formats.day_of(treatment.stopped_at))
            parts.append(Label(words("treatment_list.ended_on", day=day)))
        if treatment.stop_reason:
            reason = words("treatment_list.reason", reason=treatment.stop_reason)
            parts.append(Label(reason, user_text=True))
        if treatment.id not in followed:
            text = words("treatment_list.resume")
            name = words("treatment_list.about", action=text, drug=drug)
            button = act_button(
                text, Act.RESUME, pressed, subject=treatment.id, name=name, kind="quiet", icon="undo"
            )
            parts.append(button_row(button))
        card.add(block(*parts))
        rows = tuple(reversed(context.record.plan(treatment, days_ahead=0)))
        for part in _newest(rows, context, pressed, whole=treatment.id in whole):
            card.add(part)
    return card


def _newest(
    rows: tuple[PlanRow, ...], context: Context, pressed: Pressed, *, whole: bool
) -> Iterator[QWidget]:
    """The newest doses; after years of them the others only when they are asked for."""
    for row in rows if whole else rows[:_MOST]:
        yield block(*row_parts(row, context, pressed))
    if not whole and len(rows) > _MOST:
        treatment, words = rows[0].treatment, context.words
        text = words("treatment_list.all_doses", n=len(rows))
        name = words("treatment_list.about", action=text, drug=drug_name(context, treatment.drug))
        subject = treatment.id
        yield button_row(
            act_button(text, Act.ALL_DOSES, pressed, subject=subject, name=name, kind="quiet", icon="clock")
        )
