"""The steps of the form for a plan: which medicine, how often, and how to remind of it."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from companion.core.plan import MedicinePlan
from companion.core.recurrence import AsNeeded
from companion.core.reminder_policy import Urgency
from companion.core.typed import NotRead
from companion.services.medicines import PlanAnswer
from companion.ui.context import Context
from companion.ui.forms.field import ChoiceField, TypedField
from companion.ui.forms.form import Form
from companion.ui.pages.medicines.fields import Schedule
from companion.ui.pages.medicines.kinds import KIND_OF, Kind
from companion.ui.pages.medicines.schedule_words import clock_lines
from companion.ui.pages.medicines.words import next_line
from companion.ui.widgets.card import Field
from companion.ui.widgets.choice_list import Option
from companion.ui.widgets.label import Label

_LOUD = (Urgency.REPEATING, Urgency.QUIET)


class NameStep(Form):
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

    def answer(self, schedule: Schedule, level: Urgency) -> PlanAnswer:
        """The whole plan, with what the other steps say."""
        return PlanAnswer(
            name=self.name.text().strip(),
            amount=self.amount.text().strip(),
            what_for=self.what_for.text().strip(),
            recurrence=schedule.recurrence,
            first_day=schedule.first_day,
            last_day=schedule.last_day,
            level=level,
        )

    @Slot()
    def _tell_of_fever(self) -> None:
        self._fever.setVisible(self.context.catalogue.medicine(None, self.name.text()) is not None)


class KindStep(Form):
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


class LastStep(Form):
    """What was understood, the next times, and how to remind of them."""

    def __init__(self, context: Context, plan: MedicinePlan | None) -> None:
        super().__init__(context)
        words = self.words
        options = tuple(Option(level.value, words(f"medicines.loud_{level.value}")) for level in _LOUD)
        self.level = ChoiceField(words("medicines.how_loud"), options, columns=2)
        self.level.set_value((plan.level if plan is not None else Urgency.REPEATING).value)
        self._lines: QWidget | None = None
        self.add(self.level)

    def loudness(self) -> Urgency:
        """How to remind of it."""
        return Urgency(self.level.value())

    def show_next_times(self, answer: PlanAnswer, plan: MedicinePlan | None) -> None:
        """What the answers come to, above the question; `plan` is the one that they change."""
        is_needed = isinstance(answer.recurrence, AsNeeded)
        if self._lines is not None:
            self.column.removeWidget(self._lines)
            self._lines.hide()
            self._lines.deleteLater()
        self._lines = QWidget()
        column = QVBoxLayout(self._lines)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for line in self._what_it_means(answer, plan):
            column.addWidget(line)
        self.column.insertWidget(0, self._lines)
        self.level.setVisible(not is_needed)

    def _what_it_means(self, answer: PlanAnswer, plan: MedicinePlan | None) -> Iterator[Label]:
        context, words = self.context, self.words
        yield Label(answer.name, "h3", user_text=True)
        if context.catalogue.medicine(None, answer.name) is not None:
            yield Label(words("medicines.hides_fever"), "strong")
        if isinstance(answer.recurrence, AsNeeded):
            yield Label(words("medicines.needed_no_times"))
        else:
            ahead = context.medicines.preview(answer, id=None if plan is None else plan.id)
            heading = "medicines.next_times" if ahead else "medicines.no_next_times"
            yield Label(words(heading), "strong")
            for one in ahead:
                yield Label(next_line(one, context), bullet=True, user_text=True)
        for line in () if plan is None else clock_lines(plan, context):
            yield Label(line)
        yield Label(words("medicines.check_with_paper"), "small")
