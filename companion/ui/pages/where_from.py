"""The sources behind a statement, out of the way until someone asks for them."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from companion.core.catalogue import Catalogue
from companion.core.words import Words
from companion.ui.context import Context
from companion.ui.widgets.button import Button
from companion.ui.widgets.card import stack
from companion.ui.widgets.label import Label


class WhereFrom(QWidget):
    """A button that shows and hides the sources; `about` tells a screen reader what they belong to."""

    def __init__(self, context: Context, sources: tuple[str, ...], about: str) -> None:
        super().__init__()
        self._words = context.words
        self._about = about
        self._button = Button("", "quiet", icon="info")
        self._button.clicked.connect(self._turn)
        self._list = QWidget()
        rows = QVBoxLayout(self._list)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(4)
        for line in printed(context.catalogue, context.words, sources):
            rows.addWidget(Label(line, "small", bullet=True))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        stack(column, self._button)
        column.addWidget(self._list)
        self._show(open=False)

    @Slot()
    def _turn(self) -> None:
        self._show(open=self._list.isHidden())

    def _show(self, *, open: bool) -> None:
        self._list.setVisible(open)
        self._button.setText(self._words("alerts.hide_sources" if open else "alerts.show_sources"))
        spoken = "alerts.hide_sources_of" if open else "alerts.show_sources_of"
        self._button.setAccessibleName(self._words(spoken, about=self._about))


def printed(catalogue: Catalogue, words: Words, sources: tuple[str, ...]) -> tuple[str, ...]:
    """Each source as it is printed; one that is not known any more is named by its mark."""
    return tuple(
        words.written(catalogue.sources[source].printed())
        if source in catalogue.sources
        else words("alerts.lost_source", source=source)
        for source in sources
    )
