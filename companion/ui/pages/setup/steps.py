"""The steps of the first start, in their order, and which of them apply to the answers so far."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from companion.ui.context import Context
from companion.ui.forms.clock import ClockForm
from companion.ui.forms.contacts import ContactsForm
from companion.ui.forms.form import Answers, Form
from companion.ui.forms.look import LookForm
from companion.ui.forms.person import PersonForm
from companion.ui.forms.reminder import ReminderForm
from companion.ui.forms.usual import UsualForm
from companion.ui.pages.setup.first_dose import FirstDoseForm
from companion.ui.pages.setup.last import WhatThisIsNot
from companion.ui.pages.setup.treatment import (
    DrugForm,
    RegimenForm,
    chosen_drug,
    chosen_regimen,
)


@dataclass(frozen=True, slots=True)
class Step:
    """One screen. Several may share a number: a treatment takes up to four screens."""

    id: str
    number: int
    form: Callable[[Context, Answers], Form]


def _contacts(context: Context, _answers: Answers) -> Form:
    return ContactsForm(context, number_needed=True)


LOOK = Step("look", 1, lambda context, _answers: LookForm(context))
PERSON = Step("person", 2, lambda context, _answers: PersonForm(context))
CONTACTS = Step("contacts", 3, _contacts)
DRUG = Step("drug", 4, lambda context, _answers: DrugForm(context))
REGIMEN = Step("regimen", 4, RegimenForm)
FIRST_DOSE = Step("first_dose", 4, FirstDoseForm)
USUAL = Step("lives_with", 4, lambda context, _answers: UsualForm(context))
CLOCK = Step("clock", 5, lambda context, _answers: ClockForm(context))
REMINDER = Step("reminder", 6, lambda context, _answers: ReminderForm(context, asks_closed=True))
IS_NOT = Step("is_not", 7, lambda context, _answers: WhatThisIsNot(context))
LAST_NUMBER = IS_NOT.number
_NUMBERS = {
    step.id: step.number
    for step in (LOOK, PERSON, CONTACTS, DRUG, REGIMEN, FIRST_DOSE, USUAL, CLOCK, REMINDER, IS_NOT)
}


def path(context: Context, answers: Answers) -> tuple[Step, ...]:
    """The steps to go through: which regimen is asked only where there is more than one."""
    drug = chosen_drug(context, answers)
    treatment = [DRUG]
    if drug is not None and len(drug.regimens) > 1:
        treatment.append(REGIMEN)
    if chosen_regimen(context, answers) is not None:
        treatment.extend((FIRST_DOSE, USUAL))
    return (LOOK, PERSON, CONTACTS, *treatment, CLOCK, REMINDER, IS_NOT)


def step_kept(steps: tuple[Step, ...], id: str) -> Step:
    """The step that was open; where it does not apply any more, the first with its number."""
    exact = next((step for step in steps if step.id == id), None)
    return exact or next((step for step in steps if step.number == _NUMBERS.get(id)), steps[0])


def step_after(steps: tuple[Step, ...], step: Step) -> Step:
    """The next screen; the last one stays."""
    return steps[min(steps.index(step) + 1, len(steps) - 1)]


def step_before(steps: tuple[Step, ...], step: Step) -> Step:
    """The screen before; the first one stays."""
    return steps[max(steps.index(step) - 1, 0)]


def step_beyond(steps: tuple[Step, ...], step: Step) -> Step:
    """The first screen of the next number: one who skips the treatment skips all of it."""
    return next((other for other in steps if other.number > step.number), step)
