"""What a screen reader was asked to say, in order."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent


def listening(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """From now on each announcement is added to the list that comes back."""
    heard: list[str] = []
    update = QAccessible.updateAccessibility

    def spy(event: object) -> None:
        if isinstance(event, QAccessibleAnnouncementEvent):
            heard.append(event.message())
        update(event)  # type: ignore[arg-type]

    monkeypatch.setattr(QAccessible, "updateAccessibility", spy)
    return heard
