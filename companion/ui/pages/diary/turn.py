"""Whose turn it is to answer."""

from __future__ import annotations

from companion.core.levels import Reporter
from companion.ui.context import Context


class Turn:
    """The one who is entering answers, unless an answer of the other one is being changed."""

    def __init__(self, context: Context, speaks_for: Reporter | None) -> None:
        self._context = context
        self._speaks_for = speaks_for
        self._entering = context.entering.by

    @property
    def by(self) -> Reporter:
        """Who answers."""
        return self._speaks_for or self._context.entering.by

    def speak_for(self, by: Reporter | None) -> None:
        """Change an answer of this one; None for the one who is entering."""
        self._speaks_for = by

    def take(self) -> bool:
        """Where somebody else is entering since the last look, it is they who answer; whether that is so."""
        if self._entering is self._context.entering.by:
            return False
        self._entering, self._speaks_for = self._context.entering.by, None
        return True
