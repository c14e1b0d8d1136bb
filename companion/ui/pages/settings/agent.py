"""The card of Settings about reminders while no window is open: on or off, how they fare, and a test."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtGui import QHideEvent, QShowEvent

from companion.services.while_closed import Running
from companion.ui.context import Context
from companion.ui.forms.field import ChoiceField
from companion.ui.pages.settings.agent_trial import AgentTrial
from companion.ui.widgets.announce import announce
from companion.ui.widgets.card import Card
from companion.ui.widgets.choice_list import Option
from companion.ui.widgets.label import Label

_ON, _OFF = "on", "off"
_LOOK_EVERY_MS = 1_000


class WhileClosedCard(Card):
    """What is chosen holds at once. The state is looked at anew while it can be seen."""

    def __init__(self, context: Context) -> None:
        words = context.words
        super().__init__(words("settings_agent.heading"))
        self._context = context
        self._wanted = ChoiceField(
            words("settings_agent.question"),
            (Option(_ON, words("settings_agent.on")), Option(_OFF, words("settings_agent.off"))),
        )
        self._wanted.edited.connect(self._choose)
        self._state = Label("", "strong")
        self._trouble = Label("")
        self._test = AgentTrial(context)
        self._starts_at_login = True
        self._look = QTimer(self, interval=_LOOK_EVERY_MS)
        self._look.timeout.connect(self._show_state)
        self.add(Label(words("settings_agent.means")))
        self.add_space(8)
        self.add(self._wanted)
        self.add(self._state)
        self.add(self._trouble)
        self.add(self._test)
        self.add(Label(words("settings_agent.cannot"), "small"))

    def refresh(self) -> None:
        """As it is at this moment."""
        wanted = self._context.record.preferences().reminders_when_closed
        self._wanted.set_value(_ON if wanted else _OFF)
        self._show_state()

    def keep(self) -> None:
        """What was chosen is stored already."""

    def focus_first(self) -> None:
        """Put the keyboard on the choice."""
        self._wanted.control.setFocus(Qt.FocusReason.OtherFocusReason)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._look.start()
        self._ask_system()
        self._show_state()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._look.stop()

    @Slot()
    def _choose(self) -> None:
        closed = self._context.while_closed
        problem = closed.turn_on() if self._wanted.value() == _ON else closed.turn_off()
        if problem is not None:
            self._wanted.show_error(self._context.words(problem))
        self._ask_system()
        self._show_state()
        announce(self, self._state.text())

    def _told(self, moment: datetime | None) -> str:
        """A time of today alone, any other with its day."""
        if moment is None:
            return ""
        formats, record = self._context.formats(), self._context.record
        if formats.day_of(moment) == record.today():
            return formats.clock(formats.local(moment).time())
        return formats.moment(moment, record.now())

    def _ask_system(self) -> None:
        """Whether it starts at login: not each second, as some systems take their time to say."""
        closed = self._context.while_closed
        is_wanted = self._context.record.preferences().reminders_when_closed
        self._starts_at_login = not is_wanted or closed.starts_at_login()

    @Slot()
    def _show_state(self) -> None:
        words, condition = self._context.words, self._context.while_closed.condition()
        moment = self._told(condition.looked_at)
        key = {
            Running.OFF: "settings_agent.is_off",
            Running.NOT_KNOWN: "settings_agent.is_starting",
            Running.ON: "settings_agent.is_on",
            Running.STOPPED: "settings_agent.is_stopped",
        }[condition.running]
        _set(self._state, words(key, moment=moment))
        trouble = ""
        if condition.running is not Running.OFF and not self._context.while_closed.can_start_at_login:
            trouble = words("settings_agent.no_login_here")
        elif not self._starts_at_login:
            trouble = words("settings_agent.not_at_login")
        elif condition.last_failed:
            trouble = words("settings_agent.last_failed")
        _set(self._trouble, trouble)
        self._trouble.setVisible(bool(trouble))
        self._test.setVisible(condition.running is not Running.OFF)


def _set(label: Label, text: str) -> None:
    """A label that says the same is left alone: a screen reader would say it again."""
    if label.text() != text:
        label.setText(text)
