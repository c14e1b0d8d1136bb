"""Cards of Settings that lead to a page of their own, or to Learn."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal

from companion import __version__
from companion.ui.context import Context
from companion.ui.pages.go_button import GoButton
from companion.ui.pages.setup.last import PAGE
from companion.ui.places import Go, PageId
from companion.ui.widgets.card import Card
from companion.ui.widgets.label import Label

_LIMITS = ("settings.limits_doctor", "settings.limits_drafts", "settings.limits_watch")


class WayCard(Card):
    """What there is, in a sentence or more, and the button that leads there.

    Signals:
        go: a Go.
    """

    go = Signal(object)

    def __init__(self, title: str, lines: tuple[str, ...], button: str, to: Go, *, icon: str = "") -> None:
        super().__init__(title)
        for line in lines:
            self.add(Label(line))
        self._button = GoButton(to, button, self.go, icon=icon)
        self.add_space(8)
        self.add(self._button)

    def refresh(self) -> None:
        """It says the same at any time."""

    def keep(self) -> None:
        """Nothing is typed here."""

    def focus_first(self) -> None:
        """Put the keyboard on the button."""
        self._button.setFocus(Qt.FocusReason.OtherFocusReason)


class AboutCard(WayCard):
    """Which version this is, and where the diary lies."""

    def __init__(self, context: Context) -> None:
        words = context.words
        version = words("about.version", companion=__version__)
        super().__init__(
            words("settings.about"), (version,), words("about.see"), Go(PageId.ABOUT), icon="info"
        )
        self._context = context
        self._place = Label("", user_text=True)
        self.add_space(8)
        self.add(Label(words("settings.diary_file"), "strong"))
        self.add(self._place)

    def refresh(self) -> None:
        self._place.setText(self._context.record.diary_path())


def ways(context: Context) -> dict[str, WayCard]:
    """Each by its name."""
    words = context.words
    return {
        "will_they_come": WayCard(
            words("pages.reminders"),
            (words("reminders.will_they_come"),),
            words("reminders.read"),
            Go(PageId.REMINDERS),
            icon="clock",
        ),
        "files": WayCard(
            words("pages.files"), (words("files.card_means"),), words("files.see"), Go(PageId.FILES)
        ),
        "changes": WayCard(
            words("history.title"), (words("history.card_means"),), words("history.see"), Go(PageId.HISTORY)
        ),
        "limits": WayCard(
            words("settings.limits"),
            tuple(words(key) for key in _LIMITS),
            words("settings.read_more"),
            Go(PageId.LEARN, PAGE),
        ),
        "about": AboutCard(context),
        "delete": WayCard(
            words("deleting.title"),
            (words("deleting.card_means"),),
            words("deleting.see"),
            Go(PageId.DELETING),
        ),
    }
