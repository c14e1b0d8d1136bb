"""Reminds while the diary is locked: from the wordless agenda that was made before it was closed."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from companion.core.agenda import Agenda
from companion.core.agent_turn import Heard, tell_now
from companion.core.people_here import Badge, notice_title
from companion.core.reminder_policy import Urgency
from companion.core.words import Words
from companion.services.notifier import Action, Notifier, Toast

_BEAT_MS = 30_000


class WhileLocked(QObject):
    """Knows when something falls due and not what; the same times as with the diary open.

    Signals:
        told: something is due that was not told before, or is to be told again.
        pressing: and it is of the watch level.
        opened: a desktop notice was pressed.
    """

    told = Signal()
    pressing = Signal()
    opened = Signal()

    def __init__(
        self,
        agenda: Agenda,
        notifier: Notifier,
        words: Words,
        now: Callable[[], datetime],
        zone: Callable[[], str],
        *,
        lock: Path,
        badge: Badge | None = None,
    ) -> None:
        """`lock` is touched at each look, so that the reminder process tells nothing a second time."""
        super().__init__()
        self._agenda = agenda
        self._notifier = notifier
        self._words = words
        self._now = now
        self._zone = zone
        self._lock = lock
        self._badge = badge
        self._told: dict[str, datetime] = {}
        self._on_screen: set[str] = set()
        self._beat = QTimer(self, interval=_BEAT_MS)
        self._beat.timeout.connect(self.tick)
        notifier.pressed.connect(self._on_pressed)

    def start(self) -> None:
        """Begin to look, now and every half minute."""
        self.tick()
        self._beat.start()

    def stop(self) -> None:
        """The diary is open again, or the program ends."""
        self._beat.stop()
        for toast_id in self._on_screen:
            self._notifier.withdraw(toast_id)
        self._notifier.put_away()

    @Slot()
    def tick(self) -> None:
        """What is due at this moment; running it twice tells nothing twice."""
        with suppress(OSError):
            os.utime(self._lock)
        now = self._now()
        clock = now.astimezone(ZoneInfo(self._zone())).time()
        found = tell_now(self._agenda, Heard(told=self._told), now, clock)
        if not found:
            return
        self._told.update((entry.id, now) for entry in found)
        first = found[0]
        if len(found) > 1:
            body = self._words("toasts.several", n=len(found))
        else:
            body = self._words("toasts.discreet_alert" if first.level is Urgency.WATCH else "toasts.discreet")
        buttons = ((Action.OPEN, self._words("toasts.open")),)
        self._on_screen.add(first.id)
        toast = Toast(notice_title(self._badge, self._words), body, first.level, buttons)
        self._notifier.send(first.id, toast)
        self.told.emit()
        if first.level is Urgency.WATCH:
            self.pressing.emit()

    @Slot(str, object)
    def _on_pressed(self, _toast_id: str, _action: Action) -> None:
        self.opened.emit()
