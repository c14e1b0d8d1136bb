"""A new medicine, or a change to one: a few short questions, and the next times before it is saved."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from companion.core.medicines import medicine_named_in
from companion.core.plan import MedicinePlan
from companion.core.recurrence import AsNeeded
from companion.core.reminder_policy import Urgency
from companion.core.typed import NotRead
from companion.services.medicines import PlanAnswer
from companion.ui.context import Context
from companion.ui.forms import ChoiceField, Form, TypedField, is_enter, press_focused_button
from companion.ui.pages.medicine_fields import KIND_OF, Kind, Schedule, ScheduleFields
from companion.ui.pages.medicine_schedule import FIELDS
from companion.ui.pages.medicine_schedule_words import clock_lines
from companion.ui.pages.medicine_words import next_line, problem_sentence
from companion.ui.widgets.announce import announce
from companion.ui.widgets.button import Button
from companion.ui.widgets.card import Card, Field
from companion.ui.widgets.choice_list import Option
from companion.ui.widgets.flow import button_row
from companion.ui.widgets.label import Label

_LOUD = (Urgency.REPEATING, Urgency.QUIET)


class _Names(Form):
    """Which medicine, how much, and what for."""

    def __init__(self, context: Context, plan: MedicinePlan | None) -> None:
        super().__init__(context)
        words = self.words
        self.name = TypedField(words("medicines.name"), words("medicines.name_hint"))
        self.amount = TypedField(words("medicines.amount"), words("medicines.amount_hint"))
        self.what_for = TypedField(words("medicines.what_for"), words("medicines.what_for_hint"))
        if plan is not None:
            for field, text in (
                (self.name, plan.name),
                (self.amount, plan.amount),
                (self.what_for, plan.what_for),
            ):
                field.set_text(text)
        self._fever = Label(words("medicines.hides_fever"), "strong")
        self.add(self.name)
        self.column.addWidget(self._fever)
        self.add(self.amount, self.what_for)
        self.name.edited.connect(self._tell_of_fever)
        self._tell_of_fever()

    def readings(self) -> tuple[tuple[Field, object], ...]:
        return ((self.name, self.name.text().strip() or NotRead("medicines.no_name")),)

    def hides_fever(self) -> bool:
        """Whether the name is that of a medicine that can hide a fever."""
        return medicine_named_in(self.name.text(), self.context.catalogue.medicines.values()) is not None

    @Slot()
    def _tell_of_fever(self) -> None:
        self._fever.setVisible(self.hides_fever())


class _Kinds(Form):
    """How often."""

    def __init__(self, context: Context, plan: MedicinePlan | None) -> None:
        super().__init__(context)
        words = self.words
        options = tuple(
            Option(
                kind.value, words(f"medicines.kind_{kind.value}"), words(f"medicines.kind_{kind.value}_means")
            )
            for kind in Kind
        )
        self.kind = ChoiceField(words("medicines.how_often"), options, columns=2)
        if plan is not None:
            self.kind.set_value(KIND_OF[type(plan.recurrence)].value)
        self.add(self.kind)

    def readings(self) -> tuple[tuple[Field, object], ...]:
        return ((self.kind, self.kind.value() or NotRead("medicines.choose_kind")),)


class _Last(Form):
    """What was understood, the next times, and how to remind of them."""

    def __init__(self, context: Context, plan: MedicinePlan | None) -> None:
        super().__init__(context)
        words = self.words
        options = tuple(Option(level.value, words(f"medicines.loud_{level.value}")) for level in _LOUD)
        self.level = ChoiceField(words("medicines.how_loud"), options, columns=2)
        self.level.set_value((plan.level if plan is not None else Urgency.REPEATING).value)
        self._lines: QWidget | None = None
        self.add(self.level)

    def show_lines(self, lines: Iterable[Label], *, asks_level: bool) -> None:
        """Put these above the question."""
        if self._lines is not None:
            self.column.removeWidget(self._lines)
            self._lines.hide()
            self._lines.deleteLater()
        self._lines = QWidget()
        column = QVBoxLayout(self._lines)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for line in lines:
            column.addWidget(line)
        self.column.insertWidget(0, self._lines)
        self.level.setVisible(asks_level)


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
        self._names, self._kinds = _Names(context, plan), _Kinds(context, plan)
        self._last = _Last(context, plan)
        self._schedules: dict[Kind, ScheduleFields] = {}
        self._answer: PlanAnswer | None = None
        self._where = Label("", "small")
        self._problem = Label("", "strong")
        self._problem.setProperty("tone", "error")
        self._next = Button(words("medicines.next"), "primary", icon="forward")
        self._next.clicked.connect(self._go_on)
        self._back = Button(words("medicines.back"), icon="back")
        self._back.clicked.connect(self._go_back)
        self.add(self._where)
        for part in (self._names, self._kinds, self._last, self._problem):
            self.add(part)
        self.add_space()
        self.add(button_row(self._next, self._back))
        self._turn()

    def focus_first(self) -> None:
        """Put the keyboard where answering begins."""
        match self._step:
            case 0:
                self._names.name.control.setFocus(Qt.FocusReason.OtherFocusReason)
            case 1:
                self._kinds.kind.control.setFocus(Qt.FocusReason.OtherFocusReason)
            case 2:
                self._schedule().first().control.setFocus(Qt.FocusReason.OtherFocusReason)
            case _:
                self._next.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not is_enter(event):
            super().keyPressEvent(event)
        elif not event.isAutoRepeat() and not press_focused_button(self):
            self._go_on()

    def _parts(self) -> tuple[QWidget, ...]:
        schedule = (self._schedule(),) if self._kinds.kind.value() else ()
        return (self._names, self._kinds, *schedule, self._last)

    def _schedule(self) -> ScheduleFields:
        """The questions of the kind that is chosen; those of another kind are kept as they are."""
        kind = Kind(self._kinds.kind.value())
        if kind not in self._schedules:
            is_the_same = self.plan is not None and KIND_OF[type(self.plan.recurrence)] is kind
            made = FIELDS[kind](self._context, self.plan if is_the_same else None)
            self._schedules[kind] = made
            self.column.insertWidget(self.column.indexOf(self._last), made)
        return self._schedules[kind]

    def _turn(self) -> None:
        words = self._context.words
        parts = self._parts()
        for hidden in (*self._schedules.values(), *parts):
            hidden.setVisible(self._step < len(parts) and hidden is parts[self._step])
        self._where.setText(words("medicines.step_of", n=self._step + 1, last=4))
        self._next.setText(words("medicines.save_plan") if self._step == 3 else words("medicines.next"))
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
        schedule = self._schedule().schedule()
        if schedule is None:
            return False
        answer = self._made(schedule)
        problems = self._context.medicines.problems(answer)
        if problems:
            self._say(problem_sentence(problems[0], self._context))
            return False
        self._answer = answer
        self._show_next_times(answer)
        return True

    def _made(self, schedule: Schedule) -> PlanAnswer:
        return PlanAnswer(
            name=self._names.name.text().strip(),
            amount=self._names.amount.text().strip(),
            what_for=self._names.what_for.text().strip(),
            recurrence=schedule.recurrence,
            first_day=schedule.first_day,
            last_day=schedule.last_day,
            level=Urgency(self._last.level.value()),
        )

    def _show_next_times(self, answer: PlanAnswer) -> None:
        context, words = self._context, self._context.words
        is_needed = isinstance(answer.recurrence, AsNeeded)
        lines = [Label(answer.name, "h3", user_text=True)]
        if self._names.hides_fever():
            lines.append(Label(words("medicines.hides_fever"), "strong"))
        id = self.plan.id if self.plan is not None else None
        ahead = () if is_needed else context.medicines.preview(answer, id=id)
        if is_needed:
            lines.append(Label(words("medicines.needed_no_times")))
        elif not ahead:
            lines.append(Label(words("medicines.no_next_times"), "strong"))
        else:
            lines.append(Label(words("medicines.next_times"), "strong"))
            lines += [Label(next_line(one, context), bullet=True, user_text=True) for one in ahead]
        if self.plan is not None:
            lines += [Label(line) for line in clock_lines(self.plan, context)]
        lines.append(Label(words("medicines.check_with_paper"), "small"))
        self._last.show_lines(lines, asks_level=not is_needed)

    def _save(self) -> None:
        schedule = self._schedule().schedule()
        if schedule is not None:
            self.answered.emit(self._made(schedule))
