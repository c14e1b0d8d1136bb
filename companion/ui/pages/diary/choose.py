"""The first step of the diary: which symptoms were there today."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QLineEdit, QWidget

from companion.ui.pages.diary.filling import Filling
from companion.ui.pages.diary.order import always_offered
from companion.ui.pages.diary.other_symptoms import OtherSymptoms, options_of
from companion.ui.pages.diary.same import SameCard
from companion.ui.pages.diary.step import Step
from companion.ui.pages.diary.when import WhenField
from companion.ui.widgets.button import Button
from companion.ui.widgets.choice_list import Option, ToggleList
from companion.ui.widgets.label import Label

_NONE = "none_of_these"


class ChooseStep(Step):
    """Every tick is kept at once. "None of these" lets the person save from here.

    Signals:
        save_wanted: nothing to report and nothing to add.
        repeated: what was the same yesterday is written down; what may have changed is to be asked.
    """

    save_wanted = Signal()
    repeated = Signal()

    def __init__(self, filling: Filling, first: tuple[str, ...]) -> None:
        words = filling.context.words
        asked = words("diary.which_then" if filling.day else "diary.which")
        super().__init__(words("diary.that_day") if filling.asks_when else asked, words)
        self._filling = filling
        self._symptoms = filling.context.catalogue.symptoms
        self._first = (*first, *always_offered(self._symptoms))
        self._chosen = filling.symptoms()
        none = Option(_NONE, words("diary.none_of_these"), alone=True)
        self._list = ToggleList(asked, (*options_of(self._first, self._symptoms, words), none))
        self._list.changed.connect(self._choose)
        self._more = Button(words("diary.more_symptoms"), icon="add")
        self._more.clicked.connect(self._open_more)
        self._others = OtherSymptoms(self._symptoms, self._first, words)
        self._others.changed.connect(self._choose_found)
        self._others.listed_anew.connect(self._listed_anew)
        self._add = Button(words("diary.add_something"))
        self._add.clicked.connect(self._go_on_without)
        self._same = SameCard(filling)
        self._same.repeated.connect(self.repeated)
        self.card.add(self._same)
        self._when: WhenField | None = None
        if filling.asks_when:
            self._when = WhenField(filling.context, filling.on, filling.at)
            self._when.changed.connect(self._take_moment)
            self.card.add(self._when)
            self.card.add_space(16)
            self.card.add(Label(asked, "h3"))
        self.card.add(self._list)
        self.card.add_space()
        self.card.add(self._more)
        self.card.add(self._others)
        self.close_card(self._add)
        self._others.hide()
        self._show_chosen()

    def first(self) -> QWidget:
        return self._list if self._when is None else self._when

    def enter(self) -> None:
        super().enter()
        self._same.look_again()
        self._show_way_on()

    def keep(self) -> bool:
        return True

    def missing(self) -> str:
        when = self._when.missing() if self._when is not None else ""
        if when:
            return when
        return "" if self._chosen or self._said_none() else self.words("diary.choose_or_none")

    @Slot()
    def go_on(self) -> None:
        if self._may_save() and not self.missing():
            self.save_wanted.emit()
        else:
            super().go_on()

    @Slot()
    def _go_on_without(self) -> None:
        """Nothing is chosen; something else is to be added."""
        self.say(self.missing())
        if not self.missing():
            self.done.emit()

    def enter_pressed(self, field: QLineEdit) -> None:
        self._others.focus_list()

    @Slot()
    def _take_moment(self) -> None:
        if self._when is not None:
            self._filling.at = self._when.moment() or self._filling.at

    def _said_none(self) -> bool:
        return _NONE in self._list.values()

    def _may_save(self) -> bool:
        return self._said_none() and self._filling.is_empty()

    @Slot(object)
    def _choose(self, values: tuple[str, ...]) -> None:
        picked = tuple(value for value in values if value != _NONE)
        elsewhere = tuple(id for id in self._chosen if id not in self._first)
        self._keep(() if _NONE in values else (*picked, *elsewhere))

    @Slot(object)
    def _choose_found(self, values: tuple[str, ...]) -> None:
        self._keep((*(id for id in self._chosen if id not in self._others.listed), *values))
        self._show_chosen()

    def _keep(self, chosen: tuple[str, ...]) -> None:
        self._filling.choose(chosen)
        self._chosen = chosen
        self.say("")
        self._same.look_again()
        self._others.show_chosen(self._chosen)
        self._show_way_on()

    def _show_chosen(self) -> None:
        none = (_NONE,) if self._said_none() and not self._chosen else ()
        self._list.set_values((*(id for id in self._chosen if id in self._first), *none))

    def _show_way_on(self) -> None:
        may_save = self._may_save()
        self.forward.setText(self.words("diary.save" if may_save else "diary.continue"))
        self._add.setVisible(may_save)

    @Slot()
    def _open_more(self) -> None:
        opened = self._others.isHidden()
        self._more.setText(self.words("diary.fewer_symptoms" if opened else "diary.more_symptoms"))
        if opened:
            self._others.open()
        else:
            self._others.hide()

    @Slot()
    def _listed_anew(self) -> None:
        self._others.show_chosen(self._chosen)
        self.put_in_tab_order()
