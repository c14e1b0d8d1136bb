"""What more can be written down about a dose: its end, its place, and a reaction while it was given."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from companion.core.treatment import DoseGiven
from companion.core.typed import NotRead
from companion.core.zones import to_utc
from companion.ui.context import Context
from companion.ui.forms.field import ChoiceField, TypedField
from companion.ui.forms.when import TimeField
from companion.ui.widgets.button import Button
from companion.ui.widgets.card import stack
from companion.ui.widgets.choice_list import Option
from companion.ui.widgets.flow import button_row

_YES, _NO = "yes", "no"
_GAP = 16


@dataclass(frozen=True, slots=True)
class MoreAnswer:
    """What was said; nothing of it must be."""

    ended_at: datetime | None = None
    place: str = ""
    had_reaction: bool | None = None
    reaction: str = ""


class DoseMore(QWidget):
    """Out of the way until it is asked for; the end is asked at once where hours are counted from it."""

    def __init__(self, context: Context, dose: DoseGiven | None, *, end_counts: bool) -> None:
        super().__init__()
        self._context = context
        words = context.words
        hint = words("treatment_dose.end_counts") if end_counts else ""
        self._end = TimeField(context, words("treatment_dose.end"), hint)
        self._place = TypedField(words("treatment_dose.place"), words("treatment_dose.place_hint"))
        options = (Option(_NO, words("treatment_dose.no")), Option(_YES, words("treatment_dose.yes")))
        self._had = ChoiceField(words("treatment_dose.reaction"), options, columns=2)
        self._what = TypedField(words("treatment_dose.what"), words("treatment_dose.what_hint"))
        self._open = Button(
            words("treatment_dose.more_but_end" if end_counts else "treatment_dose.more"), "quiet", icon="add"
        )
        self._open.clicked.connect(self._show_rest)
        self._rest = QWidget()
        rest, column = QVBoxLayout(self._rest), QVBoxLayout(self)
        for box in (rest, column):
            box.setContentsMargins(0, 0, 0, 0)
            box.setSpacing(_GAP)
        (column if end_counts else rest).addWidget(self._end)
        for field in (self._place, self._had, self._what):
            rest.addWidget(field)
        stack(column, button_row(self._open))
        column.addWidget(self._rest)
        self._had.edited.connect(self._turn_what)
        known = dose is not None and self._fill(dose)
        self._rest.setVisible(known)
        self._open.setVisible(not known)
        self._turn_what()

    def read(self, started_at: datetime) -> MoreAnswer | None:
        """The answer; None after saying at the end what to change."""
        self._end.clear_error()
        at = self._end.read()
        if isinstance(at, NotRead):
            self._end.refuse(at.reason)
            return None
        ended_at = None if at is None else self._end_after(started_at, at)
        if ended_at is not None and ended_at > self._context.record.now():
            self._end.refuse("treatment_dose.end_in_future")
            return None
        had = {_YES: True, _NO: False}.get(self._had.value())
        what = self._what.text().strip() if had else ""
        return MoreAnswer(ended_at, self._place.text().strip(), had, what)

    def _end_after(self, started_at: datetime, at: time) -> datetime:
        """The first time after the start at which the clock showed this."""
        day = self._context.formats().local(started_at).date()
        zone = self._context.record.zone()
        same_day, next_day = (to_utc(datetime.combine(day + timedelta(n), at), zone) for n in (0, 1))
        return same_day if same_day >= started_at else next_day

    def _fill(self, dose: DoseGiven) -> bool:
        """Show what is known; whether there is anything that is not always shown."""
        if dose.ended_at is not None:
            self._end.set_time(self._context.formats().local(dose.ended_at).time())
        self._place.set_text(dose.place)
        if dose.had_reaction is not None:
            self._had.set_value(_YES if dose.had_reaction else _NO)
        self._what.set_text(dose.reaction)
        return bool(dose.ended_at or dose.place or dose.had_reaction is not None)

    @Slot()
    def _show_rest(self) -> None:
        self._rest.show()
        self._open.hide()
        first = self._end if self._rest.isAncestorOf(self._end) else self._place
        first.control.setFocus()

    @Slot()
    def _turn_what(self) -> None:
        self._what.setVisible(self._had.value() == _YES)
