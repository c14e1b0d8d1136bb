"""Which drug a dose was of: one that is known here, or that nobody knows."""

from __future__ import annotations

from companion.core.folding import order_of
from companion.core.scenario import UNKNOWN_DRUG
from companion.ui.context import Context
from companion.ui.widgets.card import Field
from companion.ui.widgets.choice_list import ChoiceList, Option


class WhichDrug(Field):
    """The drugs by their names, and last that nobody knows."""

    def __init__(self, context: Context) -> None:
        words = context.words
        names = {id: words.written(drug.words.name) for id, drug in context.catalogue.drugs.items()}
        options = [Option(id, name) for id, name in sorted(names.items(), key=lambda item: order_of(item[1]))]
        hint = words("treatment.do_not_know_drug_hint")
        unknown = Option(UNKNOWN_DRUG, words("treatment.do_not_know_drug"), hint)
        question = words("treatment.which_drug")
        self._rows = ChoiceList(question, (*options, unknown), columns=2)
        self._words = words
        super().__init__(question, self._rows)

    def read(self) -> str | None:
        """The drug that was chosen; None after saying that one is to be."""
        self.clear_error()
        drug = self._rows.value()
        if drug is None:
            self.show_error(self._words("treatment.choose_drug"))
        return drug
