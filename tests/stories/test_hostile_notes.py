"""What people type appears letter for letter wherever it appears: on pages, in notices and in files."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from icalendar import Calendar
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

from companion.app import App
from companion.channels.toast import Toast, fit_for_desktop
from companion.core.levels import Reporter, Severity
from companion.core.recurrence import DailyAt
from companion.services.calendar_facts import CalendarFacts
from companion.services.exchange import Exchange
from companion.services.medicines import PlanAnswer
from companion.services.notifier import SilentNotifier
from companion.share.calendar_file import calendar_text
from companion.share.diary_tables import diary_tables
from companion.share.tables import text_of_cell
from companion.ui.places import Go, PageId
from companion.ui.widgets.label import Label
from companion.ui.widgets.text_area import TextArea
from tests.fake_clock import FakeClock
from tests.stories import evening, every_text
from tests.stories.conftest import Opener
from tests.stories.every_text import TYPED
from tests.stories.hostile import BY_HAND, Framed, made_up
from tests.stories.person import Person
from tests.ui import lint

# Texts that no page shows, each with the reason.
ON_NO_PAGE = {
    "half_typed.value": "it stands again in its field once the diary is filled in",
    "setup.value": "what was half typed at set-up, and set-up is over",
    "person.allergies": "no form asks for it yet",
    "person.hospital_number": "no form asks for it yet",
    "person.caregiver_number": "no form asks for it yet",
    "medicines_taken.amount": "the amount of the plan, which is shown there",
    "appointments.cancel_reason": "no page asks for it yet",
}
GENERATED = 200


@pytest.fixture(autouse=True)
def _elsewhere(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))


def written(app: App, clock: FakeClock, say: Framed) -> App:
    """A diary with these texts everywhere, an alert that is open, and medicines that are due."""
    every_text.write_everywhere(app, say)
    app.journal.set_preferences(replace(app.record.preferences(), details_in_toasts=True))
    entry = app.journal.begin_entry(day=app.record.today(), by=Reporter.PATIENT)
    app.journal.answer(
        entry, symptom="fainting", severity=Severity.SEVERE, signs=frozenset(), by=Reporter.PATIENT
    )
    clock.advance(hours=2)
    app.reminders.tick()
    return app


def texts_in(window: QWidget) -> Iterator[str]:
    """Every text of what is visible, as it is shown, read aloud or hovered over."""
    yield window.windowTitle()
    for widget in window.findChildren(QWidget):
        if not widget.isVisible():
            continue
        yield from (
            widget.accessibleName(),
            widget.accessibleDescription(),
            widget.toolTip(),
            widget.whatsThis(),
        )
        if isinstance(widget, QLabel):
            assert widget.textFormat() is Qt.TextFormat.PlainText
            yield widget.text()
            if isinstance(widget, Label):
                yield widget.painted()
        elif isinstance(widget, QAbstractButton | QLineEdit | TextArea):
            yield widget.text()
        elif isinstance(widget, QPlainTextEdit | QTextEdit):
            yield widget.toPlainText()


def shown_pages(app: App) -> Iterator[str]:
    """Bring the window to every page, with what can be opened on it, one after another."""
    person = Person(app.window)
    for page in PageId:
        app.window.show_page(Go(page))
        person.reads()
        yield page.value
        for name in ("Show", "See", "Change", "Read", "More", "Earlier", "Past", "Ended", "Days"):
            for button in app.window.page(page).findChildren(QAbstractButton):
                if button.isVisible() and button.accessibleName().startswith(name):
                    break
            else:
                continue
            button.click()
            person.reads()
            yield f"{page.value}, {name}"
            app.window.show_page(Go(page))
    app.window.show_page(Go(PageId.DIARY, app.record.today().isoformat()))
    person.reads()
    yield "the day"


def looked_through(app: App, say: Framed) -> tuple[frozenset[str], list[str]]:
    """Which columns were seen letter for letter on some page, and where one was seen otherwise."""
    seen: frozenset[str] = frozenset()
    wrong: list[str] = []
    for state in shown_pages(app):
        for text in texts_in(app.window):
            seen |= say.found_in(text)
            wrong += [f"{state}: {one}" for one in say.changed_in(text)]
        # A number to call stands in the largest letters, and nobody's is a whole sentence.
        numbers = tuple(say(f"contacts.{one}_number").split("x")[0] + "x" for one in ("team", "emergency"))
        cut = lint.clipped_labels(app.window)
        wrong += [f"{state}: {one}" for one in cut if not any(number in one for number in numbers)]
    return seen, wrong


def in_the_files(app: App) -> dict[str, str]:
    """The texts of the tables and of the calendar, read back as a spreadsheet and a phone do."""
    context, shelf = app.context, app.shelf
    exchange = Exchange(shelf, context.catalogue, app.record.now)
    tables = diary_tables(exchange.whole(), context.catalogue, context.formats())
    cells = [
        text_of_cell(cell)
        for table in tables.values()
        for row in csv.reader(io.StringIO(table))
        for cell in row
    ]
    facts = CalendarFacts(shelf, app.record, context.catalogue, context.words).events(details=True)
    calendar = Calendar.from_ical(calendar_text(facts, now=app.record.now()))
    events = [
        str(event[name])
        for event in calendar.walk("VEVENT")
        for name in ("SUMMARY", "DESCRIPTION", "LOCATION")
        if name in event
    ]
    return {"tables": "\n".join(cells), "calendar": "\n".join(events)}


def told(app: App) -> list[str]:
    notifier = app.notifier
    assert isinstance(notifier, SilentNotifier)
    return [f"{toast.title}\n{toast.body}" for _, toast in notifier.given]


def test_every_text_is_on_a_page_letter_for_letter_and_in_notices(
    companion: Opener, clock: FakeClock
) -> None:
    say = Framed(BY_HAND)
    app = written(companion(), clock, say)

    seen, wrong = looked_through(app, say)

    assert wrong == []
    assert TYPED - seen - set(ON_NO_PAGE) == set()
    assert [one for toast in told(app) for one in say.changed_in(toast)] == []


def test_files_for_others_have_it_letter_for_letter(companion: Opener, clock: FakeClock) -> None:
    say = Framed(BY_HAND, first=3)
    app = written(companion(), clock, say)

    files = in_the_files(app)

    assert {name: say.changed_in(text) for name, text in files.items()} == {"tables": [], "calendar": []}
    assert say.found_in(files["tables"]) >= {"entries.note", "doses.amount", "medicines_taken.name"}
    assert say.found_in(files["calendar"]) >= {
        "medicine_plans.name",
        "treatments.place",
        "appointments.title",
    }


def test_a_text_that_was_changed_on_the_way_is_found(companion: Opener, clock: FakeClock) -> None:
    """The control: a label that takes a text for markup, a button that eats a sign, a text that was cut."""
    say = Framed(BY_HAND)
    note = say("entries.note")
    assert note == "zq0xCRP<5 and WBC>3x0qz"

    for changed in ("zq0xCRP3x0qz", note.replace("<", "&lt;"), note[:-8], note + note[:9]):
        assert say.changed_in(f"before {changed} after") != []
    assert say.changed_in(f"before {note} after {note}") == []


def test_a_notice_on_the_desktop_repeats_nothing_and_the_one_in_the_window_all(
    companion: Opener, clock: FakeClock
) -> None:
    app = companion()
    app.journal.set_preferences(replace(app.record.preferences(), details_in_toasts=True, setup_done=True))
    local = app.context.formats().local(clock.now() + timedelta(minutes=1))
    for name in BY_HAND:
        app.context.medicines.add_plan(
            PlanAnswer(name, "1 tablet", "", DailyAt((local.time(),)), first_day=local.date())
        )

    clock.advance(minutes=2)
    app.reminders.tick()
    app.window.show_page(Go(PageId.MEDICINES))

    assert told(app) != []
    assert [toast for toast in told(app) for name in BY_HAND if name in toast] == []
    assert [name for name in BY_HAND if not Person(app.window).sees(name)] == []


@pytest.mark.parametrize("text", [text for text in BY_HAND if not set("'\\") & set(text)])
def test_what_is_handed_to_the_desktop_is_the_same(text: str) -> None:
    """But for an apostrophe and a backslash, with which some desktops end a text; they have a look-alike."""
    handed = fit_for_desktop(Toast("Companion", f"It is time for {text}"), "Companion")

    assert handed.body == f"It is time for {text}"


@pytest.mark.proof
def test_every_hostile_text_in_every_place_and_200_made_up_ones(
    companion: Opener, clock: FakeClock, tmp_path: Path
) -> None:
    texts = made_up(GENERATED, seed=20261122)
    runs = [(BY_HAND, first) for first in range(len(BY_HAND))]
    runs += [(texts, first) for first in range(0, GENERATED, len(TYPED))]
    wrong: list[str] = []
    seen = 0
    for n, (some, first) in enumerate(runs):
        clock.moment = evening.FRIDAY
        say = Framed(some, first=first)
        app = written(evening.open_companion(tmp_path / str(n) / "diary.db", clock), clock, say)
        found, changed = looked_through(app, say)
        wrong += [*changed, *(one for toast in told(app) for one in say.changed_in(toast))]
        wrong += [one for text in in_the_files(app).values() for one in say.changed_in(text)]
        seen += len(found)
        app.window.close()
        app.window.deleteLater()
        app.deleteLater()

    print(f"{len(runs)} diaries, {seen} texts seen on their pages, changed: {len(wrong)}", *wrong, sep="\n")  # noqa: T201
    assert wrong == []
    assert seen >= len(runs) * (len(TYPED) - len(ON_NO_PAGE))
