"""What Enter does in a form: it presses the button that has the keyboard, else it goes on."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QWidget

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


def is_enter(event: QKeyEvent) -> bool:
    """Whether the key is Enter, on either part of the keyboard."""
    return Qt.Key(event.key()) in _ENTER


def entered(event: QKeyEvent, within: QWidget, go_on: Callable[[], None]) -> bool:
    """Whether it was Enter: it presses the button with the keyboard, else it goes on; held down, neither."""
    if not is_enter(event):
        return False
    if not event.isAutoRepeat() and not press_focused_button(within):
        go_on()
    return True


def press_focused_button(within: QWidget) -> bool:
    """Press the button that has the keyboard; False if it is on something else, such as an answer."""
    focused = within.window().focusWidget()
    if not isinstance(focused, QPushButton) or not within.isAncestorOf(focused) or focused.isCheckable():
        return False
    focused.click()
    return True
