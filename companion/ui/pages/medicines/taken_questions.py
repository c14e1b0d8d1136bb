"""The short questions about one time of a medicine: when it was taken, why not, and one more."""

from __future__ import annotations

from datetime import date, datetime, time

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent

from companion.core.plan import SkipReason
from companion.core.typed import NotRead
from companion.core.zones import to_utc
from companion.ui.context import Context
from companion.ui.forms.enter import is_enter, press_focused_button
from companion.ui.forms.field import ChoiceField, TypedField
from companion.ui.forms.form import Form
from companion.ui.forms.when import DayField
from companion.ui.pages.alerts.card import warning_card
from companion.ui.pages.medicines.fields import MORNING
from companion.ui.pages.medicines.question import Question
from companion.ui.typed_here import typed_time
from companion.ui.widgets.button import Button
from companion.ui.widgets.card import Card, Field
from companion.ui.widgets.choice_list import Option
from companion.ui.widgets.flow import button_row
from companion.ui.widgets.label import Label


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
        return typed_time(self._time.text(), self.context)


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
