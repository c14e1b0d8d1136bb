"""About Companion: what it cannot do, that no clinic checked it, its versions, and the work of others."""

from __future__ import annotations

from PySide6 import __version__ as qt_for_python
from PySide6.QtCore import qVersion

from companion import __version__
from companion.services.topics import Topic
from companion.ui.page import Page
from companion.ui.pages.go_button import GoButton
from companion.ui.pages.keep_place import keeping_place
from companion.ui.pages.setup.last import PAGE
from companion.ui.places import Go, PageId
from companion.ui.widgets.card import Card
from companion.ui.widgets.label import Label

_LIMITS = ("settings.limits_doctor", "settings.limits_watch")
_KEYS = ("unwell", "tab", "press", "arrows", "main", "pages", "menu")


class AboutPage(Page):
    """What it cannot do comes first."""

    id = PageId.ABOUT
    icon = "info"
    topics = frozenset({Topic.PREFERENCES})

    def refresh(self) -> None:
        with keeping_place(self.body):
            self.body.clear()
            for card in (
                self._limits(),
                self._not_validated(),
                self._keys(),
                self._versions(),
                self._licences(),
            ):
                self.body.add(card)

    def _limits(self) -> Card:
        card = Card(self.words("settings.limits"))
        for key in _LIMITS:
            card.add(Label(self.words(key)))
        card.add_space()
        card.add(GoButton(Go(PageId.LEARN, PAGE), self.words("settings.read_more"), self.go, icon="learn"))
        return card

    def _not_validated(self) -> Card:
        card = Card(self.words("about.not_validated"))
        card.add(Label(self.words("settings.limits_drafts")))
        return card

    def _keys(self) -> Card:
        card = Card(self.words("about.keys"))
        for key in _KEYS:
            card.add(Label(self.words(f"about.key_{key}"), bullet=True))
        return card

    def _versions(self) -> Card:
        words = self.words
        card = Card(words("settings.about"))
        versions = {"companion": __version__, "qt": qVersion(), "pyside": qt_for_python}
        card.add(Label(words("settings.versions", **versions)))
        card.add_space()
        card.add(Label(words("settings.diary_file"), "strong"))
        card.add(Label(self.context.record.diary_path(), user_text=True))
        return card

    def _licences(self) -> Card:
        words = self.words
        card = Card(words("about.licences"))
        card.add(Label(words("about.licences_mean")))
        for part in self.context.catalogue.licences:
            line = words(
                "about.licence", name=part.name, purpose=words.written(part.purpose), licence=part.licence
            )
            card.add(Label(line, bullet=True))
        card.add_space()
        card.add(Label(words("about.full_text"), "small"))
        return card
