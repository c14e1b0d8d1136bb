"""My symptoms: a sentence, a month, a chart and a list say the same, and nothing is made up for a gap."""

from __future__ import annotations

import calendar
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from companion.core.levels import Reporter, Severity
from companion.ui.context import Context
from companion.ui.places import Go, PageId
from companion.ui.theme import Theme, apply_theme, look
from companion.ui.widgets.course_chart import ChartWords, CourseChart, Heat
from companion.ui.widgets.day_view import ShownDay
from companion.ui.widgets.typeset import text_width
from tests.fake_clock import FakeClock
from tests.ui.conftest import UntilTheEnd
from tests.ui.context import build_context
from tests.ui.gallery import RESOURCES
from tests.ui.lint import clipped_labels, untranslated
from tests.ui.robots.symptoms import SymptomsRobot
from tests.ui.scenes import FIRST_START, given, planned

NAUSEA = "Nausea (feeling sick)"
NOTE = "CRP<5 and WBC>3, slept <badly>"
LOOKS = [
    (None, Theme.LIGHT, 1.0, (1366, 768)),
    ("nausea", Theme.LIGHT, 1.0, (1366, 768)),
    ("nausea", Theme.DARK, 1.0, (1024, 600)),
    ("nausea", Theme.DARK, 2.0, (1024, 600)),
    ("nausea", Theme.HIGH_CONTRAST, 2.0, (1366, 768)),
    (None, Theme.HIGH_CONTRAST, 2.0, (1024, 600)),
]
Open = Callable[..., SymptomsRobot]


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock(FIRST_START)


@pytest.fixture
def reader(qtbot: QtBot, until_the_end: UntilTheEnd) -> Open:
    def open_page(
        context: Context, subject: str | None = None, size: tuple[int, int] = (1366, 768)
    ) -> SymptomsRobot:
        return until_the_end(SymptomsRobot(qtbot, context, subject, size=size))

    return open_page


def a_day(
    context: Context,
    clock: FakeClock,
    day: int,
    severity: Severity | None,
    *,
    symptom: str = "nausea",
    note: str = "",
    celsius: str = "",
) -> None:
    """A finished diary so many days after the first dose, with one answer or none."""
    clock.moment = FIRST_START + timedelta(days=day, hours=2)
    entry = context.journal.begin_entry(day=context.record.today(), by=Reporter.PATIENT)
    if severity is not None:
        context.journal.answer(
            entry, symptom=symptom, severity=severity, signs=frozenset(), by=Reporter.PATIENT
        )
    if celsius:
        context.journal.measure(
            entry_id=entry, kind="temperature", value=Decimal(celsius), unit="Cel", by=Reporter.PATIENT
        )
    if note:
        context.journal.write_note(entry, note)
    context.journal.finish_entry(entry)


@pytest.fixture
def fortnight(context: Context, clock: FakeClock) -> Context:
    """Two doses a week apart; nausea on some days, a gap, a fever, a note."""
    treatment = planned(context)
    given(context, treatment, 1, FIRST_START)
    a_day(context, clock, 0, Severity.SEVERE, celsius="38.6")
    a_day(context, clock, 1, Severity.MILD)
    a_day(context, clock, 3, None, note=NOTE)
    clock.moment = FIRST_START + timedelta(days=7, hours=1)
    given(context, treatment, 2, FIRST_START + timedelta(days=7))
    a_day(context, clock, 7, Severity.SEVERE)
    a_day(context, clock, 8, Severity.NOT_SURE)
    return context


def test_the_list_names_what_there_was_and_on_how_many_days(reader: Open, fortnight: Context) -> None:
    page = reader(fortnight)

    assert f"{NAUSEA}: 4 days" in page.buttons()


def test_an_empty_diary_says_what_will_be_here(reader: Open, context: Context) -> None:
    page = reader(context)

    assert "No symptom was written down in the last 12 months." in page.texts()


def test_the_sentence_says_how_bad_how_often_and_whether_after_an_infusion(
    reader: Open, fortnight: Context
) -> None:
    page = reader(fortnight)

    page.press(f"{NAUSEA}: 4 days")

    assert page.title() == NAUSEA
    said = (
        f"{NAUSEA} was severe on 2 of the 5 days with an entry. 2 of them were within 2 days of an infusion."
    )
    assert said in page.texts()


def test_the_arrow_keys_walk_through_the_days_and_say_each(reader: Open, fortnight: Context) -> None:
    page = reader(fortnight, "nausea")
    month, _ = page.pictures()

    assert page.walk(month, Qt.Key.Key_Home) == "Sunday 1 March: nothing written down"
    assert page.walk(month, Qt.Key.Key_Right) == "Monday 2 March: severe, infusion"
    assert page.walk(month, Qt.Key.Key_Down) == "Monday 9 March: severe, infusion"
    assert page.walk(month, Qt.Key.Key_Right) == "Tuesday 10 March: not sure"
    assert page.walk(month, Qt.Key.Key_Right) == "Tuesday 10 March: not sure"


def test_days_to_come_are_not_drawn(reader: Open, fortnight: Context) -> None:
    page = reader(fortnight, "nausea")
    month, _ = page.pictures()

    assert month.days[-1].day == fortnight.record.today()


def test_a_filled_in_diary_without_the_symptom_is_none_and_a_day_without_diary_a_gap(
    reader: Open, fortnight: Context
) -> None:
    page = reader(fortnight, "nausea")

    page.press("Show as a list")

    texts = page.texts()
    assert "Thursday 5 March: none" in texts
    assert "Friday 6 March: nothing written down" in texts


def test_the_chart_can_be_read_as_a_list_of_the_days_with_an_entry(reader: Open, fortnight: Context) -> None:
    page = reader(fortnight, "nausea")

    page.press("Show these months as a list")

    listed = page.texts()
    assert "Thursday 5 March: none" in listed
    assert "Friday 6 March: nothing written down" not in listed
    assert "Of a day that is not in the list nothing was written down." in listed
    page.press("Hide the list of these months")
    assert "Thursday 5 March: none" not in page.texts()


def test_the_chart_says_the_temperature_of_a_day(reader: Open, fortnight: Context) -> None:
    page = reader(fortnight, "nausea")
    _, chart = page.pictures()
    chart.at = len(chart.days) - 1

    said = [page.walk(chart, Qt.Key.Key_Left) for _ in range(8)]

    assert "Monday 2 March: severe, infusion, temperature 38.6 °C (101.5 °F)" in said


def test_an_earlier_month_can_be_opened_and_left_again(reader: Open, fortnight: Context) -> None:
    page = reader(fortnight, "nausea")

    page.press("Earlier month")
    assert "February 2026" in page.headings()
    assert "Nothing is known about these days." in page.texts()
    page.press("Later month")

    assert "March 2026" in page.headings()
    assert "Later month" not in page.buttons()


def test_the_days_after_two_infusions_stand_side_by_side(reader: Open, fortnight: Context) -> None:
    page = reader(fortnight, "nausea")

    assert {"After Monday 2 March", "After Monday 9 March"} <= set(page.headings())
    assert page.texts().count("Day 1: severe") == 2
    assert "Day 2: not sure" in page.texts()


def test_the_same_days_after_two_infusions_stand_in_one_line(reader: Open, fortnight: Context) -> None:
    page = reader(fortnight, "nausea")

    told = [text.partition(":") for text in page.texts() if text.startswith("Day ") and ":" in text]
    days = [int(day.removeprefix("Day ")) for day, _, _ in told]
    starts = [at for at, day in enumerate(days) if day == 1]

    assert len(starts) == 2
    for begin, end in pairwise((*starts, len(days))):
        assert days[begin:end] == list(range(1, end - begin + 1))
    assert any(said == " nothing written down" for _, _, said in told)


def test_a_pictures_name_is_its_sentence(reader: Open, fortnight: Context) -> None:
    page = reader(fortnight, "nausea")

    for picture in page.pictures():
        spoken = QAccessible.queryAccessibleInterface(picture)
        assert spoken is not None
        assert spoken.role() is QAccessible.Role.Chart
        assert "was severe on 2 of the 5 days" in spoken.text(QAccessible.Text.Name)


def test_a_note_is_found_by_a_word_in_other_letters_and_shown_letter_for_letter(
    reader: Open, fortnight: Context
) -> None:
    page = reader(fortnight)

    page.type_into("Which word are you looking for?", "wbc>3")
    page.press("Look")

    assert "1 note" in page.texts()
    assert NOTE in page.texts()


def test_a_day_that_was_found_can_be_opened(reader: Open, fortnight: Context) -> None:
    page = reader(fortnight)
    page.type_into("Which word are you looking for?", "slept")
    page.press("Look")

    page.press("Open this day")

    assert page.went == [Go(PageId.DIARY, "2026-03-05")]


def test_a_word_that_is_nowhere_is_said_so(reader: Open, fortnight: Context) -> None:
    page = reader(fortnight)

    page.type_into("Which word are you looking for?", "zebra")
    page.press("Look")

    assert "No note has this word in it." in page.texts()


@pytest.mark.parametrize(("subject", "theme", "scale", "size"), LOOKS)
def test_nothing_is_cut_off_or_too_small_in_any_look(
    subject: str | None,
    theme: Theme,
    scale: float,
    size: tuple[int, int],
    fortnight: Context,
    reader: Open,
    qapp: QApplication,
) -> None:
    apply_theme(qapp, theme, scale, RESOURCES)

    page = reader(fortnight, subject, size)

    assert page.complaints() == ()


@pytest.mark.parametrize("subject", [None, "nausea"])
def test_every_word_can_be_translated(
    subject: str | None, tmp_path: Path, clock: FakeClock, reader: Open
) -> None:
    context = build_context(tmp_path / "pseudo", clock, pseudo=True)
    treatment = planned(context)
    given(context, treatment, 1, FIRST_START)
    a_day(context, clock, 0, Severity.SEVERE, celsius="38.6")

    page = reader(context, subject)

    assert (*clipped_labels(page.window), *untranslated(page.window)) == ()


@pytest.mark.parametrize("width", [700, 900, 1100])
@pytest.mark.parametrize("scale", [1.0, 2.0])
@pytest.mark.parametrize("days", [90, 365])
def test_the_names_of_months_never_run_into_each_other(
    days: int, scale: float, width: int, qtbot: QtBot, qapp: QApplication
) -> None:
    apply_theme(qapp, Theme.LIGHT, scale, RESOURCES)
    months = tuple(calendar.month_name)[1:]
    shown = tuple(ShownDay(date(2025, 8, 15) + timedelta(days=n), None, False, "") for n in range(days))
    spoken = ChartWords(("None", "Mild", "Moderate", "Severe"), "Infusion", "Temperature", months)
    chart = CourseChart(shown, Heat({}, None), spoken, "")
    qtbot.addWidget(chart)
    chart.resize(width, chart.heightForWidth(width))

    names = chart.month_names()

    font = look().font("small")
    assert len(names) >= 2
    assert all(x + text_width(name, font) < after for (x, name), (after, _) in pairwise(names))
    assert names[-1][0] + text_width(names[-1][1], font) <= width
