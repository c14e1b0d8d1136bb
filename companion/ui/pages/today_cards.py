"""The cards of Today, each made from what it says."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QVBoxLayout, QWidget

from companion.core.words import Words
from companion.ui.pages.alert_card import alert_card, call_button, warning_card
from companion.ui.pages.today_check import PartButton
from companion.ui.pages.today_doses import NextDose, OpenWatch, StartMissing, Unrecorded
from companion.ui.pages.today_facts import DiaryState, OpenAlert
from companion.ui.pages.today_waiting import Waiting, rest_of, waiting_button
from companion.ui.theme import Role, look
from companion.ui.widgets.button import Button, Kind
from companion.ui.widgets.card import Card
from companion.ui.widgets.flow import Tiles, button_row
from companion.ui.widgets.label import Label

Pressed = Callable[[], None]

_TWO_COLUMNS_FROM = 640


def open_alert_card(alert: OpenAlert, words: Words, pressed: Pressed) -> Card:
    """An alert nobody has closed, and the way to whom to call."""
    card = alert_card(alert.title, alert.level)
    card.add(Label(alert.headline, "strong"))
    card.add(Label(alert.why))
    card.add(Label(alert.raised, "small"))
    button = call_button(words("today.to_call"), alert.level)
    button.clicked.connect(pressed)
    button.setAccessibleName(words("today.to_call_about", alert=alert.title))
    button.setProperty("subject", alert.id)
    card.add_space()
    card.add(button)
    return card


def not_judged_card(lines: tuple[str, ...], words: Words) -> Card:
    """What Companion cannot judge, in place of silence."""
    card = warning_card(words("today.do_not_rely"))
    for line in lines:
        card.add(Label(line))
    return card


def watch_card(watch: OpenWatch, words: Words, pressed: Pressed, change: Pressed, deal_with: Pressed) -> Card:
    """What to look out for, the next check, and where to stay."""
    card = Card(watch.title)
    card.add(Label(watch.about))
    left, right = _side(), _side()
    _put(left, words("today.watch_for"), "h3")
    for line in watch.watch_for:
        _column(left).addWidget(Label(line, bullet=True))
    _put(left, words("today.watch_helper"))
    done = [Label(line) for line in watch.parts.lines]
    if watch.check and watch.overdue:
        overdue = warning_card(watch.check, "clock", "strong")
        for part_done in done:
            overdue.add(part_done)
        _column(right).addWidget(overdue)
    elif watch.check:
        for said in (Label(watch.check, "h3"), *done):
            _column(right).addWidget(said)
    take = [_part_button(part, pressed) for part in watch.parts.take]
    _column(right).addWidget(button_row(*take))
    rest = rest_of(watch.waiting, words, deal_with)
    if rest is not None:
        _column(right).addWidget(rest)
    for part in (*watch.parts.cannot, *watch.parts.can):
        _column(right).addWidget(button_row(_part_button(part, change, kind="quiet")))
    for line in (*watch.stay, watch.until):
        _put(right, line)
    card.add(_beside(left, right))
    return card


def first_check_card(words: Words, pressed: Pressed) -> Card:
    """The one thing to do once before the first dose."""
    card = Card(words("thinking.first_title"))
    card.add(Label(words("thinking.first_task"), "strong"))
    card.add(Label(words("thinking.first_why")))
    card.add_space()
    card.add(_button(words("thinking.do_check"), pressed))
    return card


def start_missing_card(missing: StartMissing, words: Words, pressed: Pressed) -> Card:
    """A dose whose start nobody entered."""
    card = warning_card(words("today.start_missing"), "clock")
    card.add(Label(missing.line))
    button = _button(words("today.enter_start"), pressed)
    button.setProperty("subject", missing.subject)
    card.add_space()
    card.add(button)
    return card


def unrecorded_card(missing: Unrecorded, words: Words, pressed: Pressed) -> Card:
    """A planned dose whose time has passed."""
    card = warning_card(words("today.was_it_given"), "calendar")
    card.add(Label(missing.line, "strong"))
    if missing.earlier:
        card.add(Label(words("today.more_planned", n=missing.earlier)))
    card.add(Label(words("today.write_dose_down")))
    button = _button(words("today.say_it_was_given"), pressed)
    button.setProperty("subject", missing.subject)
    card.add_space()
    card.add(button)
    return card


def next_dose_card(dose: NextDose, words: Words, pressed: Pressed, get_ready: Pressed, read: Pressed) -> Card:
    """The hours until the next dose, large, and what is known of it."""
    card = Card(dose.title)
    left, right = _side(), _side()
    _put(left, dose.countdown, "display")
    _put(left, dose.until, "small")
    links = [_button(words("today.to_treatment"), pressed, icon="treatment")]
    if dose.left:
        ready = _button(words("getting_ready.go", n=dose.left), get_ready, icon="check")
        ready.setProperty("subject", dose.ready)
        links.append(ready)
    _column(left).addWidget(button_row(*links))
    _put(right, dose.drug, "h3")
    for line in dose.lines:
        _put(right, line)
    if dose.place:
        _column(right).addWidget(Label(dose.place, user_text=True))
    if dose.page:
        about = _button(words("getting_ready.about", drug=dose.drug), read, icon="learn")
        about.setProperty("subject", dose.page)
        _column(right).addWidget(button_row(about))
    card.add(_beside(left, right))
    return card


def nothing_planned_card(words: Words, pressed: Pressed, *, has_treatment: bool) -> Card:
    """No dose to count down to: either no treatment was entered yet, or its plan has ended."""
    card = Card(words("today.nothing_planned"))
    if has_treatment:
        card.add(Label(words("today.no_more_planned")))
    else:
        card.add(Label(words("today.nothing_planned_why")))
    card.add_space()
    card.add(_button(words("today.add_treatment"), pressed, icon="add"))
    return card


def diary_card(diary: DiaryState, words: Words, pressed: Pressed, deal_with: Pressed) -> Card:
    """How far the diary is, and the one primary button of the page."""
    card = Card(words("today.diary"))
    card.add(Label(diary.state))
    card.add_space()
    card.add(_button(diary.action, pressed, kind="primary", icon="diary"))
    rest = rest_of(diary.waiting, words, deal_with)
    if rest is not None:
        card.add(rest)
    return card


def due_card(due: tuple[Waiting, ...], words: Words, pressed: Pressed) -> Card:
    """What falls due at this moment."""
    card = Card(words("due.waiting"))
    _add_waiting(card, due, words, pressed)
    return card


def away_card(missed: tuple[Waiting, ...], words: Words, pressed: Pressed, all_seen: Pressed) -> Card:
    """What fell due while nobody looked; what still presses is not put away together with the rest."""
    card = Card(words("today.away"))
    _add_waiting(card, missed, words, pressed)
    if sum(one.seen_at_once for one in missed) > 1:
        card.add(_button(words("due.seen_all"), all_seen, kind="quiet"))
    return card


def _add_waiting(card: Card, waiting: tuple[Waiting, ...], words: Words, pressed: Pressed) -> None:
    for one in waiting:
        card.add(Label(one.text, "strong"))
        card.add(button_row(*(waiting_button(one, action, words, pressed) for action in one.actions)))


def _button(text: str, pressed: Pressed, *, kind: Kind = "secondary", icon: str | None = None) -> Button:
    button = Button(text, kind, icon=icon)
    button.clicked.connect(pressed)
    return button


def _part_button(part: PartButton, pressed: Pressed, *, kind: Kind = "secondary") -> Button:
    button = _button(part.text, pressed, kind=kind)
    button.setProperty("subject", part.part)
    return button


def _side() -> QWidget:
    side = QWidget()
    column = QVBoxLayout(side)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(8)
    return side


def _column(side: QWidget) -> QVBoxLayout:
    layout = side.layout()
    assert isinstance(layout, QVBoxLayout)
    return layout


def _put(side: QWidget, text: str, role: Role = "body") -> None:
    _column(side).addWidget(Label(text, role))


def _beside(left: QWidget, right: QWidget) -> QWidget:
    """Both side by side where there is room, else one below the other."""
    for side in (left, right):
        _column(side).addStretch(1)
    both = QWidget()
    tiles = Tiles(lambda width: 2 if width > look().px(_TWO_COLUMNS_FROM) else 1, both, gap=24)
    tiles.addWidget(left)
    tiles.addWidget(right)
    return both


def recovery_card(words: Words, pressed: Pressed) -> Card:
    """The recovery code is not on paper yet; a task that stays until it is."""
    card = Card(words("recovery.task"))
    card.add(Label(words("recovery.task_why")))
    do = Button(words("recovery.task_do"), icon="key")
    do.setAccessibleName(f"{words('recovery.task_do')}: {words('recovery.task')}")
    do.clicked.connect(pressed)
    card.add_space()
    card.add(do)
    return card
