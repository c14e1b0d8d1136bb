"""The page "Will my reminders come?": what can keep one from coming, and what helps."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from companion.channels.sound import SoundOutcome
from companion.services.topics import Topic
from companion.services.while_closed import Running
from companion.ui.context import Context
from companion.ui.page import Page
from companion.ui.pages.go_button import GoButton
from companion.ui.places import Go, PageId
from companion.ui.widgets.card import Card
from companion.ui.widgets.flow import button_row
from companion.ui.widgets.label import Label

_STOPS = ("off", "closed", "muted", "behind", "volume", "locked", "clock", "away")
_HELPS = ("phone", "paper", "person", "test")


class RemindersPage(Page):
    """First how it stands on this computer, then what can go wrong, then what helps whatever goes wrong."""

    id = PageId.REMINDERS
    icon = "clock"
    topics = frozenset({Topic.PREFERENCES, Topic.NOTICES})
    shows_date = False

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._shown: tuple[str, ...] | None = None

    def refresh(self) -> None:
        lines = self._state()
        if lines == self._shown:
            return
        self._shown = lines
        self.body.clear()
        words = self.words
        state = Card(words("reminders.state"))
        for line in lines:
            state.add(Label(line, bullet=True))
        place = Go(PageId.SETTINGS, "reminder")
        settings = GoButton(place, words("reminders.to_settings"), self.go, "primary")
        state.add_space(8)
        state.add(button_row(settings))
        self.body.add(state)
        stops = Card(words("reminders.stops"))
        for name in _STOPS:
            stops.add_space(8)
            stops.add(Label(words(f"reminders.stop_{name}"), "strong"))
            stops.add(Label(words(f"reminders.stop_{name}_then")))
        self.body.add(stops)
        helps = Card(words("reminders.helps"))
        for name in _HELPS:
            helps.add(Label(words(f"reminders.help_{name}"), bullet=True))
        self.body.add(helps)

    def _state(self) -> tuple[str, ...]:
        """What is known of this computer; nothing of it is a promise."""
        words, wanted = self.words, self.context.record.preferences()
        clock = self.context.formats().clock
        lines = [words("reminders.stopped" if wanted.reminders_stopped else "reminders.window_on")]
        lines.append(words(f"reminders.closed_{self._running().name.lower()}"))
        if wanted.quiet_from is not None and wanted.quiet_until is not None:
            hours = {"start": clock(wanted.quiet_from), "end": clock(wanted.quiet_until)}
            lines.append(words("reminders.quiet_are", **hours))
        tests = self.context.reminder_tests
        lines.append(words(f"reminders.seen_{_said(tests.seen())}"))
        lines.append(words(f"reminders.heard_{_said(tests.heard())}_line"))
        if tests.sound() not in (None, SoundOutcome.PLAYED):
            lines.append(words("reminders.no_sound"))
        return tuple(lines)

    def _running(self) -> Running:
        return self.context.while_closed.condition().running


def _said(answer: bool | None) -> str:
    return "not_asked" if answer is None else "yes" if answer else "no"
