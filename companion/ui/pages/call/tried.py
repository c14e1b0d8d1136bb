"""That the team was called and nobody answered, and what to do then."""

from __future__ import annotations

from companion.core.alerts import Alert, AlertEventKind
from companion.ui.context import Context
from companion.ui.widgets.call_cards import CallFacts


def tried_lines(alerts: tuple[Alert, ...], facts: CallFacts, context: Context) -> tuple[str, ...]:
    """When it was last tried, and the number to call next; nothing where nobody called in vain."""
    tries = [e.at for a in alerts for e in a.events if e.kind is AlertEventKind.NO_ANSWER]
    if not tries:
        return ()
    words = context.words
    moment = context.formats().moment(max(tries), context.record.now())
    again = words("call.no_answer_next", number=facts.emergency_number)
    return (words("call.tried_at", moment=moment), again)
