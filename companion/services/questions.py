"""Questions for the team, as verbs and reads: noted from anywhere, ticked off with the answer, kept."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import uuid4

from companion.core.errors import OurFault, UserCanFix
from companion.core.questions import Question
from companion.services.entering import Entering
from companion.services.journal import Journal
from companion.services.topics import Topic
from companion.stores.shelf import Shelf


@dataclass(frozen=True, slots=True)
class Questions:
    """Every verb returns after COMMIT, or raises UserCanFix and has saved nothing."""

    journal: Journal
    shelf: Shelf
    now: Callable[[], datetime]
    entering: Entering

    def still_open(self) -> tuple[Question, ...]:
        """Those for the next visit, in the order in which they were noted."""
        return tuple(one for one in self.shelf.questions.questions() if one.is_open)

    def asked(self) -> tuple[Question, ...]:
        """Those that were asked, the newest first."""
        found = [one for one in self.shelf.questions.questions() if one.asked_at is not None]
        return tuple(sorted(found, key=lambda one: one.asked_at or one.noted_at, reverse=True))

    def note(self, text: str, *, about: str = "") -> str:
        """Put a question on the list; its id."""
        if not text.strip():
            raise UserCanFix("questions.empty")
        now = self.now()
        question = Question(str(uuid4()), text.strip(), now, self.entering.by, about)
        self._save(question, now)
        return question.id

    def reword(self, id: str, text: str) -> None:
        """The same question in other words."""
        if not text.strip():
            raise UserCanFix("questions.empty")
        self._save(replace(self._one(id), text=text.strip()), self.now())

    def tick_off(self, id: str, answer: str) -> None:
        """It was asked; `answer` is what the team said, which may be empty and changed later."""
        one, now = self._one(id), self.now()
        self._save(replace(one, asked_at=one.asked_at or now, answer=answer.strip()), now)

    def put_back(self, id: str) -> None:
        """It was not asked after all, or is to be asked again; what was answered stays."""
        self._save(replace(self._one(id), asked_at=None), self.now())

    def remove(self, id: str) -> None:
        """Take it off all lists; it can be restored."""
        with self.journal.plain(Topic.QUESTIONS):
            self.shelf.questions.remove(id, at=self.now(), by=self.entering.by)

    def restore(self, id: str) -> None:
        """It is there again, as it was."""
        with self.journal.plain(Topic.QUESTIONS):
            self.shelf.questions.restore(id, at=self.now(), by=self.entering.by)

    def let_stand(self, question: Question) -> None:
        """Undo: it stands again exactly as it was, removed or changed."""
        self._save(question, self.now())

    def _one(self, id: str) -> Question:
        found = self.shelf.questions.question(id)
        if found is None:
            raise OurFault("no such question")
        return found

    def _save(self, question: Question, now: datetime) -> None:
        with self.journal.plain(Topic.QUESTIONS):
            self.shelf.questions.save(question, at=now, by=self.entering.by)
