"""The readings that may be added to an entry: the one that can be a fever first, the others on request."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from companion.core.units import ReadingKind
from companion.ui.pages.diary.filling import Filling
from companion.ui.pages.diary.reading import ReadingField
from companion.ui.pages.diary.readings import Readings
from companion.ui.widgets.button import Button
from companion.ui.widgets.card import stack


class EntryReadings(QWidget):
    """The button in between shows the others, and hides them again.

    Signals:
        written: a reading was written down.
    """

    written = Signal()

    def __init__(self, filling: Filling) -> None:
        super().__init__()
        self._all = Readings(*(ReadingField(kind, filling) for kind in _in_order(filling)))
        for field in self._all.fields:
            field.written.connect(self.written)
        more = Button(filling.context.words("diary.add_reading"), icon="add")
        more.clicked.connect(self._turn)
        self._others = QWidget()
        inside = QVBoxLayout(self._others)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(16)
        for field in self._all.fields[1:]:
            inside.addWidget(field)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for part in (*self._all.fields[:1], more):
            stack(column, part)
            column.addSpacing(8)
        column.addWidget(self._others)
        self._others.hide()

    def first(self) -> QWidget | None:
        """Where a person begins; None where no reading is known."""
        return self._all.fields[0].line if self._all.fields else None

    def keep(self) -> bool:
        """Write each that is new; whether all could be read."""
        return self._all.keep()

    def write(self, line: QLineEdit) -> None:
        """Write the one that is typed in this line, if it is one of them."""
        self._all.write(line)

    def focus_unread(self) -> bool:
        """Show the first that cannot be read, and put the focus on it; whether there is one."""
        unread = self._all.unread()
        if unread is None:
            return False
        self._show_with(unread)
        unread.line.setFocus()
        return True

    def look_again(self) -> None:
        """What has been put right or taken out since stands in them no longer."""
        self._all.look_again()

    def half(self) -> Iterator[tuple[str, str]]:
        """What is typed and not written down, by name."""
        return self._all.half()

    def show_half(self, half: Mapping[str, str]) -> None:
        """What `half` gave before; one of the others is shown with all of them."""
        self._show_with(*self._all.show_half(half))

    def _show_with(self, *fields: ReadingField) -> None:
        if set(fields) - set(self._all.fields[:1]):
            self._others.show()

    @Slot()
    def _turn(self) -> None:
        self._others.setVisible(self._others.isHidden())
        if not self._others.isHidden() and len(self._all.fields) > 1:
            self._all.fields[1].line.setFocus()


def _in_order(filling: Filling) -> tuple[ReadingKind, ...]:
    """The one that can be a fever, then what symptoms ask for in their own order, then the rest."""
    catalogue = filling.context.catalogue
    asked = (kind for symptom in catalogue.symptoms.values() for kind in symptom.asks_for)
    first = (catalogue.fever.reading,) if catalogue.fever else ()
    ids = dict.fromkeys((*first, *asked, *catalogue.readings))
    return tuple(catalogue.readings[id] for id in ids if id in catalogue.readings)
