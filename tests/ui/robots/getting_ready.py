"""A person who gets ready for an infusion."""

from __future__ import annotations

from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from companion.ui.context import Context
from companion.ui.pages.getting_ready.page import GettingReadyPage
from tests.ui.robots.reading_page import ReadingRobot


class GettingReadyRobot(ReadingRobot):
    """Ticks what is done, and says who will be there."""

    def __init__(
        self,
        qtbot: QtBot,
        context: Context,
        subject: str | None = None,
        *,
        size: tuple[int, int] = (1366, 768),
    ) -> None:
        super().__init__(qtbot, GettingReadyPage(context), subject, size=size)

    def ticked(self) -> tuple[str, ...]:
        """The rows that are ticked."""
        rows = self._seen(QAbstractButton)
        return tuple(row.accessibleName() for row in rows if row.isCheckable() and row.isChecked())

    def rows(self) -> tuple[str, ...]:
        """Every row of the checklist."""
        return tuple(row.accessibleName() for row in self._seen(QAbstractButton) if row.isCheckable())

    def add(self, who: str, *, until: tuple[str, str] | None = None) -> None:
        """Somebody comes for the time that is proposed, or until another one."""
        self.type_into("Who", who)
        if until is not None:
            self.type_into("Until: day", until[0])
            self.type_into("Until: time", until[1])
        self.press("Add this person")

    def missing(self) -> tuple[str, ...]:
        """The times for which there is nobody yet."""
        return tuple(text for text in self.texts() if text.startswith("Nobody yet from"))
