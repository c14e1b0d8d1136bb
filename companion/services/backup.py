"""Makes copies of the diary, half an hour apart while something changes, here and in a second place."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Thread

from PySide6.QtCore import QDeadlineTimer, QObject, QTimer, Signal, Slot

from companion.core.backup_plan import Reason, is_due, is_old
from companion.core.copies import Preview
from companion.core.errors import CompanionError, UserCanFix
from companion.paths import NEEDED_BESIDE, PersonFiles
from companion.services.journal import Journal
from companion.services.record import Record
from companion.stores.backup_folder import BackupFile, copies_in
from companion.stores.copy_round import Made, Place, Round, entries_in, make_copy, second_folder
from companion.stores.restoring import preview
from companion.stores.shelf import Shelf
from companion.stores.synced import synced_by

_BEAT_MS = 60_000
_LOOK_MS = 100
_LOOKS_BEFORE_SHOWN = 10
_AT_THE_END_MS = 5_000
_MS_A_SECOND = 1_000
_UNDO_WITHIN = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class PlaceState:
    """How things stand in one place: the last good copy, and why the newest one was not made."""

    folder: Path
    last: datetime | None
    is_old: bool
    problem: UserCanFix | None


@dataclass(frozen=True, slots=True)
class BackupState:
    """What Settings tells; `done` is from 0 to 1 while a copy takes longer than a second."""

    here: PlaceState
    second: PlaceState | None
    done: float | None
    undo: BackupFile | None


class Backups(QObject):
    """Copies in a thread with a connection of its own; the window never waits for it.

    Signals:
        changed: a copy was made, or could not be, or one is under way.
        restore_wanted: a Path, the copy that the person wants to go back to.
    """

    changed = Signal()
    restore_wanted = Signal(object)

    def __init__(
        self,
        files: PersonFiles,
        shelf: Shelf,
        journal: Journal,
        record: Record,
        *,
        key: bytes | None = None,
        endings: tuple[str, ...] = NEEDED_BESIDE,
    ) -> None:
        super().__init__()
        self.files = files
        self._shelf = shelf
        self._journal = journal
        self._record = record
        self._key = key
        self._endings = endings
        self._asked_at: datetime | None = None
        self._made: dict[Place, Made] = {}
        self._running: dict[Place, _Running] = {}
        self._again: set[Place] = set()
        self.synced_by = synced_by(files.folder)
        self._beat = QTimer(self)
        self._beat.setInterval(_BEAT_MS)
        self._beat.timeout.connect(self.tick)
        self._look = QTimer(self)
        self._look.setInterval(_LOOK_MS)
        self._look.timeout.connect(self._look_after)

    @property
    def is_running(self) -> bool:
        """Whether a copy is under way."""
        return bool(self._running)

    def start(self) -> None:
        """Begin to look after copies, now and each minute."""
        newest = [copy.taken.at for copy in copies_in(self.files.backups) if copy.taken.number]
        self._asked_at = newest[0] if newest else None
        self.tick()
        self._beat.start()

    def stop(self, *, last_copy: bool = True) -> None:
        """One last copy of what changed; a place that does not answer is not waited for."""
        self._beat.stop()
        self._again.clear()
        patience = QDeadlineTimer(_AT_THE_END_MS)
        self._wait(patience)
        if last_copy:
            with suppress(CompanionError):
                self.make_now()
        self._wait(patience)
        self._look.stop()
        self._key = None

    @Slot()
    def tick(self) -> None:
        """Make a copy if it is time for one; a diary that cannot be read now says so where it is shown."""
        with suppress(CompanionError):
            if is_due(self._asked_at, self._record.now()):
                self.make_now()

    @Slot()
    def make_now(self) -> None:
        """Copy what has changed, each place in its own thread; where one is under way another follows."""
        places = self._places()
        self._asked_at = self._record.now()
        for place in places:
            if place in self._running:
                self._again.add(place)
            else:
                self._copy_to(place)

    def _copy_to(self, place: Place) -> None:
        round = Round(self.files.diary, place, self._record.now(), self._key, self._endings)
        self._running[place] = _Running(round)
        self._look.start()

    def choose_second(self, base: Path | None) -> None:
        """A second place for copies from now on, or none; a first copy goes there at once."""
        wanted = self._record.preferences()
        self._journal.set_preferences(replace(wanted, second_place="" if base is None else str(base)))
        self.make_now()
        self.changed.emit()

    def state(self) -> BackupState:
        """How things stand at this moment."""
        here, *second = self._places()
        shown = [running.done for running in self._running.values() if running.is_shown]
        return BackupState(
            self._state_of(here),
            self._state_of(second[0]) if second else None,
            min(shown, default=None),
            self._undo(),
        )

    def copies(self) -> tuple[BackupFile, ...]:
        """The copies on this computer, the newest first."""
        return copies_in(self.files.backups)

    def want_restore(self, copy: Path) -> None:
        """Go back to a copy: the program closes the diary, puts the copy in its place and opens it again."""
        self.restore_wanted.emit(copy)

    def entries_in(self, copy: BackupFile) -> int | None:
        """How many entries a copy ever had; None where it cannot be read."""
        return entries_in(copy.path, key=self._key)

    def previewing(self, copy: Path) -> Callable[[], Preview]:
        """For a thread: what going back to a copy would change; UserCanFix where it cannot be used."""
        return partial(preview, self.files, copy, key=self._key)

    def _places(self) -> tuple[Place, ...]:
        here = Place(self.files.backups)
        chosen = self._record.preferences().second_place
        if not chosen:
            return (here,)
        base = Path(chosen)
        return here, Place(second_folder(base, self._shelf.db), base)

    def _state_of(self, place: Place) -> PlaceState:
        """From what the last round found: a place that does not answer must not hold up the window."""
        made = self._made.get(place)
        now = self._record.now()
        if made is not None:
            last = None if made.copy is None else made.copy.taken.at
            # A copy that still holds all there is does not grow old.
            return PlaceState(place.shown, last, made.problem is not None and is_old(last, now), made.problem)
        if place.base is not None:
            return PlaceState(place.shown, None, False, None)
        last = next((copy.taken.at for copy in copies_in(place.folder) if copy.taken.number), None)
        return PlaceState(place.shown, last, is_old(last, now), None)

    def _undo(self) -> BackupFile | None:
        """What stood here before the last restore, as long as that is not long ago."""
        aside = (c for c in copies_in(self.files.backups) if c.taken.reason is Reason.BEFORE_RESTORE)
        newest = next(aside, None)
        long_ago = newest is None or self._record.now() - newest.taken.at > _UNDO_WITHIN
        return None if long_ago else newest

    @Slot()
    def _look_after(self) -> None:
        """Which are done? After a second, how far are the others?"""
        for running in self._running.values():
            running.looks += 1
        self._take_in()
        if not self._running:
            self._look.stop()
        elif any(running.is_shown for running in self._running.values()):
            self.changed.emit()

    def _wait(self, patience: QDeadlineTimer) -> None:
        for running in tuple(self._running.values()):
            running.thread.join(patience.remainingTime() / _MS_A_SECOND)
        self._take_in()

    def _take_in(self) -> None:
        ended = {place: running for place, running in self._running.items() if not running.thread.is_alive()}
        for place, running in ended.items():
            del self._running[place]
            if (made := running.result()) is not None:
                self._made[place] = made
            if place in self._again:
                self._again.discard(place)
                self._copy_to(place)
        if ended:
            self.changed.emit()


class _Running:
    """A copy under way: values go in, a value comes out, and nothing of the window is touched."""

    def __init__(self, round: Round) -> None:
        self.done = 0.0
        self.looks = 0
        self._round = round
        self._letterbox: SimpleQueue[Made] = SimpleQueue()
        self.thread = Thread(target=self._work, name="copies", daemon=True)
        self.thread.start()

    @property
    def is_shown(self) -> bool:
        """Whether it takes so long that the person is told."""
        return self.looks >= _LOOKS_BEFORE_SHOWN

    def result(self) -> Made | None:
        """What came of it."""
        try:
            return self._letterbox.get_nowait()
        except Empty:
            return None

    def _work(self) -> None:
        self._letterbox.put(make_copy(self._round, progress=self._hear))

    def _hear(self, done: float) -> None:
        self.done = done
