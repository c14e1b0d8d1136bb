"""What can be done about a due thing at once: the buttons it has, and what each of them does."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from companion.core.errors import OurFault
from companion.core.notices import Due, NoticeKind
from companion.core.reminder_policy import Urgency
from companion.core.reminders import Owed
from companion.services.medicines import Written
from companion.ui.context import Context
from companion.ui.places import Go, PageId
from companion.ui.widgets.notice_bar import NoticeAction

SNOOZE, BACK = "snooze", "back"
_DO, _SHOW, _DONE, _FOR = "do", "show", "done", "snooze:"
# What the card of a due thing does by itself.
MAIN = frozenset({_DO, _SHOW})
_WHERE = {
    NoticeKind.DIARY: Go(PageId.DIARY, "fill_in"),
    NoticeKind.WATCH_CHECK: Go(PageId.DIARY, "fill_in"),
    NoticeKind.MEDICINE: Go(PageId.MEDICINES),
    NoticeKind.REFILL: Go(PageId.MEDICINES),
    NoticeKind.INFUSION: Go(PageId.TREATMENT),
    NoticeKind.APPOINTMENT: Go(PageId.APPOINTMENTS),
    NoticeKind.ALERT: Go(PageId.CALL),
}


@dataclass(frozen=True, slots=True)
class Took:
    """A medicine was written down as taken now, under this key: it can be taken back."""

    key: str
    text: str


def text_of(one: Owed, context: Context) -> str:
    """What it is, and until when it is put off."""
    text = context.due_words.sentence(one.due)
    if one.snoozed_until is None:
        return text
    at = context.formats().clock(context.formats().local(one.snoozed_until).time())
    return context.words("due.snoozed", text=text, time=at)


def is_due_now(one: Owed) -> bool:
    """Whether it belongs to this moment; the rest is the list of what was missed."""
    return not one.missed or one.urgency is Urgency.WATCH


def actions_of(one: Owed, context: Context) -> tuple[NoticeAction, ...]:
    """The main action first; what gave way to something later can only be shown and put away."""
    words, kind = context.words, one.due.kind
    gave_way = one.missed and one.urgency is Urgency.QUIET
    show = NoticeAction(_SHOW, words("due.show"))
    do = NoticeAction(_DO, words(f"due.do_{kind.value}")) if f"due.do_{kind.value}" in words else show
    snooze = () if gave_way or one.snoozed_until is not None else (NoticeAction(SNOOZE, words("due.snooze")),)
    match kind:
        case NoticeKind.ALERT:
            return (show,)
        case NoticeKind.MEDICINE if not one.missed:
            return (do, *snooze, show)
        case NoticeKind.MEDICINE if not gave_way:
            return (show, *snooze)
        case NoticeKind.DIARY:
            return (do, *snooze, NoticeAction(_DONE, words("due.done")))
        case NoticeKind.WATCH_CHECK if not gave_way:
            return (do, *snooze, NoticeAction(_DONE, words("due.skip")))
        case _ if gave_way:
            return (NoticeAction(_DONE, words("due.seen")),)
        case NoticeKind.INFUSION | NoticeKind.APPOINTMENT:
            return (show, *snooze, NoticeAction(_DONE, words("due.seen")))
        case _:
            return (show, *snooze, NoticeAction(_DONE, words("due.done")))


def snoozes_of(context: Context) -> tuple[NoticeAction, ...]:
    """For how long it can be put off, and the way back."""
    words = context.words
    found = []
    for span in context.catalogue.reminders.snoozes:
        minutes = span // timedelta(minutes=1)
        hours, rest = divmod(span, timedelta(hours=1))
        text = words("due.snooze_minutes", n=minutes) if rest else words("due.snooze_hours", n=hours)
        found.append(NoticeAction(f"{_FOR}{minutes}", text))
    return (*found, NoticeAction(BACK, words("due.no_snooze"), "quiet"))


def seen_action(text: str) -> NoticeAction:
    """For what can only be looked at and put away, one or several."""
    return NoticeAction(_DONE, text, "quiet")


def perform(action: str, key: str, context: Context, *also: str) -> Go | Took | None:
    """Do what was pressed; where to go then, or what was written down, if anything.

    `also` are the keys of what is put away by the same press.
    """
    if action == _DONE:
        context.notice_answers.act(key, *also)
        return None
    one = context.notice_answers.find(key)
    if one is None:
        return None
    if action.startswith(_FOR):
        context.notice_answers.snooze(key, timedelta(minutes=int(action.removeprefix(_FOR))))
        return None
    if action == _DO and one.due.kind is NoticeKind.MEDICINE:
        return _take(one.due, context) or _WHERE[one.due.kind]
    if action == _DO and one.due.kind is NoticeKind.DIARY:
        context.notice_answers.act(key)
    return _WHERE[one.due.kind]


def _take(due: Due, context: Context) -> Took | None:
    """Write down that it was taken now; None where the page has to ask something first."""
    plan_id = due.plan.partition(".")[2].rpartition(".")[0]
    by, now = context.entering.by, context.record.now()
    try:
        rows = context.medicines.record.rows(due.due_at, due.due_at + timedelta.resolution)
        row = next((row for row in rows if row.occurrence.plan_id == plan_id), None)
        if row is None:
            return None
        answer = context.medicines.take(plan_id, row.occurrence.slot, at=now, by=by)
    except OurFault:
        return None
    if not isinstance(answer, Written):
        return None
    time = context.formats().clock(context.formats().local(now).time())
    return Took(answer.key, context.words("due.taken", name=row.plan.name, time=time))
