"""The form for one dose that was given: its day, the time of its start, and what is wrong with them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from functools import partial
from uuid import uuid4

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QLineEdit

from companion.core.folding import order_of
from companion.core.scenario import UNKNOWN_DRUG
from companion.core.treatment import DoseGiven
from companion.core.typed import NotRead, calendar_names, read_dose_date, read_time
from companion.core.zones import to_utc
from companion.ui.context import Context
from companion.ui.pages.dose_words import drug_name, full_time
from companion.ui.pages.plan_form import PlanForm, Saved
from companion.ui.pages.treatment_dose_more import DoseMore, MoreAnswer
from companion.ui.places import Go, PageId
from companion.ui.widgets.button import Button
from companion.ui.widgets.card import Field
from companion.ui.widgets.choice_list import ChoiceList, Option, ToggleList
from companion.ui.widgets.flow import button_row

# Farther from the plan, or longer ago, a wrong month or year is likelier than such a dose: ask once more.
_FAR_FROM_PLAN = timedelta(days=14)
_LONG_AGO = timedelta(days=60)
_NO_TIME = "no_time"
_EXAMPLE = time(9, 30)


@dataclass(frozen=True, slots=True)
class DoseAsked:
    """The dose a form is about; `planned_at`, `treatment_id` and `ordinal` are None outside any plan.

    `dose` is one that was written down before: without its start, or to be corrected. `end_counts` where
    the hours of being watched are counted from its end.
    """

    title: str
    treatment_id: str | None = None
    ordinal: int | None = None
    drug: str | None = None
    amount: str = ""
    planned_at: datetime | None = None
    dose: DoseGiven | None = None
    end_counts: bool = False

    @property
    def is_open_which(self) -> bool:
        """Whether the drug must be asked for."""
        return self.treatment_id is None and self.dose is None

    @property
    def lacks_start(self) -> bool:
        """Whether it was written down without its start."""
        return self.dose is not None and self.dose.started_at is None


class DoseForm(PlanForm):
    """Asks for nothing it knows; what is wrong is said at the field, and nothing typed is ever cleared."""

    def __init__(self, context: Context, asked: DoseAsked) -> None:
        super().__init__(context, asked.title)
        self._context = context
        self.asked = asked
        known = asked.dose.started_at if asked.dose is not None else None
        self._confirmed: datetime | None = known
        words, formats, now = context.words, context.formats(), context.record.now()
        self._drug = self._drug_field() if asked.is_open_which else None
        shown = known or asked.planned_at
        day = QLineEdit(formats.plain_day(formats.day_of(shown)) if shown else "")
        example = formats.plain_day(formats.day_of(now))
        self._day = Field(words("treatment.day"), day, words("treatment.day_hint", example=example))
        hint = words("treatment.time_hint", example=formats.clock(_EXAMPLE))
        at = "" if known is None else formats.clock(formats.local(known).time())
        self._time = Field(words("treatment.time"), QLineEdit(at), hint)
        no_time = words("treatment.no_time")
        self._no_time = ToggleList(no_time, (Option(_NO_TIME, no_time, words("treatment.no_time_means")),))
        self._no_time.changed.connect(self._turn_times)
        hint = words("treatment.amount_hint" if asked.amount else "treatment.amount_hint_outside")
        self._amount = Field(words("treatment.amount"), QLineEdit(asked.amount), hint)
        self._more = DoseMore(context, asked.dose, end_counts=asked.end_counts)
        self._save = Button(words("treatment.save"), "primary", icon="check")
        self._save.clicked.connect(self.press_main)
        cancel = Button(words("treatment.cancel"), icon="back")
        cancel.clicked.connect(self.cancelled)
        no_time_field = None if asked.lacks_start else self._no_time
        for part in (self._drug, self._day, self._time, no_time_field, self._amount, self._more):
            if part is not None:
                self.add(part)
                self.add_space()
        self.add(button_row(self._save, cancel))
        if asked.dose is not None and not asked.lacks_start:
            remove = Button(words("treatment_dose.remove"), "quiet", icon="close")
            remove.clicked.connect(self._remove)
            self.add_space()
            self.add(remove)

    def focus_first(self) -> None:
        """Put the cursor where typing starts: on the time where the day is known."""
        first = self._drug or (self._time if self.asked.planned_at or self.asked.dose else self._day)
        first.control.setFocus()

    def _drug_field(self) -> Field:
        words = self._context.words
        names = {id: words.written(drug.words.name) for id, drug in self._context.catalogue.drugs.items()}
        options = [Option(id, name) for id, name in sorted(names.items(), key=lambda item: order_of(item[1]))]
        hint = words("treatment.do_not_know_drug_hint")
        unknown = Option(UNKNOWN_DRUG, words("treatment.do_not_know_drug"), hint)
        question = words("treatment.which_drug")
        return Field(question, ChoiceList(question, (*options, unknown), columns=2))

    @Slot()
    def _turn_times(self) -> None:
        known = not self._no_time.values()
        self._day.setVisible(known)
        self._time.setVisible(known)
        self._more.setVisible(known)

    @Slot()
    def press_main(self) -> None:
        dose = self._read()
        if dose is None:
            return
        infusions, before = self._context.infusions, self.asked.dose
        infusions.record_dose(replace(dose, by=self._context.entering.by))
        if before is not None:
            undo = partial(infusions.record_dose, before)
        else:
            undo = partial(infusions.remove_dose, dose.id, by=self._context.entering.by)
        link = (self.words("treatment_dose.to_diary"), Go(PageId.DIARY, "fill_in"))
        self.saved.emit(Saved(self._told(dose), undo, link if dose.had_reaction else None))

    @Slot()
    def _remove(self) -> None:
        dose, infusions = self.asked.dose, self._context.infusions
        if dose is not None:
            infusions.remove_dose(dose.id, by=self._context.entering.by)
            text = self.words("treatment_dose.removed", drug=drug_name(self._context, dose.drug))
            undo = partial(infusions.restore_dose, dose.id, by=self._context.entering.by)
            self.saved.emit(Saved(text, undo))

    def _told(self, dose: DoseGiven) -> str:
        drug = drug_name(self._context, dose.drug)
        if dose.started_at is None:
            return self.words("treatment.saved_no_time", drug=drug)
        moment = full_time(self._context.formats(), dose.started_at)
        return self.words("treatment.saved", drug=drug, moment=moment)

    def _read(self) -> DoseGiven | None:
        """The dose, or None after saying at each field what to change."""
        for field in (self._drug, self._day, self._time):
            if field is not None:
                field.clear_error()
        drug = self._read_drug()
        started_at = None if self._no_time.values() else self._read_start()
        wrong = [f for f in (self._drug, self._day, self._time) if f is not None and f.error()]
        if wrong:
            wrong[0].control.setFocus()
            return None
        more = MoreAnswer() if started_at is None else self._more.read(started_at)
        if more is None:
            return None
        asked = self.asked
        return DoseGiven(
            id=asked.dose.id if asked.dose is not None else str(uuid4()),
            treatment_id=asked.treatment_id,
            ordinal=asked.ordinal,
            drug=None if drug == UNKNOWN_DRUG else drug,
            amount=_field_text(self._amount),
            started_at=started_at,
            recorded_at=self._context.record.now(),
            ended_at=more.ended_at,
            place=more.place,
            had_reaction=more.had_reaction,
            reaction=more.reaction,
        )

    def _read_drug(self) -> str | None:
        if self._drug is None or not isinstance(self._drug.control, ChoiceList):
            return self.asked.drug
        drug = self._drug.control.value()
        if drug is None:
            self._drug.show_error(self._context.words("treatment.choose_drug"))
        return drug

    def _read_start(self) -> datetime | None:
        words, record, formats = self._context.words, self._context.record, self._context.formats()
        now = record.now()
        day = self._read_day(formats.day_of(now))
        clock = read_time(_field_text(self._time), clock_24h=formats.clock_24h)
        if not isinstance(clock, time):
            example = formats.clock(_EXAMPLE)
            self._time.show_error(words(clock.reason if clock else "treatment.needs_time", example=example))
            return None
        if day is None:
            return None
        started_at = to_utc(datetime.combine(day, clock), record.zone())
        if started_at > now:
            self._time.show_error(words("treatment.in_future"))
        elif self._is_doubtful(started_at, now):
            self._confirmed = started_at
            self._save.setText(words("treatment.save_anyway"))
        return started_at

    def _read_day(self, today: date) -> date | None:
        words, order = self._context.words, self._context.formats().date_order
        day = read_dose_date(_field_text(self._day), order=order, names=calendar_names(words), today=today)
        if isinstance(day, date) and day <= today:
            return day
        if isinstance(day, date):
            self._day.show_error(words("treatment.day_in_future"))
        else:
            reason = day.reason if isinstance(day, NotRead) else "treatment.needs_day"
            self._day.show_error(words(reason, example=self._context.formats().plain_day(today)))
        return None

    def _is_doubtful(self, started_at: datetime, now: datetime) -> bool:
        """Whether to ask once more, saying at the day how far off it is."""
        if started_at == self._confirmed:
            return False
        formats, planned_at = self._context.formats(), self.asked.planned_at
        off = abs(started_at - (planned_at or now))
        if off <= (_FAR_FROM_PLAN if planned_at else _LONG_AGO):
            return False
        days = abs((formats.day_of(started_at) - formats.day_of(planned_at or now)).days)
        key = "treatment.far_off" if planned_at else "treatment.long_ago"
        self._day.show_error(self._context.words(key, n=days))
        return True


def _field_text(field: Field) -> str:
    return field.control.text().strip() if isinstance(field.control, QLineEdit) else ""
