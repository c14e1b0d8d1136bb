"""Papers: the visit report at once, looked at before it is saved or printed, and the other papers."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from companion.core.errors import UserCanFix
from companion.share.papers import PaperKind
from companion.share.visit_report import Part
from companion.ui.context import Context
from companion.ui.page import Page
from companion.ui.pages.report_choices import ReportChoices
from companion.ui.pages.report_papers import PaperInHand
from companion.ui.paper_here import paper_here
from companion.ui.places import Go, PageId
from companion.ui.widgets.announce import announce
from companion.ui.widgets.button import Button
from companion.ui.widgets.card import Card
from companion.ui.widgets.flow import button_row
from companion.ui.widgets.label import Label
from companion.ui.widgets.page_picture import PagePicture


class ReportPage(Page):
    """Opened with the name of another paper it shows that one."""

    id: ClassVar[PageId] = PageId.REPORT
    icon: ClassVar[str] = "report"

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._kind = PaperKind.REPORT
        self._choices: ReportChoices | None = None
        self._said = Label("", "strong", user_text=True)
        self._acts: tuple[Button, ...] = ()
        self._choose: Button | None = None
        self._pages = QVBoxLayout()
        self.paper = PaperInHand(context, self)
        self.paper.seen.connect(self._show)
        self.paper.saved.connect(self._on_saved)
        self.paper.ready_to_print.connect(self._ask_printer)
        self.paper.refused.connect(self._on_refused)
        self.paper.slow.connect(self._on_slow)
        self.paper.busy.connect(self._on_busy)

    def title(self) -> str:
        return super().title() if self._kind is PaperKind.REPORT else self._name(self._kind)

    def open(self, subject: str | None) -> None:
        kinds = {kind.value: kind for kind in PaperKind}
        self._kind = kinds.get(subject or "", PaperKind.REPORT)
        self.refresh()
        self.body.to_top()

    def leave(self) -> None:
        """What is on the paper stays on no page that nobody looks at."""
        self.paper.put_away()
        self.body.clear()

    def refresh(self) -> None:
        self.body.clear()
        self.body.add(self._head())
        self.body.add(self._others())
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

    def _head(self) -> Card:
        words = self.words
        card = Card(self._name(self._kind))
        card.add(Label(words(f"report.{_key(self._kind)}_means")))
        save = Button(words("report.save"), "primary", icon="report")
        save.clicked.connect(self._choose_file)
        to_print = Button(words("report.print"), icon="print")
        to_print.clicked.connect(self.paper.make_print)
        self._acts = (save, to_print)
        buttons = [save, to_print]
        if self._kind is PaperKind.REPORT:
            self._choose = Button(words("report.choose"))
            self._choose.clicked.connect(self._turn_choices)
            buttons.append(self._choose)
        self._said = Label("", "strong", user_text=True)
        self._said.hide()
        card.add_space()
        card.add(button_row(*buttons))
        card.add(self._said)
        card.add(Label(words("report.not_locked"), "small"))
        return card

    def _others(self) -> Card:
        """The way to each other paper."""
        card = Card(self.words("report.others"))
        buttons = []
        for kind in PaperKind:
            if kind is not self._kind:
                button = Button(self._name(kind))
                button.setProperty("paper", kind.value)
                button.clicked.connect(self._open_other)
                buttons.append(button)
        type_in = Button(self.words("report.type_in"), icon="diary")
        type_in.clicked.connect(self._to_typing)
        card.add(button_row(*buttons, type_in))
        card.add(Label(self.words("report.others_mean"), "small"))
        return card

    def _name(self, kind: PaperKind) -> str:
        return self.words(f"report.{_key(kind)}")

    @Slot()
    def _open_other(self) -> None:
        self.go.emit(Go(PageId.REPORT, str(self.sender().property("paper"))))

    @Slot()
    def _to_typing(self) -> None:
        self.go.emit(Go(PageId.PAPER_LOG))

    @Slot()
    def _turn_choices(self) -> None:
        if self._choices is not None and self._choose is not None:
            self._choices.setVisible(self._choices.isHidden())
            key = "report.choose" if self._choices.isHidden() else "report.choose_hide"
            self._choose.setText(self.words(key))

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
        dialog = QFileDialog(self, self.words("report.save"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("pdf")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        day = self.context.record.today().isoformat()
        dialog.selectFile(self.words("report.file_name", name=self._name(self._kind), day=day))
        dialog.fileSelected.connect(self.paper.save)
        dialog.open()

    @Slot(object)
    def _show(self, pages: tuple[bytes, ...]) -> None:
        while (item := self._pages.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for n, page in enumerate(pages, start=1):
            name = self.words("report.page", n=n, total=len(pages), name=self._name(self._kind))
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
        for act in self._acts:
            act.setEnabled(not is_busy and self.paper.is_there)
        self._said.hide()

    def _say(self, sentence: str) -> None:
        self._said.setText(sentence)
        self._said.show()
        announce(self, sentence)


def _key(kind: PaperKind) -> str:
    """How the words of a paper are named."""
    return kind.value.replace("-", "_")
