"""The units a reading can be typed in, the one this person is used to first."""

from __future__ import annotations

from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox

from companion.core.units import ReadingKind
from companion.ui.context import Context

# Letters; a unit of two narrow ones would be cut by the arrow.
_UNIT_LENGTH = 4


class UnitChoice(QComboBox):
    """Does not turn under the mouse wheel: someone who scrolls past would change a unit unseen."""

    def __init__(self, kind: ReadingKind, context: Context) -> None:
        super().__init__()
        wanted = context.formats().preferred_unit(kind)
        for unit in sorted(kind.units, key=lambda one: one.code != wanted):
            self.addItem(context.words.written(unit.shown), unit.code)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.setMinimumContentsLength(_UNIT_LENGTH)

    def code(self) -> str:
        """The unit that is chosen."""
        return str(self.currentData())

    def choose(self, code: str) -> None:
        """Another unit; one that is not among them changes nothing."""
        if (at := self.findData(code)) >= 0:
            self.setCurrentIndex(at)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()
