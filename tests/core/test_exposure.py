"""Which stretches doses, fevers and radiation open, to the second, for drugs made up for the purpose."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from companion.core.catalogue import Catalogue
from companion.core.diary import Reading
from companion.core.drugs import Drug, RestartGap, WindowSpec
from companion.core.exposure import Exposure, exposures, newest_start, opens_window
from companion.core.people import Person
from companion.core.scenario import Dose, Scenario
from companion.core.windows import WindowMeaning
from tests.shipped import shipped_drug

NOW = datetime(2026, 3, 2, 15, 0, tzinfo=UTC)
SECOND = timedelta(seconds=1)
LOOK_BACK = 24


def hours(count: float) -> timedelta:
    return timedelta(hours=count)


def ago(count: float) -> datetime:
    return NOW - hours(count)


def spec(
    id: str,
    to: int | None,
    *,
    after: str | None = None,
    early_to: int | None = None,
    early_doses: int | None = None,
    reopened: int | None = None,
    nervous_to: int | None = None,
    sources: tuple[str, ...] = ("S0",),
) -> WindowSpec:
    return WindowSpec(id, after, to, early_to, early_doses, reopened, nervous_to, sources)


def drug(id: str, *windows: WindowSpec, gaps: tuple[RestartGap, ...] = ()) -> Drug:
    return replace(shipped_drug("tarlatamab"), id=id, windows=windows, restart_gaps=gaps)


def meaning(id: str, after_radiation: timedelta | None = None) -> WindowMeaning:
    return WindowMeaning(id, id, "Why.", None, None, None, ("S0",), None, after_radiation)


def with_drugs(catalogue: Catalogue, *drugs: Drug, windows: tuple[WindowMeaning, ...] = ()) -> Catalogue:
    return replace(
        catalogue, drugs={each.id: each for each in drugs}, windows={each.id: each for each in windows}
    )


def dose(drug: str, started_at: datetime | None, key: str = "") -> Dose:
    return Dose(key or f"{drug} {started_at}", drug, started_at)


def fever(at: datetime, key: str = "fever") -> Reading:
    return Reading(key, "temperature", Decimal("38.4"), "Cel", at)


def opened(
    catalogue: Catalogue, *doses: Dose, fevers: tuple[Reading, ...] = (), ended: date | None = None
) -> tuple[Exposure, ...]:
    scenario = Scenario(NOW, Person(chest_radiation_ended=ended), doses=doses)
    return exposures(scenario, catalogue, fevers)


CYTOKINES = spec("cytokines", 48, early_to=72, early_doses=2, reopened=36)
WEEKS = spec("weeks", 100, after="cytokines", nervous_to=200)
DAY = spec("day", 24)
GAPS = (RestartGap(1, 300, ("S0",)),)
ENGAGER = drug("engager", CYTOKINES, WEEKS, gaps=GAPS)
CHEMO = drug("chemo", DAY)


def test_both_ends_of_a_stretch_belong_to_it_and_nerves_have_an_end_of_their_own() -> None:
    stretch = Exposure("weeks", "engager", NOW, NOW + hours(2), NOW + hours(1))

    for_nerves = [stretch.is_open(NOW + hours(2)), stretch.is_open(NOW + hours(2) + SECOND)]
    for_others = [
        stretch.is_open(moment, nervous=False) for moment in (NOW + hours(1), NOW + hours(1) + SECOND)
    ]

    assert (stretch.is_open(NOW - SECOND), stretch.is_open(NOW)) == (False, True)
    assert for_nerves == for_others == [True, False]


def test_a_stretch_without_ends_is_open_at_any_time() -> None:
    stretch = Exposure("weeks", "engager", None, None, None)

    assert stretch.is_open(NOW)
    assert stretch.is_open(NOW, nervous=False)


def test_an_early_dose_opens_its_window_for_longer_and_the_next_one_after_it(catalogue: Catalogue) -> None:
    start = ago(10)

    found = opened(with_drugs(catalogue, ENGAGER), dose("engager", start))

    assert found == (
        Exposure("cytokines", "engager", start, start + hours(72), start + hours(72), early=True),
        Exposure("weeks", "engager", start + hours(72), start + hours(200), start + hours(100), early=True),
    )


def test_a_later_dose_opens_them_for_the_plain_time(catalogue: Catalogue) -> None:
    starts = (ago(450), ago(250), ago(10))

    found = opened(with_drugs(catalogue, ENGAGER), *(dose("engager", start) for start in starts))

    assert found == (
        Exposure("cytokines", "engager", ago(10), ago(10) + hours(48), ago(10) + hours(48)),
        Exposure("weeks", "engager", ago(10) + hours(48), ago(10) + hours(200), ago(10) + hours(100)),
    )


def test_the_last_of_the_early_doses_is_early(catalogue: Catalogue) -> None:
    found = opened(with_drugs(catalogue, ENGAGER), dose("engager", ago(300)), dose("engager", ago(10)))

    assert [stretch.early for stretch in found] == [True, True]


def test_a_dose_after_too_long_a_gap_is_a_first_one_again(catalogue: Catalogue) -> None:
    starts = (ago(800), ago(700), ago(312), ago(10))
    doses = tuple(dose("engager", start) for start in starts)

    found = opened(with_drugs(catalogue, ENGAGER), *doses)
    without_gaps = opened(with_drugs(catalogue, drug("engager", CYTOKINES)), *doses)

    assert [stretch.early for stretch in found if stretch.opened_at == ago(10)] == [True]
    assert [stretch.early for stretch in without_gaps] == [False]


def test_the_gaps_of_any_drug_that_opens_the_window_count(catalogue: Catalogue) -> None:
    twin = drug("twin", CYTOKINES, WEEKS)
    starts = (ago(800), ago(700), ago(312), ago(10))

    found = opened(with_drugs(catalogue, twin, ENGAGER), *(dose("twin", start) for start in starts))

    assert [stretch.early for stretch in found if stretch.opened_at == ago(10)] == [True]


def test_a_dose_without_a_time_is_early_and_its_windows_have_no_ends(catalogue: Catalogue) -> None:
    both = with_drugs(catalogue, ENGAGER, CHEMO)

    found = opened(both, dose("engager", None), dose("chemo", None))

    assert found == (
        Exposure("cytokines", "engager", None, None, None, early=True),
        Exposure("weeks", "engager", None, None, None, early=True),
        Exposure("day", "chemo", None, None, None),
    )


def test_a_dose_without_a_time_makes_no_other_dose_a_later_one(catalogue: Catalogue) -> None:
    doses = (dose("engager", None), dose("engager", ago(250)), dose("engager", ago(10)))

    found = opened(with_drugs(catalogue, ENGAGER), *doses)

    assert {stretch.early for stretch in found} == {True}


def test_a_dose_of_this_very_moment_opens_its_window_and_one_to_come_opens_none(
    catalogue: Catalogue,
) -> None:
    known = with_drugs(catalogue, CHEMO)

    found = opened(known, dose("chemo", NOW + SECOND), dose("chemo", NOW))

    assert found == (Exposure("day", "chemo", NOW, NOW + hours(24), NOW + hours(24)),)


def test_a_window_without_an_end_stays_open(catalogue: Catalogue) -> None:
    endless = drug("endless", spec("checkpoint", None))

    found = opened(with_drugs(catalogue, endless), dose("endless", ago(50_000)))

    assert found == (Exposure("checkpoint", "endless", ago(50_000), None, None),)


def test_a_window_after_one_without_an_end_opens_with_the_dose(catalogue: Catalogue) -> None:
    endless = drug("endless", spec("checkpoint", None), spec("weeks", 100, after="checkpoint"))

    found = opened(with_drugs(catalogue, endless), dose("endless", ago(10)))

    assert found[1] == Exposure("weeks", "endless", ago(10), ago(10) + hours(100), ago(10) + hours(100))


@pytest.mark.parametrize(
    ("window", "longest"),
    [
        (spec("one", 50), 50),
        (spec("one", 50, early_to=60, early_doses=1), 60),
        (spec("one", 50, early_to=60, early_doses=1, nervous_to=70), 70),
        (spec("one", 90, early_to=60, early_doses=1, nervous_to=70), 90),
    ],
)
def test_what_closed_just_when_the_look_back_began_is_kept_and_what_closed_before_is_not(
    window: WindowSpec, longest: int, catalogue: Catalogue
) -> None:
    known = with_drugs(catalogue, drug("made_up", window))
    at_the_line = ago(LOOK_BACK + longest)

    kept, left_out = (opened(known, dose("made_up", at)) for at in (at_the_line, at_the_line - SECOND))

    assert [stretch.opened_at for stretch in kept] == [at_the_line]
    assert left_out == ()


def test_without_a_look_back_what_closes_now_is_still_kept(catalogue: Catalogue) -> None:
    known = replace(with_drugs(catalogue, CHEMO), rules={})

    kept, left_out = (opened(known, dose("chemo", at)) for at in (ago(24), ago(24) - SECOND))

    assert [stretch.opened_at for stretch in kept] == [ago(24)]
    assert left_out == ()


def test_a_window_that_two_files_open_alike_is_opened_once_by_each_dose(catalogue: Catalogue) -> None:
    other = drug("other", replace(DAY, sources=("S7",)))

    doses = (dose("chemo", ago(3)), dose("other", ago(2)), dose("unknown", ago(1)))

    found = opened(with_drugs(catalogue, CHEMO, other), *doses)

    assert [(stretch.drug, stretch.opened_at) for stretch in found] == [
        ("chemo", ago(3)),
        ("other", ago(2)),
        ("unknown", ago(1)),
    ]


def test_doses_of_two_drugs_that_open_a_window_alike_are_counted_together(catalogue: Catalogue) -> None:
    other = drug("other", replace(CYTOKINES, sources=("S7",)))
    doses = (dose("engager", ago(450)), dose("other", ago(250)), dose("engager", ago(10)))

    found = opened(with_drugs(catalogue, drug("engager", CYTOKINES), other), *doses)

    assert found == (Exposure("cytokines", "engager", ago(10), ago(10) + hours(48), ago(10) + hours(48)),)


def test_a_window_that_two_files_open_for_different_times_is_opened_as_each_says(
    catalogue: Catalogue,
) -> None:
    other = drug("other", replace(DAY, to_hours=30))

    found = opened(with_drugs(catalogue, CHEMO, other), dose("chemo", ago(3)), dose("other", ago(2)))

    assert [(stretch.drug, stretch.closes_at) for stretch in found] == [
        ("chemo", ago(3) + hours(24)),
        ("other", ago(2) + hours(30)),
    ]


def test_a_drug_that_is_not_known_opens_every_window_for_as_long_as_any_file_says(
    catalogue: Catalogue,
) -> None:
    found = opened(with_drugs(catalogue, CHEMO, ENGAGER), dose("unknown", ago(3)))

    assert [(stretch.window, stretch.closes_at) for stretch in found] == [
        ("day", ago(3) + hours(24)),
        ("cytokines", ago(3) + hours(72)),
        ("weeks", ago(3) + hours(200)),
    ]


def test_a_window_that_no_file_opens_is_opened_by_an_unknown_drug_without_an_end(
    catalogue: Catalogue,
) -> None:
    windows = (meaning("day"), meaning("chest", hours(100)), meaning("lost"), meaning("lost_too"))
    known = with_drugs(catalogue, CHEMO, windows=windows)

    found = opened(known, dose("chemo", ago(30)), dose("unknown", ago(400)), dose("strange", None))

    assert [stretch for stretch in found if stretch.window != "day"] == [
        Exposure("lost", "unknown", ago(400), None, None, early=True),
        Exposure("lost", "strange", None, None, None, early=True),
        Exposure("lost_too", "unknown", ago(400), None, None, early=True),
        Exposure("lost_too", "strange", None, None, None, early=True),
    ]


def test_a_fever_reopens_the_window_of_the_doses_before_it(catalogue: Catalogue) -> None:
    known = with_drugs(catalogue, ENGAGER)
    before, at_start, after = (fever(at, str(at)) for at in (ago(601), ago(600), ago(5)))

    found = opened(known, dose("engager", ago(600)), fevers=(before, at_start, after))

    assert found == tuple(
        Exposure(
            "cytokines",
            "engager",
            each.at,
            each.at + hours(36),
            each.at + hours(36),
            early=True,
            reopened_by=each.key,
        )
        for each in (at_start, after)
    )


def test_a_fever_without_a_dose_opens_nothing(catalogue: Catalogue) -> None:
    assert opened(with_drugs(catalogue, ENGAGER), fevers=(fever(ago(5)),)) == ()


@pytest.mark.parametrize(
    ("doses", "named"),
    [
        ((dose("engager", ago(900)), dose("unknown", ago(800))), "unknown"),
        ((dose("engager", ago(800)), dose("unknown", ago(900))), "engager"),
        ((dose("engager", ago(800)), dose("unknown", None)), "engager"),
        ((dose("unknown", None), dose("engager", ago(800))), "engager"),
        ((dose("engager", ago(800)), dose("unknown", ago(800))), "unknown"),
        ((dose("unknown", ago(800)), dose("engager", ago(800))), "unknown"),
        ((dose("engager", None), dose("unknown", None)), "unknown"),
        ((dose("engager", ago(800)), dose("unknown", ago(4))), "engager"),
        ((dose("unknown", None),), "unknown"),
    ],
)
def test_a_window_that_a_fever_reopened_names_the_drug_given_last_before_it(
    doses: tuple[Dose, ...], named: str, catalogue: Catalogue
) -> None:
    found = opened(with_drugs(catalogue, ENGAGER), *doses, fevers=(fever(ago(5)),))

    assert [stretch.drug for stretch in found if stretch.reopened_by == "fever"] == [named]


def test_radiation_to_the_chest_opens_its_window_until_so_long_after_its_last_day(
    catalogue: Catalogue,
) -> None:
    known = with_drugs(catalogue, windows=(meaning("day"), meaning("chest", hours(1000))))
    until = datetime(2026, 2, 1, tzinfo=UTC) + hours(1000)

    found = opened(known, ended=date(2026, 2, 1))

    assert found == (Exposure("chest", None, None, until, until),)
    assert opened(known) == ()


def test_the_newest_start_is_that_of_the_last_timed_dose_that_opens_the_window(
    catalogue: Catalogue,
) -> None:
    known = with_drugs(catalogue, CHEMO, ENGAGER)
    starts = {"engager": ago(9), "chemo": ago(8), "unknown": ago(11)}
    doses = (*(dose(*one) for one in starts.items()), dose("engager", NOW + SECOND), dose("chemo", None))
    scenario = Scenario(NOW, doses=doses)

    newest = [newest_start(scenario, known, window) for window in ("cytokines", "day", "lost")]

    assert newest == [ago(9), ago(8), None]


def test_a_drug_that_is_not_known_counts_for_the_newest_start_and_this_very_moment_does(
    catalogue: Catalogue,
) -> None:
    known = with_drugs(catalogue, CHEMO)

    newest = newest_start(Scenario(NOW, doses=(dose("chemo", ago(5)), dose("unknown", NOW))), known, "day")

    assert newest == NOW


def test_a_known_drug_opens_the_windows_of_its_file_and_an_unknown_one_all(catalogue: Catalogue) -> None:
    known = with_drugs(catalogue, CHEMO, ENGAGER)

    opens = {
        (id, window): opens_window(known, id, window)
        for id in ("chemo", "engager", "unknown")
        for window in ("day", "weeks")
    }

    assert opens == {
        ("chemo", "day"): True,
        ("chemo", "weeks"): False,
        ("engager", "day"): False,
        ("engager", "weeks"): True,
        ("unknown", "day"): True,
        ("unknown", "weeks"): True,
    }
