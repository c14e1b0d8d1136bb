"""Begins an entry: today's, that of the evening before or of another day, or one that was left half typed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QObject, Signal, Slot

from companion.core.half_typed import HalfTyped
from companion.ui.context import Context
from companion.ui.pages.diary import beginnings
from companion.ui.pages.diary.in_hand import InHand
from companion.ui.pages.diary.night import NightQuestion, evening_before
from companion.ui.widgets.scroll_page import ScrollPage


class Begin(QObject):
    """Soon after midnight it asks first which day is meant.

    Signals:
        left: the person wants neither day.
    """

    left = Signal()

    def __init__(
        self, context: Context, in_hand: InHand, body: ScrollPage, clear: Callable[[], None]
    ) -> None:
        """`clear` takes everything off the page that shows `body`, and has this forget its question."""
        super().__init__(body)
        self._context, self._in_hand, self._body, self._clear = context, in_hand, body, clear
        self._night: NightQuestion | None = None
        self._asked_about: str | None = None

    def is_asking(self) -> bool:
        """Whether it stands open which day is meant."""
        return self._night is not None

    def forget(self) -> None:
        """The question was taken off the page."""
        self._night = self._asked_about = None

    @Slot()
    def today(self) -> None:
        """Today's entry, or the question which day that is."""
        evening = evening_before(self._context, self._context.record.now())
        if evening is None or self._context.record.draft() is not None:
            self._in_hand.begin(beginnings.for_today(self._context))
            return
        self._clear()
        self._night = night = NightQuestion(self._context, evening)
        night.chosen.connect(self._of)
        night.left.connect(self.left)
        self._body.add(night)
        night.show()
        self._body.to_top()
        if self._body.isVisible():
            night.primary.setFocus()

    @Slot(object)
    def past(self, day: date) -> None:
        """More for another day."""
        self._in_hand.begin(beginnings.for_past(self._context, day))

    @Slot(object)
    def half(self, half: HalfTyped) -> None:
        """What was half typed when the program ended."""
        if beginnings.is_half_reading(self._context, half):
            self._in_hand.measure(half.subject)
        else:
            self._in_hand.begin(beginnings.for_half(self._context, half))

    def again(self, entry: str) -> None:
        """An entry that was finished by a slip."""
        self._in_hand.begin(beginnings.for_more(self._context, entry))

    def about(self, symptom: str) -> None:
        """How bad one symptom is now: in the entry that is filled in, unless that is about a past day."""
        if not self._in_hand.has_entry_of_now():
            self._in_hand.put_away()
            self.today()
        if self._night is None:
            self._in_hand.ask(symptom)
        else:
            self._asked_about = symptom

    @Slot(object)
    def _of(self, evening: date | None) -> None:
        symptom = self._asked_about
        self._in_hand.begin(beginnings.for_evening(self._context, evening))
        if symptom is not None:
            self._in_hand.ask(symptom)
