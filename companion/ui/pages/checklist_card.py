"""The checklist before an infusion: big rows to tick, kept as they are ticked."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Signal, Slot

from companion.core.getting_ready import Preparation
from companion.ui.context import Context
from companion.ui.pages.where_from import WhereFrom
from companion.ui.widgets.card import Card
from companion.ui.widgets.choice_list import Option, ToggleList
from companion.ui.widgets.label import Label


@dataclass(frozen=True, slots=True)
class Ticked:
    """An item that was ticked, or whose tick was taken back."""

    item: str
    done: bool


class ChecklistCard(Card):
    """Who is with the person is no row here: it is done when nobody is missing, and has its own card.

    Signals:
        ticked(object): a Ticked.
    """

    ticked = Signal(object)

    def __init__(self, context: Context, prepared: Preparation) -> None:
        words = context.words
        title = words("getting_ready.checklist")
        super().__init__(title)
        self._words = words
        self._done: frozenset[str] = frozenset()
        self._ids = frozenset(item.id for item in prepared.items if not item.follows_company)
        self._state = Label("", "strong")
        self._company = Label("", "strong")
        self._company.hide()
        options = tuple(
            Option(item.id, words.written(item.words.name), words.written(item.words.why))
            for item in prepared.items
            if not item.follows_company
        )
        self.add(self._state)
        self.add(Label(words("getting_ready.kept"), "small"))
        self._rows = ToggleList(title, options) if options else None
        if self._rows is not None:
            self.add_space()
            self.add(self._rows)
            self._rows.changed.connect(self._tell)
        self.add(self._company)
        sources = tuple(dict.fromkeys(source for item in prepared.items for source in item.sources))
        if sources:
            self.add(WhereFrom(context, sources, title))

    def show_ticks(self, prepared: Preparation) -> None:
        """As it is stored now."""
        self._done = prepared.done & self._ids
        if self._rows is not None:
            self._rows.set_values(tuple(self._done))
        for item in prepared.items:
            if item.follows_company:
                key = (
                    "getting_ready.company_there"
                    if item.id in prepared.done
                    else "getting_ready.company_missing"
                )
                self._company.setText(self._words(key, name=self._words.written(item.words.name)))
                self._company.show()
        done, whole = len(prepared.done), len(prepared.items)
        key = "getting_ready.all_done" if done == whole else "getting_ready.done_of"
        self._state.setText(self._words(key, done=done, n=whole))

    @Slot(object)
    def _tell(self, values: tuple[str, ...]) -> None:
        for item in sorted(self._done ^ frozenset(values)):
            self.ticked.emit(Ticked(item, done=item in values))
