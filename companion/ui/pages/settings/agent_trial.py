"""A test notice of the reminder process: a button, what came of it, then the question whether it was seen."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from companion.ui.context import Context
from companion.ui.widgets.announce import announce
from companion.ui.widgets.button import Button
from companion.ui.widgets.flow import button_row
from companion.ui.widgets.label import Label

_LOOK_EVERY_MS = 1_000
_TEST_LOOKS = 20


class AgentTrial(QWidget):
    """The answer of the process is looked for each second, and not for ever."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        words = context.words
        self._context = context
        self._test = ""
        self._looks_left = 0
        send = Button(words("settings_agent.test"), icon="alerts")
        send.clicked.connect(self._send)
        yes, no = Button(words("settings_agent.test_seen")), Button(words("settings_agent.test_not_seen"))
        # The same words stand in the card of the daily reminder.
        yes.setAccessibleName(words("settings_agent.test_seen_this"))
        yes.clicked.connect(self._was_seen)
        no.clicked.connect(self._was_not_seen)
        self._answer = Label("", "strong")
        self._buttons = button_row(yes, no)
        self._look = QTimer(self, interval=_LOOK_EVERY_MS)
        self._look.timeout.connect(self._look_for_answer)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 8)
        column.setSpacing(12)
        column.addWidget(send, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._answer)
        column.addWidget(self._buttons)
        self._answer.hide()
        self._buttons.hide()

    @Slot()
    def _send(self) -> None:
        self._say("settings_agent.test_coming")
        test = self._context.while_closed.send_test()
        if test is None:
            self._say("settings_agent.not_started")
            return
        self._test = test
        self._looks_left = _TEST_LOOKS
        self._look.start()

    @Slot()
    def _look_for_answer(self) -> None:
        outcome = self._context.while_closed.test_outcome(self._test)
        self._looks_left -= 1
        if outcome is None and self._looks_left > 0:
            return
        self._look.stop()
        if outcome is None:
            self._say("settings_agent.test_late")
        elif outcome == "handed_over":
            self._say("settings_agent.test_question", asks=True)
        else:
            self._say("settings_agent.test_failed")

    @Slot()
    def _was_seen(self) -> None:
        self._say("settings_agent.seen_then")

    @Slot()
    def _was_not_seen(self) -> None:
        self._say("settings_agent.not_seen_then")

    def _say(self, key: str, *, asks: bool = False) -> None:
        self._answer.setText(self._context.words(key))
        self._answer.show()
        self._buttons.setVisible(asks)
        announce(self, self._answer.text())
