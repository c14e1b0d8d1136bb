"""What came of the call: one of five things happened, and what is written down of it."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QLineEdit

from companion.core.alerts import Outcome
from companion.core.levels import Reporter
from companion.ui.context import Context
from companion.ui.widgets.button import Button
from companion.ui.widgets.card import Card, Field
from companion.ui.widgets.choice_list import Option, ToggleList
from companion.ui.widgets.flow import button_row
from companion.ui.widgets.label import Label
from companion.ui.widgets.text_area import TextArea

_CAREGIVER = "caregiver"
_HEADINGS = {
    Outcome.CALLED: "call.i_called",
    Outcome.WENT_IN: "call.went_in",
    Outcome.THEY_KNOW: "call.they_know",
    Outcome.FALSE_ENTRY: "call.false_entry",
}


@dataclass(frozen=True, slots=True)
class Told:
    """What was chosen and typed; `outcome` is None before a choice."""

    outcome: Outcome | None = None
    who_answered: str = ""
    what_they_said: str = ""
    by: Reporter = Reporter.PATIENT


class OutcomeCard(Card):
    """Asks what happened to all these alerts, or goes on with what was told of it so far.

    Signals:
        chosen(object): what is told from now on, a Told: after a choice, or back before one.
        nobody_answered: the call was in vain.
        finished(object): the Told to be saved.
    """

    chosen = Signal(object)
    nobody_answered = Signal()
    finished = Signal(object)

    def __init__(self, context: Context, told: Told, *, alerts: int) -> None:
        self._words = context.words
        super().__init__(self._words("call.what_happened"))
        self._told = told
        self._who = QLineEdit(told.who_answered)
        self._said = TextArea(told.what_they_said)
        self._by = ToggleList(
            self._words("call.by_caregiver"), (Option(_CAREGIVER, self._words("call.by_caregiver")),)
        )
        self._first = Button(self._words("call.i_called"), icon="phone")
        self.add(Label(self._words("call.what_happened_hint", n=alerts), "small"))
        if told.outcome is None:
            self._add_choices()
        else:
            self._add_form(told.outcome)
            if context.entering.by is Reporter.CAREGIVER:
                self._by.set_values((_CAREGIVER,))

    def told(self) -> Told:
        """What stands here now."""
        by = Reporter.CAREGIVER if _CAREGIVER in self._by.values() else Reporter.PATIENT
        return Told(self._told.outcome, self._who.text(), self._said.text(), by)

    def focus_first(self) -> None:
        """Where a person begins."""
        (self._first if self._told.outcome is None else self._who).setFocus()

    def _add_choices(self) -> None:
        self._first.clicked.connect(self._choose_called)
        nobody = Button(self._words("call.nobody_answered"))
        nobody.clicked.connect(self.nobody_answered)
        went = Button(self._words("call.went_in"))
        went.clicked.connect(self._choose_went_in)
        know = Button(self._words("call.they_know"))
        know.clicked.connect(self._choose_they_know)
        mistake = Button(self._words("call.false_entry"))
        mistake.clicked.connect(self._choose_false_entry)
        self.add(button_row(self._first, nobody, went, know, mistake))

    def _add_form(self, outcome: Outcome) -> None:
        words = self._words
        self.add(Label(words(_HEADINGS[outcome]), "strong"))
        if outcome in (Outcome.CALLED, Outcome.THEY_KNOW):
            self.add(Field(words("call.who_answered"), self._who, words("call.who_answered_hint")))
        is_false = outcome is Outcome.FALSE_ENTRY
        label = "call.false_entry_explained" if is_false else "call.what_they_said"
        self.add(Field(words(label), self._said))
        self.add(self._by)
        save = Button(words("call.save_outcome"), "primary", icon="check")
        save.clicked.connect(self._finish)
        back = Button(words("call.back_to_choices"), icon="back")
        back.clicked.connect(self._choose_nothing)
        self.add(button_row(save, back))

    def _choose(self, outcome: Outcome | None) -> None:
        told = self.told()
        self.chosen.emit(Told(outcome, told.who_answered, told.what_they_said))

    @Slot()
    def _choose_called(self) -> None:
        self._choose(Outcome.CALLED)

    @Slot()
    def _choose_went_in(self) -> None:
        self._choose(Outcome.WENT_IN)

    @Slot()
    def _choose_they_know(self) -> None:
        self._choose(Outcome.THEY_KNOW)

    @Slot()
    def _choose_false_entry(self) -> None:
        self._choose(Outcome.FALSE_ENTRY)

    @Slot()
    def _choose_nothing(self) -> None:
        self._choose(None)

    @Slot()
    def _finish(self) -> None:
        self.finished.emit(self.told())
