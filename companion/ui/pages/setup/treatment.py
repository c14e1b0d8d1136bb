"""The screens of the first start about the treatment: which drug and which plan."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from companion.core.drugs import Drug, DrugClass
from companion.core.folding import order_of
from companion.core.regimen import Regimen
from companion.core.typed import NotRead
from companion.core.words import Words
from companion.ui.context import Context
from companion.ui.forms.field import ChoiceField
from companion.ui.forms.form import Answers, Form
from companion.ui.widgets.card import Field
from companion.ui.widgets.choice_list import Option
from companion.ui.widgets.label import Label


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
            for drug in sorted(context.catalogue.drugs.values(), key=lambda one: _chemo_last(one, words))
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


def _chemo_last(drug: Drug, words: Words) -> tuple[bool, tuple[str, str]]:
    return drug.drug_class is DrugClass.CHEMOTHERAPY, order_of(words.translated(drug.words.name))


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
