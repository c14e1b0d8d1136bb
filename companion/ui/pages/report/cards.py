"""The cards around a paper: what it is and what can be done with it, and the way to the other papers."""

from __future__ import annotations

from PySide6.QtCore import Signal

from companion.core.words import Words
from companion.share.papers import PaperKind
from companion.ui.pages.go_button import GoButton
from companion.ui.places import Go, PageId
from companion.ui.widgets.button import Button
from companion.ui.widgets.card import Card
from companion.ui.widgets.flow import button_row
from companion.ui.widgets.label import Label
from companion.ui.widgets.said_line import SaidLine


def name_of(kind: PaperKind, words: Words) -> str:
    """What a paper is called."""
    return words(f"report.{_key(kind)}")


class PaperHead(Card):
    """Save and print can be pressed once the pages are there.

    Signals:
        choices_wanted: the choices are to be shown, or hidden again.
    """

    choices_wanted = Signal()

    def __init__(self, kind: PaperKind, words: Words) -> None:
        super().__init__(name_of(kind, words))
        self._words = words
        self.add(Label(words(f"report.{_key(kind)}_means")))
        self.save = Button(words("report.save"), "primary", icon="report")
        self.to_print = Button(words("report.print"), icon="print")
        buttons = [self.save, self.to_print]
        self._choose: Button | None = None
        if kind is PaperKind.REPORT:
            self._choose = Button(words("report.choose"))
            self._choose.clicked.connect(self.choices_wanted)
            buttons.append(self._choose)
        self._said = SaidLine(user_text=True)
        self.add_space()
        self.add(button_row(*buttons))
        self.add(self._said)
        self.add(Label(words("report.not_locked"), "small"))

    def show_choices(self, *, shown: bool) -> None:
        """What the button does next."""
        if self._choose is not None:
            self._choose.setText(self._words("report.choose_hide" if shown else "report.choose"))

    def let_press(self, may: bool) -> None:
        """Something is being made, or is done; what was said before is over."""
        for act in (self.save, self.to_print):
            act.setEnabled(may)
        self._said.hide()

    def say(self, sentence: str) -> None:
        """What came of it, on the card and aloud."""
        self._said.say(sentence)


class OtherPapers(Card):
    """Signals:
    go: a Go, to another paper or to typing one back.
    """

    go = Signal(object)

    def __init__(self, shown: PaperKind, words: Words) -> None:
        super().__init__(words("report.others"))
        buttons = []
        for kind in PaperKind:
            if kind is not shown:
                place = Go(PageId.REPORT, kind.value)
                buttons.append(GoButton(place, name_of(kind, words), self.go))
        type_in = GoButton(Go(PageId.PAPER_LOG), words("report.type_in"), self.go, icon="diary")
        self.add(button_row(*buttons, type_in))
        self.add(Label(words("report.others_mean"), "small"))


def _key(kind: PaperKind) -> str:
    """How the words of a paper are named."""
    return kind.value.replace("-", "_")
