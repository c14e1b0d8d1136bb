"""Why there is an alert: what to do, what set it off, the sources, the rule, and where to read about it."""

from __future__ import annotations

from PySide6.QtCore import Signal

from companion.core.alerts import Alert
from companion.ui.context import Context
from companion.ui.pages.go_button import GoButton
from companion.ui.pages.hospital_words import headline
from companion.ui.pages.rule_behind import RuleBehind
from companion.ui.places import Go, PageId
from companion.ui.widgets.card import Card
from companion.ui.widgets.label import Label


class ReasonCard(Card):
    """The reason for one alert, as it was told when it was raised.

    Signals:
        go(object): a Go, to the page that explains it.
    """

    go = Signal(object)

    def __init__(self, alert: Alert, context: Context, title: str) -> None:
        words, catalogue, formats = context.words, context.catalogue, context.formats()
        super().__init__(title)
        self.add(Label(headline(alert, context), "strong", user_text=True))
        self.add(Label(alert.why, user_text=True))
        for shown in alert.evidence:
            self.add(Label(shown.text, bullet=True, user_text=True))
        moment = formats.moment(alert.raised_at, context.record.now())
        self.add(Label(words("call.still_open", moment=moment), "small"))
        cited = [catalogue.sources[id] for id in alert.sources if id in catalogue.sources]
        if cited:
            self.add(Label(words("call.where_from"), "small"))
            for source in cited:
                self.add(Label(source.printed(), "small", bullet=True, user_text=True))
        page = catalogue.pages.get(alert.page or "")
        if page is not None:
            text = words("call.read_more", page=words.written(page.title))
            self.add(GoButton(Go(PageId.LEARN, page.id), text, self.go, icon="learn"))
        self.add(RuleBehind(context, alert, words(f"levels.{alert.level.value}_short")))
