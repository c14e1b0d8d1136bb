"""Who watches now, handing over to the next one, what happened since, and who watched before."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from companion.core.on_watch import Turn
from companion.services.topics import Topic
from companion.ui.context import Context
from companion.ui.page import Page
from companion.ui.pages.handover.facts import MOST, told_since
from companion.ui.pages.handover.form import HandoverForm
from companion.ui.pages.keep_place import keeping_place
from companion.ui.places import PageId
from companion.ui.widgets.button import Button
from companion.ui.widgets.card import Card
from companion.ui.widgets.label import Label
from companion.ui.widgets.rebuilt import take_all_away
from companion.ui.widgets.undo_bar import UndoBar

_TURNS = 20
_A_DAY = timedelta(days=1)


class HandoverPage(Page):
    """What was typed into the form outlives a change elsewhere."""

    id = PageId.HANDOVER
    icon = "caregiver"
    topics = frozenset(
        {Topic.PERSON, Topic.DIARY, Topic.ALERTS, Topic.TREATMENT, Topic.MEDICINES, Topic.PREFERENCES}
    )

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._form: HandoverForm | None = None
        self._undo = UndoBar(self.words)
        self._undo.undone.connect(self._take_back)
        self._parts = QWidget()
        column = QVBoxLayout(self._parts)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        self.body.add(self._undo)
        self.body.add(self._parts)

    def is_half_filled(self) -> bool:
        return self._form is not None and any(self._form.draft())

    def refresh(self) -> None:
        draft = self._form.draft() if self._form is not None else None
        column = self._parts.layout()
        assert isinstance(column, QVBoxLayout)
        with keeping_place(self.body):
            take_all_away(column)
            log = self.context.on_watch.log()
            for card in (self._now_card(log), self._since_card(log), self._form_card(draft)):
                column.addWidget(card)
            if len(log) > 1:
                column.addWidget(self._log_card(log[1 : _TURNS + 1]))

    def _now_card(self, log: tuple[Turn, ...]) -> Card:
        card = Card()
        for line in watching_lines(self.context):
            card.add(line)
        if log and log[0].handover.note:
            card.add(Label(self.words("handover.to_know"), "h3"))
            card.add(Label(log[0].handover.note, user_text=True))
        return card

    def _since_card(self, log: tuple[Turn, ...]) -> Card:
        words, now = self.words, self.context.record.now()
        card = Card(words("handover.since" if log else "handover.since_day"))
        lines = told_since(self.context, log[0].since if log else now - _A_DAY)
        for line in lines[:MOST]:
            card.add(Label(line, bullet=True, user_text=True))
        if len(lines) > MOST:
            card.add(Label(words("handover.more", n=len(lines) - MOST), "small"))
        if not lines:
            card.add(Label(words("handover.nothing")))
        return card

    def _form_card(self, draft: tuple[str, str, str] | None) -> Card:
        words = self.words
        card = Card(words("handover.hand_over"))
        card.add(Label(words("handover.hand_over_means")))
        self._form = HandoverForm(self.context)
        if draft is not None:
            self._form.take_over(draft)
        card.add(self._form)
        save = Button(words("handover.hand_over_now"), "primary", icon="check")
        save.clicked.connect(self._hand_over)
        card.add_space()
        card.add(save)
        return card

    def _log_card(self, turns: tuple[Turn, ...]) -> Card:
        words, formats, now = self.words, self.context.formats(), self.context.record.now()
        card = Card(words("handover.log"))
        for turn in turns:
            name = turn.name or words("handover.no_one")
            start, end = (formats.moment(at, now) for at in (turn.since, turn.until or now))
            card.add(Label(words("handover.turn", name=name, start=start, end=end), user_text=True))
            if turn.handover.note:
                card.add(Label(turn.handover.note, "small", user_text=True))
        return card

    @Slot()
    def _hand_over(self) -> None:
        answer = self._form.answer() if self._form is not None else None
        if answer is None:
            return
        self._form = None
        done = self.context.on_watch.hand_over(answer.name, note=answer.note)
        self.refresh()
        key = "handover.handed_to" if answer.name else "handover.handed_to_nobody"
        self._undo.offer(self.words(key, name=answer.name), done)
        self.body.to_top()

    @Slot(object)
    def _take_back(self, id: str) -> None:
        self.context.on_watch.take_back(id)
        self.refresh()


def watching_lines(context: Context) -> tuple[Label, ...]:
    """Who watches now and since when."""
    words, formats, now = context.words, context.formats(), context.record.now()
    current = context.on_watch.current()
    if current is not None:
        since, span = formats.moment(current.since, now), formats.span(now - current.since)
        line = words("handover.watching", name=current.name, moment=since, span=span)
        return (Label(line, "h2", user_text=True),)
    newest = next(iter(context.on_watch.log()), None)
    if newest is None:
        return (Label(words("handover.nobody"), "strong"),)
    since = formats.moment(newest.since, now)
    return (Label(words("handover.nobody_since", moment=since), "strong"),)
