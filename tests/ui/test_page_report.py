"""The page of papers: there in one press, looked at before it is saved, and nothing waits for it."""

from __future__ import annotations

import stat
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QPushButton
from pytestqt.qtbot import QtBot

from companion.core.levels import Reporter, Severity
from companion.core.paper_size import Paper
from companion.services.work_apart import Done, Work, WorkApart
from companion.ui.context import Context
from companion.ui.pages.report.page import ReportPage
from companion.ui.places import Go, PageId
from companion.ui.printing import is_on_its_side, print_pages, printer_for
from companion.ui.theme import Theme, apply_theme
from companion.ui.widgets.page_picture import PagePicture
from tests.fake_clock import FakeClock
from tests.stories.person import Person
from tests.ui.context import build_context
from tests.ui.gallery import RESOURCES
from tests.ui.lint import all_complaints
from tests.ui.looks import in_every_look
from tests.ui.scenes import named


@pytest.fixture
def context(tmp_path: Path) -> Iterator[Context]:
    context = build_context(tmp_path, FakeClock())
    named(context)
    entry = context.journal.begin_entry(day=context.record.today(), by=Reporter.PATIENT)
    context.journal.answer(
        entry, symptom="cough", severity=Severity.MODERATE, signs=frozenset(), by=Reporter.PATIENT
    )
    context.journal.write_note(entry, "#*_[@\\<b> 🙂")
    context.journal.finish_entry(entry)
    yield context
    context.record._shelf.db.close()


def shown(qtbot: QtBot, context: Context, subject: str | None = None) -> ReportPage:
    page = ReportPage(context)
    qtbot.addWidget(page)
    page.setProperty("surface", "page")
    page.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    page.resize(1000, 700)
    page.open(subject)
    page.show()
    page.paper.wait()
    return page


def pictures(page: ReportPage) -> list[PagePicture]:
    Person(page).reads()
    return page.findChildren(PagePicture)


def test_the_report_is_looked_at_before_anything_is_saved(qtbot: QtBot, context: Context) -> None:
    page = shown(qtbot, context)

    assert pictures(page)
    assert pictures(page)[0].accessibleName().startswith("Visit report, page 1 of")
    assert Person(page).sees("Whoever has one can read it.")


def test_the_diary_is_read_and_drawn_while_the_window_goes_on(qtbot: QtBot, context: Context) -> None:
    page = ReportPage(context)
    qtbot.addWidget(page)

    page.open(None)
    at_once = page.paper.is_there
    page.paper.wait()

    assert not at_once
    assert page.paper.is_there


def test_it_is_saved_in_two_presses_for_this_account_alone(
    qtbot: QtBot, context: Context, tmp_path: Path
) -> None:
    page, target = shown(qtbot, context), tmp_path / "for the visit.pdf"

    Person(page).press("Save as a PDF")
    dialog = page.findChild(QFileDialog)
    assert dialog is not None
    assert dialog.selectedFiles()[0].endswith(f"Visit report {context.record.today().isoformat()}.pdf")
    dialog.fileSelected.emit(str(target))
    dialog.close()
    page.paper.wait()

    assert target.read_bytes().startswith(b"%PDF-")
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    assert Person(page).sees(f"It is in {target}. The file is not locked")


def test_a_place_that_takes_no_file_is_said_and_the_report_stays(
    qtbot: QtBot, context: Context, tmp_path: Path
) -> None:
    page = shown(qtbot, context)

    page.paper.save(str(tmp_path / "nowhere" / "x.pdf"))
    page.paper.wait()

    assert Person(page).sees("could not be written there")
    assert Person(page).find(QPushButton, "Save as a PDF").isEnabled()


def test_parts_can_be_chosen_and_the_pages_follow(qtbot: QtBot, context: Context) -> None:
    page = shown(qtbot, context)
    Person(page).press("Choose days and parts")
    with qtbot.waitSignal(page.paper.seen):
        Person(page).press("Notes")

    assert page._choices is not None
    assert "notes" in {part.value for part in page._choices.parts()}


def test_other_days_are_typed_and_a_wrong_one_is_said_at_its_field(qtbot: QtBot, context: Context) -> None:
    page = shown(qtbot, context)
    person = Person(page)

    person.press("Choose days and parts")
    person.press("Other days")
    person.type("First day", "2 January 2026")
    person.type("Last day", "1 January 2026")
    person.press("Show these days")
    assert person.sees("The last day is before the first.")
    person.type("Last day", "31 January 2026")
    with qtbot.waitSignal(page.paper.seen):
        person.press("Show these days")

    assert page._choices is not None
    assert page._choices.days()[0].isoformat() == "2026-01-02"


def test_the_size_of_the_paper_is_kept(qtbot: QtBot, context: Context) -> None:
    page = shown(qtbot, context)
    Person(page).press("Choose days and parts")

    with qtbot.waitSignal(page.paper.seen):
        Person(page).press("Letter")

    assert context.record.preferences().paper_size == Paper.LETTER.value


def test_each_other_paper_is_one_press_away(qtbot: QtBot, context: Context) -> None:
    page = shown(qtbot, context)

    with qtbot.waitSignal(page.go) as went:
        Person(page).press("Emergency card")

    assert went.args == [Go(PageId.REPORT, "card")]


@pytest.mark.parametrize("kind", ["card", "fridge-sheet", "handover", "medicine-list"])
def test_each_other_paper_is_looked_at_too(qtbot: QtBot, context: Context, kind: str) -> None:
    assert pictures(shown(qtbot, context, kind))


def test_a_log_without_a_watched_dose_is_refused_with_what_to_do(qtbot: QtBot, context: Context) -> None:
    page = shown(qtbot, context, "paper-log")

    assert Person(page).sees("Add it on the Treatment page first.")
    assert not pictures(page)


def test_leaving_the_page_leaves_nothing_of_the_paper_on_it(qtbot: QtBot, context: Context) -> None:
    page = shown(qtbot, context)

    page.leave()

    assert not pictures(page)
    assert not page.paper.is_there


def test_a_newer_wish_lets_go_of_the_one_under_way(qtbot: QtBot) -> None:
    work, told = WorkApart(), list[Done]()
    work.done.connect(told.append)

    work.begin(Work("first", lambda: 1))
    work.begin(Work("second", lambda: 2))
    work.wait()

    assert [(done.about, done.value) for done in told] == [("second", 2)]


def test_what_fails_in_the_thread_comes_back(qtbot: QtBot) -> None:
    work, told = WorkApart(), list[Done]()
    work.done.connect(told.append)

    work.begin(Work("bad", lambda: 1 // 0))
    work.wait()

    assert isinstance(told[0].problem, ZeroDivisionError)


def test_the_printer_gets_every_page_on_its_own_sheet(qtbot: QtBot, context: Context, tmp_path: Path) -> None:
    page = shown(qtbot, context, "card")
    with qtbot.waitSignal(page.paper.ready_to_print) as ready:
        page.paper.make_print()
    (sheets,) = ready.args
    printer = printer_for(Paper.A4, on_its_side=is_on_its_side(sheets[0]))
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))

    assert print_pages(printer, sheets)
    assert (tmp_path / "printed.pdf").read_bytes().count(b"/Type /Page\n") == len(sheets) == 2


@in_every_look
def test_it_can_be_read_and_reached(
    qtbot: QtBot, qapp: QApplication, context: Context, theme: Theme, scale: float, size: tuple[int, int]
) -> None:
    apply_theme(qapp, theme, scale, RESOURCES)
    page = shown(qtbot, context)
    page.resize(*size)
    Person(page).press("Choose days and parts")

    assert all_complaints(page) == ()
