"""What a button of the Treatment page does at once, without a form."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from companion.ui.context import Context
from companion.ui.pages.dose_words import drug_name
from companion.ui.pages.treatment.acts import Act
from companion.ui.pages.treatment.treatment_form import Saved
from companion.ui.places import Go, PageId


def place_of_act(act: Act, subject: str) -> Go | None:
    """Where an act leads; None where it stays on the page."""
    match act:
        case Act.SETUP:
            return Go(PageId.SETUP, "treatment")
        case Act.READY:
            return Go(PageId.GETTING_READY, subject)
        case Act.LEARN:
            return Go(PageId.LEARN, subject)
        case _:
            return None


def is_done_at_once(act: Act) -> bool:
    """Whether an act asks nothing."""
    return act in (Act.TAKE_BACK, Act.RESUME, Act.REMINDERS)


def do_at_once(act: Act, subject: str, context: Context) -> Saved | None:
    """Do it; what to say then, None where the page shows it by itself."""
    infusions, by = context.infusions, context.entering.by
    match act:
        case Act.TAKE_BACK:
            infusions.take_back(subject, by=by)
            return Saved(context.words("treatment_list.taken_back"))
        case Act.RESUME:
            treatment = next((one for one in infusions.stopped() if one.id == subject), None)
            if treatment is None:
                return None
            infusions.resume(treatment, by=by)
            drug = drug_name(context, treatment.drug)
            undo = partial(infusions.restop, treatment, by=by)
            return Saved(context.words("treatment_list.resumed", drug=drug), undo)
        case _:
            wanted = context.record.preferences()
            context.journal.set_preferences(replace(wanted, reminders_stopped=not wanted.reminders_stopped))
            return None
