"""The answers of the first start as they are typed, kept so that a crash or a power cut loses nothing."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Slot

from companion.ui.context import Context
from companion.ui.forms.form import Answers

_KEEP_EVERY_MS = 2000


class SetupDraft(QObject):
    """Every answer by its key. The first change is kept at once, those of the next two seconds together."""

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._journal = context.journal
        self._kept = dict(context.record.setup_answers())
        self.answers = dict(self._kept)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_KEEP_EVERY_MS)
        self._pause.timeout.connect(self.keep)

    @property
    def is_new(self) -> bool:
        """Whether nothing was ever kept: the very first start."""
        return not self._kept

    def change(self, answers: Answers) -> None:
        """Take what a person is typing."""
        self.answers.update(answers)
        if not self._pause.isActive():
            self.keep()

    def forget(self, beginning: str) -> None:
        """Ask anew for everything whose key begins so; what it led to is stored elsewhere."""
        self.answers.update({key: "" for key in self.answers if key.startswith(beginning)})
        self.keep()

    @Slot()
    def keep(self) -> None:
        """Store what is new now, and then again at the earliest after the pause."""
        if self._store():
            self._pause.start()

    def stop(self) -> None:
        """Store what is new, and wait for nothing more."""
        self._pause.stop()
        self._store()

    def _store(self) -> bool:
        new = {key: text for key, text in self.answers.items() if self._kept.get(key) != text}
        if new:
            self._journal.keep_setup(new)
            self._kept.update(new)
        return bool(new)
