"""The short questions about a medicine: when it was taken, why not, one more, stop it, how many are left."""

from __future__ import annotations

from datetime import date, datetime, time
from decimal import Decimal

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent

from companion.core.plan import MedicinePlan, SkipReason
from companion.core.typed import NotRead, read_time
from companion.core.typed_lists import read_amount, read_whole
from companion.core.zones import to_utc
from companion.ui.context import Context
from companion.ui.forms import ChoiceField, Form, TypedField, is_enter, press_focused_button
from companion.ui.pages.alert_card import warning_card
from companion.ui.pages.medicine_fields import MORNING, DayField
from companion.ui.widgets.button import Button
from companion.ui.widgets.card import Card, Field
from companion.ui.widgets.choice_list import Option
from companion.ui.widgets.flow import button_row
from companion.ui.widgets.label import Label


class Question(Card):
    """A form with one button to save and one to go back.

    Signals:
        answered(object): the answer, when it was saved and all could be read.
        cancelled: the person wants to save nothing.
    """

    answered = Signal(object)
    cancelled = Signal()

    def __init__(self, title: str, form: Form, context: Context, *, save: str, means: str = "") -> None:
        super().__init__(title)
        self._form = form
        if means:
            self.add(Label(means))
            self.add_space()
        save_button = Button(save, "primary", icon="check")
        save_button.clicked.connect(self._save)
        back = Button(context.words("medicines.go_back"), icon="back")
        back.clicked.connect(self.cancelled)
        self.add(form)
        self.add_space()
        self.add(button_row(save_button, back))

    def focus_first(self) -> None:
        """Put the keyboard where answering begins."""
        first = self._form.first()
        if isinstance(first, Field):
            first.control.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not is_enter(event):
            super().keyPressEvent(event)
        elif not event.isAutoRepeat() and not press_focused_button(self):
            self._save()

    def answer(self) -> object:
        """What the form says; asked only when all of it can be read."""
        raise NotImplementedError

    @Slot()
    def _save(self) -> None:
        if not self._form.complain():
            self.answered.emit(self.answer())


class _When(Form):
    def __init__(self, context: Context, at: datetime | None, day: date | None) -> None:
        super().__init__(context)
        formats, words = context.formats(), self.words
        local = formats.local(at or context.record.now())
        self._day = DayField(context, words("medicines.when_taken_day"), day=day or local.date())
        example = formats.clock(MORNING)
        hint = words("forms.for_example", example=example)
        self._time = TypedField(words("medicines.when_taken_time"), hint, example=example)
        if at is not None:
            self._time.set_text(formats.clock(local.time()))
        self.add(self._day, self._time)

    def first(self) -> Field:
        return self._time

    def readings(self) -> tuple[tuple[Field, object], ...]:
        at = self._read_time() or NotRead("medicines.needs_time")
        moment = self.moment()
        if moment is not None and moment > self.context.record.now():
            at = NotRead("medicines.in_future")
        return ((self._day, self._day.needed("medicines.needs_day")), (self._time, at))

    def moment(self) -> datetime | None:
        day, at = self._day.read(), self._read_time()
        if not isinstance(day, date) or not isinstance(at, time):
            return None
        return to_utc(datetime.combine(day, at), self.context.record.zone())

    def _read_time(self) -> time | NotRead | None:
        return read_time(self._time.text(), clock_24h=self.context.formats().clock_24h)


class WhenTaken(Question):
    """When one was really taken, on which day if not today; answered with the moment."""

    def __init__(
        self, context: Context, name: str, *, at: datetime | None = None, day: date | None = None
    ) -> None:
        words = context.words
        self._when = _When(context, at, day)
        title = words("medicines.when_taken", name=name)
        super().__init__(title, self._when, context, save=words("medicines.save_time"))

    def answer(self) -> object:
        return self._when.moment()


class _Why(Form):
    def __init__(self, context: Context) -> None:
        super().__init__(context)
        options = tuple(
            Option(reason.value, self.words(f"medicines.reason_{reason.value}")) for reason in SkipReason
        )
        self.reason = ChoiceField(self.words("medicines.why_not_question"), options, columns=2)
        self.add(self.reason)

    def first(self) -> Field:
        return self.reason

    def readings(self) -> tuple[tuple[Field, object], ...]:
        return ((self.reason, self.reason.value() or NotRead("medicines.choose_reason")),)


class WhyNot(Question):
    """Why one is left out; answered with the SkipReason."""

    def __init__(self, context: Context, name: str) -> None:
        words = context.words
        self._why = _Why(context)
        super().__init__(
            words("medicines.why_not", name=name),
            self._why,
            context,
            save=words("medicines.save_reason"),
            means=words("medicines.told_team"),
        )

    def answer(self) -> object:
        return SkipReason(self._why.reason.value())


class _StopWhy(Form):
    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.why = TypedField(self.words("medicines.stop_why"))
        self.add(self.why)

    def first(self) -> Field:
        return self.why


class StopPlan(Question):
    """Whether to stop a plan; answered with the reason as it was typed."""

    def __init__(self, context: Context, plan: MedicinePlan) -> None:
        words = context.words
        self._why = _StopWhy(context)
        super().__init__(
            words("medicines.stop_title", name=plan.name),
            self._why,
            context,
            save=words("medicines.save_stop"),
            means=words("medicines.stop_means"),
        )

    def answer(self) -> object:
        return self._why.why.text().strip()


class _Count(Form):
    def __init__(self, context: Context, plan: MedicinePlan) -> None:
        super().__init__(context)
        words, stock, timing = self.words, plan.stock, context.catalogue.medicine_timing
        self.left = TypedField(words("medicines.count_left"), example="28")
        self.each = TypedField(words("medicines.count_each"), example="1")
        self.lead = TypedField(words("medicines.count_lead"), example="3")
        self.each.set_text(words.number(f"{stock.per_dose.normalize():f}") if stock is not None else "1")
        if stock is not None:
            self.lead.set_text(str(stock.lead_days))
        elif timing is not None:
            self.lead.set_text(str(timing.lead_days))
        self.add(self.left, self.each)
        self.add(self.lead)

    def first(self) -> Field:
        return self.left

    def readings(self) -> tuple[tuple[Field, object], ...]:
        left, each = read_amount(self.left.text()), read_amount(self.each.text())
        lead = read_whole(self.lead.text())
        return (
            (self.left, NotRead("medicines.needs_number") if left is None else left),
            (self.each, each or NotRead("medicines.per_dose_none")),
            (self.lead, NotRead("medicines.needs_number") if lead is None else lead),
        )


class CountLeft(Question):
    """How many are left; answered with the count, how many each time, and the days of the pharmacy."""

    def __init__(self, context: Context, plan: MedicinePlan) -> None:
        words = context.words
        self._count = _Count(context, plan)
        title = words("medicines.count_title", name=plan.name)
        super().__init__(title, self._count, context, save=words("medicines.save_count"))

    def answer(self) -> object:
        left, each = read_amount(self._count.left.text()), read_amount(self._count.each.text())
        lead = read_whole(self._count.lead.text())
        assert isinstance(left, Decimal)  # nothing was complained of
        assert isinstance(each, Decimal)
        assert isinstance(lead, int)
        return (left, each, lead)


class OneMore(Card):
    """What speaks against one more: nothing is blocked, and the safe answer comes first.

    Signals:
        answered(object): True, when it is to be written down all the same.
        cancelled: the person wants to save nothing.
    """

    answered = Signal(object)
    cancelled = Signal()

    def __init__(self, context: Context, title: str, name: str, lines: tuple[str, ...], *, hint: str) -> None:
        words = context.words
        super().__init__(title)
        self.add(Label(name, "strong", user_text=True))
        box = warning_card(lines[0], "warning", "strong")
        for line in lines[1:]:
            box.add(Label(line))
        self.add(box)
        if hint:
            self.add(Label(hint))
        self._leave = Button(words("medicines.do_not_write"), "primary", icon="back")
        self._leave.clicked.connect(self.cancelled)
        write = Button(words("medicines.all_the_same"), icon="check")
        write.clicked.connect(self._save)
        self.add_space()
        self.add(button_row(self._leave, write))

    def focus_first(self) -> None:
        """Put the keyboard on the safe answer."""
        self._leave.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not (is_enter(event) and press_focused_button(self)):
            super().keyPressEvent(event)

    @Slot()
    def _save(self) -> None:
        self.answered.emit(True)
