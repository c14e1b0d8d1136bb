"""The step of the form for a plan that asks when: the questions of the kind that was chosen."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from companion.core.plan import MedicinePlan
from companion.ui.context import Context
from companion.ui.pages.medicines.fields import Schedule, ScheduleFields
from companion.ui.pages.medicines.kinds import KIND_OF, Kind
from companion.ui.pages.medicines.schedule import FIELDS
from companion.ui.widgets.card import Field


class ScheduleStep(QWidget):
    """What was typed for another kind is kept as it is."""

    def __init__(self, context: Context, plan: MedicinePlan | None) -> None:
        super().__init__()
        self._context = context
        self._plan = plan
        self._made: dict[Kind, ScheduleFields] = {}
        self._shown: ScheduleFields | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)

    def show_kind(self, kind: Kind) -> None:
        """Ask the questions of this kind."""
        if kind not in self._made:
            is_the_same = self._plan is not None and KIND_OF[type(self._plan.recurrence)] is kind
            self._made[kind] = FIELDS[kind](self._context, self._plan if is_the_same else None)
            self._column.addWidget(self._made[kind])
        self._shown = self._made[kind]
        for fields in self._made.values():
            fields.setVisible(fields is self._shown)

    def schedule(self) -> Schedule | None:
        """The answer; None after saying at each field what to change."""
        return None if self._shown is None else self._shown.schedule()

    def first(self) -> Field | None:
        """Where answering begins."""
        return None if self._shown is None else self._shown.first()
