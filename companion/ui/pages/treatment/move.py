"""The form that moves a dose: a new time, alone or with all later ones, and the new days before saving."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from functools import partial

from PySide6.QtCore import Qt, Slot

from companion.core.move_check import MoveFault, MoveProblem
from companion.core.plan_changes import Moved
from companion.core.upcoming import PlanRow
from companion.ui.context import Context
from companion.ui.forms.field import ChoiceField, TypedField
from companion.ui.forms.when import DayField, TimeField, read_wall
from companion.ui.pages.dose_words import drug_name, full_time
from companion.ui.pages.treatment.clocks import wall_here, wall_in
from companion.ui.pages.treatment.move_preview import FAR, MovePreview
from companion.ui.pages.treatment.treatment_form import Saved, TreatmentForm
from companion.ui.widgets.button import Button
from companion.ui.widgets.choice_list import Option
from companion.ui.widgets.flow import button_row
from companion.ui.widgets.label import Label

_ONLY, _LATER = "only_this", "later_too"


class MoveForm(TreatmentForm):
    """First the new time, then the days it makes; whatever is typed again hides them."""

    def __init__(self, context: Context, row: PlanRow) -> None:
        words = context.words
        drug = drug_name(context, row.planned.drug)
        dose = words("treatment.dose_of", drug=drug, cycle=row.planned.cycle, day=row.planned.day)
        super().__init__(context, words("treatment_move.title", dose=dose))
        self._row = row
        self._move: Moved | None = None
        planned = wall_here(row.treatment.zone, row.planned.wall, context)
        self._day = DayField(context, words("treatment_move.new_day"), example=planned.date())
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
        self._preview = MovePreview(context)
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
        is_far = abs(move.to_wall - move.from_wall) > FAR
        self._preview.show_days(self._row, after, move)
        self._main.setText(self.words("treatment_move.save_far" if is_far else "treatment_move.save"))

    def _written(self, moment: datetime) -> str:
        return full_time(self.context.formats(), moment)

    @Slot()
    def _hide_preview(self) -> None:
        if self._move is None:
            return
        self._move = None
        self._preview.clear()
        self._main.setText(self.words("treatment_move.look"))
