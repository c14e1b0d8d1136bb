"""What a test of the reminders came to: was it seen, was it heard, and did the sound play?"""

from __future__ import annotations

from dataclasses import dataclass

from companion.channels.sound import SoundOutcome
from companion.core.levels import Reporter
from companion.services.record import Record
from companion.stores.shelf import Shelf
from companion.stores.transactions import write

_SEEN, _HEARD, _SOUND = "test.seen", "test.heard", "sound"
_YES, _NO = "yes", "no"


@dataclass(frozen=True, slots=True)
class ReminderTests:
    """Every verb returns after COMMIT, or raises UserCanFix and has saved nothing."""

    shelf: Shelf
    record: Record

    def seen(self) -> bool | None:
        """Whether the person saw the last test message; None before they said so."""
        return self._answer(_SEEN)

    def heard(self) -> bool | None:
        """Whether the person heard the last test sound."""
        return self._answer(_HEARD)

    def sound(self) -> SoundOutcome | None:
        """How the last sound of a watch fared, as far as the system tells."""
        name = self.shelf.reminder_answers.answers().get(_SOUND, "")
        return SoundOutcome[name.upper()] if name.upper() in SoundOutcome.__members__ else None

    def say_seen(self, seen: bool) -> None:
        """The person saw the message, or did not."""
        self._save(_SEEN, _YES if seen else _NO, by=Reporter.PATIENT)

    def say_heard(self, heard: bool) -> None:
        """The person heard the sound, or did not."""
        self._save(_HEARD, _YES if heard else _NO, by=Reporter.PATIENT)

    def note_sound(self, outcome: SoundOutcome) -> None:
        """How a sound fared."""
        self._save(_SOUND, outcome.name.lower(), by=None)

    def _answer(self, question: str) -> bool | None:
        answer = self.shelf.reminder_answers.answers().get(question)
        return None if answer is None else answer == _YES

    def _save(self, question: str, answer: str, *, by: Reporter | None) -> None:
        with write(self.shelf.db):
            self.shelf.reminder_answers.save(question, answer, at=self.record.now(), by=by)
