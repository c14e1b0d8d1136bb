"""The card with a new recovery code: read once, and saved as a sheet to print."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtGui import QAccessible

from companion.core.errors import UserCanFix
from companion.services.sheets import save_sheet
from companion.services.work_apart import Done, Work, WorkApart
from companion.share.recovery_sheet import RecoverySheet, draw_recovery_sheet
from companion.ui.context import Context
from companion.ui.file_dialogs import ask_where_to_save
from companion.ui.paper_here import paper_here
from companion.ui.theme import look
from companion.ui.widgets.button import Button
from companion.ui.widgets.card import Card
from companion.ui.widgets.label import Label
from companion.ui.widgets.said_line import SaidLine


class CodeCard(Card):
    """It goes with the page: nobody finds the code on the screen later."""

    def __init__(self, context: Context, code: str) -> None:
        words = context.words
        super().__init__(words("recovery.your_code"))
        self._context = context
        self._code = code
        self._work = WorkApart(self)
        self._work.done.connect(self._on_saved)
        # Blanks, so that it can go over two lines where the letters are large.
        large = Label(code.replace("-", " "), "h1", user_text=True)
        large.accessible_role = QAccessible.Role.StaticText  # large, and no heading
        self.add(large)
        self.add(Label(words("recovery.once")))
        self.add_space(8)
        self.save = Button(words("recovery.save"), icon="print")
        self.save.clicked.connect(self._choose_file)
        self.add(self.save)
        self._said = SaidLine(user_text=True)
        self.add(self._said)

    @Slot()
    def _choose_file(self) -> None:
        words = self._context.words
        title, name = words("recovery.save_title"), words("recovery.file_name")
        ask_where_to_save(self, title, name, words("paper.pdf_files"), self.save_to)

    @Slot(str)
    def save_to(self, file: str) -> None:
        """Write the sheet where the person wants it, and say where it is."""
        record, words, resources = self._context.record, self._context.words, look().resources
        day = self._context.formats().plain_day(record.today())
        sheet = RecoverySheet(self._code, record.person().name, day)
        paper = paper_here(record.preferences().paper_size)
        self._work.begin(
            Work(file, lambda: save_sheet(file, draw_recovery_sheet(sheet, words, paper, resources)))
        )

    @Slot(object)
    def _on_saved(self, done: Done) -> None:
        words = self._context.words
        if isinstance(done.problem, UserCanFix):
            self._said.say(words(done.problem.key, **done.problem.values))
        elif done.problem is not None:
            raise done.problem
        else:
            self._said.say(words("recovery.saved", file=done.about))
