"""The page for caregivers: the next infusion at a glance, a check in one press, and no "all is well"."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from companion.core.levels import Severity
from companion.ui.context import Context
from companion.ui.places import Go, PageId
from companion.ui.theme import Theme, apply_theme
from tests.fake_clock import FakeClock
from tests.ui.conftest import UntilTheEnd
from tests.ui.context import CATALOGUE, build_context
from tests.ui.gallery import RESOURCES
from tests.ui.lint import clipped_labels, untranslated
from tests.ui.looks import in_every_look
from tests.ui.robots.caregiver import CaregiverRobot
from tests.ui.scenes import FIRST_START, measured, named, planned, reported, under_watch

Open = Callable[..., CaregiverRobot]


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock(FIRST_START - timedelta(days=2))


@pytest.fixture
def reader(qtbot: QtBot, until_the_end: UntilTheEnd) -> Open:
    def open_page(context: Context, size: tuple[int, int] = (1366, 768)) -> CaregiverRobot:
        return until_the_end(CaregiverRobot(qtbot, context, size=size))

    return open_page


def test_the_next_infusion_is_there_without_a_press_with_how_long_to_stay(
    reader: Open, context: Context
) -> None:
    planned(context)

    texts = reader(context).texts()

    assert "Monday 2 March, 10:00" in texts
    assert "In 2 days" in texts
    assert "Day unit, level 3" in texts
    assert "Stay within an hour of the hospital until Wednesday 4 March, 10:00." in texts
    assert any(text.startswith("Nobody yet from") for text in texts)


def test_what_is_still_to_get_ready_is_one_press_away(reader: Open, context: Context) -> None:
    treatment = planned(context)
    page = reader(context)

    page.press("Get ready for Tarlatamab on Monday 2 March, 10:00")

    assert page.went == [Go(PageId.GETTING_READY, f"{treatment}:1")]


def test_what_to_watch_for_is_what_the_drug_file_says(reader: Open, context: Context) -> None:
    planned(context)

    texts = reader(context).texts()

    assert set(CATALOGUE.drugs["tarlatamab"].words.watch_for) <= set(texts)


def test_while_a_watch_is_on_the_check_comes_first(reader: Open, context: Context, clock: FakeClock) -> None:
    planned(context)
    before = reader(context).headings()
    under_watch(context, clock, hours=3)

    during = reader(context).headings()

    assert before.index("A short check now") > before.index("Monday 2 March, 10:00")
    assert during[0] == "A short check now"


@pytest.mark.parametrize(
    ("press", "leads_to"),
    [
        ("Fill in the diary with them", Go(PageId.DIARY, "fill_in")),
        ("Write down a temperature", Go(PageId.DIARY, "temperature")),
        ("Do the thinking check", Go(PageId.THINKING)),
        ("Whom to call", Go(PageId.UNWELL)),
        ("Appointments", Go(PageId.APPOINTMENTS)),
    ],
)
def test_each_button_leads_where_it_says(reader: Open, context: Context, press: str, leads_to: Go) -> None:
    page = reader(context)

    page.press(press)

    assert page.went == [leads_to]


def test_since_the_last_infusion_the_worst_the_hottest_and_the_alerts_are_told(
    reader: Open, context: Context, clock: FakeClock
) -> None:
    under_watch(context, clock, hours=3)
    reported(context, "chills", Severity.MILD)
    measured(context, "38.4")

    texts = reader(context).texts()

    assert "Tarlatamab was given today, 10:00. That was 3 hours ago." in texts
    assert "Chills or shivering: at worst mild" in texts
    assert "Highest temperature: 38.4 °C (101.1 °F)" in texts
    assert any(text.startswith("Call your team now: today") and "Not closed yet" in text for text in texts)


def test_a_check_that_is_due_after_a_dose_is_said(reader: Open, context: Context, clock: FakeClock) -> None:
    under_watch(context, clock, hours=3)

    assert any("check" in text.lower() for text in reader(context).texts() if "14:00" in text)


def test_without_any_plan_it_says_so_and_still_leads_to_the_numbers(reader: Open, context: Context) -> None:
    page = reader(context)

    assert "No infusion is planned in the next 3 weeks." in page.texts()
    assert "No dose is written down yet." in page.texts()
    assert "Whom to call" in page.buttons()


@in_every_look
def test_nothing_is_cut_off_or_too_small_in_any_look(
    theme: Theme,
    scale: float,
    size: tuple[int, int],
    context: Context,
    clock: FakeClock,
    reader: Open,
    qapp: QApplication,
) -> None:
    apply_theme(qapp, theme, scale, RESOURCES)
    named(context)
    under_watch(context, clock)

    assert reader(context, size).complaints() == ()


def test_every_word_can_be_translated(tmp_path: Path, clock: FakeClock, reader: Open) -> None:
    context = build_context(tmp_path / "pseudo", clock, pseudo=True)
    under_watch(context, clock)
    reported(context, "chills", Severity.MILD)

    page = reader(context)

    assert (*clipped_labels(page.window), *untranslated(page.window)) == ()
