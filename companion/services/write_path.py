"""The one way a write goes: a transaction, judged within it where rules look at it, then announced."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from PySide6.QtCore import QObject, Signal

from companion.services.alert_watch import AlertWatch, Judged
from companion.services.topics import Topic
from companion.services.unsaved import Piece
from companion.stores.shelf import Shelf
from companion.stores.transactions import write


class WritePath(QObject):
    """Every write of the program goes through `plain` or `judged`.

    Signals:
        changed: a Topic, after each commit.
        interrupt: a tuple of alert ids, when one at call now or above is new or got worse.
        not_saved: a UserCanFix, where something was not saved and yet goes on.
    """

    changed = Signal(object)
    interrupt = Signal(object)
    not_saved = Signal(object)

    def __init__(self, shelf: Shelf, watch: AlertWatch) -> None:
        super().__init__()
        self._shelf = shelf
        self._watch = watch

    @contextmanager
    def plain(self, *topics: Topic) -> Iterator[None]:
        """A write that changes nothing the rules look at, announced once it is saved."""
        with write(self._shelf.db):
            yield
        for topic in topics:
            self.changed.emit(topic)

    @contextmanager
    def judged(self, *topics: Topic, unsaved: Iterable[Piece] = ()) -> Iterator[None]:
        """A write judged in the same transaction: entry and alert are saved together or not at all.

        Where it cannot be saved, `unsaved` is judged all the same, before the error goes on its way.
        """
        judged, told = Judged(changed=False, interrupting=()), tuple(unsaved)
        try:
            with write(self._shelf.db):
                self._watch.store_unsaved()
                yield
                judged = self._watch.judge()
        except Exception:
            if told:
                self._tell_of(self._watch.judge_unsaved(told))
            raise
        self._watch.let_go(told)
        for topic in topics:
            self.changed.emit(topic)
        self._tell_of(judged, already_told=Topic.ALERTS in topics)

    def _tell_of(self, judged: Judged, *, already_told: bool = False) -> None:
        if judged.changed and not already_told:
            self.changed.emit(Topic.ALERTS)
        if judged.interrupting:
            self.interrupt.emit(judged.interrupting)
