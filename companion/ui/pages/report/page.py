"""Papers: the visit report at once, looked at before it is saved or printed, and the other papers."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from companion.core.errors import UserCanFix
from companion.share.papers import PaperKind
from companion.share.visit_report import Part
from companion.ui.context import Context
from companion.ui.file_dialogs import ask_where_to_save
from companion.ui.page import Page
from companion.ui.pages.report.cards import OtherPapers, PaperHead, name_of
from companion.ui.pages.report.choices import ReportChoices
from companion.ui.pages.report.papers import PaperInHand
from companion.ui.paper_here import paper_here
from companion.ui.places import PageId
from companion.ui.widgets.card import Card
from companion.ui.widgets.page_picture import PagePicture
from companion.ui.widgets.rebuilt import take_all_away


class ReportPage(Page):
    """Opened with the name of another paper it shows that one."""

    id: ClassVar[PageId] = PageId.REPORT
    icon: ClassVar[str] = "report"

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._kind = PaperKind.REPORT
        self._choices: ReportChoices | None = None
        self._head_card: PaperHead | None = None
        self._pages = QVBoxLayout()
        self.paper = PaperInHand(context, self)
        self.paper.seen.connect(self._show)
        self.paper.saved.connect(self._on_saved)
        self.paper.ready_to_print.connect(self._ask_printer)
        self.paper.refused.connect(self._on_refused)
        self.paper.slow.connect(self._on_slow)
        self.paper.busy.connect(self._on_busy)

    def open(self, subject: str | None) -> None:
        kinds = {kind.value: kind for kind in PaperKind}
        self._kind = kinds.get(subject or "", PaperKind.REPORT)
        self.refresh()
        self.body.to_top()

    def leave(self) -> None:
        """What is on the paper stays on no page that nobody looks at."""
        self.paper.put_away()
        self._head_card = None
        self.body.clear()

    def refresh(self) -> None:
        self.body.clear()
        self._head_card = self._head()
        others = OtherPapers(self._kind, self.words)
        others.go.connect(self.go)
        self.body.add(self._head_card)
        self.body.add(others)
        self._choices = ReportChoices(self.context) if self._kind is PaperKind.REPORT else None
        if self._choices is not None:
            self._choices.chosen.connect(self._make)
            self._choices.hide()
            self.body.column.insertWidget(1, self._choices)
        seen = Card(self.words("report.preview"))
        self._pages = QVBoxLayout()
        self._pages.setSpacing(16)
        seen.column.addLayout(self._pages)
        self.body.add(seen)
        self._make()

    def _head(self) -> PaperHead:
        head = PaperHead(self._kind, self.words)
        head.save.clicked.connect(self._choose_file)
        head.to_print.clicked.connect(self.paper.make_print)
        head.choices_wanted.connect(self._turn_choices)
        return head

    @Slot()
    def _turn_choices(self) -> None:
        if self._choices is not None and self._head_card is not None:
            self._choices.setVisible(self._choices.isHidden())
            self._head_card.show_choices(shown=not self._choices.isHidden())

    @Slot()
    def _make(self) -> None:
        """As the diary is now."""
        today = self.context.record.today()
        days = (today, today) if self._choices is None else self._choices.days()
        parts = frozenset[Part]() if self._choices is None else self._choices.parts()
        paper = paper_here(self.context.record.preferences().paper_size)
        self.paper.look_at(self._kind, days, parts, paper)

    @Slot()
    def _choose_file(self) -> None:
        words, day = self.words, self.context.record.today().isoformat()
        name = words("report.file_name", name=name_of(self._kind, self.words), day=day)
        ask_where_to_save(self, words("report.save"), name, words("paper.pdf_files"), self.paper.save)

    @Slot(object)
    def _show(self, pages: tuple[bytes, ...]) -> None:
        take_all_away(self._pages)
        for n, page in enumerate(pages, start=1):
            name = self.words("report.page", n=n, total=len(pages), name=name_of(self._kind, self.words))
            self._pages.addWidget(PagePicture(page, name))

    @Slot(object)
    def _ask_printer(self, pages: tuple[bytes, ...]) -> None:
        from companion.ui.printing import Printing  # brings the printers of this computer along

        printing = Printing(self)
        printing.went.connect(self._on_printed)
        printing.ask(pages, paper_here(self.context.record.preferences().paper_size))

    @Slot(str)
    def _on_saved(self, file: str) -> None:
        self._say(self.words("report.saved", file=file))

    @Slot(bool)
    def _on_printed(self, went: bool) -> None:
        self._say(self.words("report.printed" if went else "report.not_printed"))

    @Slot(object)
    def _on_refused(self, problem: UserCanFix) -> None:
        self._say(self.words(problem.key, **problem.values))

    @Slot()
    def _on_slow(self) -> None:
        self._say(self.words("report.working"))

    @Slot(bool)
    def _on_busy(self, is_busy: bool) -> None:
        """What needs the pages can be pressed once they are there."""
        if self._head_card is not None:
            self._head_card.let_press(not is_busy and self.paper.is_there)

    def _say(self, sentence: str) -> None:
        if self._head_card is not None:
            self._head_card.say(sentence)
