"""A button that leads to another page."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal, SignalInstance, Slot

from companion.ui.places import Go
from companion.ui.widgets.button import Button, Kind, Size

# Who hears where to go: the signal of a page or card, or a slot.
Hears = SignalInstance | Callable[..., None]


class GoButton(Button):
    """It knows where it leads, and tells `go`.

    Signals:
        go: a Go, when it was pressed.
    """

    go = Signal(object)

    def __init__(
        self,
        place: Go,
        text: str,
        go: Hears,
        kind: Kind = "secondary",
        size: Size = "normal",
        icon: str | None = None,
    ) -> None:
        super().__init__(text, kind, size, icon)
        self._place = place
        self.clicked.connect(self._tell)
        self.go.connect(go)

    @Slot()
    def _tell(self) -> None:
        self.go.emit(self._place)
