"""Presses what stands on a window by the beginning of its English name, also in the longer language."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QWidget

_PLAIN = str.maketrans("áçéíñóšúýÁÇÉÍÑÓŠÚÝ", "aceinosuyACEINOSUY", "[]~")


def plain(text: str) -> str:
    """The words as they are without brackets, accents and length of the pseudo-language."""
    return " ".join(text.translate(_PLAIN).split())


def press_on(window: QWidget, name: str) -> bool:
    """Press the first visible button whose name begins like this; whether there is one."""
    settle()
    wanted = plain(name)
    for button in window.findChildren(QAbstractButton):
        if button.isVisible() and button.isEnabled() and plain(button.accessibleName()).startswith(wanted):
            button.click()
            settle()
            return True
    return False


def type_on(window: QWidget, name: str, text: str) -> bool:
    """Put text into the first visible field of one line whose name begins like this."""
    settle()
    for field in window.findChildren(QLineEdit):
        if field.isVisible() and plain(field.accessibleName()).startswith(plain(name)):
            field.setText(text)
            field.textEdited.emit(text)
            field.editingFinished.emit()
            settle()
            return True
    return False


def settle() -> None:
    """Let layouts look again at what was moved, and let go of what was deleted."""
    for _ in range(3):
        QApplication.sendPostedEvents()
        QApplication.processEvents()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
