"""A page of Learn saved as a PDF, for paper, for a big screen or to hand to someone."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from companion.core.errors import UserCanFix
from companion.core.pages import Page
from companion.services.sheets import save_sheet
from companion.share.learn_sheet import LearnSheet, draw_learn_sheet
from companion.ui.context import Context
from companion.ui.file_dialogs import ask_where_to_save
from companion.ui.pages.learn.rests_on import source_lines, standing
from companion.ui.paper_here import paper_here
from companion.ui.theme import look
from companion.ui.widgets.button import Button
from companion.ui.widgets.flow import button_row
from companion.ui.widgets.said_line import SaidLine

_NOT_IN_NAMES = '<>:"/\\|?*'


class SavePage(QWidget):
    """The button, behind the one that is to stand `beside` it, and below them what came of it."""

    def __init__(self, context: Context, page: Page, *, beside: Button) -> None:
        super().__init__()
        self._context, self._words, self._page = context, context.words, page
        save = Button(self._words("learn_sheet.save"), icon="print")
        save.clicked.connect(self._choose_file)
        self._said = SaidLine(user_text=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(button_row(beside, save))
        column.addWidget(self._said)

    @Slot()
    def _choose_file(self) -> None:
        words = self._words
        title = "".join(sign for sign in words.written(self._page.title) if sign not in _NOT_IN_NAMES)
        name = words("learn_sheet.file_name", title=title)
        ask_where_to_save(self, words("learn_sheet.save_title"), name, words("paper.pdf_files"), self.save_to)

    @Slot(str)
    def save_to(self, file: str) -> None:
        """Write the page where the person wants it, and say where it is."""
        context, words = self._context, self._words
        sheet = LearnSheet(
            page=self._page,
            standing=standing(context, self._page),
            sources=source_lines(self._page, context),
            made=context.formats().plain_day(context.record.today()),
            scale=context.record.preferences().text_scale,
        )
        paper = paper_here(context.record.preferences().paper_size)
        drawn = draw_learn_sheet(sheet, words, paper, look().resources)
        try:
            save_sheet(file, drawn, refused="learn_sheet.not_saved")
        except UserCanFix as problem:
            self._said.say(words(problem.key, **problem.values))
        else:
            self._said.say(words("learn_sheet.saved", file=file))
