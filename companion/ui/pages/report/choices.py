"""Which days and which parts a visit report is of, and on which paper."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from companion.core.paper_size import Paper
from companion.core.typed import NotRead
from companion.share.visit_report import USUAL_PARTS, Part
from companion.ui.context import Context
from companion.ui.forms.field import TypedField
from companion.ui.paper_here import paper_here
from companion.ui.typed_here import typed_day
from companion.ui.widgets.button import Button
from companion.ui.widgets.card import Card, Field
from companion.ui.widgets.choice_list import ChoiceList, Option, ToggleList
from companion.ui.widgets.label import Label

_USUAL = timedelta(weeks=4) - timedelta(days=1)
_LAST_WEEKS, _SINCE_VISIT, _OTHER = "weeks", "visit", "other"


class ReportChoices(Card):
    """Nothing here is kept but the size of the paper; the next report begins with the usual again.

    Signals:
        chosen: the days, the parts or the size are others now.
    """

    chosen = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__(context.words("report.choices"))
        self._context, words = context, context.words
        self._visit = context.papers.last_visit()
        self._days = ChoiceList(words("report.which_days"), self._day_options())
        self._days.set_value(_LAST_WEEKS)
        self._days.chosen.connect(self._on_days)
        self.add(Field(words("report.which_days"), self._days))
        example = context.formats().plain_day(context.record.today())
        self._first = TypedField(words("report.first_day"), example=example)
        self._last = TypedField(words("report.last_day"), example=example)
        self._take = Button(words("report.take_days"))
        self._take.clicked.connect(self._on_typed)
        self._typed: tuple[QWidget, ...] = (self._first, self._last, self._take)
        for widget in self._typed:
            self.add(widget)
            widget.hide()
        self._of_days: tuple[date, date] | None = None
        self.add_space(12)
        self._parts = ToggleList(words("report.which_parts"), _part_options(context))
        self._parts.set_values(tuple(part.value for part in Part if part in USUAL_PARTS))
        self._parts.changed.connect(self._on_parts)
        self.add(Field(words("report.which_parts"), self._parts))
        self.add(Label(words("report.notes_hint"), "small"))
        self.add_space(12)
        sizes = tuple(Option(size.value, words(f"report.paper_{size.name.lower()}")) for size in Paper)
        self._sizes = ChoiceList(words("report.which_paper"), sizes, columns=2)
        self._sizes.set_value(self.paper().value)
        self._sizes.chosen.connect(self._on_size)
        self.add(Field(words("report.which_paper"), self._sizes))

    def days(self) -> tuple[date, date]:
        """The first and the last day."""
        today = self._context.record.today()
        match self._days.value():
            case value if value == _SINCE_VISIT and self._visit is not None:
                return self._visit, today
            case value if value == _OTHER and self._of_days is not None:
                return self._of_days
        return today - _USUAL, today

    def parts(self) -> frozenset[Part]:
        """What goes into it."""
        return frozenset(Part(value) for value in self._parts.values())

    def paper(self) -> Paper:
        """The size it is printed on."""
        return paper_here(self._context.record.preferences().paper_size)

    def _day_options(self) -> tuple[Option, ...]:
        words = self._context.words
        options = [Option(_LAST_WEEKS, words("report.last_weeks"))]
        if self._visit is not None:
            day = self._context.formats().plain_day(self._visit)
            options.append(Option(_SINCE_VISIT, words("report.since_visit", day=day)))
        return (*options, Option(_OTHER, words("report.other_days")))

    @Slot(object)
    def _on_days(self, value: object) -> None:
        for widget in self._typed:
            widget.setVisible(value == _OTHER)
        if value != _OTHER or self._of_days is not None:
            self.chosen.emit()

    @Slot()
    def _on_typed(self) -> None:
        first, last = self._read(self._first), self._read(self._last)
        if first is None or last is None:
            return
        if last < first:
            self._last.show_error(self._context.words("report.wrong_order"))
            return
        self._of_days = (first, last)
        self.chosen.emit()

    def _read(self, field: TypedField) -> date | None:
        """The day; None where it cannot be read or has not come, which the field then says."""
        words, today = self._context.words, self._context.record.today()
        day = typed_day(field.text(), self._context)
        if isinstance(day, date) and day <= today:
            field.clear_error()
            return day
        if isinstance(day, NotRead):
            field.show_error(words(day.reason, example=field.example))
        else:
            field.show_error(words("report.not_come" if day else "report.needs_day", example=field.example))
        return None

    @Slot(object)
    def _on_parts(self, _values: object) -> None:
        self.chosen.emit()

    @Slot(object)
    def _on_size(self, value: object) -> None:
        wanted = replace(self._context.record.preferences(), paper_size=str(value))
        self._context.journal.set_preferences(wanted)
        self.chosen.emit()


def _part_options(context: Context) -> tuple[Option, ...]:
    return tuple(Option(part.value, context.words(f"paper_report.{part.value}")) for part in Part)
