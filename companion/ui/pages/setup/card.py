"""One screen of the set-up: which step it is, its question, its form, and the ways on, back and past it."""

from __future__ import annotations

from PySide6.QtCore import Signal

from companion.core.words import Words
from companion.ui.forms.form import Form
from companion.ui.pages.setup.steps import IS_NOT, LAST_NUMBER, LOOK, Step
from companion.ui.widgets.button import Button
from companion.ui.widgets.card import Card
from companion.ui.widgets.flow import button_row
from companion.ui.widgets.label import Label


class StepCard(Card):
    """What Companion is not is agreed to, and not skipped; before the first screen there is none.

    Signals:
        go_on: the answers are given.
        back: the screen before is wanted.
        skip: this one is left out for now.
    """

    go_on = Signal()
    back = Signal()
    skip = Signal()

    def __init__(self, step: Step, form: Form, words: Words, *, is_first_start: bool = True) -> None:
        super().__init__()
        place = words("setup.step_of", number=step.number, last=LAST_NUMBER)
        self.title = words(f"setup.{step.id}_title")
        self.spoken = f"{place}. {self.title}" if is_first_start else self.title
        if is_first_start:
            self.add(Label(place, "small"))
        self.add(Label(self.title, "h2"))
        self.add(Label(words(f"setup.{step.id}_intro")))
        self.add_space(12)
        self.add(form)
        self.add_space(16)
        self.add(button_row(*self._buttons(step, words)))

    def _buttons(self, step: Step, words: Words) -> list[Button]:
        is_last = step is IS_NOT
        go_on = Button(words("setup.understood" if is_last else "setup.continue"), "primary")
        go_on.clicked.connect(self.go_on)
        buttons = [go_on]
        if step is not LOOK:
            back = Button(words("setup.back"), icon="back")
            back.clicked.connect(self.back)
            buttons.append(back)
        if not is_last:
            skip = Button(words("setup.skip"), "quiet")
            skip.clicked.connect(self.skip)
            buttons.append(skip)
        return buttons
