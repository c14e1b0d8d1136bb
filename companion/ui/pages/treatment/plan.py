"""A plan sorted by what to do about it, and the card that says which treatment it is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from companion.core.drugs import Drug
from companion.core.regimen import Regimen
from companion.core.treatment import Treatment
from companion.core.upcoming import DoseStatus, PlanRow, still_to_come
from companion.ui.context import Context
from companion.ui.pages.dose_words import drug_name
from companion.ui.pages.treatment.acts import Act, Pressed, act_button
from companion.ui.pages.treatment.chemo import chemo_beside
from companion.ui.widgets.card import Card
from companion.ui.widgets.flow import button_row
from companion.ui.widgets.label import Label

_MOST_OVERDUE = 3
_MOST_AHEAD = 3


@dataclass(frozen=True, slots=True)
class SortedPlan:
    """A plan by what to do about it: `asked` waits for an answer, `ahead` has not come, `so_far` is past.

    A dose that is left out stands among the past ones from when that was said.
    """

    asked: tuple[PlanRow, ...]
    ahead: tuple[PlanRow, ...]
    so_far: tuple[PlanRow, ...]


def sorted_plan(rows: tuple[PlanRow, ...], context: Context) -> SortedPlan:
    """Of doses that nobody wrote down only the newest are asked for one by one; the rest is past."""
    now = context.record.now()
    coming = still_to_come(rows)
    overdue = tuple(row for row in coming if row.planned.starts_at <= now)
    asked = overdue[-_MOST_OVERDUE:]
    ahead = tuple(row for row in coming if row.planned.starts_at > now)[:_MOST_AHEAD]
    past = [
        row
        for row in rows
        if row.status in (DoseStatus.GIVEN, DoseStatus.NOT_GIVEN)
        or (row.planned.starts_at <= now and row not in asked)
    ]
    return SortedPlan(asked, ahead, tuple(sorted(past, key=_planned, reverse=True)))


def treatment_card(treatment: Treatment, context: Context, pressed: Pressed) -> Card:
    """The drug, the way it is given, and what can be changed about it."""
    words, name = context.words, drug_name(context, treatment.drug)
    card = Card(name)
    drug = context.catalogue.drugs.get(treatment.drug)
    regimen = drug.regimen(treatment.regimen) if drug is not None else None
    if regimen is None:
        card.add(Label(words("treatment.no_plan")))
    else:
        card.add(Label(words.written(regimen.words.name), "strong"))
        card.add(Label(words.written(regimen.words.setting)))
        if regimen.words.note:
            card.add(Label(words.written(regimen.words.note)))
        card.add(Label(words("treatment.dates_may_move"), "small"))
    before = next((one for one in context.infusions.stopped() if one.id == treatment.follows), None)
    if before is not None:
        card.add(Label(words("treatment_list.follows", drug=drug_name(context, before.drug))))
    acts = [(Act.SWITCH, "treatment_list.switch"), (Act.TIMES, "treatment_list.times")]
    if regimen is None:
        acts = []
    elif missing_chemo(treatment, regimen, context):
        card.add_space()
        card.add(Label(words("treatment_list.chemo_beside")))
        acts = [(Act.CHEMO, "treatment_list.chemo"), *acts]
    card.add_space()
    buttons = [
        act_button(
            words(key),
            act,
            pressed,
            subject=treatment.id,
            name=words("treatment_list.about", action=words(key), drug=name),
            kind="quiet",
        )
        for act, key in (*acts, (Act.STOP, "treatment_list.stop"))
    ]
    if drug is not None and drug.page is not None and drug.page in context.catalogue.pages:
        about = act_button(
            words("getting_ready.about", drug=name), Act.LEARN, pressed, subject=drug.page, kind="quiet"
        )
        buttons.append(about)
    card.add(button_row(*buttons))
    return card


def missing_chemo(treatment: Treatment, regimen: Regimen, context: Context) -> tuple[Drug, ...]:
    """The chemo beside a first part that is not over, as long as none of it is planned."""
    if regimen.cycles is None:
        return ()
    over = treatment.first_wall + timedelta(days=regimen.cycle_days * regimen.cycles)
    today = context.formats().local(context.record.now()).replace(tzinfo=None)
    beside = chemo_beside(regimen, context.catalogue)
    planned = {one.drug for one in (*context.record.treatments(), *context.infusions.stopped())}
    return () if today >= over or any(drug.id in planned for drug in beside) else beside


def _planned(row: PlanRow) -> datetime:
    return row.planned.starts_at
