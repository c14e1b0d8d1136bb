"""The treatments: what is planned, what was given, and how to write down a dose."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from companion.core.treatment import DoseGiven, Treatment
from companion.core.upcoming import PlanRow
from companion.services.topics import Topic
from companion.ui.context import Context
from companion.ui.page import Page
from companion.ui.pages import treatment_plan as cards
from companion.ui.pages.dose_words import drug_name, full_time, subject_of, subject_of_start
from companion.ui.pages.keep_place import keeping_place
from companion.ui.pages.treatment_dose import DoseAnswer, DoseAsked, DoseForm
from companion.ui.places import Go, PageId
from companion.ui.widgets.button import Button
from companion.ui.widgets.card import Card
from companion.ui.widgets.flow import button_row
from companion.ui.widgets.label import Label
from companion.ui.widgets.notice_bar import Notice, NoticeAction, NoticeBar, NoticeLevel

_DAYS_AHEAD = 365


class TreatmentPage(Page):
    """A list of plans, or the form for one dose; the form keeps what was typed until it is answered."""

    id = PageId.TREATMENT
    icon = "treatment"
    topics = frozenset({Topic.TREATMENT, Topic.DIARY, Topic.PREFERENCES})

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._form: DoseForm | None = None
        self._saved = ""

    def open(self, subject: str | None) -> None:
        """`subject` names a dose to write down, or one whose start is missing, as Today gives it."""
        asked = self._asked_by(subject)
        if asked is not None:
            self._ask(asked)
        self.refresh()

    def leave(self) -> None:
        self._saved = ""

    def refresh(self) -> None:
        if self._form is not None:
            return
        with keeping_place(self.body):
            self.body.clear()
            self._show_list()

    def _show_list(self) -> None:
        words, record = self.words, self.context.record
        if self._saved:
            self.body.add(self._saved_notice())
        treatments = record.treatments()
        plans = {t: cards.sorted_plan(self._plan(t), self.context) for t in treatments}
        waiting = sorted((row for plan in plans.values() for row in plan.asked), key=_planned_start)
        for treatment, plan in plans.items():
            self.body.add(cards.treatment_card(treatment, self.context))
            self._show_plan(plan, first=waiting[0] if waiting else None)
        planned = {row.given.id for plan in plans.values() for row in plan.so_far if row.given is not None}
        other = tuple(dose for dose in reversed(record.doses()) if dose.id not in planned)
        if not treatments:
            self.body.add(self._empty_card(primary=not other))
        if other:
            self.body.add(cards.other_card(other, self.context, self._write_down))
        if treatments or other:
            more = Button(words("treatment.add_outside"), icon="add")
            more.clicked.connect(self._ask_outside)
            add = Button(words("treatment.add_treatment"), icon="add")
            add.clicked.connect(self._to_setup)
            self.body.add(button_row(*([more, add] if treatments else [more])))

    def _show_plan(self, plan: cards.SortedPlan, *, first: PlanRow | None) -> None:
        """The doses of one treatment; `first` of all treatments has waited longest to be written down."""
        for row in plan.asked:
            self.body.add(cards.asked_card(row, self.context, self._write_down, primary=row is first))
        notes: set[str | None] = {None}
        for n, row in enumerate(plan.ahead):
            pressed = self._write_down if n == 0 and not plan.asked else None
            note = row.planned.monitoring.note if row.planned.monitoring else None
            self.body.add(cards.ahead_card(row, self.context, pressed, with_note=note not in notes))
            notes.add(note)
        if plan.so_far and not plan.asked and not plan.ahead:
            self.body.add(Label(self.words("treatment.no_next"), "strong"))
        if plan.so_far:
            self.body.add(cards.so_far_card(plan.so_far, self.context, self._write_down))

    def _empty_card(self, *, primary: bool) -> Card:
        card = Card(self.words("treatment.nothing_yet"))
        card.add(Label(self.words("treatment.nothing_yet_why")))
        add = Button(self.words("treatment.add_first"), "primary" if primary else "secondary", icon="add")
        add.clicked.connect(self._to_setup)
        card.add_space()
        card.add(add)
        return card

    def _saved_notice(self) -> NoticeBar:
        bar = NoticeBar(self.words)
        bar.acted.connect(self._close_notice)
        close = NoticeAction("close", self.words("treatment.close"), "quiet")
        bar.show_notices((Notice("saved", NoticeLevel.DONE, self._saved, (close,)),))
        return bar

    def _plan(self, treatment: Treatment) -> tuple[PlanRow, ...]:
        return self.context.record.plan(treatment, days_ahead=_DAYS_AHEAD)

    def _asked_by(self, subject: str | None) -> DoseAsked | None:
        """The form that a subject asks for: a planned dose nobody wrote down, or one without its start."""
        record = self.context.record
        rows = [row for treatment in record.treatments() for row in self._plan(treatment)]
        for row in rows:
            if row.given is None and subject_of(row) == subject:
                return self._about_planned(row)
        for dose in record.doses():
            if dose.started_at is None and subject_of_start(dose) == subject:
                planned = next((row.planned for row in rows if row.given == dose), None)
                return self._about_start(dose, planned.starts_at if planned else None)
        return None

    def _about_planned(self, row: PlanRow) -> DoseAsked:
        planned = row.planned
        name = drug_name(self.context, planned.drug)
        title = self.words("treatment.dose_of", drug=name, cycle=planned.cycle, day=planned.day)
        return DoseAsked(
            title, row.treatment.id, planned.ordinal, planned.drug, planned.amount, planned.starts_at
        )

    def _about_start(self, dose: DoseGiven, planned_at: datetime | None) -> DoseAsked:
        title = self.words("treatment.start_of", drug=drug_name(self.context, dose.drug))
        return DoseAsked(title, dose.treatment_id, dose.ordinal, dose.drug, dose.amount, planned_at, dose.id)

    def _ask(self, asked: DoseAsked) -> None:
        """Show the form; one about the same dose that is open already keeps what was typed."""
        if self._form is not None and self._form.asked == asked:
            return
        self._saved = ""
        self._form = DoseForm(self.context, asked)
        self._form.answered.connect(self._save)
        self._form.cancelled.connect(self._close_form)
        self.body.clear()
        self.body.add(self._form)
        self._form.show()
        self._form.focus_first()
        self.body.to_top()

    @Slot()
    def _write_down(self) -> None:
        asked = self._asked_by(str(self.sender().property("subject")))
        if asked is not None:
            self._ask(asked)

    @Slot()
    def _ask_outside(self) -> None:
        self._ask(DoseAsked(self.words("treatment.add_outside")))

    @Slot(object)
    def _save(self, answer: DoseAnswer) -> None:
        asked = answer.asked
        self.context.journal.record_dose(
            treatment_id=asked.treatment_id,
            ordinal=asked.ordinal,
            drug=answer.drug,
            amount=answer.amount,
            started_at=answer.started_at,
            id=asked.dose_id,
        )
        drug = drug_name(self.context, answer.drug)
        if answer.started_at is None:
            self._saved = self.words("treatment.saved_no_time", drug=drug)
        else:
            moment = full_time(self.context.formats(), answer.started_at)
            self._saved = self.words("treatment.saved", drug=drug, moment=moment)
        self._close_form()

    @Slot()
    def _close_form(self) -> None:
        self._form = None
        self.refresh()
        self.body.to_top()

    @Slot()
    def _close_notice(self) -> None:
        self._saved = ""
        self.refresh()

    @Slot()
    def _to_setup(self) -> None:
        self.go.emit(Go(PageId.SETUP, "treatment"))


def _planned_start(row: PlanRow) -> datetime:
    return row.planned.starts_at
