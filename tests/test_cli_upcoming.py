"""`companion upcoming`: what is planned and was not given yet, as JSON and in words, without Qt."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from companion import clock
from companion.cli import main
from companion.core.catalogue import Catalogue
from companion.core.levels import Reporter
from companion.core.people import DateOrder, Preferences
from companion.core.plan_changes import DoseChange, Moved, NotGiven
from companion.core.team_times import TeamTimes
from companion.core.treatment import DoseGiven, Treatment
from companion.core.words import Words
from companion.stores.database import close_diary, open_diary
from companion.stores.shelf import Shelf

FIRST = datetime(2026, 3, 2, 10, 0)
BEFORE = "2026-03-01T12:00:00-05:00"
AFTER_FIRST = "2026-03-03T09:00:00-05:00"
TARLATAMAB = Treatment(
    id="t",
    drug="tarlatamab",
    regimen="tarlatamab",
    first_wall=FIRST,
    zone="America/New_York",
    place="Day unit, level 3",
    started_at=datetime(2026, 2, 20, tzinfo=UTC),
)
WITHOUT_QT = (
    "import sys; sys.modules['PySide6'] = sys.modules['shiboken6'] = None;"
    "from companion.cli import main; main(prog_name='companion')"
)


@pytest.fixture(autouse=True)
def _in_new_york(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("TZ", "America/New_York")
    yield
    monkeypatch.undo()
    clock.zone()


@pytest.fixture
def diary(tmp_path: Path) -> Path:
    """A diary with tarlatamab planned from 2 March 2026, 10:00, and the first dose given."""
    path = tmp_path / "diary.db"
    given = datetime(2026, 3, 2, 15, 4, tzinfo=UTC)
    with_shelf(path, lambda shelf: save(shelf, TARLATAMAB))
    with_shelf(path, lambda shelf: shelf.doses.save(dose(1, given), at=given))
    return path


def with_shelf(path: Path, change: Callable[[Shelf], None]) -> None:
    db = open_diary(path, create=not path.exists())
    try:
        change(Shelf.over(db))
    finally:
        close_diary(db)


def save(shelf: Shelf, treatment: Treatment) -> None:
    shelf.treatments.save(treatment, at=treatment.started_at, by=Reporter.PATIENT)


def dose(ordinal: int, started_at: datetime) -> DoseGiven:
    return DoseGiven(f"d{ordinal}", TARLATAMAB.id, ordinal, TARLATAMAB.drug, "", started_at, started_at)


def upcoming(path: Path, *options: str) -> Result:
    return CliRunner().invoke(main, ["upcoming", "--data", str(path), *options])


def infusions(path: Path, *options: str) -> list[dict[str, Any]]:
    result = upcoming(path, "--json", *options)
    assert result.exit_code == 0, result.stderr
    found: list[dict[str, Any]] = json.loads(result.stdout)["infusions"]
    return found


def test_a_dose_that_was_given_is_not_listed(diary: Path) -> None:
    listed = infusions(diary, "--at", AFTER_FIRST)

    assert [one["dose_label"] for one in listed] == [
        "Cycle 1, day 8",
        "Cycle 1, day 15",
        "Cycle 2, day 1",
        "Cycle 2, day 15",
        "Cycle 3, day 1",
    ]


def test_each_infusion_says_what_when_and_where(diary: Path) -> None:
    first = infusions(diary, "--at", AFTER_FIRST)[0]

    assert (first["drug"], first["drug_name"]) == ("tarlatamab", "Tarlatamab")
    assert first["amount"] == "10 mg"
    assert first["place"] == "Day unit, level 3"
    assert first["zone"] == "America/New_York"


def test_a_start_carries_the_offset_of_its_zone_and_keeps_its_time_of_day(diary: Path) -> None:
    listed = infusions(diary, "--at", BEFORE, "--days", "20")

    # Clocks in New York go forward on 8 March 2026.
    assert [one["starts_at"] for one in listed] == [
        "2026-03-09T10:00:00-04:00",
        "2026-03-16T10:00:00-04:00",
    ]


def test_how_long_to_stay_near_is_counted_from_the_start(diary: Path, catalogue: Catalogue) -> None:
    first = infusions(diary, "--at", AFTER_FIRST)[0]

    (regimen,) = catalogue.drugs["tarlatamab"].regimens
    monitoring = next(one.monitoring for one in regimen.doses if one.day == 8)
    start = datetime.fromisoformat(first["starts_at"])
    assert monitoring is not None
    assert monitoring.observe_hours is not None
    assert monitoring.stay_near_hours is not None
    assert monitoring.caregiver_hours is not None
    assert first["monitoring"] == {
        "observe_hours": list(monitoring.observe_hours),
        "observe_from": "start",
        "watched_until": [(start + timedelta(hours=h)).isoformat() for h in monitoring.observe_hours],
    }
    assert first["stay_near_until"] == (start + timedelta(hours=monitoring.stay_near_hours)).isoformat()
    assert first["caregiver_until"] == (start + timedelta(hours=monitoring.caregiver_hours)).isoformat()
    assert first["note"] == monitoring.note
    assert first["sources"] == list(dict.fromkeys(first["sources"]))
    assert set(first["sources"]) >= set(monitoring.sources)


def test_a_watch_from_the_end_is_counted_from_the_end_of_the_infusion(diary: Path) -> None:
    later = infusions(diary, "--at", AFTER_FIRST)[1]

    assert later["monitoring"]["observe_from"] == "end"
    assert later["starts_at"] == "2026-03-16T10:00:00-04:00"
    assert later["monitoring"]["watched_until"] == ["2026-03-16T17:00:00-04:00", "2026-03-16T19:00:00-04:00"]
    assert (later["stay_near_until"], later["caregiver_until"]) == (None, None)


def test_a_drug_whose_label_names_no_time_has_none(tmp_path: Path, catalogue: Catalogue) -> None:
    unwatched = next(
        (drug.id, regimen.id)
        for drug in catalogue.drugs.values()
        for regimen in drug.regimens
        if all(one.monitoring is None for one in regimen.doses)
    )
    treatment = replace(TARLATAMAB, drug=unwatched[0], regimen=unwatched[1])
    with_shelf(tmp_path / "diary.db", lambda shelf: save(shelf, treatment))

    first = infusions(tmp_path / "diary.db", "--at", BEFORE)[0]

    assert [first[key] for key in ("monitoring", "stay_near_until", "caregiver_until", "note")] == [None] * 4
    assert first["sources"]


def test_only_the_days_asked_for_are_listed(diary: Path) -> None:
    assert len(infusions(diary, "--at", AFTER_FIRST, "--days", "7")) == 1
    assert infusions(diary, "--at", AFTER_FIRST, "--days", "5") == []


def test_a_dose_nobody_recorded_stays_in_the_list_and_is_asked_about(diary: Path, words: Words) -> None:
    later = "2026-03-11T09:00:00-04:00"

    listed, in_words = infusions(diary, "--at", later), upcoming(diary, "--at", later)

    assert listed[0]["dose_label"] == "Cycle 1, day 8"
    assert in_words.stdout.count(words("treatment.planned_past")) == 1


def test_the_table_says_it_all_in_words(diary: Path, words: Words) -> None:
    wanted = Preferences(clock_24h=False, date_order=DateOrder.MONTH_FIRST)
    with_shelf(
        diary,
        lambda shelf: shelf.preferences.save_preferences(
            wanted, at=TARLATAMAB.started_at, by=Reporter.PATIENT
        ),
    )

    result = upcoming(diary, "--at", AFTER_FIRST, "--days", "20")

    head, first, *rest = result.stdout.splitlines()
    assert result.exit_code == 0
    assert head.split("  ")[0] == words("command_line.when")
    assert first.split("  ")[0] == "Monday, March 9, 2026, 10:00 am"
    for cell in ("Tarlatamab", "Cycle 1, day 8", "10 mg", "Day unit, level 3"):
        assert head.index(words("command_line.dose")) == first.index("Cycle 1, day 8")
        assert cell in first
    assert f"  {words('treatment.watched_from_start', low=22, high=24)}" in rest
    until = "Wednesday, March 11, 2026, 10:00 am"
    assert f"  {words('treatment.near_until', moment=until)}" in rest
    assert f"  {words('treatment.caregiver_until', moment=until)}" in rest
    assert rest[-1] == words("treatment.dates_may_move")


def changed(path: Path, *what: Moved | NotGiven) -> None:
    """Enter changes to the plan, in this order."""
    at = datetime(2026, 3, 3, 12, tzinfo=UTC)
    changes = [DoseChange(f"c{n}", TARLATAMAB.id, at, one) for n, one in enumerate(what)]

    def enter(shelf: Shelf) -> None:
        for change in changes:
            shelf.dose_changes.add(change)

    with_shelf(path, enter)


def test_a_moved_dose_is_listed_at_its_new_time_with_the_old_one_and_why(diary: Path, words: Words) -> None:
    moved = Moved(2, datetime(2026, 3, 9, 10), datetime(2026, 3, 12, 9), later_too=True, reason="Low counts")
    changed(diary, moved)

    listed, in_words = infusions(diary, "--at", AFTER_FIRST), upcoming(diary, "--at", AFTER_FIRST).stdout

    assert [one["starts_at"][:16] for one in listed[:2]] == ["2026-03-12T09:00", "2026-03-19T10:00"]
    assert (listed[0]["status"], listed[0]["moved_reason"]) == ("delayed", "Low counts")
    assert listed[0]["first_planned_at"] == "2026-03-09T10:00:00-04:00"
    assert words("treatment.first_planned", moment="Monday 9 March 2026, 10:00") in in_words
    assert words("treatment.moved_because", reason="Low counts") in in_words


def test_a_dose_that_was_not_given_is_said_apart_with_its_reason(diary: Path) -> None:
    changed(diary, NotGiven(2, "A cold"))

    result = upcoming(diary, "--json", "--at", AFTER_FIRST)
    in_words = upcoming(diary, "--at", AFTER_FIRST).stdout

    assert json.loads(result.stdout)["infusions"][0]["dose_label"] == "Cycle 1, day 15"
    assert json.loads(result.stdout)["not_given"] == [
        {
            "drug": "tarlatamab",
            "drug_name": "Tarlatamab",
            "dose_label": "Cycle 1, day 8",
            "planned_at": "2026-03-09T10:00:00-04:00",
            "reason": "A cold",
        }
    ]
    assert "Not given: Tarlatamab, Cycle 1, day 8, planned for Monday 9 March 2026, 10:00." in in_words


def test_a_gap_beyond_the_label_sends_the_person_to_the_team_and_changes_no_dose(
    diary: Path, words: Words
) -> None:
    changed(diary, Moved(2, datetime(2026, 3, 9, 10), datetime(2026, 3, 18, 10), later_too=True))

    first, second, *_ = infusions(diary, "--at", AFTER_FIRST)
    in_words = upcoming(diary, "--at", AFTER_FIRST).stdout

    # Dose 1 was given on 2 March at 10:04 New York time, before the clocks went forward.
    assert first["long_gap"]["last_dose_at"] == "2026-03-02T10:04:00-05:00"
    assert (first["long_gap"]["hours"], first["long_gap"]["limit_hours"]) == (382, 336)
    assert (first["amount"], second["long_gap"]) == ("10 mg", None)
    assert in_words.count(words("treatment.long_gap", n=15)) == 1


def test_what_the_team_told_is_listed_with_its_date(diary: Path) -> None:
    told = TeamTimes("x", TARLATAMAB.id, None, 8, 24, None, date(2026, 3, 1))
    with_shelf(diary, lambda shelf: shelf.team_times.save(told, at=TARLATAMAB.started_at))

    first = infusions(diary, "--at", AFTER_FIRST)[0]
    in_words = upcoming(diary, "--at", AFTER_FIRST).stdout

    assert first["as_told"] == {
        "observe_hours": {"hours": 8, "told_on": "2026-03-01"},
        "stay_near_hours": {"hours": 24, "told_on": "2026-03-01"},
    }
    assert first["monitoring"]["watched_until"] == ["2026-03-09T18:00:00-04:00"] * 2
    assert first["stay_near_until"] == "2026-03-10T10:00:00-04:00"
    assert "until Tuesday 10 March 2026, 10:00, as your team told you on 1 March 2026." in in_words


def test_an_empty_list_is_said_in_words(diary: Path, words: Words) -> None:
    result = upcoming(diary, "--at", AFTER_FIRST, "--days", "1")

    assert result.exit_code == 0
    assert result.stdout == words("command_line.nothing_coming", n=1) + "\n"


def test_a_treatment_without_a_plan_is_never_passed_over_in_silence(diary: Path, words: Words) -> None:
    lost = replace(TARLATAMAB, id="lost", drug="a_drug_that_is_gone")
    with_shelf(diary, lambda shelf: save(shelf, lost))

    result = upcoming(diary, "--json", "--at", AFTER_FIRST)

    assert json.loads(result.stdout)["not_planned"] == ["a_drug_that_is_gone"]
    assert len(json.loads(result.stdout)["infusions"]) == 5
    assert words("treatment.no_plan") in result.stderr


def test_reading_the_plan_changes_nothing_in_the_diary(diary: Path) -> None:
    before = diary.read_bytes()

    upcoming(diary, "--at", AFTER_FIRST)

    assert diary.read_bytes() == before


@pytest.mark.parametrize(
    "at",
    [
        "2026-03-03T09:00:00",
        "2026-03-03",
        "tomorrow",
        "",
        "1999-12-31T23:00:00Z",
        "9999-12-31T23:00:00-05:00",
        "0001-01-01T00:00:00+05:00",
    ],
)
def test_a_moment_that_is_none_is_refused_in_one_sentence(diary: Path, at: str) -> None:
    result = upcoming(diary, "--at", at)

    assert (result.exit_code, result.stdout) == (2, "")
    assert len(result.stderr.splitlines()) == 1
    assert at in result.stderr


def test_a_diary_that_is_not_there_is_refused_and_not_made(tmp_path: Path, words: Words) -> None:
    result = upcoming(tmp_path / "diary.db")

    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == words("storage.missing", file=str(tmp_path / "diary.db")) + "\n"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("content", "key"),
    [(b"no diary at all, but long enough", "storage.not_a_diary"), (b"", "storage.empty")],
)
def test_a_file_that_is_no_diary_is_refused_and_stays_as_it_was(
    tmp_path: Path, words: Words, content: bytes, key: str
) -> None:
    other = tmp_path / "other.db"
    other.write_bytes(content)

    result = upcoming(other)

    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == words(key, file=str(other)) + "\n"
    assert other.read_bytes() == content


def test_a_folder_is_refused(tmp_path: Path, words: Words) -> None:
    result = upcoming(tmp_path)

    assert (result.exit_code, result.stderr) == (2, words("storage.is_a_folder", file=str(tmp_path)) + "\n")


def test_the_plan_is_read_where_qt_cannot_be_loaded(diary: Path) -> None:
    command = [
        sys.executable,
        "-c",
        WITHOUT_QT,
        "upcoming",
        "--json",
        "--data",
        str(diary),
        "--at",
        AFTER_FIRST,
    ]

    done = subprocess.run(
        command, capture_output=True, text=True, encoding="utf-8", env=os.environ, check=False
    )

    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout)["infusions"][0]["starts_at"] == "2026-03-09T10:00:00-04:00"
