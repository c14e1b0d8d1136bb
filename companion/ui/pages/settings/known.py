"""The card of Settings about what the team knows of, each with its end and the way to take it back."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from companion.core.softened import KnownNow
from companion.ui.context import Context
from companion.ui.widgets.announce import announce
from companion.ui.widgets.button import Button
from companion.ui.widgets.card import Card
from companion.ui.widgets.flow import button_row
from companion.ui.widgets.label import Label
from companion.ui.widgets.rebuilt import take_all_away


class KnownCard(Card):
    """Rebuilt only when something changed, so that the keyboard stays where it is."""

    def __init__(self, context: Context) -> None:
        super().__init__(context.words("usual.known_title"))
        self._context = context
        self._shown: tuple[KnownNow, ...] | None = None
        self._list = QWidget()
        self._lines = QVBoxLayout(self._list)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(8)
        self.add(Label(context.words("usual.known_means")))
        self.add(self._list)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def refresh(self) -> None:
        """What counts at this moment."""
        known = self._context.record.known_now()
        if known == self._shown:
            return
        self._shown = known
        take_all_away(self._lines)
        if not known:
            self._lines.addWidget(Label(self._context.words("usual.known_none"), "strong"))
        for one in known:
            self._add(one)

    def keep(self) -> None:
        """Nothing is typed here."""

    def focus_first(self) -> None:
        """Put the keyboard on the first button, if there is one."""
        first = self._list.findChild(Button)
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _add(self, one: KnownNow) -> None:
        words, formats = self._context.words, self._context.formats()
        known = self._context.catalogue.symptoms.get(one.symptom)
        name = words.written(known.words.name) if known else words("diary.unknown_symptom")
        line = words(
            "usual.known_line",
            name=name,
            severity=words(f"severity.{one.severity.value}").lower(),
            moment=formats.moment(one.until, self._context.record.now()),
        )
        self._lines.addWidget(Label(line, "strong"))
        back = Button(words("usual.take_back"))
        back.setAccessibleName(words("usual.take_back_this", name=name))
        back.setProperty("told", one.id)
        back.clicked.connect(self._take_back)
        self._lines.addWidget(button_row(back))

    @Slot()
    def _take_back(self) -> None:
        self._context.agreed.take_back_known(
            str(self.sender().property("told")), by=self._context.entering.by
        )
        self.refresh()
        announce(self, self._context.words("usual.taken_back"))
