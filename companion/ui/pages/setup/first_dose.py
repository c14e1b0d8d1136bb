"""The screen of the first start about the first dose."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time
from uuid import uuid4

from PySide6.QtWidgets import QVBoxLayout, QWidget

from companion.core.drugs import Drug
from companion.core.regimen import Regimen
from companion.ui.context import Context
from companion.ui.forms.field import TypedField
from companion.ui.forms.form import Answers, Form
from companion.ui.forms.when import DayField, TimeField
from companion.ui.pages.setup.treatment import chosen_drug, chosen_regimen
from companion.ui.widgets.card import Field
from companion.ui.widgets.label import Label


class FirstDoseForm(Form):
    """The day, time and place of the first dose; storing it again changes it and never doubles it."""

    def __init__(self, context: Context, answers: Answers) -> None:
        super().__init__(context)
        words = self.words
        # Kept before the treatment is stored: after a crash in between, the same one is stored again.
        self._id = answers.get("treatment.id") or str(uuid4())
        self._drug = chosen_drug(context, answers)
        self._regimen = chosen_regimen(context, answers)
        self._day = DayField(context, words("setup.first_day"))
        self._time = TimeField(context, words("setup.first_time"))
        self._place = TypedField(words("setup.place"), words("setup.place_hint"))
        if self._drug is not None and self._regimen is not None:
            self._tell_plan(self._drug, self._regimen)
        self.add(self._day, self._time, self._place)

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
        self._day.say_read()
        self._time.say_read()

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
        return (
            (self._day, self._day.needed("setup.day_needed")),
            (self._time, self._time.needed("setup.time_needed")),
        )

    def store(self) -> None:
        day, at = self._day.read(), self._time.read()
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
            drug=self._regimen.drug,
            regimen=self._regimen.id,
            first_wall=first,
            place=place,
            id=self._id,
            by=self.context.entering.by,
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
