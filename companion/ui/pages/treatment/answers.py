"""The buttons of a planned dose: it was given, it is moved, it was not given, get ready for it."""

from __future__ import annotations

from companion.core.upcoming import PlanRow
from companion.ui.context import Context
from companion.ui.pages.dose_words import dose_name, subject_of
from companion.ui.pages.treatment.acts import Act, Pressed, act_button
from companion.ui.widgets.button import Button, Kind


def given_button(row: PlanRow, context: Context, pressed: Pressed, kind: Kind) -> Button:
    """The way to write down that a dose was given."""
    words = context.words
    name = words("treatment.it_was_given_about", dose=dose_name(row, context))
    text = words("treatment.it_was_given")
    return act_button(text, Act.GIVEN, pressed, subject=subject_of(row), name=name, kind=kind, icon="check")


def left_out_button(row: PlanRow, context: Context, pressed: Pressed) -> Button:
    """The way to write down that a dose was not given."""
    words = context.words
    name = words("treatment_list.left_out_about", dose=dose_name(row, context))
    text = words("treatment_list.left_out")
    return act_button(text, Act.LEFT_OUT, pressed, subject=subject_of(row), name=name, icon="close")


def answer_buttons(row: PlanRow, context: Context, pressed: Pressed, kind: Kind) -> tuple[Button, ...]:
    """All that can be said of a dose that was planned."""
    return (
        given_button(row, context, pressed, kind),
        move_button(row, context, pressed, "secondary"),
        left_out_button(row, context, pressed),
    )


def move_button(row: PlanRow, context: Context, pressed: Pressed, kind: Kind) -> Button:
    """The way to another day."""
    words = context.words
    name = words("treatment_list.moved_about", dose=dose_name(row, context))
    text = words("treatment_list.moved")
    return act_button(text, Act.MOVE, pressed, subject=subject_of(row), name=name, kind=kind, icon="calendar")


def ready_button(row: PlanRow, context: Context, pressed: Pressed) -> Button:
    """The way to the checklist."""
    words = context.words
    name = words("treatment_list.ready_about", dose=dose_name(row, context))
    text = words("treatment_list.ready")
    return act_button(text, Act.READY, pressed, subject=subject_of(row), name=name, icon="check")
