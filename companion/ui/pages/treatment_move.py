"""The form that moves a dose: a new time, alone or with all later ones, and the new days before saving."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from companion.core.dose_wording import gap_line
from companion.core.long_gap import gaps_before
from companion.core.move_check import MoveFault, MoveProblem
from companion.core.plan_changes import Moved
from companion.core.upcoming import PlanRow, still_to_come
from companion.ui.context import Context
from companion.ui.forms import ChoiceField, TypedField
from companion.ui.pages.dose_words import day_and_time, drug_name, full_time, place_in_plan
from companion.ui.pages.plan_form import DayField, PlanForm, Saved, TimeField, read_wall, wall_here, wall_in
from companion.ui.widgets.button import Button
from companion.ui.widgets.choice_list import Option
from companion.ui.widgets.flow import button_row
from companion.ui.widgets.label import Label

# Farther from the plan a wrong month or year is likelier than such a move: say so before saving.
_FAR = timedelta(days=60)
_MOST_SHOWN = 6
_ONLY, _LATER = "only_this", "later_too"


class MoveForm(PlanForm):
    """First the new time, then the days it makes; whatever is typed again hides them."""

    def __init__(self, context: Context, row: PlanRow) -> None:
        words = context.words
        drug = drug_name(context, row.planned.drug)
        dose = words("treatment.dose_of", drug=drug, cycle=row.planned.cycle, day=row.planned.day)
        super().__init__(context, words("treatment_move.title", dose=dose))
        self._row = row
        self._move: Moved | None = None
        planned = wall_here(row.treatment.zone, row.planned.wall, context)
        self._day = DayField(context, words("treatment_move.new_day"), planned.date())
        self._time = TimeField(context, words("treatment_move.new_time"))
        self._time.set_time(planned.time())
        self._which = ChoiceField(
            words("treatment_move.which"),
            tuple(
                Option(value, words(f"treatment_move.{value}"), words(f"treatment_move.{value}_means"))
                for value in (_ONLY, _LATER)
            ),
        )
        self._reason = TypedField(words("treatment_move.reason"), words("treatment_move.reason_hint"))
        self._has_later = any(
            one.is_open and one.planned.ordinal > row.planned.ordinal
            for one in context.record.plan(row.treatment, days_ahead=365)
        )
        self._preview = QWidget()
        column = QVBoxLayout(self._preview)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        self._preview.hide()
        self._main = Button(words("treatment_move.look"), "primary", icon="calendar")
        self._main.clicked.connect(self.press_main)
        back = Button(words("treatment_move.cancel"), icon="back")
        back.clicked.connect(self.cancelled)
        self.add(Label(words("treatment_move.now_planned", moment=self._written(row.planned.starts_at))))
        self.add_space()
        for field in (self._day, self._time, self._which, self._reason):
            self.add(field)
            self.add_space()
        self._which.setVisible(self._has_later)
        for edited in (self._day.edited, self._time.edited, self._which.edited):
            edited.connect(self._hide_preview)
        self.add(self._preview)
        self.add(button_row(self._main, back))

    def focus_first(self) -> None:
        self._day.control.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def press_main(self) -> None:
        """Show the new days; with them in sight, save."""
        if self._move is None:
            self._look()
            return
        move = replace(self._move, reason=self._reason.text().strip())
        change = self.context.infusions.move(self._row, move, by=self.context.entering.by)
        moved = next(
            one
            for one in self.context.record.plan(self._row.treatment, days_ahead=1200)
            if one.planned.ordinal == move.ordinal
        )
        drug = drug_name(self.context, self._row.planned.drug)
        text = self.words("treatment_move.saved", drug=drug, moment=self._written(moved.planned.starts_at))
        self.saved.emit(
            Saved(text, partial(self.context.infusions.take_back, change, by=self.context.entering.by))
        )

    def _look(self) -> None:
        wall = read_wall(self._day, self._time, "treatment_move.needs_day", "treatment_move.needs_time")
        self._which.clear_error()
        which = self._which.value() if self._has_later else _ONLY
        if not which:
            self._which.show_error(self.words("treatment_move.choose_which"))
        if wall is None or not which:
            return
        row = self._row
        there = wall_in(row.treatment.zone, wall, self.context)
        move = Moved(row.planned.ordinal, row.planned.wall, there, which == _LATER)
        problem = self.context.infusions.problem_with(row, move)
        if problem is not None:
            self._refuse(problem)
            return
        self._move = move
        self._show_preview(self.context.infusions.after_move(row, move), move)

    def _refuse(self, problem: MoveProblem) -> None:
        other = "" if problem.other is None else self._written(problem.other.planned.starts_at)
        key = f"treatment_move.{problem.fault.value}"
        if problem.fault is MoveFault.SAME:
            self._time.refuse(key)
        else:
            self._day.refuse(key, moment=other)

    def _show_preview(self, after: tuple[PlanRow, ...], move: Moved) -> None:
        words, context, row = self.words, self.context, self._row
        before = {one.planned.ordinal: one for one in context.record.plan(row.treatment, days_ahead=400)}
        coming = [one for one in after if one.is_open and one.planned.ordinal >= move.ordinal]
        column = self._preview.layout()
        assert isinstance(column, QVBoxLayout)
        column.addWidget(Label(words("treatment_move.preview"), "h3"))
        for one in coming[:_MOST_SHOWN]:
            column.addWidget(Label(self._line(one, before.get(one.planned.ordinal)), bullet=True))
        if len(coming) > _MOST_SHOWN:
            column.addWidget(Label(words("treatment_move.preview_more", n=len(coming) - _MOST_SHOWN)))
        gaps = gaps_before(
            still_to_come(after), context.record.doses(), context.catalogue, context.record.now()
        )
        for gap in gaps.values():
            column.addWidget(Label(gap_line(gap, context.formats()), "strong"))
        days = abs(move.to_wall - move.from_wall)
        if days > _FAR:
            column.addWidget(Label(words("treatment_move.far_off", n=days.days), "strong"))
        self._main.setText(words("treatment_move.save_far" if days > _FAR else "treatment_move.save"))
        self._preview.show()

    def _line(self, one: PlanRow, before: PlanRow | None) -> str:
        words, dose = self.words, place_in_plan(one.planned, self.words)
        new = day_and_time(self.context.formats(), one.planned.starts_at)
        if before is None or before.planned.starts_at == one.planned.starts_at:
            key = "treatment_move.new_only" if before is None else "treatment_move.unchanged"
            return words(key, dose=dose, new=new)
        old = day_and_time(self.context.formats(), before.planned.starts_at)
        return words("treatment_move.was", dose=dose, new=new, old=old)

    def _written(self, moment: datetime) -> str:
        return full_time(self.context.formats(), moment)

    @Slot()
    def _hide_preview(self) -> None:
        if self._move is None:
            return
        self._move = None
        column = self._preview.layout()
        while column is not None and (item := column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._preview.hide()
        self._main.setText(self.words("treatment_move.look"))
