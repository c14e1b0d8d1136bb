"""How the plan of a treatment changed, as a card; what nothing was built upon can be taken back."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from companion.core.plan_changes import DoseChange, Moved, NotGiven
from companion.core.treatment import Treatment
from companion.core.zones import to_utc
from companion.ui.context import Context
from companion.ui.pages.dose_words import day_and_time, drug_name, place_in_plan
from companion.ui.pages.treatment.acts import Act, Pressed, act_button
from companion.ui.pages.treatment.given import block
from companion.ui.widgets.card import Card
from companion.ui.widgets.flow import button_row
from companion.ui.widgets.label import Label


def history_card(
    treatment: Treatment, changes: tuple[DoseChange, ...], context: Context, pressed: Pressed
) -> Card:
    """How the plan changed, newest first; what nothing was built upon can be taken back."""
    words, formats = context.words, context.formats()
    card = Card(words("treatment_list.history", drug=drug_name(context, treatment.drug)), "h3")
    names = {
        row.planned.ordinal: place_in_plan(row.planned, words)
        for row in context.record.plan(treatment, days_ahead=1200)
    }
    for change in reversed(changes):
        what = _what(change, names.get(change.what.ordinal, ""), treatment, context)
        parts: list[QWidget] = [Label(what)]
        if change.what.reason:
            reason = words("treatment_list.reason", reason=change.what.reason)
            parts.append(Label(reason, user_text=True))
        day = formats.plain_day(formats.day_of(change.at))
        parts.append(Label(words("treatment_list.written", day=day), "small"))
        if context.infusions.may_take_back(change):
            name = words("treatment_list.take_back_about", what=what)
            text = words("treatment_list.take_back")
            button = act_button(
                text, Act.TAKE_BACK, pressed, subject=change.id, name=name, kind="quiet", icon="undo"
            )
            parts.append(button_row(button))
        card.add(block(*parts))
    return card


def _what(change: DoseChange, dose: str, treatment: Treatment, context: Context) -> str:
    words, formats = context.words, context.formats()
    match change.what:
        case Moved() as move:
            key = "treatment_list.was_moved_all" if move.later_too else "treatment_list.was_moved"
            old, new = (
                day_and_time(formats, to_utc(wall, treatment.zone)) for wall in (move.from_wall, move.to_wall)
            )
            return words(key, dose=dose, old=old, new=new)
        case NotGiven():
            return words("treatment_list.was_left_out", dose=dose)
