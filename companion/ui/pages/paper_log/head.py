"""The first card of typing a paper log back: after which dose, and how; or that there is nothing to type."""

from __future__ import annotations

from PySide6.QtCore import Signal

from companion.core.paper_facts import WatchedDose
from companion.share.paper_wording import full_moment
from companion.ui.context import Context
from companion.ui.pages.dose_words import drug_name
from companion.ui.pages.go_button import GoButton
from companion.ui.places import Go, PageId
from companion.ui.widgets.card import Card
from companion.ui.widgets.label import Label


class LogHead(Card):
    """Signals:
    go: a Go, back to the papers, where there is nothing to type.
    """

    go = Signal(object)

    def __init__(self, context: Context, watched: WatchedDose | None) -> None:
        words = context.words
        super().__init__(words("paper_log.type_in"))
        if watched is None:
            self.add(Label(words("paper_log.nothing_to_type"), "strong"))
            self.add(GoButton(Go(PageId.REPORT), words("paper_log.back"), self.go, icon="back"))
            return
        drug = drug_name(context, watched.drug)
        moment = full_moment(watched.started_at, context.formats())
        self.add(Label(words("paper_log.after_given", drug=drug, moment=moment), "strong"))
        self.add(Label(words("paper_log.how_to_type")))
        self.add(Label(words("paper_log.levels")))
        if context.paper_logs.is_typed_in(watched):
            self.add(Label(words("paper_log.is_typed_in"), "strong"))
