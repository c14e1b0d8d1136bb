"""What Today says of the medicines: those that wait now, with one press each, and the next one of the day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from companion.core.medicine_day import MedicineRow
from companion.core.notices import NoticeKind
from companion.core.reminders import Owed
from companion.core.schedule import Status
from companion.core.words import Words
from companion.services.medicines import Written
from companion.ui.context import Context
from companion.ui.due_actions import is_due_now
from companion.ui.pages.go_button import GoButton, Hears
from companion.ui.pages.medicines.end_words import is_the_last
from companion.ui.pages.medicines.words import hides_fever, row_name, who_writes
from companion.ui.pages.today.buttons import Pressed, about
from companion.ui.pages.today.waiting import Waiting, all_waiting, rest_buttons
from companion.ui.places import Go, PageId
from companion.ui.widgets.button import Button
from companion.ui.widgets.card import Card
from companion.ui.widgets.flow import button_row
from companion.ui.widgets.label import Label


@dataclass(frozen=True, slots=True)
class DueMedicine:
    """One that waits; `subject` names its plan and slot, `is_last` is the last one that the plan foresees."""

    name: str
    hides_fever: bool
    is_last: bool
    subject: str
    waiting: Waiting | None = None


@dataclass(frozen=True, slots=True)
class JustTaken:
    """What was written down with one press, and can be taken back."""

    key: str
    text: str


@dataclass(frozen=True, slots=True)
class MedicinesNow:
    """All that the card shows; `following` is the next one of this day, empty where there is none.

    `low` are those of which the pharmacy is to be asked for more.
    """

    due: tuple[DueMedicine, ...]
    following: str
    low: tuple[Waiting, ...] = ()

    @property
    def presses(self) -> bool:
        """Whether something waits for an answer."""
        return bool(self.due or self.low)


def medicines_now(context: Context, owed: tuple[Owed, ...], snoozing: str | None) -> MedicinesNow | None:
    """What waits at this moment; None where nothing does and nothing comes today."""
    record = context.medicines.record
    due = tuple(
        DueMedicine(
            row_name(row, context),
            hides_fever(row.plan, context),
            is_the_last(row.plan, row.occurrence),
            f"{row.plan.id} {row.occurrence.slot}",
            next(iter(all_waiting(context, _dues_of(row, owed), snoozing)), None),
        )
        for row in record.due_now()
    )
    low = tuple(one for one in owed if one.due.kind is NoticeKind.REFILL)
    rows = record.day(context.record.today())
    coming = next((row for row in rows if row.status is Status.COMING), None)
    if not due and not low and coming is None:
        return None
    following = row_name(coming, context) if coming is not None else ""
    return MedicinesNow(due, following, all_waiting(context, low, snoozing))


def _dues_of(row: MedicineRow, owed: tuple[Owed, ...]) -> Iterator[Owed]:
    """The due things that are this occurrence, as long as it belongs to this moment."""
    for one in owed:
        plan_id = one.due.plan.partition(".")[2].rpartition(".")[0]
        is_row = one.due.due_at == row.occurrence.due_at and plan_id == row.plan.id
        if one.due.kind is NoticeKind.MEDICINE and is_row and is_due_now(one):
            yield one


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
    go: Hears,
    deal_with: Pressed,
) -> Card:
    """Each that waits with its button; below it what was just written down, what runs low, and the next."""
    card = Card(words("medicines.on_today"))
    for one in now.due if now is not None else ():
        card.add(Label(one.name, "strong", user_text=True))
        if one.is_last:
            card.add(Label(words("medicines.is_the_last")))
        if one.hides_fever:
            card.add(Label(words("medicines.hides_fever"), "small"))
        button = about(one.subject, words("medicines.took_it"), took, icon="check")
        button.setAccessibleName(words("medicines.took_it_about", row=one.name))
        rest: tuple[Button, ...] = ()
        if one.waiting is not None:
            rest = rest_buttons(one.waiting, words, deal_with)
            if one.waiting.is_put_off:
                card.add(Label(one.waiting.text, "small", user_text=True))
        card.add(button_row(button, *rest))
        card.add_space(4)
    if just is not None:
        card.add(Label(just.text, "strong", user_text=True))
        back = about(None, words("widgets.undo"), undo, icon="undo")
        back.setAccessibleName(words("widgets.undo_this", text=just.text))
        card.add(button_row(back))
    for low in now.low if now is not None else ():
        card.add(Label(low.text, "strong", user_text=True))
        card.add(button_row(*rest_buttons(low, words, deal_with)))
        card.add_space(4)
    if now is not None and now.following:
        card.add(Label(words("medicines.following", row=now.following), user_text=True))
    see = GoButton(Go(PageId.MEDICINES), words("medicines.see_all"), go, kind="quiet", icon="pill")
    card.add(button_row(see))
    return card
