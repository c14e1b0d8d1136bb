"""The page about copies: how they stand, a second place, and what going back would change."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from companion.core.backup_plan import Reason
from companion.core.levels import Severity
from companion.stores.backup_folder import put_copy
from companion.ui.context import Context
from companion.ui.pages.copies.page import CopiesPage
from companion.ui.pages.settings.copies import CopiesCard
from companion.ui.theme import Theme, apply_theme
from tests.fake_clock import FakeClock
from tests.stories.person import Person
from tests.ui.context import build_context
from tests.ui.gallery import RESOURCES
from tests.ui.lint import all_complaints, untranslated
from tests.ui.looks import in_every_look
from tests.ui.scenes import named, reported

MONDAY = datetime(2026, 3, 2, 14, 0, tzinfo=UTC)


@pytest.fixture
def context(tmp_path: Path, clock: FakeClock) -> Context:
    context = build_context(tmp_path, clock)
    named(context)
    return context


@pytest.fixture
def page(qtbot: QtBot, context: Context) -> Iterator[CopiesPage]:
    yield from shown(qtbot, context)


def shown(qtbot: QtBot, context: Context) -> Iterator[CopiesPage]:
    page = CopiesPage(context)
    qtbot.addWidget(page)
    page.setProperty("surface", "page")
    page.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    page.resize(1000, 700)
    page.open(None)
    page.show()
    yield page
    context.backups.stop(last_copy=False)
    page.close()
    context.record._shelf.db.close()


def copied(context: Context, at: datetime, reason: Reason = Reason.TIMED) -> None:
    put_copy(context.backups.files.diary, context.backups.files.backups, at=at, reason=reason)


def opened(page: CopiesPage) -> Person:
    page.open(None)
    return Person(page)


def test_without_a_copy_it_says_so(page: CopiesPage) -> None:
    assert Person(page).sees("There is no copy yet.")


def test_a_copy_made_now_is_there_a_moment_later(qtbot: QtBot, page: CopiesPage, context: Context) -> None:
    person = Person(page)

    person.press("Make a copy now")
    qtbot.waitUntil(lambda: not context.backups.is_running)

    assert person.sees("The last good copy was made today, 09:00.")


def test_a_copy_older_than_a_week_is_in_an_amber_frame(
    page: CopiesPage, context: Context, clock: FakeClock
) -> None:
    copied(context, clock.now() - timedelta(days=8))

    person = opened(page)

    assert person.sees("The last good copy is old.")
    card = CopiesCard(context)
    card.refresh()
    assert any(child.property("level") == "warning" for child in card.children())
    card.deleteLater()


def wait_for_copy(page: CopiesPage) -> None:
    """Until the copy that was chosen is read."""
    assert page._choose is not None
    page._choose._work.wait()


def test_a_copy_is_read_while_the_window_goes_on(page: CopiesPage, context: Context) -> None:
    copied(context, MONDAY)
    reported(context, "cough", Severity.MILD)
    person = opened(page)

    person.press("Monday 2 March 2026, 09:00")
    at_once = person.sees("Go back to this copy")
    wait_for_copy(page)

    assert not at_once
    assert person.sees("Go back to this copy")


def test_the_preview_says_what_would_be_lost_and_leaves_everything_as_it_is(
    page: CopiesPage, context: Context, clock: FakeClock
) -> None:
    copied(context, clock.now())
    reported(context, "cough", Severity.MILD)
    person = opened(page)

    person.press("Monday 2 March 2026, 09:00")
    wait_for_copy(page)
    seen = person.reads()
    person.press("Leave my diary as it is")

    assert "You would no longer have: one diary entry and one alert." in seen
    assert "So you can undo this." in seen
    assert not person.sees("You would no longer have")


def test_a_copy_like_the_diary_offers_nothing_to_press(page: CopiesPage, context: Context) -> None:
    copied(context, MONDAY)
    person = opened(page)

    person.press("Monday 2 March 2026, 09:00")
    wait_for_copy(page)

    assert person.sees("It is the same as your diary now.")
    assert not person.sees("Go back to this copy")


def test_going_back_is_asked_for_with_the_copy_that_was_seen(
    qtbot: QtBot, page: CopiesPage, context: Context
) -> None:
    copied(context, MONDAY)
    reported(context, "cough", Severity.MILD)
    person = opened(page)
    person.press("Monday 2 March 2026, 09:00")
    wait_for_copy(page)

    with qtbot.waitSignal(context.backups.restore_wanted) as asked:
        person.press("Go back to this copy")

    assert asked.args == [context.backups.copies()[0].path]


def test_what_stood_before_a_restore_is_offered_back_for_thirty_days(
    page: CopiesPage, context: Context, clock: FakeClock
) -> None:
    copied(context, clock.now(), Reason.BEFORE_RESTORE)
    reported(context, "cough", Severity.MILD)

    person = opened(page)
    person.press("Undo this restore")
    wait_for_copy(page)
    soon = person.reads()
    clock.advance(days=31)
    person = opened(page)

    assert "Your diary as it was before is kept: Monday 2 March 2026, 09:00." in soon
    assert "Go back to this copy" in soon
    assert not person.sees("Undo this restore")


def test_a_damaged_copy_is_told_of_when_it_is_chosen(page: CopiesPage, context: Context) -> None:
    copied(context, MONDAY)
    context.backups.copies()[0].path.write_bytes(b"")
    person = opened(page)

    person.press("Monday 2 March 2026, 09:00")
    wait_for_copy(page)

    assert person.sees("is damaged. Choose an older one.")
    assert not person.sees("Go back to this copy")


def test_a_second_place_is_chosen_in_a_dialog_that_stops_nothing(
    qtbot: QtBot, page: CopiesPage, context: Context, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    person = Person(page)

    person.press("Choose a second place")
    dialog = page.findChild(QFileDialog)
    assert dialog is not None
    dialog.fileSelected.emit(str(stick))
    dialog.close()
    qtbot.waitUntil(lambda: not context.backups.is_running)

    assert person.sees(str(stick))
    assert person.sees("The last copy there was made")
    person.press("Make no more copies there")
    qtbot.waitUntil(lambda: not context.backups.is_running)
    assert person.sees("Choose a second place")


def test_everything_is_reached_by_keyboard(qtbot: QtBot, page: CopiesPage, context: Context) -> None:
    copied(context, MONDAY)
    reported(context, "cough", Severity.MILD)
    person = opened(page)
    page.activateWindow()
    row = person.find(QAbstractButton, "Monday 2 March 2026, 09:00")

    row.setFocus()
    qtbot.keyClick(row, Qt.Key.Key_Space)
    wait_for_copy(page)

    assert person.sees("Go back to this copy")


@in_every_look
def test_everything_can_be_read_and_reached(
    qapp: QApplication,
    page: CopiesPage,
    context: Context,
    clock: FakeClock,
    theme: Theme,
    scale: float,
    size: tuple[int, int],
) -> None:
    copied(context, clock.now() - timedelta(days=400), Reason.BEFORE_UPDATE)
    copied(context, clock.now() - timedelta(days=9))
    reported(context, "cough", Severity.MILD)
    apply_theme(qapp, theme, scale, RESOURCES)
    wanted = context.record.preferences()
    context.journal.set_preferences(replace(wanted, second_place="/media/a stick with a long name/copies"))
    page.resize(*size)
    person = opened(page)
    person.press("Saturday 21 February 2026, 09:00")
    wait_for_copy(page)

    assert all_complaints(page) == ()
    context.backups.stop(last_copy=False)


def test_every_word_comes_from_the_words(qtbot: QtBot, tmp_path: Path, clock: FakeClock) -> None:
    context = build_context(tmp_path, clock, pseudo=True)
    copied(context, clock.now(), Reason.BEFORE_RESTORE)
    reported(context, "cough", Severity.MILD)
    for page in shown(qtbot, context):
        assert untranslated(page) == ()
