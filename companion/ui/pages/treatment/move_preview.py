"""The days that a move would make, each beside the day planned now, before anything is saved."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtWidgets import QVBoxLayout, QWidget

from companion.core.dose_wording import gap_line
from companion.core.long_gap import gaps_before
from companion.core.plan_changes import Moved
from companion.core.upcoming import PlanRow, still_to_come
from companion.ui.context import Context
from companion.ui.pages.dose_words import day_and_time, place_in_plan
from companion.ui.theme import Role
from companion.ui.widgets.label import Label
from companion.ui.widgets.rebuilt import take_all_away

# Farther from the plan a wrong month or year is likelier than such a move: say so before saving.
FAR = timedelta(days=60)
_MOST_SHOWN = 6


class MovePreview(QWidget):
    """Out of the way until there are days to show."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self.hide()

    def show_days(self, row: PlanRow, after: tuple[PlanRow, ...], move: Moved) -> None:
        """The doses from the one that moves on, a long gap before one of them, and how far it is."""
        words, context = self._context.words, self._context
        before = {one.planned.ordinal: one for one in context.record.plan(row.treatment, days_ahead=400)}
        coming = [one for one in after if one.is_open and one.planned.ordinal >= move.ordinal]
        self._say(words("treatment_move.preview"), "h3")
        for one in coming[:_MOST_SHOWN]:
            line = self._line(one, before.get(one.planned.ordinal))
            self._column.addWidget(Label(line, bullet=True))
        if len(coming) > _MOST_SHOWN:
            self._say(words("treatment_move.preview_more", n=len(coming) - _MOST_SHOWN))
        gaps = gaps_before(
            still_to_come(after), context.record.doses(), context.catalogue, context.record.now()
        )
        for gap in gaps.values():
            self._say(gap_line(gap, context.formats()), "strong")
        off = abs(move.to_wall - move.from_wall)
        if off > FAR:
            self._say(words("treatment_move.far_off", n=off.days), "strong")
        self.show()

    def clear(self) -> None:
        """What was shown holds no more."""
        take_all_away(self._column)
        self.hide()

    def _say(self, text: str, role: Role = "body") -> None:
        self._column.addWidget(Label(text, role))

    def _line(self, one: PlanRow, before: PlanRow | None) -> str:
        words, formats = self._context.words, self._context.formats()
        dose, new = place_in_plan(one.planned, words), day_and_time(formats, one.planned.starts_at)
        if before is None or before.planned.starts_at == one.planned.starts_at:
            key = "treatment_move.new_only" if before is None else "treatment_move.unchanged"
            return words(key, dose=dose, new=new)
        old = day_and_time(formats, before.planned.starts_at)
        return words("treatment_move.was", dose=dose, new=new, old=old)
