"""Every state of the window that is looked at: its pages over the demo, their forms, each level of alert."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QLineEdit

from companion.app import App
from companion.core.changes import Part
from companion.core.diary import SymptomReport
from companion.core.levels import Reporter, Severity
from companion.core.people_here import Badge, Colour, Listed
from companion.core.plan_changes import Moved
from companion.services.exchange import Exchange
from companion.services.file_making import FileKind
from companion.services.files import Files
from companion.ui.due_actions import Took
from companion.ui.pages.dose_words import dose_name
from companion.ui.pages.report.page import ReportPage
from companion.ui.pictures import small_picture
from companion.ui.places import Go, PageId
from companion.ui.widgets.notice_bar import Acted
from tests.forms_walk import form_states
from tests.pressing import press_on

NOW = datetime(2026, 3, 24, 14, 5, tzinfo=UTC)
ZONE = "America/New_York"
SIZES = ((1366, 768), (1024, 600))


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
        assert _press(app, app.context.words("symptoms.months_listed"))
        yield "symptom_listed"
    window.show_page(Go(PageId.THINKING))
    yield "thinking"
    assert _press(app, app.context.words("thinking.together"))
    while _press(app, app.context.words("thinking.right")):
        pass
    yield "thinking_result"
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
    yield from _saved_states(app)
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
    assert _press(app, app.context.words("call.i_called"))
    yield "call_outcome"
    window.show_page(Go(PageId.TODAY))
    yield "today_with_alert"
    window.show_page(Go(PageId.LEARN))
    yield "learn_with_notice"
    yield from _notice_states(app)


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


def _saved_states(app: App) -> Iterator[str]:
    """The last step, a day that was saved, with the way back; and a photo of the skin on it."""
    window, words = app.window, app.context.words
    assert _press(app, words("diary.none_of_these"))
    assert _press(app, words("diary.add_something"))
    yield "diary_check"
    assert _press(app, words("diary.back"))
    assert _press(app, words("diary.save"))
    yield "diary_saved"
    path = app.files.folder / "skin.png"
    skin = QImage(1200, 900, QImage.Format.Format_RGB32)
    skin.fill(QColor("#e8c4b0"))
    skin.save(str(path))
    today = app.record.today()
    app.context.diary.photos.add(
        small_picture(path), day=today, caption=words("pages.diary"), by=Reporter.PATIENT
    )
    window.show_page(Go(PageId.DIARY, today.isoformat()))
    yield "diary_photo"


def _notice_states(app: App) -> Iterator[str]:
    """Notices of each sort, and whose diary it is where two are here."""
    window, words = app.window, app.context.words
    problem = words("storage.disk_full")
    app.board.add_problem(problem)
    yield "learn_with_problem"
    app.board.act(Acted(f"problem.{problem}", "read"))
    app.board.offer_to_take_back(Took("", words("due.taken", name=words("pages.learn"), time="8:00")))
    yield "learn_with_undo"
    window.show_whose(Listed("other", app.record.person().name, Badge(Colour.ORANGE, "W")))
    window.show_page(Go(PageId.TODAY))
    yield "today_of_two_people"
    window.show_whose(None)


def menu_states(app: App) -> Iterator[str]:
    """The list of pages where it is folded away: in place of the page."""
    if app.window.header.menu_button.isVisible():
        app.window.header.menu_button.click()
        yield "menu"
        app.window.header.menu_button.click()


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


def _press(app: App, name: str) -> bool:
    """Press the first visible button whose name begins like this; whether there is one."""
    return press_on(app.window, name)
