"""One case of each level of alert, from what was told to the alert that came of it."""

from __future__ import annotations

from collections.abc import Iterator

from companion.app import App
from companion.core.alerts import Outcome
from companion.core.levels import Reporter
from companion.core.people import Contacts
from companion.ui.places import Go, PageId
from tests.pressing import press_on

# One symptom for each level, when no dose is known and how bad it is, by its place on the scale.
LEVELS = (("tell_team", "joint_pain", 1), ("call_today", "cough", 1), ("call_now", "chills", 2))
EMERGENCY = ("emergency", "fainting", 3)


def level_states(app: App) -> Iterator[str]:
    """One case of each level, told on the unwell page, and the alert that comes of it."""
    window, words = app.window, app.context.words
    app.journal.set_contacts(Contacts("Riverside Cancer Center", "202-555-0143", "911"))
    for level, symptom, severity in (*LEVELS, EMERGENCY):
        name = words.written(app.context.catalogue.symptoms[symptom].words.name)
        window.show_page(Go(PageId.UNWELL))
        if not press_on(app.window, name):
            press_on(app.window, words("unwell.something_else"))
            assert press_on(app.window, name), name
        assert press_on(app.window, f"{severity}, ")
        yield f"unwell_{level}_told"
        press_on(app.window, words("unwell.show"))
        if window.current == Go(PageId.UNWELL):
            yield f"unwell_{level}"
        alerts = app.record.open_alerts()
        if alerts:
            window.show_page(Go(PageId.CALL))
            yield f"call_{level}"
            press_on(app.window, words("rule_behind.show_for", about=words(f"levels.{level}_short")))
            yield f"call_{level}_rule"
            window.show_page(Go(PageId.ALERTS))
            yield f"alerts_{level}"
        ids = tuple(alert.id for alert in alerts)
        app.journal.record_outcome(
            ids, outcome=Outcome.CALLED, who_answered="", what_they_said="", by=Reporter.PATIENT
        )
