"""What the diary has to say at the top of the window: open alerts, and what fell due."""

from __future__ import annotations

from companion.core.notices import NoticeKind
from companion.core.reminder_policy import Urgency
from companion.core.reminders import Owed
from companion.ui.context import Context
from companion.ui.due_actions import actions_of, is_due_now, snoozes_of, text_of
from companion.ui.widgets.notice_bar import Notice, NoticeAction, NoticeLevel

ALERTS, MORE = "alerts", "more"
_SHOW, _SHOW_ALL = "show", "show_all"


def alert_notices(owed: tuple[Owed, ...], context: Context) -> list[Notice]:
    """One for all open alerts, or none."""
    words, alerts = context.words, context.record.open_alerts()
    if not alerts:
        return []
    text = words("window.alert_open", level=words(f"levels.{alerts[0].level.value}_short"))
    if any(one.due.kind is NoticeKind.ALERT for one in owed):
        text = words("due.alert")
    action = NoticeAction(_SHOW, words("window.show_alert"), "urgent")
    return [Notice(ALERTS, NoticeLevel.URGENT, text, (action,))]


def due_notices(owed: tuple[Owed, ...], most: int, snoozing: str | None, context: Context) -> list[Notice]:
    """A row for each that falls due now, up to `most`; what was missed or is too many stands on Today.

    The one with the key `snoozing` asks for how long it is put off.
    """
    due = [one for one in owed if one.due.kind is not NoticeKind.ALERT]
    own = [one for one in due if is_due_now(one)][:most]
    rest = [one for one in due if one not in own]
    rows = [_row(one, context, is_snoozing=one.due.key == snoozing) for one in own]
    if rest:
        words = context.words
        key = "due.more" if own else "due.waits" if any(map(is_due_now, rest)) else "due.missed"
        is_watch = any(one.urgency is Urgency.WATCH for one in rest)
        level = NoticeLevel.WARNING if is_watch else NoticeLevel.INFO
        action = NoticeAction(_SHOW_ALL, words("due.show_all", n=len(rest)))
        rows.append(Notice(MORE, level, words(key, n=len(rest)), (action,)))
    return rows


def _row(one: Owed, context: Context, *, is_snoozing: bool) -> Notice:
    level = NoticeLevel.WARNING if one.urgency is Urgency.WATCH else NoticeLevel.INFO
    actions = snoozes_of(context) if is_snoozing else actions_of(one, context)
    return Notice(one.due.key, level, text_of(one, context), actions)
