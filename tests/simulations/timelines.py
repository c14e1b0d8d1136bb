"""python -m tests.simulations.timelines [N]: N made-up stretches of three days with 39 reminders each.

The computer sleeps for up to 15 hours, its clock is set wrong by up to 33 hours and put right again, the
program is closed and started anew, and the person deals with some things at once and lets others wait.
A reminder counts as shown only if it was told at a moment when it was truly due: what a wrong clock told a
day too early does not help. The world knows nothing of how Companion decides; two simple ways to decide
are lived through as well, and each of them must fail.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from random import Random
from typing import Protocol

from companion.core.catalogue import Catalogue
from companion.core.recurrence import OnDates
from companion.core.words import Words
from companion.services.alert_watch import AlertWatch
from companion.services.dues import Dues
from companion.services.journal import Journal
from companion.services.medicines import Medicines, PlanAnswer
from companion.services.notice_answers import NoticeAnswers
from companion.services.notifier import SilentNotifier
from companion.services.record import Record
from companion.services.reminders import Reminders
from companion.stores.database import close_diary, open_diary
from companion.stores.shelf import Shelf
from tests.fake_clock import FakeClock

BEAT = timedelta(minutes=5)
PATIENCE = timedelta(minutes=15)
LONGEST_SLEEP = timedelta(hours=15)
MOST_WRONG = timedelta(hours=33)
FIRST_DAY = date(2026, 3, 2)
DAYS = 3
CLOCKS = "00:40 02:15 05:55 07:00 08:00 08:10 10:30 12:00 14:05 16:45 18:00 20:20 23:30"
TIMES = tuple(time.fromisoformat(clock) for clock in CLOCKS.split())
BEGIN = datetime(2026, 3, 1, 12, tzinfo=UTC)
END = datetime(2026, 3, 5, 18, tzinfo=UTC)
DUES = tuple(datetime.combine(FIRST_DAY + timedelta(days=n), at, UTC) for n in range(DAYS) for at in TIMES)


class Reminding(Protocol):
    """A way to decide what to tell; a due thing is known by its moment."""

    def look(self, wall: datetime, ran: timedelta) -> list[datetime]:
        """What is told now."""

    def act(self, due: datetime) -> None:
        """The person dealt with it."""

    def restart(self) -> None:
        """The program is closed and started anew."""


class BetweenTicks:
    """Tells what fell between the last look and this one."""

    def __init__(self) -> None:
        self._last = BEGIN

    def look(self, wall: datetime, ran: timedelta) -> list[datetime]:
        told = [due for due in DUES if self._last < due <= wall]
        self._last = wall
        return told

    def act(self, due: datetime) -> None:
        """It keeps no list of what was done."""

    def restart(self) -> None:
        """It goes on from its last look."""


class OnceOnly:
    """Tells each thing once, and writes down that it did."""

    def __init__(self) -> None:
        self._told: set[datetime] = set()

    def look(self, wall: datetime, ran: timedelta) -> list[datetime]:
        told = [due for due in DUES if due <= wall and due not in self._told]
        self._told.update(told)
        return told

    def act(self, due: datetime) -> None:
        """What was told is not told again anyway."""

    def restart(self) -> None:
        """The list is kept in a file."""


class Companion:
    """The real reminders over a real diary file."""

    def __init__(self, folder: Path, catalogue: Catalogue, words: Words) -> None:
        self._catalogue = catalogue
        self._words = words
        self._clock = FakeClock(BEGIN, "UTC")
        self._ran = timedelta()
        self._told: list[datetime] = []
        path = folder / "diary.db"
        self._shelf = Shelf.over(open_diary(path, create=True))
        self._start()
        medicines = Medicines(self._journal, self._shelf, catalogue, self._clock.now, self._clock.zone)
        for due in DUES:  # a plan for each: what gives way to a later time of its plan need not be told again
            once = OnDates((due.date(),), (due.time(),))
            medicines.add_plan(PlanAnswer(f"{due}", "1", "", once, FIRST_DAY))

    def look(self, wall: datetime, ran: timedelta) -> list[datetime]:
        self._told = []
        self._clock.moment = wall
        self._ran = ran
        self._reminders.tick()
        return self._told

    def act(self, due: datetime) -> None:
        for one in self._dues.owed():
            if one.due.due_at == due:
                self._answers.act(one.due.key)

    def restart(self) -> None:
        self._reminders.stop()
        self._reminders.deleteLater()
        self._start()

    def close(self) -> None:
        self._reminders.stop()
        close_diary(self._shelf.db)

    def _start(self) -> None:
        now, zone = self._clock.now, self._clock.zone
        watch = AlertWatch(self._shelf, self._catalogue, lambda: self._record.formats(), now)
        self._record = Record(self._shelf, watch, self._words, now, zone)
        self._journal = Journal(self._shelf, watch, now, zone)
        self._dues = Dues(self._shelf, self._record, self._catalogue)
        self._answers = NoticeAnswers(self._journal, self._shelf, self._dues, now)
        self._notifier = SilentNotifier()
        self._reminders = Reminders(
            self._shelf, self._journal, self._record, self._dues, self._notifier, self._words,
            lambda: self._ran, self._catalogue.reminders,
        )  # fmt: skip
        self._reminders.told.connect(self._hear)

    def _hear(self, told: tuple[object, ...]) -> None:
        self._told += [one.due.due_at for one in told]  # type: ignore[attr-defined]


@dataclass
class Lived:
    """What went wrong in one stretch, or in many."""

    due: int = 0
    not_shown: int = 0
    shown_after_acted: int = 0

    def __add__(self, other: Lived) -> Lived:
        return Lived(
            self.due + other.due,
            self.not_shown + other.not_shown,
            self.shown_after_acted + other.shown_after_acted,
        )


@dataclass
class _World:
    """One stretch of time, as drawn from `random`."""

    random: Random
    true: datetime = BEGIN
    wrong_by: timedelta = timedelta()
    waited: dict[datetime, timedelta] = field(default_factory=dict)
    shown: set[datetime] = field(default_factory=set)
    missed: set[datetime] = field(default_factory=set)
    acted: set[datetime] = field(default_factory=set)
    lived: Lived = field(default_factory=Lived)

    @property
    def wall(self) -> datetime:
        return self.true + self.wrong_by

    def live(self, reminding: Reminding) -> Lived:
        """Awake for a while, then asleep, until the end; the clock goes wrong now and then."""
        self.lived.due = len(DUES)
        while self.true < END:
            self._set_clock()
            until = self.true + timedelta(minutes=self.random.choice((20, 45, 120, 300, 480)))
            while self.true < min(until, END):
                self._beat(reminding)
                self.true += BEAT
                if self.random.random() < 0.01:
                    self._set_clock()
            self.true += LONGEST_SLEEP * self.random.random() ** 2
            if self.random.random() < 0.3:
                reminding.restart()
        self.wrong_by = timedelta()
        for _ in range(5):  # the last ones get their quarter of an hour too
            self._beat(reminding)
            self.true += BEAT
        self.lived.not_shown = len(self.missed)
        return self.lived

    def _set_clock(self) -> None:
        if self.wrong_by:
            if self.random.random() < 0.5:
                self.wrong_by = timedelta()
        elif self.random.random() < 0.3:
            self.wrong_by = MOST_WRONG * self.random.uniform(-1, 1)

    def _beat(self, reminding: Reminding) -> None:
        told = reminding.look(self.wall, self.true - BEGIN)
        self.lived.shown_after_acted += len(self.acted.intersection(told))
        for due in DUES:
            if due > min(self.true, self.wall) or due in self.acted or due in self.shown:
                continue
            if due in told:
                self.shown.add(due)
                continue
            self.waited[due] = self.waited.get(due, timedelta()) + BEAT
            if self.waited[due] > PATIENCE:
                self.missed.add(due)
        for due in told:
            if self.random.random() < 0.4 and due not in self.acted:
                self.acted.add(due)
                reminding.act(due)


def live(seed: int, reminding: Reminding) -> Lived:
    """One stretch; the same seed is the same world for each way to decide, as long as all tell the same."""
    return _World(Random(seed)).live(reminding)


def live_many(count: int, make: Callable[[], Reminding]) -> Lived:
    """Many stretches, each over a fresh memory."""
    total = Lived()
    for seed in range(count):
        total += live(seed, make())
    return total


@contextmanager
def companion_in(folder: Path, catalogue: Catalogue, words: Words) -> Iterator[Companion]:
    """The real program over a new diary."""
    made = Companion(folder, catalogue, words)
    try:
        yield made
    finally:
        made.close()


def live_companion(seeds: range, catalogue: Catalogue, words: Words) -> Lived:
    """The real program through many stretches."""
    total = Lived()
    for seed in seeds:
        with tempfile.TemporaryDirectory() as folder, companion_in(Path(folder), catalogue, words) as made:
            total += live(seed, made)
    return total


def main(count: int) -> None:
    """Print one line for each way to decide."""
    from PySide6.QtCore import QCoreApplication

    from companion.paths import resources_dir
    from companion.stores.catalogue import load_catalogue
    from companion.stores.words import load_words

    application = QCoreApplication.instance() or QCoreApplication(sys.argv[:1])
    assert application is not None
    catalogue, words = load_catalogue(resources_dir()), load_words(resources_dir())
    for name, lived in (
        ("between two looks", live_many(count, BetweenTicks)),
        ("once only", live_many(count, OnceOnly)),
        ("Companion", live_companion(range(count), catalogue, words)),
    ):
        print(f"{name}: of {lived.due} not shown {lived.not_shown}, again {lived.shown_after_acted}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 300)
