"""The screens of the first start about the treatment: which drug, which plan, and the first dose."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time
from uuid import uuid4

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from companion.core.drugs import Drug
from companion.core.regimen import Regimen
from companion.core.typed import NotRead, calendar_names, read_dose_date, read_time
from companion.ui.context import Context
from companion.ui.forms import Answers, ChoiceField, Form, TypedField
from companion.ui.widgets.card import Field
from companion.ui.widgets.choice_list import Option
from companion.ui.widgets.label import Label

_EXAMPLE_TIME = time(9, 30)


def chosen_drug(context: Context, answers: Answers) -> Drug | None:
    """The drug that was chosen, if it is one with a plan."""
    drug = context.catalogue.drugs.get(answers.get("treatment.drug", ""))
    return drug if drug is not None and drug.regimens else None


def chosen_regimen(context: Context, answers: Answers) -> Regimen | None:
    """The plan that was chosen, or the only one the drug has."""
    drug = chosen_drug(context, answers)
    if drug is None:
        return None
    return drug.regimens[0] if len(drug.regimens) == 1 else drug.regimen(answers.get("treatment.regimen", ""))


class DrugForm(Form):
    """The drugs that have a plan, each with its brand names."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        words = self.words
        options = tuple(
            Option(
                drug.id,
                words.written(drug.words.name),
                words("setup.also_called", brands=", ".join(drug.brands)) if drug.brands else "",
            )
            for drug in sorted(context.catalogue.drugs.values(), key=lambda drug: drug.words.name)
            if drug.regimens
        )
        self._drug = ChoiceField(words("setup.which_drug"), options)
        self.add(self._drug)

    def answers(self) -> Answers:
        return {"treatment.drug": self._drug.value()}

    def fill(self, answers: Answers) -> None:
        self._drug.set_value(answers.get("treatment.drug", ""))

    def readings(self) -> tuple[tuple[Field, object], ...]:
        return ((self._drug, self._drug.value() or NotRead("setup.choose_or_skip")),)

    def first(self) -> QWidget:
        return self._drug.control


class RegimenForm(Form):
    """The plans of the chosen drug."""

    def __init__(self, context: Context, answers: Answers) -> None:
        super().__init__(context)
        words = self.words
        drug = chosen_drug(context, answers)
        regimens = drug.regimens if drug is not None else ()
        options = tuple(
            Option(one.id, words.written(one.words.name), words.written(one.words.setting))
            for one in regimens
        )
        self._notes = {one.id: one.words.note for one in regimens}
        self._regimen = ChoiceField(words("setup.which_regimen"), options)
        self._note = Label()
        self.add(self._regimen)
        self.column.addWidget(self._note)
        self.changed.connect(self._show_note)

    def answers(self) -> Answers:
        return {"treatment.regimen": self._regimen.value()}

    def fill(self, answers: Answers) -> None:
        self._regimen.set_value(answers.get("treatment.regimen", ""))
        self._show_note()

    def readings(self) -> tuple[tuple[Field, object], ...]:
        return ((self._regimen, self._regimen.value() or NotRead("setup.choose_or_skip")),)

    def first(self) -> QWidget:
        return self._regimen.control

    @Slot()
    def _show_note(self) -> None:
        note = self._notes.get(self._regimen.value())
        self._note.setText(self.words.written(note) if note else "")
        self._note.setVisible(bool(note))


class FirstDoseForm(Form):
    """The day, time and place of the first dose; storing it again changes it and never doubles it."""

    def __init__(self, context: Context, answers: Answers) -> None:
        super().__init__(context)
        words, formats = self.words, context.formats()
        # Kept before the treatment is stored: after a crash in between, the same one is stored again.
        self._id = answers.get("treatment.id") or str(uuid4())
        self._drug = chosen_drug(context, answers)
        self._regimen = chosen_regimen(context, answers)
        today = context.record.today()
        day, at = formats.plain_day(today), formats.clock(_EXAMPLE_TIME)
        self._day = TypedField(words("setup.first_day"), words("forms.for_example", example=day), example=day)
        self._time = TypedField(words("setup.first_time"), words("forms.for_example", example=at), example=at)
        self._place = TypedField(words("setup.place"), words("setup.place_hint"))
        if self._drug is not None and self._regimen is not None:
            self._tell_plan(self._drug, self._regimen)
        self.add(self._day, self._time, self._place)
        self._day.edited.connect(self._show_day)
        self._time.edited.connect(self._show_time)

    def answers(self) -> Answers:
        return {
            "treatment.id": self._id,
            "treatment.day": self._day.text(),
            "treatment.time": self._time.text(),
            "treatment.place": self._place.text(),
        }

    def fill(self, answers: Answers) -> None:
        self._day.set_text(answers.get("treatment.day", ""))
        self._time.set_text(answers.get("treatment.time", ""))
        self._place.set_text(answers.get("treatment.place", ""))
        self._show_day()
        self._show_time()

    def stored(self) -> Answers:
        formats = self.context.formats()
        for treatment in self.context.record.treatments():
            if treatment.id == self._id:
                return {
                    "treatment.day": formats.plain_day(treatment.first_wall.date()),
                    "treatment.time": formats.clock(treatment.first_wall.time()),
                    "treatment.place": treatment.place,
                }
        return {}

    def readings(self) -> tuple[tuple[Field, object], ...]:
        day, at = self._read_day(), self._read_time()
        return (
            (self._day, NotRead("setup.day_needed") if day is None else day),
            (self._time, NotRead("setup.time_needed") if at is None else at),
        )

    def store(self) -> None:
        day, at = self._read_day(), self._read_time()
        if self._regimen is None or not isinstance(day, date) or not isinstance(at, time):
            return
        first, place = datetime.combine(day, at), self._place.text().strip()
        for known in self.context.record.treatments():
            wanted = replace(
                known, drug=self._regimen.drug, regimen=self._regimen.id, first_wall=first, place=place
            )
            if known.id == self._id and known == wanted:
                return
        self.context.journal.start_treatment(
            drug=self._regimen.drug, regimen=self._regimen.id, first_wall=first, place=place, id=self._id
        )

    def first(self) -> QWidget:
        return self._day.control

    def _tell_plan(self, drug: Drug, regimen: Regimen) -> None:
        words, lines = self.words, QVBoxLayout()
        lines.setSpacing(4)
        lines.addWidget(Label(words.written(drug.words.name), "strong"))
        lines.addWidget(Label(words.written(regimen.words.name)))
        if regimen.words.note:
            lines.addWidget(Label(words.written(regimen.words.note), "small"))
        self.column.addLayout(lines)

    def _read_day(self) -> date | NotRead | None:
        return read_dose_date(
            self._day.text(),
            order=self.context.formats().date_order,
            names=calendar_names(self.words),
            today=self.context.record.today(),
        )

    def _read_time(self) -> time | NotRead | None:
        return read_time(self._time.text(), clock_24h=self.context.formats().clock_24h)

    @Slot()
    def _show_day(self) -> None:
        read = self._read_day()
        self._day.echo(self.context.formats().day(read) if isinstance(read, date) else "")

    @Slot()
    def _show_time(self) -> None:
        read = self._read_time()
        self._time.echo(self.context.formats().clock(read) if isinstance(read, time) else "")
