"""The thinking check that somebody is at: what was answered so far, by whom, and when it was last asked."""

from __future__ import annotations

from datetime import datetime

from companion.core.errors import UserCanFix
from companion.core.levels import Reporter
from companion.core.thinking_check import ItemAnswer
from companion.services.journal import IDLE_DRAFT
from companion.services.thinking import Outcome
from companion.ui.context import Context
from companion.ui.pages.thinking.asked import Asked


class CheckInHand:
    """Begun with its first question; over when it is kept or forgotten."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._answers: list[ItemAnswer] = []
        self._asked_at: datetime | None = None
        self.by = Reporter.PATIENT

    @property
    def is_begun(self) -> bool:
        """Whether a question stands on the page."""
        return self._asked_at is not None

    @property
    def can_go_on(self) -> bool:
        """Whether it was left so short a while ago that it is gone on with."""
        return self._asked_at is not None and self._context.record.now() - self._asked_at < IDLE_DRAFT

    @property
    def has_missed(self) -> bool:
        """Whether something was missed that is not kept yet."""
        return self._asked_at is not None and any(not answer.right for answer in self._answers)

    def begin(self, by: Reporter) -> None:
        """From the first question."""
        self.by, self._answers = by, []

    def forget(self) -> None:
        """Nothing is asked any more."""
        self._answers, self._asked_at = [], None

    def take(self, answer: ItemAnswer) -> None:
        """The answer to the question that was asked last."""
        self._answers.append(answer)

    def ask(self) -> Asked | None:
        """The next question, asked now; None after the last."""
        check = self._context.thinking.check
        assert check is not None  # without one there is nothing to begin
        n = len(self._answers)
        if n == len(check.items):
            return None
        self._asked_at = self._context.record.now()
        return Asked(check.items[n], n + 1, len(check.items), self.by)

    def keep(self) -> Outcome:
        """Store it. What was answered is put away first: keeping it may bring the call page to the front."""
        answers, asked_at = tuple(self._answers), self._asked_at
        self.forget()
        try:
            return self._context.thinking.keep(answers, by=self.by)
        except UserCanFix:
            self._answers, self._asked_at = list(answers), asked_at
            raise
