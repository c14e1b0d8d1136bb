"""The form for one dose that was given: its day, the time of its start, and what is wrong with them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QLineEdit, QWidget

from companion.core.scenario import UNKNOWN_DRUG
from companion.core.typed import NotRead, calendar_names, read_dose_date, read_time
from companion.core.zones import to_utc
from companion.ui.context import Context
from companion.ui.widgets.button import Button
from companion.ui.widgets.card import Card, Field
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

    `dose_id` names a dose that was recorded without its start.
    """

    title: str
    treatment_id: str | None = None
    ordinal: int | None = None
    drug: str | None = None
    amount: str = ""
    planned_at: datetime | None = None
    dose_id: str | None = None

    @property
    def is_open_which(self) -> bool:
        """Whether the drug must be asked for."""
        return self.treatment_id is None and self.dose_id is None


@dataclass(frozen=True, slots=True)
class DoseAnswer:
    """What was typed, ready to be kept; `started_at` is None where the time is not known."""

    asked: DoseAsked
    drug: str | None
    amount: str
    started_at: datetime | None


class DoseForm(Card):
    """Asks for nothing it knows; what is wrong is said at the field, and nothing typed is ever cleared.

    Signals:
        answered(object): a DoseAnswer, when Save was pressed and all could be read.
        cancelled: the person wants to save nothing.
    """

    answered = Signal(object)
    cancelled = Signal()

    def __init__(self, context: Context, asked: DoseAsked, parent: QWidget | None = None) -> None:
        super().__init__(asked.title, parent=parent)
        self._context = context
        self.asked = asked
        self._confirmed: datetime | None = None
        words, formats, now = context.words, context.formats(), context.record.now()
        self._drug = self._drug_field() if asked.is_open_which else None
        day = QLineEdit(formats.plain_day(formats.day_of(asked.planned_at)) if asked.planned_at else "")
        example = formats.plain_day(formats.day_of(now))
        self._day = Field(words("treatment.day"), day, words("treatment.day_hint", example=example))
        hint = words("treatment.time_hint", example=formats.clock(_EXAMPLE))
        self._time = Field(words("treatment.time"), QLineEdit(), hint)
        no_time = words("treatment.no_time")
        self._no_time = ToggleList(no_time, (Option(_NO_TIME, no_time, words("treatment.no_time_means")),))
        self._no_time.changed.connect(self._turn_times)
        hint = words("treatment.amount_hint" if asked.amount else "treatment.amount_hint_outside")
        self._amount = Field(words("treatment.amount"), QLineEdit(asked.amount), hint)
        self._save = Button(words("treatment.save"), "primary", icon="check")
        self._save.clicked.connect(self._press_save)
        cancel = Button(words("treatment.cancel"), icon="back")
        cancel.clicked.connect(self.cancelled)
        no_time_field = None if asked.dose_id else self._no_time
        for part in (self._drug, self._day, self._time, no_time_field, self._amount):
            if part is not None:
                self.add(part)
                self.add_space()
        self.add(button_row(self._save, cancel))

    def focus_first(self) -> None:
        """Put the cursor where typing starts: on the time where the day is known."""
        first = self._drug or (self._time if self.asked.planned_at else self._day)
        first.control.setFocus()

    def _drug_field(self) -> Field:
        words = self._context.words
        names = {id: words.written(drug.words.name) for id, drug in self._context.catalogue.drugs.items()}
        options = [Option(id, name) for id, name in sorted(names.items(), key=lambda item: item[1])]
        hint = words("treatment.do_not_know_drug_hint")
        unknown = Option(UNKNOWN_DRUG, words("treatment.do_not_know_drug"), hint)
        question = words("treatment.which_drug")
        return Field(question, ChoiceList(question, (*options, unknown), columns=2))

    @Slot()
    def _turn_times(self) -> None:
        known = not self._no_time.values()
        self._day.setVisible(known)
        self._time.setVisible(known)

    @Slot()
    def _press_save(self) -> None:
        answer = self._read()
        if answer is not None:
            self.answered.emit(answer)

    def _read(self) -> DoseAnswer | None:
        """The answer, or None after saying at each field what to change."""
        for field in (self._drug, self._day, self._time):
            if field is not None:
                field.clear_error()
        drug = self._read_drug()
        started_at = None if self._no_time.values() else self._read_start()
        wrong = [f for f in (self._drug, self._day, self._time) if f is not None and f.error()]
        if wrong:
            wrong[0].control.setFocus()
            return None
        amount = _field_text(self._amount)
        return DoseAnswer(self.asked, None if drug == UNKNOWN_DRUG else drug, amount, started_at)

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
