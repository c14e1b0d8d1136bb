"""Who is at the keyboard: the patient or a caregiver. It is no log-in, and is forgotten at the end."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from companion.core.levels import Reporter
from companion.services.topics import Topic
from companion.stores.shelf import Shelf


class Entering(QObject):
    """Everything that is written from now on carries this mark, and hidden notes are shown by it.

    Signals:
        changed: Topic.PERSON, when somebody else enters from now on.
    """

    changed = Signal(object)

    def __init__(self, shelf: Shelf) -> None:
        super().__init__()
        self._shelf = shelf
        self._chosen: Reporter | None = None

    @property
    def by(self) -> Reporter:
        """As was said last; before that the one for whom the diary was set up."""
        if self._chosen is not None:
            return self._chosen
        cared_for = self._shelf.people.person().cared_for_by_another
        return Reporter.CAREGIVER if cared_for else Reporter.PATIENT

    def hand_to(self, by: Reporter) -> None:
        """From now on this one enters."""
        if by is not self.by:
            self._chosen = by
            self.changed.emit(Topic.PERSON)

    def swap(self) -> None:
        """The other one takes over."""
        self.hand_to(Reporter.CAREGIVER if self.by is Reporter.PATIENT else Reporter.PATIENT)
