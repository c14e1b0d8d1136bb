"""Getting ready for an infusion: the times, a checklist kept as it is ticked, and who will be there when."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from companion.core.company import DoseKey
from companion.core.errors import UserCanFix
from companion.ui.context import Context
from companion.ui.places import Go, PageId
from companion.ui.theme import Theme, apply_theme
from tests.fake_clock import FakeClock
from tests.ui.conftest import UntilTheEnd
from tests.ui.context import build_context
from tests.ui.gallery import RESOURCES
from tests.ui.looks import in_every_look
from tests.ui.robots.getting_ready import GettingReadyRobot
from tests.ui.scenes import FIRST_START, planned, refusing

HOUR = timedelta(hours=1)
BAG = "A bag for one night"
THERMOMETERS = "Two thermometers that work"
Look = Callable[..., GettingReadyRobot]


@pytest.fixture
def clock() -> FakeClock:
    """Two days before the first dose, on Monday 2 March at 10."""
    return FakeClock(FIRST_START - timedelta(days=2))


@pytest.fixture
def dose(context: Context) -> DoseKey:
    """The first dose of tarlatamab."""
    return DoseKey(planned(context), 1)


@pytest.fixture
def look(qtbot: QtBot, until_the_end: UntilTheEnd) -> Look:
    def look(
        context: Context, subject: str | None = None, size: tuple[int, int] = (1366, 768)
    ) -> GettingReadyRobot:
        return until_the_end(GettingReadyRobot(qtbot, context, subject, size=size))

    return look


def test_without_a_plan_the_page_leads_to_the_treatment(look: Look, context: Context) -> None:
    page = look(context)

    page.press("See your treatment")

    assert page.headings() == ("No infusion is planned here",)
    assert page.went == [Go(PageId.TREATMENT)]


def test_the_next_infusion_is_shown_with_its_times(look: Look, context: Context, dose: DoseKey) -> None:
    page = look(context)

    assert page.headings()[0] == "Monday 2 March, 10:00"
    assert page.says("In 2 days")
    assert page.says("Tarlatamab")
    assert page.says("At: Day unit, level 3")
    assert page.says("Stay within an hour of the hospital until Wednesday 4 March, 10:00.")
    assert page.says("Your own team’s times count.")


def test_another_dose_can_be_asked_for_and_one_without_company_has_no_card_for_it(
    look: Look, context: Context, dose: DoseKey
) -> None:
    page = look(context, f"{dose.treatment_id}:3")

    assert page.headings()[0].startswith("Monday 16 March, 10:00")
    assert "Who will be with you?" not in page.headings()


def test_a_dose_that_is_gone_gives_way_to_the_next_one(look: Look, context: Context, dose: DoseKey) -> None:
    page = look(context, "nobody:1")

    assert page.headings()[0] == "Monday 2 March, 10:00"


def test_a_tick_is_kept_at_once_and_counted(look: Look, context: Context, dose: DoseKey) -> None:
    page = look(context)
    before = len(page.rows()) + 1

    page.press(THERMOMETERS)
    page.press(BAG)
    page.press(BAG)

    prepared = context.getting_ready.of(dose)
    assert prepared is not None
    assert prepared.done == {"thermometers"}
    assert page.ticked() == (THERMOMETERS,)
    assert page.says(f"1 of {before} ready")
    assert look(context).ticked() == (THERMOMETERS,)


def test_a_tick_keeps_the_focus_where_it_was(look: Look, context: Context, dose: DoseKey) -> None:
    page = look(context)

    page.press(THERMOMETERS)

    assert page.focused_name() == THERMOMETERS


def test_with_nobody_there_the_whole_time_is_named_as_missing(
    look: Look, context: Context, dose: DoseKey
) -> None:
    page = look(context)

    assert page.missing() == ("Nobody yet from Monday 2 March, 10:00 to Wednesday 4 March, 10:00.",)
    assert page.says("Someone with you the whole time: still missing.")
    assert page.frame_around(page.missing()[0]) == "warning"


def test_someone_who_comes_leaves_a_smaller_gap_which_is_proposed_next(
    look: Look, context: Context, dose: DoseKey
) -> None:
    page = look(context)

    page.add("Anna", until=("3 March 2026", "22:00"))

    assert page.missing() == ("Nobody yet from Tuesday 3 March, 22:00 to Wednesday 4 March, 10:00.",)
    assert page.says("Anna: from Monday 2 March, 10:00 to Tuesday 3 March, 22:00")
    assert (page.text_in("From: day"), page.text_in("From: time")) == ("3 March 2026", "22:00")
    assert (page.text_in("Who"), page.focused_name()) == ("", "Who")


def test_a_gap_within_one_day_names_the_day_once(look: Look, context: Context, dose: DoseKey) -> None:
    context.getting_ready.add_spell(
        dose, name="Anna", starts_at=FIRST_START + 5 * HOUR, ends_at=FIRST_START + 48 * HOUR
    )

    assert look(context).missing() == ("Nobody yet from Monday 2 March, 10:00 to 15:00.",)


def test_when_nobody_is_missing_it_says_only_that(look: Look, context: Context, dose: DoseKey) -> None:
    page = look(context)

    page.add("Anna", until=("3 March 2026", "22:00"))
    page.add("Tom")

    assert page.missing() == ()
    assert page.says("For all of this time somebody is written down.")
    assert page.says("Someone with you the whole time: written down.")


def test_the_hours_in_the_hospital_are_one_press(look: Look, context: Context, dose: DoseKey) -> None:
    page = look(context)

    page.press("The hospital team, until Tuesday 3 March, 08:00")

    assert page.missing() == ("Nobody yet from Tuesday 3 March, 08:00 to Wednesday 4 March, 10:00.",)
    assert not any(name.startswith("The hospital team") for name in page.buttons())


def test_who_was_removed_can_be_brought_back(look: Look, context: Context, dose: DoseKey) -> None:
    page = look(context)
    page.add("Anna")
    line = "Anna: from Monday 2 March, 10:00 to Wednesday 4 March, 10:00"

    page.press(f"Remove {line}")
    removed = page.missing()
    page.press(f"Undo: Removed: {line}")

    assert len(removed) == 1
    assert page.missing() == ()


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("Who", "", "Write who it is."),
        ("From: day", "", "Write the day."),
        ("Until: time", "", "Write the time."),
        ("From: time", "25:00", "There is no such time."),
        ("Until: day", "1 March 2026", "This ends before it begins."),
        ("Until: day", "31 February 2026", "There is no such date."),
    ],
)
def test_what_cannot_be_is_said_and_nothing_is_saved(
    field: str, typed: str, sentence: str, look: Look, context: Context, dose: DoseKey
) -> None:
    page = look(context)
    page.type_into("Who", "Anna")

    page.type_into(field, typed)
    page.press("Add this person")

    prepared = context.getting_ready.of(dose)
    assert prepared is not None
    assert prepared.spells == ()
    assert page.complaint_at("Until: time" if sentence.startswith("This ends") else field).startswith(
        sentence
    )


def test_a_time_on_another_day_is_asked_about(look: Look, context: Context, dose: DoseKey) -> None:
    page = look(context)
    page.type_into("From: day", "9 March 2026")

    page.add("Anna", until=("10 March 2026", "9:00"))

    assert page.complaint_at("Until: day").startswith("This is before or after the time in question.")
    assert page.text_in("Who") == "Anna"


def test_what_is_being_typed_stays_while_something_is_ticked(
    look: Look, context: Context, dose: DoseKey
) -> None:
    page = look(context)
    page.type_into("Who", "An")
    page.type_into("Until: time", "7")

    page.press(THERMOMETERS)

    assert (page.text_in("Who"), page.text_in("Until: time")) == ("An", "7")


def test_the_numbers_and_the_page_of_the_drug_are_one_press_away(
    look: Look, context: Context, dose: DoseKey
) -> None:
    page = look(context)

    for name in ("About Tarlatamab", "Whom to call"):
        page.press(name)

    assert page.went == [Go(PageId.LEARN, "tarlatamab"), Go(PageId.UNWELL)]


@in_every_look
def test_the_page_can_be_read_and_used_in_every_look(
    qapp: QApplication,
    look: Look,
    context: Context,
    dose: DoseKey,
    theme: Theme,
    scale: float,
    size: tuple[int, int],
) -> None:
    apply_theme(qapp, theme, scale, RESOURCES)
    context.getting_ready.tick(dose, "bag", done=True)
    context.getting_ready.add_spell(dose, name="Anna", starts_at=FIRST_START, ends_at=FIRST_START + 9 * HOUR)
    page = look(context, size=size)

    page.press("Add this person")

    assert page.complaints() == ()


def test_every_word_has_room_when_it_is_longer(qapp: QApplication, look: Look, tmp_path: Path) -> None:
    context = build_context(tmp_path, FakeClock(FIRST_START - timedelta(days=2)), pseudo=True)
    dose = DoseKey(planned(context), 1)
    context.getting_ready.add_spell(dose, name="Anna", starts_at=FIRST_START, ends_at=FIRST_START + 9 * HOUR)
    page = look(context)

    assert page.complaints(pseudo=True) == ()


def test_a_tick_that_cannot_be_saved_is_not_shown(
    qtbot: QtBot, look: Look, context: Context, dose: DoseKey
) -> None:
    page = look(context)

    with refusing(context), qtbot.capture_exceptions() as raised:
        page.press(BAG)

    assert isinstance(raised[0][1], UserCanFix)
    assert page.ticked() == ()


def test_who_comes_stays_in_the_form_when_it_cannot_be_saved(
    qtbot: QtBot, look: Look, context: Context, dose: DoseKey
) -> None:
    page = look(context)

    with refusing(context), qtbot.capture_exceptions():
        page.add("Anna", until=("3 March 2026", "22:00"))

    assert (page.text_in("Who"), page.text_in("Until: time")) == ("Anna", "22:00")
    assert len(page.missing()) == 1


def test_what_is_typed_of_company_is_there_after_another_page(
    look: Look, context: Context, dose: DoseKey
) -> None:
    page = look(context)
    page.type_into("Who", "An")

    page.page.leave()
    page.open()

    assert page.text_in("Who") == "An"
