"""What the Treatment page lists: what waits for an answer, what is next, then each treatment."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import datetime

from PySide6.QtWidgets import QWidget

from companion.core.long_gap import gaps_before
from companion.core.treatment import Treatment
from companion.core.upcoming import PlanRow
from companion.ui.context import Context
from companion.ui.pages.treatment_acts import Act, Pressed, act_button
from companion.ui.pages.treatment_history import history_card
from companion.ui.pages.treatment_past import ended_card, other_card, so_far_card
from companion.ui.pages.treatment_plan import SortedPlan, sorted_plan, treatment_card
from companion.ui.pages.treatment_reminders import reminders_card
from companion.ui.pages.treatment_rows import asked_card, later_card, next_card
from companion.ui.widgets.button import Kind
from companion.ui.widgets.card import Card
from companion.ui.widgets.flow import button_row
from companion.ui.widgets.label import Label

DAYS_AHEAD = 365


def list_parts(context: Context, pressed: Pressed, *, whole: Collection[str]) -> Iterator[QWidget]:
    """The cards in the order of how much they press; one button at most is the main one.

    Of the treatments in `whole` every dose is listed.
    """
    record, infusions = context.record, context.infusions
    treatments, ended = record.treatments(), infusions.stopped()
    plans = {one: sorted_plan(record.plan(one, days_ahead=DAYS_AHEAD), context) for one in treatments}
    asked = sorted((row for plan in plans.values() for row in plan.asked), key=_planned)
    ahead = sorted((row for plan in plans.values() for row in plan.ahead), key=_planned)
    gaps = gaps_before((*asked, *ahead), record.doses(), context.catalogue, record.now())
    for n, row in enumerate(asked):
        yield asked_card(row, gaps, context, pressed, primary=n == 0)
    coming = tuple(row for row in ahead if row.planned.starts_at == ahead[0].planned.starts_at)
    if coming:
        waiting = tuple(row.treatment for row in asked)
        yield next_card(coming, gaps, context, pressed, waiting=waiting)
    for treatment, plan in plans.items():
        yield treatment_card(treatment, context, pressed)
        later = tuple(row for row in plan.ahead if row not in coming)
        if later:
            yield later_card(later, coming, gaps, context, pressed)
        yield from _past_parts(treatment, plan, context, pressed, whole=treatment.id in whole)
    planned = _planned_doses(context, (*treatments, *ended))
    other = tuple(dose for dose in reversed(record.doses()) if dose.id not in planned)
    if not treatments and not ended:
        yield _empty_card(context, pressed, primary=not other)
    if other:
        yield other_card(other, context, pressed)
    if treatments or ended or other:
        yield _add_row(context, pressed, with_treatment=bool(treatments or ended))
    if ended:
        yield ended_card(ended, context, pressed, whole=whole)
    if treatments or ended:
        yield reminders_card(context, pressed)


def _past_parts(
    treatment: Treatment, plan: SortedPlan, context: Context, pressed: Pressed, *, whole: bool
) -> Iterator[QWidget]:
    """What was, and how the plan changed."""
    if plan.so_far and not plan.asked and not plan.ahead:
        yield Label(context.words("treatment.no_next"), "strong")
    if plan.so_far:
        yield so_far_card(plan.so_far, context, pressed, whole=whole)
    changes = context.infusions.changes(treatment.id)
    if changes:
        yield history_card(treatment, changes, context, pressed)


def _empty_card(context: Context, pressed: Pressed, *, primary: bool) -> Card:
    words = context.words
    card = Card(words("treatment.nothing_yet"))
    card.add(Label(words("treatment.nothing_yet_why")))
    card.add_space()
    kind: Kind = "primary" if primary else "secondary"
    card.add(act_button(words("treatment.add_first"), Act.SETUP, pressed, kind=kind, icon="add"))
    return card


def _add_row(context: Context, pressed: Pressed, *, with_treatment: bool) -> QWidget:
    words = context.words
    outside = act_button(words("treatment.add_outside"), Act.OUTSIDE, pressed, icon="add")
    another = act_button(words("treatment.add_treatment"), Act.SETUP, pressed, icon="add")
    return button_row(*([outside, another] if with_treatment else [outside]))


def _planned_doses(context: Context, treatments: tuple[Treatment, ...]) -> frozenset[str]:
    rows = (row for one in treatments for row in context.record.plan(one, days_ahead=DAYS_AHEAD))
    return frozenset(row.given.id for row in rows if row.given is not None)


def _planned(row: PlanRow) -> datetime:
    return row.planned.starts_at
