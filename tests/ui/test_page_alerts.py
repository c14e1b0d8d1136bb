"""Alerts: none is ever left out, and what came of each stands with it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from companion.core.alerts import Outcome
from companion.core.levels import Reporter, Severity
from companion.ui.context import Context
from companion.ui.places import Go, PageId
from companion.ui.theme import Theme, apply_theme
from tests.fake_clock import FakeClock
from tests.ui.conftest import UntilTheEnd
from tests.ui.context import build_context
from tests.ui.gallery import RESOURCES
from tests.ui.looks import in_every_look
from tests.ui.robots.alerts import AlertsRobot
from tests.ui.scenes import measured, reported, under_watch

TO_CALL = "Whom to call, and what happened: Call your team now"
RULE = "Show the rule behind this: Call your team now"
Look = Callable[..., AlertsRobot]


@pytest.fixture
def look(qtbot: QtBot, until_the_end: UntilTheEnd) -> Look:
    def look(context: Context, size: tuple[int, int] = (1366, 768)) -> AlertsRobot:
        return until_the_end(AlertsRobot(qtbot, context, size=size))

    return look


def close_all(
    context: Context,
    outcome: Outcome = Outcome.CALLED,
    who: str = "",
    said: str = "",
    by: Reporter = Reporter.PATIENT,
) -> None:
    """Say of every open alert what happened."""
    ids = tuple(alert.id for alert in context.record.open_alerts())
    context.journal.record_outcome(ids, outcome=outcome, who_answered=who, what_they_said=said, by=by)


def open_and_past(context: Context, clock: FakeClock) -> None:
    """One alert closed by a caregiver, one that is open and was seen."""
    under_watch(context, clock)
    measured(context, "38.4")
    close_all(context, who="Nurse Kim", said="Come in.", by=Reporter.CAREGIVER)
    clock.advance(hours=2)
    reported(context, "headache", Severity.MILD)
    ids = tuple(alert.id for alert in context.record.open_alerts())
    context.journal.see_alerts(ids)
    context.journal.record_no_answer(ids, by=Reporter.PATIENT)


def test_an_open_alert_says_why_what_set_it_off_and_when(look: Look, context: Context) -> None:
    measured(context, "38.4")
    alert = context.record.open_alerts()[0]

    page = look(context)

    assert page.headings() == ("Open", "Call your team now")
    assert page.says(alert.why)
    assert page.says("Temperature: 38.4 °C (101.1 °F). Monday 2 March, 09:00.")
    assert page.says("Raised Monday 2 March 2026, 09:00.")
    assert page.frame_around("Call your team now") == "urgent"


def test_an_open_alert_leads_to_whom_to_call(look: Look, context: Context) -> None:
    measured(context, "38.4")
    page = look(context)

    page.press(TO_CALL)

    assert page.went == [Go(PageId.CALL, context.record.open_alerts()[0].id)]
    assert page.says("Nothing is written down yet. What happened?")


def test_an_alert_leads_to_the_page_about_it(look: Look, context: Context, clock: FakeClock) -> None:
    under_watch(context, clock)
    measured(context, "38.4")
    page = look(context)

    page.press("Read about: Cytokine release syndrome (CRS)")

    assert page.went == [Go(PageId.LEARN, "crs")]


def test_the_sources_are_shown_when_asked_for(look: Look, context: Context) -> None:
    measured(context, "38.4")
    sources = [context.catalogue.sources[id].printed() for id in context.record.alerts()[0].sources]
    page = look(context)
    before = [line for line in sources if page.says(line)]

    page.press(RULE)

    assert before == []
    assert sources
    assert all(page.says(line) for line in sources)


def test_what_was_done_about_an_alert_stands_in_order(look: Look, context: Context, clock: FakeClock) -> None:
    measured(context, "38.4")
    ids = (context.record.open_alerts()[0].id,)
    context.journal.see_alerts(ids)
    clock.advance(minutes=5)
    context.journal.record_no_answer(ids, by=Reporter.PATIENT)
    clock.advance(minutes=15)
    close_all(context, who="Nurse Kim", said="Come in and bring the card.", by=Reporter.CAREGIVER)

    page = look(context)

    texts = page.texts()
    happened = texts[texts.index("What happened") + 1 :]
    assert happened[:5] == (
        "Shown on this screen: Monday 2 March 2026, 09:00.",
        "You called and nobody answered: Monday 2 March 2026, 09:05.",
        "You called and someone answered: Monday 2 March 2026, 09:20. Entered by the caregiver.",
        "Who answered: Nurse Kim",
        "What they said: Come in and bring the card.",
    )


@pytest.mark.parametrize(
    ("outcome", "sentence"),
    [
        (Outcome.CALLED, "You called and someone answered"),
        (Outcome.WENT_IN, "You went in"),
        (Outcome.FALSE_ENTRY, "It was a mistake in the diary"),
        (Outcome.THEY_KNOW, "The team knows, and said to keep watching"),
    ],
)
def test_every_outcome_has_its_sentence(
    outcome: Outcome, sentence: str, look: Look, context: Context
) -> None:
    measured(context, "38.4")
    close_all(context, outcome)

    page = look(context)

    assert page.says(f"{sentence}: Monday 2 March 2026, 09:00.")


def test_an_alert_with_an_outcome_moves_to_the_past_and_asks_no_more(look: Look, context: Context) -> None:
    measured(context, "38.4")
    page = look(context)

    close_all(context)
    page.settle()

    assert page.headings()[-2:] == ("Past", "Call your team now")
    assert TO_CALL not in page.buttons()
    assert page.says("No alert is open now. If you feel unwell, call.")


def test_an_alert_that_got_more_urgent_says_when(look: Look, context: Context, clock: FakeClock) -> None:
    reported(context, "cough", Severity.MILD)
    clock.advance(minutes=20)
    reported(context, "cough", Severity.SEVERE)

    page = look(context)

    assert page.says("It got more urgent: Monday 2 March 2026, 09:20.")


def test_without_alerts_the_page_does_not_say_that_all_is_well(look: Look, context: Context) -> None:
    page = look(context)

    assert page.texts() == (
        "No alert is written down here.",
        "This does not mean that all is well. If you feel unwell, call.",
    )


def test_of_a_long_past_the_newest_come_first_and_the_rest_when_asked_for(
    look: Look, context: Context, clock: FakeClock
) -> None:
    for _ in range(12):
        measured(context, "38.4")
        close_all(context)
        clock.advance(hours=25)
    page = look(context)
    at_first = page.count()

    page.press("Show older alerts")

    assert (at_first, page.count()) == (10, 12)
    assert "Show older alerts" not in page.buttons()


@in_every_look
def test_everything_can_be_read_and_reached(
    theme: Theme,
    scale: float,
    size: tuple[int, int],
    context: Context,
    clock: FakeClock,
    look: Look,
    qapp: QApplication,
) -> None:
    apply_theme(qapp, theme, scale, RESOURCES)
    open_and_past(context, clock)
    page = look(context, size)

    page.press(RULE)

    assert page.complaints() == ()


def test_every_word_can_be_translated_and_has_room(
    tmp_path: Path, clock: FakeClock, look: Look, qapp: QApplication
) -> None:
    apply_theme(qapp, Theme.LIGHT, 2.0, RESOURCES)
    context = build_context(tmp_path, clock, pseudo=True)
    open_and_past(context, clock)

    page = look(context, (1024, 600))

    assert page.complaints(pseudo=True) == ()


def test_the_rule_behind_an_alert_shows_what_set_it_off_and_the_windows_then(
    look: Look, context: Context, clock: FakeClock
) -> None:
    under_watch(context, clock)
    measured(context, "38.4")
    clock.advance(hours=30)
    page = look(context)

    page.press(RULE)

    assert page.says("Rule temperature_fever, version 1")
    assert page.says("This rule is a draft. It is not checked by a clinic yet.")
    assert page.says("By itself: Call your team now.")
    assert page.says("The first days after tarlatamab. Tarlatamab, 3 hours after the dose began.")
    assert page.says("It names fever as a sign of CRS.")
    assert page.says(context.catalogue.sources["S0"].link)


def test_past_alerts_are_found_by_their_day(look: Look, context: Context, clock: FakeClock) -> None:
    measured(context, "38.4")
    close_all(context)
    clock.advance(hours=48)
    measured(context, "38.6")
    close_all(context)
    page = look(context)

    page.type_into("Look for a day", "2 March 2026")
    page.press("Show this day")
    on_the_day = (page.says("38.4 °C"), page.says("38.6 °C"))
    page.type_into("Look for a day", "3 March 2026")
    page.press("Show this day")

    assert on_the_day == (True, False)
    assert page.says("No past alert on Tuesday 3 March 2026.")
    page.press("Show all")
    assert page.says("38.4 °C")
    assert page.says("38.6 °C")
