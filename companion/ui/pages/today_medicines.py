"""What Today says of the medicines: those that wait now, with one press each, and the next one of the day."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from companion.core.reminders import Owed
from companion.core.schedule import Status
from companion.core.words import Words
from companion.services.medicines import Written
from companion.ui.context import Context
from companion.ui.pages.medicine_words import hides_fever, row_name, who_writes
from companion.ui.pages.today_waiting import Waiting, for_medicine, rest_of, waiting
from companion.ui.widgets.button import Button
from companion.ui.widgets.card import Card
from companion.ui.widgets.flow import button_row
from companion.ui.widgets.label import Label

Pressed = Callable[[], None]


@dataclass(frozen=True, slots=True)
class DueMedicine:
    """One that waits; `subject` names its plan and slot."""

    name: str
    hides_fever: bool
    subject: str
    waiting: Waiting | None = None


@dataclass(frozen=True, slots=True)
class JustTaken:
    """What was written down with one press, and can be taken back."""

    key: str
    text: str


@dataclass(frozen=True, slots=True)
class MedicinesNow:
    """All that the card shows; `following` is the next one of this day, empty where there is none."""

    due: tuple[DueMedicine, ...]
    following: str


def medicines_now(
    context: Context, owed: tuple[Owed, ...], snoozing: str | None
) -> tuple[MedicinesNow | None, set[str]]:
    """What waits at this moment, None where nothing does and nothing comes today; and the keys of the due."""
    record = context.medicines.record
    due, keys = [], set[str]()
    for row in record.due_now():
        one = for_medicine(owed, row)
        if one is not None:
            keys.add(one.due.key)
        due.append(
            DueMedicine(
                row_name(row, context),
                hides_fever(row.plan, context),
                f"{row.plan.id} {row.occurrence.slot}",
                None if one is None else waiting(context, one, snoozing),
            )
        )
    rows = record.day(context.record.today())
    coming = next((row for row in rows if row.status is Status.COMING), None)
    if not due and coming is None:
        return None, keys
    return MedicinesNow(tuple(due), row_name(coming, context) if coming is not None else ""), keys


def take_now(subject: str, context: Context) -> JustTaken | None:
    """Write down that it was taken now; None where the page has to ask something first."""
    plan_id, _, slot = subject.partition(" ")
    now = context.record.now()
    answer = context.medicines.take(plan_id, slot, at=now, by=who_writes(context))
    if not isinstance(answer, Written):
        return None
    name = context.medicines.record.taken(answer.key).name
    moment = context.formats().moment(now, now)
    return JustTaken(answer.key, context.words("medicines.saved_taken", name=name, moment=moment))


def medicines_card(
    now: MedicinesNow | None,
    just: JustTaken | None,
    words: Words,
    took: Pressed,
    undo: Pressed,
    see: Pressed,
    deal_with: Pressed,
) -> Card:
    """Each that waits with its button; below it what was just written down, and the next one."""
    card = Card(words("medicines.on_today"))
    for one in now.due if now is not None else ():
        card.add(Label(one.name, "strong", user_text=True))
        if one.hides_fever:
            card.add(Label(words("medicines.hides_fever"), "small"))
        button = Button(words("medicines.took_it"), icon="check")
        button.setAccessibleName(words("medicines.took_it_about", row=one.name))
        button.setProperty("subject", one.subject)
        button.clicked.connect(took)
        card.add(button_row(button))
        rest = rest_of(one.waiting, words, deal_with)
        if rest is not None:
            card.add(rest)
    if just is not None:
        card.add(Label(just.text, "strong", user_text=True))
        back = Button(words("widgets.undo"), icon="undo")
        back.setAccessibleName(words("widgets.undo_this", text=just.text))
        back.clicked.connect(undo)
        card.add(button_row(back))
    if now is not None and now.following:
        card.add(Label(words("medicines.following", row=now.following), user_text=True))
    all_of_them = Button(words("medicines.see_all"), "quiet", icon="pill")
    all_of_them.clicked.connect(see)
    card.add(button_row(all_of_them))
    return card
