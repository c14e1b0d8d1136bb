"""What a drug file must say, and the complaints about one that does not."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from typing import Any

import pytest

from companion.core.drugs import DrugClass, Route, WindowSpec, parse_drug
from companion.core.errors import DataIsBroken
from companion.core.levels import Status
from companion.core.parsing import Section
from companion.core.regimen import ClockStart, Monitoring, RestartGap
from tests.shipped import shipped_drug

Table = dict[str, Any]
Change = Callable[[Table], object]


def a_drug(**changes: object) -> Table:
    """A small drug file: two regimens of which the first goes over to the second."""
    dose = {"cycles": [1], "day": 1, "amount": "5 mg", "minutes": 30, "sources": ["S1"]}
    words = {"name": "Weekly", "setting": "Any"}
    table: Table = {
        "id": "testumab",
        "version": 1,
        "status": "draft",
        "reviewed": shipped_drug("tarlatamab").reviewed,
        "review_by": shipped_drug("tarlatamab").review_by,
        "sources": ["S1"],
        "class": "chemotherapy",
        "route": "injection",
        "words": {"name": "Testumab", "in_script": "testumab", "about": "A drug."},
        "windows": [
            {"id": "crs", "to_hours": 48, "sources": ["S1"]},
            {"id": "checkpoint", "sources": ["S1"]},
        ],
        "regimens": [
            {
                "id": "first",
                "sources": ["S1"],
                "cycle_days": 7,
                "cycles": 4,
                "then": "second",
                "then_after_days": 7,
                "words": dict(words),
                "doses": [dict(dose)],
            },
            {
                "id": "second",
                "sources": ["S1"],
                "cycle_days": 14,
                "words": dict(words),
                "doses": [dict(dose)],
            },
        ],
    }
    return {**table, **changes}


def complaint_about(table: Table) -> DataIsBroken:
    """The complaint that parsing this table raises."""
    with pytest.raises(DataIsBroken) as caught:
        parse_drug(Section(table, "testumab.toml"))
    return caught.value


def test_a_small_file_is_read_with_everything_that_is_absent_left_empty() -> None:
    drug = parse_drug(Section(a_drug(), "testumab.toml"))

    assert (drug.drug_class, drug.route, drug.status) == (
        DrugClass.CHEMOTHERAPY,
        Route.INJECTION,
        Status.DRAFT,
    )
    assert (drug.brands, drug.page, drug.restart_gaps, drug.words.watch_for) == ((), None, (), ())
    assert (drug.hides_fever_hours, drug.hides_fever_sources) == (None, ())
    assert drug.windows[1] == WindowSpec("checkpoint", None, None, None, None, None, None, ("S1",))
    assert drug.regimens[0].doses[0].monitoring is None
    assert drug.regimens[0].drug == "testumab"


def test_a_regimen_is_found_by_its_id() -> None:
    drug = parse_drug(Section(a_drug(), "testumab.toml"))

    assert drug.regimen("second") is drug.regimens[1]
    assert drug.regimen("third") is None


def test_tarlatamab_reads_as_written() -> None:
    drug = shipped_drug("tarlatamab")

    assert drug.restart_gaps == (
        RestartGap(1, 14 * 24, ("S1", "S2")),
        RestartGap(2, 21 * 24, ("S1", "S2")),
        RestartGap(3, 28 * 24, ("S1", "S2")),
    )
    assert drug.hides_fever_hours == 48
    first = drug.regimens[0].doses[0].monitoring
    assert first is not None
    assert first == Monitoring(
        observe_hours=(22, 24),
        observe_from=ClockStart.START,
        stay_near_hours=48,
        stay_near_from=ClockStart.START,
        caregiver_hours=48,
        sources=("S1", "S2", "S13"),
        note=first.note,
    )


def test_a_drug_can_be_hashed_and_compared() -> None:
    assert len({shipped_drug("tarlatamab"), shipped_drug("tarlatamab"), shipped_drug("durvalumab")}) == 2


WINDOW = {"id": "tarlatamab", "to_hours": 576, "sources": ["S1"]}
OBSERVED = {"observe_hours": [6, 8], "observe_from": "end", "sources": ["S1"]}


def window(**changes: object) -> Change:
    """Adds a window."""
    return lambda t: t["windows"].append({**WINDOW, **changes})


def regimen(**changes: object) -> Change:
    """Changes the first regimen."""
    return lambda t: t["regimens"][0].update(changes)


def dose(**changes: object) -> Change:
    """Changes the first dose."""
    return lambda t: t["regimens"][0]["doses"][0].update(changes)


def monitoring(**changes: object) -> Change:
    """Gives the first dose a time to be watched."""
    return dose(monitoring={**OBSERVED, **changes})


def gaps(*rows: tuple[int, int]) -> Change:
    """Adds restart gaps."""
    return lambda t: t.update(
        restart_gaps=[{"after_dose": n, "hours": h, "sources": ["S1"]} for n, h in rows]
    )


def without(*path: str | int) -> Change:
    """Takes one value out."""

    def take_out(table: Table) -> None:
        inner: Any = table
        for step in path[:-1]:
            inner = inner[step]
        del inner[path[-1]]

    return take_out


DOSE = "regimens[0].doses[0]"


@pytest.mark.parametrize(
    ("change", "place", "problem"),
    [
        (lambda t: t.update(dose="5 mg"), "dose", "unknown_key"),
        (window(till_hours=3), "windows[2].till_hours", "unknown_key"),
        (regimen(cycle=3), "regimens[0].cycle", "unknown_key"),
        (dose(hours=1), f"{DOSE}.hours", "unknown_key"),
        (monitoring(watch=1), f"{DOSE}.monitoring.watch", "unknown_key"),
        (lambda t: t["words"].update(aka="x"), "words.aka", "unknown_key"),
        (lambda t: t["regimens"][0]["words"].update(aka="x"), "regimens[0].words.aka", "unknown_key"),
        (
            lambda t: t.update(hides_fever={"hours": 1, "sources": ["S1"], "x": 1}),
            "hides_fever.x",
            "unknown_key",
        ),
        (without("sources"), "sources", "missing"),
        (lambda t: t.update(sources=[]), "sources", "empty"),
        (without("windows", 0, "sources"), "windows[0].sources", "missing"),
        (window(sources=[]), "windows[2].sources", "empty"),
        (without("regimens", 0, "sources"), "regimens[0].sources", "missing"),
        (dose(sources=[]), f"{DOSE}.sources", "empty"),
        (monitoring(sources=[]), f"{DOSE}.monitoring.sources", "empty"),
        (lambda t: t.update(hides_fever={"hours": 48}), "hides_fever.sources", "missing"),
        (
            lambda t: t.update(restart_gaps=[{"after_dose": 1, "hours": 3}]),
            "restart_gaps[0].sources",
            "missing",
        ),
        (lambda t: t.update(version=0), "version", "impossible_number"),
        (lambda t: t.update(status="final"), "status", "not_one_of"),
        (lambda t: t.update({"class": "vaccine"}), "class", "not_one_of"),
        (lambda t: t.update(route="pill"), "route", "not_one_of"),
        (lambda t: t.update(review_by=t["reviewed"].replace(year=2020)), "reviewed", "wrong_order"),
        (without("windows"), "windows", "missing"),
        (window(id="crs"), "windows[2].id", "twice"),
        (window(after="fever"), "windows[2].after", "unknown_id"),
        (window(to_hours=0), "windows[2].to_hours", "impossible_number"),
        (window(to_hours=True), "windows[2].to_hours", "needs_whole"),
        (window(early_to_hours=600), "windows[2].early_doses", "missing"),
        (window(early_doses=3), "windows[2].early_to_hours", "missing"),
        (window(early_to_hours=500, early_doses=3), "windows[2].to_hours", "wrong_order"),
        (window(nervous_to_hours=500), "windows[2].to_hours", "wrong_order"),
        (gaps((2, 336)), "restart_gaps[0].after_dose", "wrong_order"),
        (gaps((1, 336), (1, 500)), "restart_gaps[1].after_dose", "wrong_order"),
        (gaps((1, 0)), "restart_gaps[0].hours", "impossible_number"),
        (regimen(id="second"), "regimens[1].id", "twice"),
        (regimen(then="third"), "regimens[0].then", "unknown_id"),
        (regimen(then="first"), "regimens[0].then", "twice"),
        (
            lambda t: t["regimens"][1].update(cycles=2, then="first", then_after_days=1),
            "regimens[0].then",
            "twice",
        ),
        (without("regimens", 0, "then_after_days"), "regimens[0].then_after_days", "missing"),
        (without("regimens", 0, "then"), "regimens[0].then_after_days", "unknown_key"),
        (without("regimens", 0, "cycles"), "regimens[0].cycles", "missing"),
        (regimen(cycle_days=0), "regimens[0].cycle_days", "impossible_number"),
        (without("regimens", 0, "doses"), "regimens[0].doses", "missing"),
        (dose(day=2), "regimens[0].doses", "missing"),
        (dose(cycles=[2]), "regimens[0].doses", "missing"),
        (dose(day=0), f"{DOSE}.day", "impossible_number"),
        (dose(cycles=[]), f"{DOSE}.cycles", "impossible_number"),
        (dose(cycles=[0, 1]), f"{DOSE}.cycles", "impossible_number"),
        (dose(cycles=[1, 2, 3]), f"{DOSE}.cycles", "impossible_number"),
        (dose(cycles=[3, 2]), f"{DOSE}.cycles", "wrong_order"),
        (dose(cycles=[1, 5]), f"{DOSE}.cycles", "impossible_number"),
        (dose(amount=5), f"{DOSE}.amount", "needs_text"),
        (dose(minutes=-5), f"{DOSE}.minutes", "impossible_number"),
        (monitoring(observe_hours=[8, 6]), f"{DOSE}.monitoring.observe_hours", "wrong_order"),
        (monitoring(observe_hours=[6]), f"{DOSE}.monitoring.observe_hours", "impossible_number"),
        (monitoring(observe_from="middle"), f"{DOSE}.monitoring.observe_from", "not_one_of"),
        (monitoring(stay_near_hours=48), f"{DOSE}.monitoring.stay_near_from", "missing"),
        (monitoring(stay_near_from="end"), f"{DOSE}.monitoring.stay_near_from", "unknown_key"),
        (
            dose(monitoring={"observe_from": "end", "sources": ["S1"]}),
            f"{DOSE}.monitoring.observe_from",
            "unknown_key",
        ),
    ],
)
def test_a_bad_drug_file_is_named_by_key_and_reason(change: Change, place: str, problem: str) -> None:
    table = deepcopy(a_drug())
    change(table)

    complaint = complaint_about(table)

    assert (complaint.origin, complaint.place, complaint.problem) == ("testumab.toml", place, problem)


@pytest.mark.parametrize(
    ("cycles", "day", "meets"),
    [([1], 1, True), ([3], 1, True), ([2, 3], 1, True), ([1, 1], 2, False), ([2], 3, False)],
)
def test_two_doses_cannot_fall_on_one_day(cycles: list[int], day: int, meets: bool) -> None:
    table = a_drug()
    first = table["regimens"][1]["doses"][0]
    table["regimens"][1]["doses"].append({**first, "cycles": cycles, "day": day})

    if meets:
        assert complaint_about(table).problem == "twice"
    else:
        assert len(parse_drug(Section(table, "testumab.toml")).regimens[1].doses) == 2


def test_a_dose_after_the_end_of_its_cycle_is_refused() -> None:
    table = a_drug()
    table["regimens"][0]["doses"].append({**table["regimens"][0]["doses"][0], "day": 8})

    complaint = complaint_about(table)

    assert (complaint.place, complaint.problem) == ("regimens[0].doses[1].day", "impossible_number")


@pytest.mark.parametrize("key", a_drug())
def test_only_the_regimens_of_a_drug_may_be_left_out(key: str) -> None:
    table = a_drug()
    del table[key]

    if key == "regimens":
        assert parse_drug(Section(table, "testumab.toml")).regimens == ()
    else:
        assert (complaint_about(table).place, complaint_about(table).problem) == (key, "missing")
