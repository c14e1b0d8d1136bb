"""The wish to lock the diary, from wherever it comes, and who can open it again."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from companion.services.keyholder import Keyholder


class Locking(QObject):
    """Signals:
    asked: the diary is to be locked as soon as what is going on has ended.
    changed: who can open it was changed.
    """

    asked = Signal()
    changed = Signal()

    def __init__(self, keys: Keyholder) -> None:
        super().__init__()
        self.keys = keys
