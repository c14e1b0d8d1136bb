"""Gives a widget the role a screen reader should hear, where Qt has none for it."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget, QWidget
from shiboken6 import isValid

# Qt deletes each interface with its widget; a reference dropped before that would delete it twice.
_kept: list[QAccessibleInterface] = []
_installed: list[bool] = []
_PRUNE_EVERY = 256


def install_roles() -> None:
    """From now on a widget with an attribute `accessible_role` is announced in that role."""
    if not _installed:
        QAccessible.installFactory(_interface_for)
        _installed.append(True)


def _interface_for(_class_name: str, thing: QObject) -> QAccessibleInterface | None:
    role = getattr(thing, "accessible_role", None)
    if role is None or not isinstance(thing, QWidget):
        return None
    if len(_kept) % _PRUNE_EVERY == 0:
        _kept[:] = [interface for interface in _kept if isValid(interface)]
    interface = QAccessibleWidget(thing, role, "")
    _kept.append(interface)
    return interface
