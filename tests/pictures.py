"""python -m tests.pictures DIR [PART]: a picture of every page, from the demo, in every theme and size."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import chain
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QCoreApplication, QEvent, QPoint
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

from companion.app import App
from companion.clock import FixedClock
from companion.core.words import pseudo_words
from companion.paths import PersonFiles, resources_dir
from companion.services.demo import play_demo
from companion.services.notifier import SilentNotifier
from companion.stores.catalogue import load_catalogue
from companion.stores.database import close_diary, open_diary
from companion.stores.shelf import Shelf
from companion.stores.words import load_words
from companion.ui.alone import AlonePage
from companion.ui.pages.dose_words import dose_name
from companion.ui.pages.report import ReportPage
from companion.ui.places import Go, PageId
from companion.ui.unlock import ChooseCard, LockedPage, UnlockCard
from companion.ui.waiting import WaitingPage
from companion.ui.whose import AddPersonPage, WhosePage
from companion.ui.widgets.call_cards import CallFacts
from companion.ui.theme import look
from tests.alone_states import locked_pages, people_pages, windows_apart
from tests.fake_keyrings import MemoryKeyring, in_place
from tests.forms_walk import setup_states
from tests.page_states import NOW, SIZES, ZONE, level_states, menu_states, states
from tests.stories.evening import keys_of

LOOKS = (
    ("light", "1.0"),
    ("dark", "1.0"),
    ("high_contrast", "1.0"),
    ("light", "2.0"),
    ("dark", "2.0"),
    ("high_contrast", "2.0"),
)


def states(app: App) -> Iterator[str]:
    """Bring the window into one state after another; the name of each."""
    window = app.window
    for page in (PageId.TODAY, PageId.DIARY, PageId.TREATMENT, PageId.LEARN, PageId.ALERTS, PageId.SETTINGS):
        window.show_page(Go(page))
        yield page.value
    yield from _diary_states(app)
    yield from _treatment_states(app)
    yield from _medicine_states(app)
    window.show_page(Go(PageId.APPOINTMENTS))
    yield "appointments"
    window.show_page(Go(PageId.GETTING_READY))
    yield "getting_ready"
    care_told(app)
    window.show_page(Go(PageId.CAREGIVER))
    yield "caregiver"
    window.show_page(Go(PageId.HANDOVER))
    yield "handover"
    window.show_page(Go(PageId.QUESTIONS, "page:crs"))
    yield "questions"
    window.show_page(Go(PageId.LEARN, "crs"))
    yield "learn_crs"
    window.show_page(Go(PageId.ABOUT))
    yield "about"
    window.show_page(Go(PageId.LEARN))
    lines = window.page(PageId.LEARN).findChildren(QLineEdit)
    search = next(line for line in lines if line.isVisible())
    search.setText("jaundice")
    yield "learn_found"
    search.clear()
    window.show_page(Go(PageId.REMINDERS))
    yield "reminders"
    window.show_page(Go(PageId.SYMPTOMS))
    yield "symptoms"
    reported = app.context.trends.reported(days=365)
    if reported:
        window.show_page(Go(PageId.SYMPTOMS, reported[0][0]))
        yield "symptom"
    window.show_page(Go(PageId.THINKING))
    yield "thinking"
    window.show_page(Go(PageId.COPIES))
    yield "copies"
    window.show_page(Go(PageId.HISTORY))
    yield "history"
    for paper in (None, "paper-log"):
        window.show_page(Go(PageId.REPORT, paper))
        page = window.page(PageId.REPORT)
        assert isinstance(page, ReportPage)
        page.paper.wait()
        yield "report" if paper is None else "report_paper_log"
    window.show_page(Go(PageId.PAPER_LOG))
    yield "paper_log"
    window.show_page(Go(PageId.DELETING))
    yield "deleting"
    yield from _files_states(app)
    yield from lock_states(app)
    yield from form_states(app)
    window.show_page(Go(PageId.UNWELL))
    yield "unwell"
    window.show_page(Go(PageId.DIARY, "fill_in"))
    yield "diary_choose"
    if not app.record.open_alerts():
        entry = app.journal.begin_entry(day=app.record.today(), by=Reporter.PATIENT)
        app.journal.measure(
            entry_id=entry, kind="temperature", value=Decimal("38.4"), unit="Cel", by=Reporter.PATIENT
        )
        app.journal.answer(
            entry, symptom="chills", severity=Severity.MILD, signs=frozenset(), by=Reporter.PATIENT
        )
    window.show_page(Go(PageId.CALL))
    yield "call"
    window.show_page(Go(PageId.TODAY))
    yield "today_with_alert"
    window.show_page(Go(PageId.LEARN))
    yield "learn_with_notice"


def care_told(app: App) -> None:
    """A hand-over with a word for the next one, and questions for the team."""
    context = app.context
    if context.on_watch.log():
        return
    context.on_watch.hand_over("Maria")
    context.on_watch.hand_over("Tom", note="She slept well. The blue pill box is in the kitchen.")
    context.questions.note("May I fly in summer?")
    asked = context.questions.note("Is a little wine all right?")
    context.questions.tick_off(asked, "One glass, not on the days around an infusion.")


def _diary_states(app: App) -> Iterator[str]:
    """A day of the diary to be put right, and a past day to be filled in."""
    window, words = app.window, app.context.words
    yesterday = app.record.today() - timedelta(days=1)
    day = words("diary.put_right_this", day=app.context.formats().short_day(yesterday))
    window.show_page(Go(PageId.DIARY, yesterday.isoformat()))
    assert _press(app, day)
    yield "diary_day"
    assert _press(app, words("diary.add_to_day"))
    yield "diary_past"
    assert _press(app, words("diary.back"))
    yield from _asking_how_it_is_now(app)


def _asking_how_it_is_now(app: App) -> Iterator[str]:
    """Something old that was urgent then, and nobody has said how it is now."""
    care = app.context.diary
    at = app.record.now() - timedelta(days=6)
    report = SymptomReport("pictured", "chest_pain", Severity.SEVERE, at)
    entry = care.past_days.answer(None, app.context.formats().day_of(at), report)
    app.window.show_page(Go(PageId.TODAY))
    yield "today_how_now"
    app.window.show_page(Go(PageId.DIARY, "how_now"))
    yield "diary_how_now"
    care.now_questions.settle((report,), by=Reporter.PATIENT)
    care.corrections.delete(Part.NOTE, entry, by=Reporter.PATIENT)
    app.window.show_page(Go(PageId.DIARY))


def _treatment_states(app: App) -> Iterator[str]:
    """A dose that is put off after low counts: the question, and the plan afterwards."""
    window, words = app.window, app.context.words
    row = app.record.upcoming(days_ahead=60)[0]
    window.show_page(Go(PageId.TREATMENT))
    assert _press(app, words("treatment_list.moved_about", dose=dose_name(row, app.context)))
    yield "treatment_move"
    _press(app, words("treatment_move.cancel"))
    there = row.planned.wall + timedelta(days=3)
    reason = "My white cells were low."
    move = Moved(row.planned.ordinal, row.planned.wall, there, later_too=True, reason=reason)
    change = app.context.infusions.move(row, move)
    window.show_page(Go(PageId.TODAY))
    yield "today_delayed"
    window.show_page(Go(PageId.TREATMENT))
    yield "treatment_delayed"
    app.context.infusions.take_back(change)


def _medicine_states(app: App) -> Iterator[str]:
    """The medicines, with a taper, and the questions about a taper."""
    window, words = app.window, app.context.words
    window.show_page(Go(PageId.MEDICINES))
    yield "medicines"
    assert _press(app, words("medicines.change_about", name="Dexamethasone"))
    for state in ("medicines_name", "medicines_kind", "medicines_taper", "medicines_next_times"):
        yield state
        # Dates in the longer language cannot be read back: there the form stays where it is.
        _press(app, words("medicines.save_plan" if state.endswith("times") else "medicines.next"))
    while press_on(window.page(PageId.MEDICINES), "Back"):
        pass


def _files_states(app: App) -> Iterator[str]:
    """The files, what one from another computer would bring, and what came of taking it over."""
    window, work, words = app.window, app.files_work, app.context.words
    window.show_page(Go(PageId.FILES))
    yield "files"
    source = app.files.folder / "companion-diary-2026-03-24.json"
    Exchange(app.shelf, app.context.catalogue, app.record.now).export_json(source)
    work.look_at(_with_one_more_note(source))
    _until_done(work)
    yield "files_preview"
    _press(app, words("files.take_over"))
    _until_done(work)
    yield "files_taken_over"
    work.save(FileKind.CALENDAR, app.files.folder / "calendar.ics")
    _until_done(work)
    yield "files_refused"


def _with_one_more_note(source: Path) -> Path:
    """The file as another computer would have saved it, with one entry more."""
    content = json.loads(source.read_text("utf-8"))
    entries = content["tables"]["entries"]
    entries.append({**entries[-1], "id": "from-elsewhere", "note": "Slept well."})
    source.write_text(json.dumps(content), "utf-8")
    return source


def _until_done(work: Files) -> None:
    while work.is_running:
        QCoreApplication.processEvents()


def lock_states(app: App) -> Iterator[str]:
    """Who can open the diary, and the recovery code from its first sight to the proof."""
    window, words = app.window, app.context.words
    if app.locking is None:
        return
    window.show_page(Go(PageId.SETTINGS, "lock"))
    yield "settings_lock"
    _press(app, words("unlock.ask_me"))
    yield "settings_lock_new"
    window.show_page(Go(PageId.RECOVERY))
    yield "recovery"
    _press(app, words("recovery.show"))
    yield "recovery_code"
    window.show_page(Go(PageId.RECOVERY))
    yield "recovery_again"


# One symptom for each level, when no dose is known and how bad it is, by its place on the scale.
LEVELS = (("tell_team", "joint_pain", 1), ("call_today", "cough", 1), ("call_now", "chills", 2))
EMERGENCY = ("emergency", "fainting", 3)


def level_states(app: App) -> Iterator[str]:
    """One case of each level, told on the unwell page, and the alert that comes of it."""
    window, words = app.window, app.context.words
    app.journal.set_contacts(Contacts("Riverside Cancer Center", "202-555-0143", "911"))
    for level, symptom, severity in (*LEVELS, EMERGENCY):
        name = words.written(app.context.catalogue.symptoms[symptom].words.name)
        window.show_page(Go(PageId.UNWELL))
        if not _press(app, name):
            _press(app, words("unwell.something_else"))
            assert _press(app, name), name
        assert _press(app, f"{severity}, ")
        yield f"unwell_{level}_told"
        _press(app, words("unwell.show"))
        if window.current == Go(PageId.UNWELL):
            yield f"unwell_{level}"
        alerts = app.record.open_alerts()
        if alerts:
            window.show_page(Go(PageId.CALL))
            yield f"call_{level}"
            _press(app, words("rule_behind.show_for", about=words(f"levels.{level}_short")))
            yield f"call_{level}_rule"
            window.show_page(Go(PageId.ALERTS))
            yield f"alerts_{level}"
        ids = tuple(alert.id for alert in alerts)
        app.journal.record_outcome(
            ids, outcome=Outcome.CALLED, who_answered="", what_they_said="", by=Reporter.PATIENT
        )


def _press(app: App, name: str) -> bool:
    """Press the first visible button whose name begins like this; whether there is one."""
    return press_on(app.window, name)


def locked_pages(files: PersonFiles, words: Words) -> Iterator[tuple[str, AlonePage]]:
    """What stands in place of a diary that is closed."""
    facts = numbers_without_diary(files, words)
    card: UnlockCard | ChooseCard = UnlockCard(words, private=True, has_code=True, waits=True)
    yield "locked", LockedPage(card, words("unlock.title"), facts, words)
    card = UnlockCard(words, private=True, has_code=True)
    card.refuse_passphrase(words("vault.wrong_passphrase"))
    yield "locked_wrong", LockedPage(card, words("unlock.title"), facts, words)
    card = UnlockCard(words, private=False, has_code=True)
    card.say_no_answer()
    yield "locked_no_answer", LockedPage(card, words("unlock.title"), facts, words)
    card = UnlockCard(words, private=False, has_code=False)
    card.say_waiting()
    yield "locked_waiting", LockedPage(card, words("unlock.title"), facts, words)
    card = ChooseCard(words, has_diary=False)
    card.say_waiting()
    yield "choose_waiting", LockedPage(card, words("unlock.title_new"), facts, words)
    yield "waiting", WaitingPage(words("waiting.restoring"), facts, words)
    yield "choose", LockedPage(ChooseCard(words, has_diary=True), words("unlock.title_new"), facts, words)


def people_pages(words: Words) -> Iterator[tuple[str, AlonePage]]:
    """What stands before any diary where two people share the computer, and how one more is added."""
    ruth = Listed("first", "Ruth", Badge(Colour.BLUE, "R"))
    both = Register((ruth, Listed("other", "Walter", Badge(Colour.ORANGE, "W"))), "other")
    numbers = CallFacts("Riverside Cancer Center", "202-555-0143", "911", ())
    yield "whose", WhosePage(both, (numbers, numbers), words)
    unwell = WhosePage(both, (numbers, numbers), words)
    unwell.put_numbers_first()
    yield "whose_unwell", unwell
    yield "add_person", AddPersonPage(Register((replace(ruth, name=""),)), "", words)


def _states(app: App, *, empty: bool) -> Iterator[str]:
    """Every page of the demo, or the set-up of an empty diary and each level of alert."""
    if not empty:
        return chain(states(app), menu_states(app))
    return chain(setup_states(app), level_states(app))


def main(folder: Path, only: str = "") -> None:
    """Draw everything into `folder`."""
    application = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(application, QApplication)
    folder.mkdir(parents=True, exist_ok=True)
    words = load_words(resources_dir())
    runs = [(theme, scale, size, "") for size in SIZES for theme, scale in LOOKS]
    runs += [("light", scale, size, "pseudo") for size in SIZES for scale in ("1.0", "2.0")]
    for theme, scale, size, language in runs:
        name = f"{theme}_{scale}_{size[0]}{language and '_' + language}"
        if only not in name:
            continue
        for empty in (False, True):
            with tempfile.TemporaryDirectory() as place:
                files = PersonFiles(Path(place) / "diary.db")
                if not empty:
                    shelf = Shelf.over(open_diary(files.diary, create=True))
                    play_demo(shelf, load_catalogue(resources_dir()), words, now=NOW, zone=ZONE)
                    close_diary(shelf.db)
                spoken = pseudo_words(words) if language else words
                keys = keys_of(files)
                app = App(files, FixedClock(NOW, ZONE), SilentNotifier(), words=spoken, keys=keys)
                wanted = replace(app.record.preferences(), theme=theme, text_scale=Decimal(scale))
                app.journal.set_preferences(wanted)
                app.show()
                app.window.resize(*size)
                app.begin()
                app.window.activateWindow()
                application.processEvents()
                for state in _states(app, empty=empty):
                    _save(application, app.window, folder / f"{state}_{name}.png")
                if empty:
                    for state, page in (*locked_pages(files, spoken), *people_pages(spoken)):
                        app.window.unfurnish()
                        app.window.show_alone(page)
                        _save(application, app.window, folder / f"{state}_{name}.png")
                    for state, window in windows_apart(files, spoken):
                        window.resize(*size)
                        window.show()
                        _save(application, window, folder / f"{state}_{name}.png")
                        window.hide()
                app.window.close()
        print(name)


def _save(application: QApplication, window: QWidget, path: Path) -> None:
    for _ in range(3):
        application.processEvents()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    window.grab().save(str(path))
    for area in window.findChildren(QScrollArea):
        inside = area.widget()
        if not (area.isVisible() and inside.height() > area.viewport().height()):
            continue
        if inside.width() > window.width() // 2:  # not the list of pages at the side
            whole = QPixmap(inside.size())
            whole.fill(look().tokens.page)
            inside.render(whole, QPoint(), flags=QWidget.RenderFlag.DrawChildren)
            whole.save(str(path.with_name(f"{path.stem}_whole.png")))


if __name__ == "__main__":
    with in_place(MemoryKeyring()):
        main(Path(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else "")
