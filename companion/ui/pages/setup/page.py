"""The first start: one question after the other, all but the last can be skipped, nothing typed is lost."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QLocale, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from companion.ui.context import Context
from companion.ui.forms.enter import entered
from companion.ui.forms.form import Form
from companion.ui.forms.reminder import ReminderForm
from companion.ui.manners import local_manners
from companion.ui.page import Page
from companion.ui.pages.setup.card import StepCard
from companion.ui.pages.setup.draft import SetupDraft
from companion.ui.pages.setup.focus import SetupFocus
from companion.ui.pages.setup.steps import (
    DRUG,
    IS_NOT,
    LOOK,
    Step,
    path,
    step_after,
    step_before,
    step_beyond,
    step_kept,
)
from companion.ui.places import Go, PageId
from companion.ui.widgets.announce import announce

_STEP = "step"
# What the page is opened with to add a further treatment, and how the answers about one begin.
_ANOTHER = "treatment"
_ANSWERS_ABOUT_IT = "treatment."


class SetupPage(Page):
    """Each screen is a form in a card; its answers are kept as typed, and stored when the person goes on."""

    id = PageId.SETUP
    icon = "person"

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._draft = SetupDraft(context, self)
        self._step = LOOK
        self._form = Form(context)
        self._focus = SetupFocus(self)

    def title(self) -> str:
        return self.words("treatment.add_treatment") if self._is_done() else super().title()

    def open(self, subject: str | None) -> None:
        if subject == _ANOTHER and self._is_done():
            self._draft.forget(_ANSWERS_ABOUT_IT)
            self._show(DRUG)
        elif self.body.column.count() == 0:
            if self._draft.is_new:
                wanted = self.context.record.preferences()
                self.context.journal.set_preferences(local_manners(wanted, QLocale()))
            self._show(step_kept(self._path(), self._draft.answers.get(_STEP, "")))
        self._focus.begin(self._form)

    def typed(self) -> object:
        return self._step

    def open_again(self, subject: str | None, typed: object) -> None:
        """The step that was open; `leave` has kept its answers."""
        assert isinstance(typed, Step)
        self._show(typed)

    def refresh(self) -> None:
        """Nothing: what is typed here is newer than what is stored."""

    def leave(self) -> None:
        self._draft.answers.update(self._form.answers())
        self._draft.stop()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not entered(event, self, self._on_enter):
            super().keyPressEvent(event)

    def _on_enter(self) -> None:
        """What Companion is not is agreed to on purpose, by its button alone."""
        if self._step is not IS_NOT:
            self._go_on()

    def _path(self) -> tuple[Step, ...]:
        self._draft.answers.update(self._form.answers())
        return path(self.context, self._draft.answers)

    def _show(self, step: Step) -> None:
        answers = self._draft.answers
        answers[_STEP] = step.id
        form = step.form(self.context, answers)
        form.fill({**form.stored(), **answers})
        form.changed.connect(self._note_change)
        if isinstance(form, ReminderForm):
            form.test_asked.connect(self.test_notice)
        self._step, self._form = step, form
        card = StepCard(step, form, self.words, is_first_start=not self._is_done())
        card.go_on.connect(self._go_on)
        card.back.connect(self._go_back)
        card.skip.connect(self._skip)
        self.body.clear()
        self.body.add(card)
        card.show()
        self.body.setAccessibleName(card.title)
        self.body.to_top()
        self._focus.begin(self._form)
        announce(self, card.spoken)
        self._draft.keep()

    @Slot()
    def _go_on(self) -> None:
        if self._form.complain():
            return
        self._draft.answers.update(self._form.answers())
        self._draft.keep()
        if self._step is IS_NOT:
            self.context.journal.set_preferences(replace(self.context.record.preferences(), setup_done=True))
            self.go.emit(Go(PageId.TODAY))
            return
        self._form.store()
        # As the program writes it: what was read with the month first is not read anew with the day first.
        self._form.fill({**self._form.answers(), **{k: v for k, v in self._form.stored().items() if v}})
        self._move(step_after(self._path(), self._step))

    @Slot()
    def _go_back(self) -> None:
        self._move(step_before(self._path(), self._step))

    @Slot()
    def _skip(self) -> None:
        self._move(step_beyond(self._path(), self._step))

    def _move(self, step: Step) -> None:
        """To another step; one who only adds a treatment is done when its own steps are."""
        if self._is_done() and step.number != DRUG.number:
            self.leave()
            self.go.emit(Go(PageId.TREATMENT))
        else:
            self._show(step)

    def _is_done(self) -> bool:
        return self.context.record.preferences().setup_done

    @Slot()
    def _note_change(self) -> None:
        self._draft.change(self._form.answers())
