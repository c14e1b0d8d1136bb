"""The entry that is being filled in, and what is asked alone in front of it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal, Slot

from companion.services.now_questions import AskedAbout
from companion.ui.context import Context
from companion.ui.pages.diary import beginnings
from companion.ui.pages.diary.filling import Filling
from companion.ui.pages.diary.now_alone import NowAlone
from companion.ui.pages.diary.steps import DiarySteps
from companion.ui.widgets.scroll_page import ScrollPage


class InHand(QObject):
    """An entry stays where the person was for as long as something else is asked in front of it.

    Signals:
        saved(object): the id of the entry that is finished now, None where something was asked alone.
        left: the person went back to before the first step.
        thinking_wanted: the person wants the thinking check now.
        go(object): a Go, to another page.
    """

    saved = Signal(object)
    left = Signal()
    thinking_wanted = Signal()
    go = Signal(object)

    def __init__(self, context: Context, body: ScrollPage, clear: Callable[[], None]) -> None:
        """`clear` takes everything off the page that shows `body`."""
        super().__init__(body)
        self._context, self._body, self._clear = context, body, clear
        self._entry: DiarySteps | None = None
        self._alone: DiarySteps | NowAlone | None = None

    def has_entry(self) -> bool:
        """Whether an entry is being filled in."""
        return self._entry is not None

    def has_entry_of_now(self) -> bool:
        """Whether an entry is being filled in whose answers count from now."""
        return self._entry is not None and not self._entry.is_of_past()

    def is_empty(self) -> bool:
        """Whether nothing is being asked at all."""
        return self._entry is None and self._alone is None

    def keep(self) -> None:
        """Write whatever is finished of it."""
        for part in (self._entry, self._alone):
            if part is not None:
                part.keep()

    def take_turns(self) -> None:
        """Whoever is entering now answers from now on."""
        for part in (self._entry, self._alone):
            if part is not None:
                part.take_turns()

    def look_again(self) -> None:
        """The page is opened: what was given up, or asked alone, does not come back."""
        if self._entry is not None and self._entry.is_left_behind():
            self._entry = None
        self._put_alone_away()

    def begin(self, filling: Filling) -> None:
        """Fill in an entry, from its first step."""
        self._clear()
        steps = DiarySteps(filling)
        steps.saved.connect(self._on_saved)
        steps.thinking_wanted.connect(self.thinking_wanted)
        steps.left.connect(self.left)
        steps.go.connect(self.go)
        steps.moved.connect(self._body.to_top)
        self._entry = steps
        self._body.add(steps)
        self._go_on_with(steps)

    def go_on(self) -> None:
        """The entry is shown again, where the person was."""
        if self._entry is not None:
            self._go_on_with(self._entry)

    def ask(self, symptom: str) -> None:
        """The entry asks about one symptom now."""
        if self._entry is not None:
            self._entry.ask(symptom)
            self._go_on_with(self._entry)

    def ask_now(self, waiting: tuple[AskedAbout, ...]) -> None:
        """How is it now? The entry asks it, or without one it is asked alone."""
        if self._entry is not None:
            self._entry.ask_now(waiting)
            self._go_on_with(self._entry)
            return
        asking = NowAlone(self._context, waiting)
        asking.thinking_wanted.connect(self.thinking_wanted)
        self._show_alone(asking)

    def measure(self, kind: str) -> None:
        """Ask for one reading, alone."""
        filling = beginnings.for_one_reading(self._context)
        measuring = DiarySteps(filling, self._context.catalogue.readings[kind])
        measuring.saved.connect(self._on_saved)
        self._show_alone(measuring)

    def put_away(self) -> None:
        """The entry goes on another time; what is finished of it is written."""
        self.keep()
        self._entry = None

    def end(self) -> bool:
        """Let go of what was asked last; whether an entry stood behind it, which goes on."""
        if self._alone is None:
            self._entry = None
        self._put_alone_away()
        self.go_on()
        return self.has_entry()

    def _show_alone(self, part: DiarySteps | NowAlone) -> None:
        if self._entry is None:
            self._clear()
        else:
            self._entry.hide()
        part.left.connect(self.left)
        self._alone = part
        self._body.add(part)
        self._go_on_with(part)

    def _put_alone_away(self) -> None:
        if self._alone is not None:
            self._body.column.removeWidget(self._alone)
            self._alone.hide()
            self._alone.deleteLater()
            self._alone = None

    def _go_on_with(self, part: DiarySteps | NowAlone) -> None:
        part.show()
        self._body.to_top()
        part.focus_first()

    @Slot()
    def _on_saved(self) -> None:
        finished = self._entry if self._alone is None else None
        self.saved.emit(finished.entry_id() if finished is not None else None)
