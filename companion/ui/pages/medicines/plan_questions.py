"""The short questions about a plan: stop it, pause it, take it up again."""

from __future__ import annotations

from dataclasses import dataclass

from companion.core.plan import MedicinePlan
from companion.services.medicines import PlanAnswer
from companion.ui.context import Context
from companion.ui.forms.field import TypedField
from companion.ui.forms.form import Form
from companion.ui.pages.medicines.end_words import steroid_lines
from companion.ui.pages.medicines.question import Question
from companion.ui.pages.medicines.words import next_line
from companion.ui.widgets.card import Field
from companion.ui.widgets.label import Label


@dataclass(frozen=True, slots=True)
class Stopped:
    """A plan is to be stopped, for this reason."""

    reason: str


@dataclass(frozen=True, slots=True)
class Paused:
    """A plan is to rest until it is taken up again, for this reason."""

    reason: str


@dataclass(frozen=True, slots=True)
class TakenUp:
    """A plan goes on."""


class _Reason(Form):
    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.why = TypedField(self.words("medicines.stop_why"))
        self.add(self.why)

    def first(self) -> Field:
        return self.why


class StopPlan(Question):
    """Whether to stop a plan; answered with Stopped."""

    def __init__(self, context: Context, plan: MedicinePlan) -> None:
        words = context.words
        self._why = _Reason(context)
        super().__init__(
            words("medicines.stop_title", name=plan.name),
            self._why,
            context,
            save=words("medicines.save_stop"),
            means=words("medicines.stop_means"),
            first=steroid_lines(plan, context),
        )

    def answer(self) -> object:
        return Stopped(self._why.why.text().strip())


class PausePlan(Question):
    """Whether to let a plan rest; answered with Paused."""

    def __init__(self, context: Context, plan: MedicinePlan) -> None:
        words = context.words
        self._why = _Reason(context)
        super().__init__(
            words("medicines.pause_title", name=plan.name),
            self._why,
            context,
            save=words("medicines.save_pause"),
            means=words("medicines.pause_means"),
            first=steroid_lines(plan, context),
        )

    def answer(self) -> object:
        return Paused(self._why.why.text().strip())


class _NextTimes(Form):
    def __init__(self, context: Context, plan: MedicinePlan) -> None:
        super().__init__(context)
        words = self.words
        ahead = context.medicines.preview(_as_it_is(plan), id=plan.id)
        heading = "medicines.next_times" if ahead else "medicines.no_next_times"
        lines = [Label(words(heading), "strong")]
        lines += [Label(next_line(one, context), bullet=True, user_text=True) for one in ahead]
        lines.append(Label(words("medicines.check_with_paper"), "small"))
        for line in lines:
            self.column.addWidget(line)

    def readings(self) -> tuple[tuple[Field, object], ...]:
        return ()


class TakeUpPlan(Question):
    """The next times of a plan that rested, before it goes on; answered with TakenUp."""

    def __init__(self, context: Context, plan: MedicinePlan) -> None:
        words = context.words
        super().__init__(
            words("medicines.take_up_title", name=plan.name),
            _NextTimes(context, plan),
            context,
            save=words("medicines.take_up"),
            means=words("medicines.take_up_means"),
        )

    def answer(self) -> object:
        return TakenUp()


def _as_it_is(plan: MedicinePlan) -> PlanAnswer:
    return PlanAnswer(
        plan.name,
        plan.amount,
        plan.what_for,
        plan.recurrence,
        plan.first_day,
        plan.last_day,
        plan.level,
    )
