"""One window with every widget, drawn to pictures: python -m tests.ui.gallery DIR."""

from __future__ import annotations

import os
import re
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QApplication, QComboBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from companion.core.words import Words, parse_words
from companion.ui.theme import Theme, apply_theme, look
from companion.ui.widgets.browser import ShippedText
from companion.ui.widgets.button import Button
from companion.ui.widgets.card import Card, Field
from companion.ui.widgets.care_card import CareCard, CareLevel
from companion.ui.widgets.choice_list import ChoiceList, Option, ToggleList
from companion.ui.widgets.flow import Flow, Tiles, button_row
from companion.ui.widgets.focus_ring import FocusRing
from companion.ui.widgets.label import Label
from companion.ui.widgets.notice_bar import Notice, NoticeAction, NoticeBar, NoticeLevel
from companion.ui.widgets.scroll_page import ScrollPage
from companion.ui.widgets.severity_picker import SeverityPicker, Step
from companion.ui.widgets.undo_bar import UndoBar

Say = Callable[[str], str]

RESOURCES = Path(__file__).parents[2] / "resources"
WINDOWS = (QSize(1366, 768), QSize(1024, 600))
SCALES = (1.0, 2.0)
NAV = (
    ("Today", "today"),
    ("Diary", "diary"),
    ("My symptoms", "symptoms"),
    ("Treatment", "treatment"),
    ("Caregiver", "caregiver"),
    ("Learn", "learn"),
    ("More", "more"),
)
PLAIN_STEPS = (
    Step("none", "None", 0),
    Step("mild", "Mild", 1),
    Step("moderate", "Moderate", 2),
    Step("severe", "Severe", 3),
    Step("not_sure", "Not sure"),
)
TOLD_STEPS = (
    Step("none", "None", 0, "I had as much energy as I usually have."),
    Step("mild", "Mild", 1, "I was tired, and did all I planned to do."),
    Step("moderate", "Moderate", 2, "I had to leave out some of what I planned."),
    Step("severe", "Severe", 3, "I stayed in bed or in a chair most of the day."),
    Step("not_sure", "Not sure", None, "I cannot tell, or I do not remember."),
)
MARKDOWN = """
## What this drug does

It helps your own defence cells find the **cancer cells**.

Read more on [fever](page:fever) and on [when to call](page:call).

* Rest when you are tired.
* Drink water through the day.

### Do not

1. do not wait until the morning
2. do not drive yourself
"""


def read_words() -> Words:
    file = RESOURCES / "words" / "widgets.toml"
    return parse_words([(file.name, tomllib.loads(file.read_text(encoding="utf-8")))], "en")


def gallery(words: Words) -> QWidget:
    """The window, with its ring; its parts are found by object name."""
    window = QWidget()
    window.setProperty("surface", "page")
    window.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    window.setWindowTitle(words.written("Gallery"))
    outer = QHBoxLayout(window)
    outer.setContentsMargins(16, 16, 0, 0)
    side = _sidebar(words)
    outer.addWidget(side)
    right = QVBoxLayout()
    right.setSpacing(8)
    right.addLayout(_header(words))
    page = ScrollPage()
    page.setObjectName("page")
    for part in _parts(words):
        page.add(part)
    right.addWidget(page, 1)
    outer.addLayout(right, 1)
    window.ring = FocusRing(window)  # type: ignore[attr-defined]
    return window


def _sidebar(words: Words) -> QWidget:
    side = QWidget()
    side.setObjectName("side")
    column = QVBoxLayout(side)
    column.setContentsMargins(0, 0, 8, 0)
    column.setSpacing(8)
    for name, picture in NAV:
        button = Button(words.written(name), "nav", icon=picture)
        button.set_current(name == "Today", words)
        column.addWidget(button)
    column.addStretch(1)
    return side


def _header(words: Words) -> QHBoxLayout:
    header = QHBoxLayout()
    header.setContentsMargins(16, 0, 24, 0)
    header.addStretch(1)
    unwell = Button(words.written("I feel unwell now"), "urgent", icon="phone")
    unwell.setObjectName("unwell")
    header.addWidget(unwell, 0, Qt.AlignmentFlag.AlignTop)
    return header


def _parts(words: Words) -> tuple[QWidget, ...]:
    say = words.written
    notices = NoticeBar(words)
    notices.show_notices(
        (
            Notice(
                "pill",
                NoticeLevel.WARNING,
                say("It is time for your morning tablet."),
                (
                    NoticeAction("took", say("I took it"), "primary"),
                    NoticeAction("later", say("Remind me in 30 minutes")),
                ),
            ),
            Notice(
                "call",
                NoticeLevel.URGENT,
                say("You said you have a fever. Call your team now."),
                (NoticeAction("who", say("Who to call"), "urgent"),),
            ),
        )
    )
    undo = UndoBar(words)
    undo.offer(say("Entry for Monday deleted."), 1)
    picker = SeverityPicker(
        say("How bad was your tiredness at its worst today?"), _said(PLAIN_STEPS, say), words
    )
    picker.setObjectName("picker")
    picker.set_value("moderate")
    told = SeverityPicker(say("How bad was your tiredness?"), _said(TOLD_STEPS, say), words)
    told.setObjectName("told")
    told.set_value("severe")
    return (
        Label(say("Good morning, Ann"), "h1"),
        Label(say("Tuesday 25 November"), "small"),
        notices,
        undo,
        _infusion(say),
        _question(say("How bad was your tiredness at its worst today?"), picker, say),
        _question(say("And with a sentence for each step?"), told, say),
        _toggles(say),
        _fields(say),
        *(_care(level, words) for level in CareLevel),
        ShippedText(_said_lines(MARKDOWN, say), say("About this drug")),
        Button(say("I have a fever of 38.0 °C (100.4 °F) or more"), size="big"),
        Button(say("I cannot breathe well"), "urgent", "big"),
    )


def _infusion(say: Say) -> Card:
    card = Card()
    tiles = Tiles(lambda width: 2 if width > 700 * look().scale else 1)
    for texts in (
        (
            (say("Next infusion"), "small"),
            (say("46 hours"), "display"),
            (say("until your next infusion"), "small"),
        ),
        (
            (say("Tarlatamab, dose 2"), "h3"),
            (say("Thursday 27 November, 9:30 am"), "body"),
            (say("Day unit, level 3"), "body"),
        ),
    ):
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        for text, role in texts:
            column.addWidget(Label(text, role))  # type: ignore[arg-type]
        column.addStretch(1)
        tiles.addWidget(side)
    card.column.addLayout(tiles)
    card.add(Button(say("What to bring")))
    return card


def _question(question: str, picker: SeverityPicker, say: Say) -> Card:
    card = Card(question)
    card.add(Label(say("Question 1 of 6"), "small"))
    card.add(picker)
    card.add_space()
    card.add(
        button_row(
            Button(say("Save and continue"), "primary"),
            Button(say("Back"), icon="back"),
            Button(say("Skip"), "quiet"),
        )
    )
    return card


def _toggles(say: Say) -> Card:
    card = Card(say("Which of these did you have today?"))
    names = ("Fever or shivering", "Cough", "Tiredness", "Rash or itching", "Loose stools", "Joint pain")
    options = (*(Option(name, say(name)) for name in names), Option("none", say("None of these"), alone=True))
    toggles = ToggleList(say("Which of these did you have today?"), options)
    toggles.set_values(("Cough", "Tiredness"))
    card.add(toggles)
    card.add_space()
    choice = ChoiceList(
        say("Who is this diary for?"),
        (
            Option("me", say("Me")),
            Option("other", say("Someone I care for"), say("You fill it in together, or for them.")),
        ),
    )
    choice.set_value("other")
    card.add(choice)
    return card


def _fields(say: Say) -> Card:
    card = Card(say("Your temperature"))
    fields = Flow(gap=24)
    temperature = QLineEdit()
    temperature.setObjectName("temperature")
    temperature.setText("58")
    wrong = Field(say("Temperature"), temperature, say("In °C, for example 37.2"))
    wrong.show_error(say("Type a number between 34 and 43."))
    fields.addWidget(wrong)
    unit = QComboBox()
    unit.addItems([say("°C"), say("°F")])
    fields.addWidget(Field(say("Unit"), unit))
    card.column.addLayout(fields)
    return card


def _care(level: CareLevel, words: Words) -> CareCard:
    say = words.written
    heads = {
        CareLevel.EMERGENCY: say("Call 911 now if:"),
        CareLevel.URGENT: say("Call your cancer team now if:"),
        CareLevel.NON_URGENT: say("Speak to your nurse at your next visit if:"),
    }
    items = (
        say("you have trouble breathing"),
        say("you feel confused, or cannot speak clearly"),
        say("you faint or cannot stay awake"),
    )
    action = None if level is CareLevel.NON_URGENT else Button(say("Who to call"), "urgent", icon="phone")
    return CareCard(level, heads[level], items, action, words=words)


def _said(steps: tuple[Step, ...], say: Say) -> tuple[Step, ...]:
    return tuple(
        Step(step.value, say(step.word), step.number, say(step.description) if step.description else "")
        for step in steps
    )


def _said_lines(markdown: str, say: Say) -> str:
    """Line by line, after the sign that makes it a heading or a list item."""
    lines = (re.fullmatch(r"((?:#+|\*|\d+\.)\s+)?(.*)", line) for line in markdown.splitlines())
    return "\n".join((line[1] or "") + say(line[2]) if line and line[2] else "" for line in lines)


def main(folder: Path) -> None:
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    folder.mkdir(parents=True, exist_ok=True)
    words = read_words()
    for theme in Theme:
        for scale in SCALES:
            apply_theme(app, theme, scale, RESOURCES)
            for size in WINDOWS:
                window = gallery(words)
                side = window.findChild(QWidget, "side")
                assert side is not None
                side.setVisible(size.width() / scale >= 1000)
                window.resize(size)
                window.show()
                window.activateWindow()
                focused = window.findChild(QWidget, "unwell")
                page = window.findChild(ScrollPage, "page")
                assert focused is not None
                assert page is not None
                focused.setFocus()
                app.sendPostedEvents()
                app.processEvents()
                name = f"{theme.value}_{round(scale * 100)}_{size.width()}"
                window.grab().save(str(folder / f"{name}.png"))
                if size == WINDOWS[0]:
                    hidden = page.verticalScrollBar().maximum()
                    window.resize(size.width(), size.height() + hidden)
                    app.processEvents()
                    window.grab().save(str(folder / f"{name}_long.png"))
                window.close()
                window.deleteLater()
                app.processEvents()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
