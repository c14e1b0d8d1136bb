"""The short question how many of a medicine are left."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from companion.core.plan import MedicinePlan
from companion.core.typed import NotRead
from companion.core.typed_lists import read_amount, read_whole
from companion.ui.context import Context
from companion.ui.forms.field import TypedField
from companion.ui.forms.form import Form
from companion.ui.pages.medicines.question import Question
from companion.ui.widgets.card import Field


@dataclass(frozen=True, slots=True)
class Counted:
    """So many are left, so many are taken each time, and so many days the pharmacy needs."""

    left: Decimal
    each: Decimal
    lead_days: int


class _Count(Form):
    def __init__(self, context: Context, plan: MedicinePlan) -> None:
        super().__init__(context)
        words, stock, timing = self.words, plan.stock, context.catalogue.medicine_timing
        self.left = TypedField(words("medicines.count_left"), example="28")
        self.each = TypedField(words("medicines.count_each"), example="1")
        self.lead = TypedField(words("medicines.count_lead"), example="3")
        self.each.set_text(words.number(f"{stock.per_dose.normalize():f}") if stock is not None else "1")
        if stock is not None:
            self.lead.set_text(str(stock.lead_days))
        elif timing is not None:
            self.lead.set_text(str(timing.lead_days))
        self.add(self.left, self.each)
        self.add(self.lead)

    def first(self) -> Field:
        return self.left

    def readings(self) -> tuple[tuple[Field, object], ...]:
        left, each = read_amount(self.left.text()), read_amount(self.each.text())
        lead = read_whole(self.lead.text())
        return (
            (self.left, NotRead("medicines.needs_number") if left is None else left),
            (self.each, each or NotRead("medicines.per_dose_none")),
            (self.lead, NotRead("medicines.needs_number") if lead is None else lead),
        )


class CountLeft(Question):
    """How many are left; answered with what was Counted."""

    def __init__(self, context: Context, plan: MedicinePlan) -> None:
        words = context.words
        self._count = _Count(context, plan)
        title = words("medicines.count_title", name=plan.name)
        super().__init__(title, self._count, context, save=words("medicines.save_count"))

    def answer(self) -> object:
        left, each = read_amount(self._count.left.text()), read_amount(self._count.each.text())
        lead = read_whole(self._count.lead.text())
        assert isinstance(left, Decimal)  # nothing was complained of
        assert isinstance(each, Decimal)
        assert isinstance(lead, int)
        return Counted(left, each, lead)
