"""The question after a dose on another day than planned: whether the later ones move by as many days."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Slot

from companion.core.later_doses import LaterDoses
from companion.core.upcoming import PlanRow
from companion.ui.context import Context
from companion.ui.pages.dose_words import day_and_time, drug_name, full_time, place_in_plan
from companion.ui.pages.treatment.treatment_form import Saved, TreatmentForm
from companion.ui.pages.where_from import WhereFrom
from companion.ui.widgets.button import Button
from companion.ui.widgets.flow import button_row
from companion.ui.widgets.label import Label

_MOST_SHOWN = 3


class LaterForm(TreatmentForm):
    """Nothing moves by itself: no answer has the keyboard at first, and each can be taken back."""

    def __init__(self, context: Context, later: LaterDoses) -> None:
        words, way = context.words, "late" if later.days > 0 else "early"
        title = words("treatment_later.title", drug=drug_name(context, later.given.planned.drug))
        super().__init__(context, title)
        self._later = later
        self.add(Label(words(f"treatment_later.came_{way}", n=abs(later.days)), "strong"))
        self.add(Label(words("treatment_later.team_decides")))
        self.add_space()
        self._add_days(words("treatment_later.if_moved"), later.follow)
        self._add_days(words("treatment_later.if_not"), later.stay)
        self.add(Label(words("treatment_later.spacing", n=later.gap.days), "small"))
        yes = Button(words(f"treatment_later.move_{way}", n=abs(later.days)), icon="calendar")
        yes.clicked.connect(self._let_follow)
        no = Button(words("treatment_later.leave"), icon="check")
        no.clicked.connect(self.press_main)
        self.add_space()
        self.add(button_row(yes, no))
        self.add(WhereFrom(context, later.given.planned.sources, title))

    @Slot()
    def press_main(self) -> None:
        """Enter beside the buttons changes nothing either."""
        self.cancelled.emit()

    @Slot()
    def _let_follow(self) -> None:
        infusions, by = self.context.infusions, self.context.entering.by
        change = infusions.let_follow(self._later, by=by)
        first = self._later.follow[0]
        text = self.words(
            "treatment_later.saved",
            drug=drug_name(self.context, first.planned.drug),
            moment=full_time(self.context.formats(), first.planned.starts_at),
        )
        self.saved.emit(Saved(text, partial(infusions.take_back, change, by=by)))

    def _add_days(self, heading: str, rows: tuple[PlanRow, ...]) -> None:
        words, formats = self.words, self.context.formats()
        self.add(Label(heading, "h3"))
        for row in rows[:_MOST_SHOWN]:
            day = day_and_time(formats, row.planned.starts_at)
            dose = place_in_plan(row.planned, words)
            self.add(Label(words("treatment_move.new_only", dose=dose, new=day), bullet=True))
        self.add_space()
