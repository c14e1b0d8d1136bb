"""What is asked about clocks at the top of the window: after a journey, and where the clock may be wrong."""

from __future__ import annotations

from companion.core.zone_change import place_of
from companion.ui.context import Context
from companion.ui.widgets.notice_bar import Acted, Notice, NoticeAction, NoticeLevel

_ZONE, _CLOCK = "zone", "clock"
_LOCAL, _HOME, _RIGHT, _WRONG = "local", "home", "right", "wrong"


def clock_questions(context: Context) -> list[Notice]:
    """As notices, each until it is answered; a clock that may be wrong first, as all else depends on it."""
    return [*_clock(context), *_zone(context)]


def is_about_clocks(key: str) -> bool:
    """Whether a notice with this key is one of these."""
    return key in (_ZONE, _CLOCK)


def answer_about_clocks(acted: Acted, context: Context) -> str:
    """Do what was pressed; a sentence that is still to be read, or nothing."""
    if acted.key == _ZONE:
        context.home_times.use_local() if acted.action == _LOCAL else context.home_times.keep_home()
    elif acted.action == _RIGHT:
        context.clock_doubts.is_right(by=context.entering.by)
    else:
        context.clock_doubts.is_wrong()
        return context.words("reminders.clock_to_set")
    return ""


def _clock(context: Context) -> list[Notice]:
    """The newest entry is later than now, or long ago."""
    newest, words, formats = context.clock_doubts.question(), context.words, context.formats()
    if newest is None:
        return []
    then, now = formats.local(newest), formats.local(context.record.now())
    if then.date() == now.date():
        told = formats.clock(then.time()), formats.clock(now.time())
    else:
        told = formats.plain_day(then.date()), formats.plain_day(now.date())
    text = words("reminders.clock_question", newest=told[0], now=told[1])
    actions = (
        NoticeAction(_RIGHT, words("reminders.clock_is_right")),
        NoticeAction(_WRONG, words("reminders.clock_is_wrong")),
    )
    return [Notice(_CLOCK, NoticeLevel.WARNING, text, actions)]


def _zone(context: Context) -> list[Notice]:
    """After a journey: shall the daily times follow the clocks here?"""
    question, words = context.home_times.question(), context.words
    if question is None:
        return []
    text = words("reminders.zone_question", home=place_of(question.home), here=place_of(question.here))
    actions = (
        NoticeAction(_LOCAL, words("reminders.zone_local", here=place_of(question.here))),
        NoticeAction(_HOME, words("reminders.zone_home", home=place_of(question.home))),
    )
    return [Notice(_ZONE, NoticeLevel.WARNING, text, actions)]
