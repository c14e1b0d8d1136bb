"""What is said below a button: that something is under way, or what came of it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from companion.ui.widgets.announce import announce
from companion.ui.widgets.button import Button
from companion.ui.widgets.card import stack
from companion.ui.widgets.label import Label
from companion.ui.widgets.rebuilt import take_all_away


class Answer(QWidget):
    """Rebuilt only where something else is to be said; said aloud then.

    Who was on a button in it comes to the first new one, or back to `home`, the button above.
    """

    def __init__(self, home: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._home = home
        self._shown: object = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 8, 0, 0)
        self._column.setSpacing(8)
        self.hide()

    def show_parts(self, sign: object, *parts: QWidget) -> None:
        """Show these; `sign` differs where they do. None hides all."""
        if sign == self._shown:
            for part in parts:
                part.deleteLater()
            return
        self._shown = sign
        focused = QApplication.focusWidget()
        had_focus = focused is not None and self.isAncestorOf(focused)
        take_all_away(self._column)
        for part in parts:
            stack(self._column, part)
        self.setVisible(bool(parts))
        if had_focus:
            button = next((found for part in parts for found in _buttons(part)), self._home)
            button.setFocus(Qt.FocusReason.OtherFocusReason)
        said = " ".join(part.text() for part in parts if isinstance(part, Label))
        if said:
            announce(self, said)

    @property
    def shown(self) -> object:
        """The sign of what is shown now."""
        return self._shown


def _buttons(part: QWidget) -> list[QWidget]:
    return [part] if isinstance(part, Button) else [*part.findChildren(Button)]
