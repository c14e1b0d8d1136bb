"""The window says that everything is to be deleted; who holds the diary closes it first."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal


class Deleting(QObject):
    """The wish to delete everything, once it was confirmed.

    Signals:
        confirmed: the person typed the word.
    """

    confirmed = Signal()

    def __init__(self, second_place: Callable[[], str]) -> None:
        super().__init__()
        self.second_place = second_place
