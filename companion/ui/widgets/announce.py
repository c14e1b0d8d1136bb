"""Has a screen reader say a sentence at once."""

from __future__ import annotations

from PySide6 import QtGui
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QWidget


def announce(widget: QWidget, text: str, assertive: bool = False) -> None:
    """Say the text after what is being said now, or instead of it if `assertive`.

    Does nothing in a Qt older than the announcement event (6.8).
    """
    if not hasattr(QtGui, "QAccessibleAnnouncementEvent"):
        return
    event = QtGui.QAccessibleAnnouncementEvent(widget, text)
    manners = QAccessible.AnnouncementPoliteness
    event.setPoliteness(manners.Assertive if assertive else manners.Polite)
    QAccessible.updateAccessibility(event)
