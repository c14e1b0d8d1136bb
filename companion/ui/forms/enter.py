"""What Enter does in a form: it presses the button that has the keyboard, else it goes on."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QWidget

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


def is_enter(event: QKeyEvent) -> bool:
    """Whether the key is Enter, on either part of the keyboard."""
    return Qt.Key(event.key()) in _ENTER


def press_focused_button(within: QWidget) -> bool:
    """Press the button that has the keyboard; False if it is on something else, such as an answer."""
    focused = within.window().focusWidget()
    if not isinstance(focused, QPushButton) or not within.isAncestorOf(focused) or focused.isCheckable():
        return False
    focused.click()
    return True
