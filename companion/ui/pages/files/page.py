"""Files: which one to save for whom, taking one over from another computer, and undoing that."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from companion.services.file_outcomes import Looked, Refused, Saved, TakenOut, TakenOver, Work
from companion.services.topics import Topic
from companion.ui.context import Context
from companion.ui.page import Page
from companion.ui.pages.files.imports import ImportsCard
from companion.ui.pages.files.save import SaveCard
from companion.ui.pages.files.take_over import TakeOverCard
from companion.ui.pages.keep_place import bring_up
from companion.ui.places import PageId


class FilesPage(Page):
    """Nothing is written or taken over before the one button for it is pressed."""

    id: ClassVar[PageId] = PageId.FILES
    icon: ClassVar[str] = "settings"
    topics: ClassVar[frozenset[Topic]] = frozenset({Topic.DIARY, Topic.PREFERENCES, Topic.PERSON})

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._save = SaveCard(context)
        self._save.go.connect(self.go)
        self._take_over = TakeOverCard(context)
        self._imports = ImportsCard(context)
        self._shown: object = None
        for card in (self._save, self._take_over, self._imports):
            self.body.add(card)
        context.files.changed.connect(self._on_changed)

    def open(self, subject: str | None) -> None:
        # What came of it while another page was shown, such as whom to call, was not read yet.
        if self.context.files.state().outcome is self._shown:
            self.context.files.let_be()
        self._on_changed()

    def refresh(self) -> None:
        for card in (self._save, self._take_over, self._imports):
            card.refresh()

    @Slot()
    def _on_changed(self) -> None:
        self.refresh()
        if not self.isVisible():
            return
        outcome = self.context.files.state().outcome
        if outcome is None or outcome is self._shown:
            return
        self._shown = outcome
        match outcome:
            case Saved() | Refused(about=Work.SAVE):
                part = self._save.answer_part()
            case Looked() | TakenOver() | Refused(about=Work.LOOK | Work.TAKE_OVER):
                part = self._take_over.answer_part()
            case TakenOut() | Refused():
                part = self._imports.answer_part()
        if part is not None:
            bring_up(self.body, part)
