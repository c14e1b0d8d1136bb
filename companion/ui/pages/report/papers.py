"""One paper on its way: looked at, saved and printed, all in a thread, and always the one that is seen."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from companion.core.errors import UserCanFix
from companion.core.paper_size import Paper
from companion.services.sheets import save_sheet
from companion.services.work_apart import Done, Work, WorkApart
from companion.share.papers import PaperFacts, PaperKind, paper_sheet
from companion.share.typesetting import Sheet, as_pdf, as_pictures
from companion.share.visit_report import Part
from companion.ui.context import Context
from companion.ui.theme import look

_ON_SCREEN = 110
_PRINTED = 200


class PaperInHand(QObject):
    """Everything goes through one thread, one thing after the other; the newest wish counts.

    Signals:
        seen: the pages as pictures (tuple of PNG bytes).
        saved: the name of the file.
        ready_to_print: the pages as larger pictures.
        refused: a UserCanFix.
        slow: it takes more than a second.
        busy: whether something is being made.
    """

    seen = Signal(object)
    saved = Signal(str)
    ready_to_print = Signal(object)
    refused = Signal(object)
    slow = Signal()
    busy = Signal(bool)

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self._sheet: Sheet | None = None
        self._file = ""
        self._work = WorkApart(self)
        self._work.done.connect(self._on_done)
        self._work.slow.connect(self.slow)

    @property
    def is_there(self) -> bool:
        """Whether there is a paper to save or print."""
        return self._sheet is not None

    def look_at(self, kind: PaperKind, days: tuple[date, date], parts: frozenset[Part], paper: Paper) -> None:
        """Read the diary as it is now, and draw a paper from that; both in the thread."""
        catalogue, formats = self._context.catalogue, self._context.formats()
        resources, per_inch = look().resources, min(_PRINTED, round(_ON_SCREEN * look().scale))
        self._sheet = None
        apart = self._context.papers.apart
        assert apart is not None  # the papers of an open diary
        opened = apart()

        def make() -> tuple[Sheet, tuple[bytes, ...]]:
            with opened() as papers:
                facts = PaperFacts(papers.standing(), papers.span(*days), papers.shift(), parts)
            sheet = paper_sheet(kind, facts, catalogue, formats, paper)
            return sheet, as_pictures(sheet, resources, per_inch=per_inch)

        self._begin(Work("look", make))

    def save(self, file: str) -> None:
        """Write the paper that is seen, for this account alone."""
        sheet, resources = self._sheet, look().resources
        if sheet is None:
            return
        self._file = file

        def make() -> None:
            save_sheet(file, as_pdf(sheet, resources))

        self._begin(Work("save", make))

    def make_print(self) -> None:
        """Draw the paper that is seen as sharp as a printer wants it."""
        sheet, resources = self._sheet, look().resources
        if sheet is None:
            return

        def make() -> tuple[bytes, ...]:
            return as_pictures(sheet, resources, per_inch=_PRINTED)

        self._begin(Work("print", make))

    def wait(self) -> None:
        """Stand still until what is being made is there."""
        self._work.wait()

    def put_away(self) -> None:
        """Nobody looks at it any more."""
        self._work.forget()
        self._sheet = None

    def _begin(self, work: Work) -> None:
        self.busy.emit(True)
        self._work.begin(work)

    @Slot(object)
    def _on_done(self, done: Done) -> None:
        self.busy.emit(False)
        if isinstance(done.problem, UserCanFix):
            self.refused.emit(done.problem)
            return
        if done.problem is not None:
            raise done.problem
        match done.about, done.value:
            case "look", (Sheet() as sheet, pages):
                self._sheet = sheet
                self.busy.emit(False)
                self.seen.emit(pages)
            case "print", pages:
                self.ready_to_print.emit(pages)
            case _:
                self.saved.emit(self._file)
