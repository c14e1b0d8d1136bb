"""A new medicine, or a change to one: a few short questions, and the next times before it is saved."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent

from companion.core.plan import MedicinePlan
from companion.ui.context import Context
from companion.ui.forms.enter import entered
from companion.ui.pages.medicines.kinds import Kind
from companion.ui.pages.medicines.plan_steps import KindStep, LastStep, NameStep
from companion.ui.pages.medicines.schedule_step import ScheduleStep
from companion.ui.pages.medicines.words import problem_sentence
from companion.ui.widgets.announce import announce
from companion.ui.widgets.button import Button
from companion.ui.widgets.card import Card
from companion.ui.widgets.flow import button_row
from companion.ui.widgets.label import Label


class PlanForm(Card):
    """One question after another; going back and forth keeps all that was typed.

    Signals:
        answered(object): a PlanAnswer, when Save was pressed.
        cancelled: the person wants to save nothing.
        turned: another step is shown now.
    """

    answered = Signal(object)
    cancelled = Signal()
    turned = Signal()

    def __init__(self, context: Context, plan: MedicinePlan | None = None) -> None:
        words = context.words
        title = words("medicines.add_title")
        super().__init__(title if plan is None else words("medicines.change_title", name=plan.name))
        self._context = context
        self.plan = plan
        self._step = 0
        self._names, self._kinds = NameStep(context, plan), KindStep(context, plan)
        self._schedule, self._last = ScheduleStep(context, plan), LastStep(context, plan)
        self._steps = (self._names, self._kinds, self._schedule, self._last)
        self._where = Label("", "small")
        self._problem = Label("", "strong")
        self._problem.setProperty("tone", "error")
        self._next = Button(words("medicines.next"), "primary", icon="forward")
        self._next.clicked.connect(self._go_on)
        self._back = Button(words("medicines.back"), icon="back")
        self._back.clicked.connect(self._go_back)
        self.add(self._where)
        for part in (*self._steps, self._problem):
            self.add(part)
        self.add_space()
        self.add(button_row(self._next, self._back))
        self._turn()

    def focus_first(self) -> None:
        """Put the keyboard where answering begins."""
        fields = (self._names.name, self._kinds.kind, self._schedule.first(), None)
        field = fields[self._step]
        first = self._next if field is None else field.control
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not entered(event, self, self._go_on):
            super().keyPressEvent(event)

    def _turn(self) -> None:
        words, last = self._context.words, len(self._steps)
        if self._kinds.kind.value():
            self._schedule.show_kind(Kind(self._kinds.kind.value()))
        for n, step in enumerate(self._steps):
            step.setVisible(n == self._step)
        self._where.setText(words("medicines.step_of", n=self._step + 1, last=last))
        self._next.setText(words("medicines.next" if self._step < last - 1 else "medicines.save_plan"))
        self._say("")
        self.turned.emit()

    def _say(self, text: str) -> None:
        self._problem.setText(text)
        self._problem.setVisible(bool(text))
        if text:
            # Where the keyboard goes, the page scrolls: the sentence stands just above.
            self._next.setFocus(Qt.FocusReason.OtherFocusReason)
            announce(self, text, assertive=True)

    @Slot()
    def _go_on(self) -> None:
        match self._step:
            case 0 if self._names.complain():
                return
            case 1 if self._kinds.complain():
                return
            case 2 if not self._understood():
                return
            case 3:
                self._save()
                return
            case _:
                pass
        self._step += 1
        self._turn()
        self.focus_first()

    @Slot()
    def _go_back(self) -> None:
        if self._step == 0:
            self.cancelled.emit()
            return
        self._step -= 1
        self._turn()
        self.focus_first()

    def _understood(self) -> bool:
        """Whether the schedule can be kept; what speaks against it is said below it."""
        schedule = self._schedule.schedule()
        if schedule is None:
            return False
        answer = self._names.answer(schedule, self._last.loudness())
        problems = self._context.medicines.problems(answer)
        if problems:
            self._say(problem_sentence(problems[0], self._context))
            return False
        self._last.show_next_times(answer, self.plan)
        return True

    def _save(self) -> None:
        schedule = self._schedule.schedule()
        if schedule is not None:
            self.answered.emit(self._names.answer(schedule, self._last.loudness()))
