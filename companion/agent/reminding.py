"""The turns of the reminder process: look at the agenda, tell what is due, hear what is pressed."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from os import stat_result
from pathlib import Path
from zoneinfo import ZoneInfo

from companion.agent.notebook import Notebook
from companion.agent.sentences import load_sentences
from companion.aside import read_file
from companion.channels.sound import SoundResult
from companion.channels.toast import Action, Outcome, Toast, ToastResult
from companion.clock import Clock
from companion.core.agenda import LARGEST_FILE, Agenda, AgendaEntry, parse_agenda
from companion.core.agent_turn import SNOOZE, tell_now
from companion.core.errors import DataIsBroken
from companion.core.heartbeat import AgendaState, Heartbeat
from companion.core.people_here import notice_title, parse_register
from companion.core.presses import Press, Pressed
from companion.core.reminder_policy import Urgency
from companion.core.words import Words
from companion.paths import PersonFiles, read_register_file

BEAT_EVERY = timedelta(seconds=30)
WORRY_EVERY = timedelta(days=1)
SEVERAL = "several"
TEST = "test"


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the process can do besides reading and writing its files; tests put their own in its place."""

    show: Callable[[str, Toast], ToastResult]
    withdraw: Callable[[str], None]
    sound: Callable[[], SoundResult]
    open_window: Callable[[], None]
    window_lives: Callable[[], bool]


@dataclass(slots=True)
class Reminding:
    """All that lasts from one turn to the next."""

    files: PersonFiles
    resources: Path
    clock: Clock
    around: Surroundings
    notebook: Notebook
    _agenda: Agenda | None = None
    _state: AgendaState = AgendaState.BROKEN
    _revision: str = ""
    _seen: tuple[int, int, int] | None = None
    _on_screen: set[str] = field(default_factory=set)
    _beaten_at: datetime | None = None
    _worried_at: datetime | None = None
    _told_at: datetime | None = None
    _outcome: str | None = None
    _sound: str | None = None

    def turn(self) -> bool:
        """Look once. False when there is nothing to remind of any more: the agenda was taken away."""
        now = self.clock.now()
        if not self._look_at_agenda():
            self._withdraw_all()
            return False
        tested = self._test()
        if self.around.window_lives():
            self._withdraw_all()
            told = False
        else:
            told = self._tell(now)
        if tested or told or self._is_time_to_beat(now):
            self._beat(now)
        return True

    def press(self, toast_id: str, action: Action) -> None:
        """What somebody pressed on a notice: noted for the diary, and not told again meanwhile."""
        now = self.clock.now()
        known = self._agenda is not None and toast_id in {entry.id for entry in self._agenda.entries}
        if action is Action.OPEN or not known:
            self.around.open_window()
            return
        if action is Action.TAKEN:
            self.notebook.taken.add(toast_id)
            kept = self.notebook.hand_in(Press(toast_id, Pressed.TAKEN, now))
        else:
            self.notebook.snoozed[toast_id] = now + SNOOZE
            kept = self.notebook.hand_in(Press(toast_id, Pressed.SNOOZE, now))
        self.notebook.keep()
        self._withdraw(toast_id)
        if not kept:
            self.around.open_window()  # what was pressed is lost on a full disk: ask the person again

    def _look_at_agenda(self) -> bool:
        """Read it anew where it changed; one that is torn leaves the last good one in force."""
        try:
            found = self.files.agenda.stat()
        except FileNotFoundError:
            return False
        except OSError:
            self._seen, self._state = None, AgendaState.BROKEN
            return True
        if self._seen != _mark(found):
            self._read_agenda(_mark(found))
        if self._state is not AgendaState.BROKEN and self._agenda is not None:
            ended = self._agenda.until <= self.clock.now()
            self._state = AgendaState.ENDED if ended else AgendaState.READ
        return True

    def _read_agenda(self, mark: tuple[int, int, int]) -> None:
        try:
            content = read_file(self.files.agenda, most=LARGEST_FILE)
            self._agenda = parse_agenda(content)
        except OSError:
            self._state = AgendaState.BROKEN
            return
        except DataIsBroken:
            self._seen, self._state = mark, AgendaState.BROKEN
            return
        self._seen = mark
        self._state = AgendaState.READ
        self._revision = hashlib.sha256(content).hexdigest()[:8]
        ids = {entry.id for entry in self._agenda.entries}
        self.notebook.forget_all_but(ids)
        for toast_id in self._on_screen - ids - {SEVERAL, TEST}:
            self._withdraw(toast_id)

    def _tell(self, now: datetime) -> bool:
        """One notice, however much there is to tell; whether there was any."""
        entries = self._due(now)
        if not entries:
            return self._worry(now)
        toast_id = entries[0].id if len(entries) == 1 else SEVERAL
        self.notebook.told.update({entry.id: now for entry in entries})
        outcome = self._show(toast_id, self._toast(entries), now)
        loudest = entries[0].level
        if loudest is Urgency.WATCH:
            self._sound = self.around.sound().outcome.name.lower()
        # Where the desktop took nothing, the window is the only way left to tell what must be dealt with.
        if loudest is Urgency.WATCH or (loudest is Urgency.REPEATING and outcome is not Outcome.HANDED_OVER):
            self.around.open_window()
        self.notebook.keep()
        return True

    def _due(self, now: datetime) -> tuple[AgendaEntry, ...]:
        if self._agenda is None:
            return ()
        clock = now.astimezone(ZoneInfo(self.clock.zone())).time()
        return tell_now(self._agenda, self.notebook.heard(), now, clock)

    def _worry(self, now: datetime) -> bool:
        """Say once a day that nobody knows what is due any more; whether it was said."""
        if self._state is AgendaState.READ or not self._is_time_to_worry(now):
            return False
        self._worried_at = now
        words = self._words()
        self._show(SEVERAL, Toast(self._title(words), words("toasts.agenda_ended")), now)
        return True

    def _toast(self, entries: tuple[AgendaEntry, ...]) -> Toast:
        """Discreet always: this process does not know what is due."""
        words, first = self._words(), entries[0]
        buttons = [(Action.OPEN, words("toasts.open"))]
        if len(entries) > 1:
            body = words("toasts.several", n=len(entries))
        else:
            body = words("toasts.discreet_alert" if first.level is Urgency.WATCH else "toasts.discreet")
            if first.can_be_taken:
                buttons.append((Action.TAKEN, words("toasts.taken")))
            if first.level is not Urgency.WATCH:
                buttons.append((Action.SNOOZE, words("toasts.snooze", n=SNOOZE // timedelta(minutes=1))))
        return Toast(self._title(words), body, first.level, tuple(buttons))

    def _test(self) -> bool:
        """A test is told while the window is open too: somebody waits for it there."""
        asked = None if self._agenda is None else self._agenda.test
        if asked is None or asked == self.notebook.tested:
            return False
        self.notebook.tested = asked
        words = self._words()
        self._show(TEST, Toast(self._title(words), words("toasts.test")), self.clock.now())
        self.notebook.keep()
        return True

    def _show(self, toast_id: str, toast: Toast, now: datetime) -> Outcome:
        outcome = self.around.show(toast_id, toast).outcome
        self._on_screen.add(toast_id)
        self._told_at, self._outcome = now, outcome.name.lower()
        return outcome

    def _withdraw(self, toast_id: str) -> None:
        self._on_screen.discard(toast_id)
        self.around.withdraw(toast_id)

    def _withdraw_all(self) -> None:
        """The window shows what is due itself."""
        for toast_id in self._on_screen - {TEST}:
            self._withdraw(toast_id)

    def _beat(self, now: datetime) -> None:
        self._beaten_at = now
        self.notebook.beat(
            Heartbeat(
                at=now,
                ran=self.clock.uptime(),
                revision=self._revision,
                agenda=self._state,
                told_at=self._told_at,
                outcome=self._outcome,
                sound=self._sound,
                test=self.notebook.tested,
            )
        )

    def _is_time_to_beat(self, now: datetime) -> bool:
        return self._beaten_at is None or not timedelta() <= now - self._beaten_at < BEAT_EVERY

    def _is_time_to_worry(self, now: datetime) -> bool:
        return self._worried_at is None or not timedelta() <= now - self._worried_at < WORRY_EVERY

    def _title(self, words: Words) -> str:
        """With the badge of the person where several share this computer, and never a name."""
        top = self.files.folder.parent
        register = parse_register(read_register_file(top))
        person = register.of(self.files.folder.name)
        return notice_title(person.badge if person is not None and register.is_shared else None, words)

    def _words(self) -> Words:
        return load_sentences(self.resources, "en" if self._agenda is None else self._agenda.language)


def _mark(found: stat_result) -> tuple[int, int, int]:
    return found.st_mtime_ns, found.st_size, found.st_ino
