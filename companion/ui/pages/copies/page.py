"""Copies of the diary: how they stand, a second place for them, and the way back to one."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from companion.services.topics import Topic
from companion.ui.context import Context
from companion.ui.page import Page
from companion.ui.pages.copies.choose import ChooseCopy
from companion.ui.pages.copies.standing import CopiesStanding
from companion.ui.pages.keep_place import bring_up, keeping_place
from companion.ui.places import PageId


class CopiesPage(Page):
    """Opened with the path of a copy it shows what going back to it would change."""

    id: ClassVar[PageId] = PageId.COPIES
    icon: ClassVar[str] = "settings"
    topics: ClassVar[frozenset[Topic]] = frozenset({Topic.PREFERENCES})

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._standing = CopiesStanding(context)
        self._standing.changed.connect(self._on_changed)
        self._standing.copy_wanted.connect(self._show_copy)
        self._choose: ChooseCopy | None = None
        self.body.add(self._standing)
        context.backups.changed.connect(self._on_changed)

    def open(self, subject: str | None) -> None:
        self._show_choose()
        self.refresh()
        if subject is not None:
            self._show_copy(Path(subject))

    def leave(self) -> None:
        if self._choose is not None:
            self._choose.leave()

    def refresh(self) -> None:
        with keeping_place(self.body):
            self._standing.refresh()

    def _show_choose(self) -> None:
        if self._choose is not None:
            self.body.column.removeWidget(self._choose)
            self._choose.hide()
            self._choose.deleteLater()
        self._choose = ChooseCopy(self.context)
        self._choose.previewed.connect(self._bring_up)
        self.body.add(self._choose)

    @Slot(object)
    def _show_copy(self, path: Path) -> None:
        if self._choose is not None:
            self._choose.show_copy(path)

    @Slot()
    def _bring_up(self) -> None:
        if self._choose is not None:
            bring_up(self.body, self._choose.preview_part())

    @Slot()
    def _on_changed(self) -> None:
        if self.isVisible():
            self.refresh()
