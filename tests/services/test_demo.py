"""The demonstration: a diary that looks as if it had been lived, with the next infusion in 46 hours."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from companion.core.alerts import Alert, AlertEventKind, Outcome
from companion.core.catalogue import Catalogue
from companion.core.demo_story import AfterDose, parse_story
from companion.core.diary import EntryState
from companion.core.errors import CompanionError, DataIsBroken, UserCanFix
from companion.core.levels import Level, Reporter, Severity
from companion.core.parsing import Section
from companion.core.words import Words
from companion.paths import PersonFiles, resources_dir
from companion.services.appointments import Appointments
from companion.services.demo import make_demo, plan_to_next_dose, play_demo, read_story
from companion.services.getting_ready import GettingReady
from companion.stores.emergency_file import read_emergency
from companion.stores.shelf import Shelf
from companion.ui.pages.today.facts import today_facts
from tests.fake_clock import FakeClock
from tests.services.diary_kit import DiaryKit, diary_kit
from tests.shipped import read_table
from tests.ui.context import context_over

NOW = datetime(2026, 3, 2, 19, 0, tzinfo=UTC)
HERE = "America/New_York"
STORY = read_story(resources_dir())
READINGS = (*(entry.readings for entry in STORY.entries), *(check.readings for check in STORY.checks))
ZONES = (
    "America/New_York",
    "America/St_Johns",
    "Europe/Berlin",
    "Asia/Kathmandu",
    "Australia/Lord_Howe",
    "Pacific/Apia",
    "Antarctica/Troll",
    "UTC",
)


@contextmanager
def played(
    folder: Path, catalogue: Catalogue, words: Words, *, now: datetime = NOW, zone: str = HERE
) -> Iterator[DiaryKit]:
    with diary_kit(folder / "diary.db", FakeClock(now, zone), catalogue, words) as kit:
        play_demo(kit.shelf, catalogue, words, now=now, zone=zone)
        yield kit


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory, catalogue: Catalogue, words: Words) -> Iterator[DiaryKit]:
    """The demonstration as opened on Monday 2 March 2026, 14:00 in New York; tests only read it."""
    with played(tmp_path_factory.mktemp("demo"), catalogue, words) as kit:
        yield kit


def clock_changes(zone: str, year: int) -> Iterator[datetime]:
    """The hours in which the clocks of a zone change."""
    here = ZoneInfo(zone)
    hour = datetime(year, 1, 1, tzinfo=UTC)
    while hour.year == year:
        after = hour + timedelta(hours=1)
        if hour.astimezone(here).utcoffset() != after.astimezone(here).utcoffset():
            yield after
        hour = after


def events(alert: Alert) -> list[AlertEventKind]:
    return [event.kind for event in alert.events]


@pytest.mark.parametrize("zone", ZONES)
def test_the_next_infusion_is_46_hours_away_whatever_the_clocks_do(catalogue: Catalogue, zone: str) -> None:
    changes = [change for year in (2011, 2026) for change in clock_changes(zone, year)]
    moments = [
        change - timedelta(hours=46) + timedelta(minutes=m) for change in changes for m in range(-90, 91, 15)
    ]
    days = [NOW + timedelta(days=day, hours=7 * day, seconds=day) for day in range(0, 366, 5)]

    plans = {
        now: plan_to_next_dose(STORY.treatment, catalogue, now=now, zone=zone) for now in [*moments, *days]
    }

    assert {plan[-1].starts_at - now for now, plan in plans.items()} == {timedelta(hours=46)}
    assert {plan[-1].ordinal for plan in plans.values()} == {STORY.treatment.next_dose}


@pytest.mark.parametrize(
    ("now", "zone"),
    [
        (datetime(2026, 3, 2, 5, 30, tzinfo=UTC), "America/New_York"),
        (datetime(2026, 3, 3, 4, 59, tzinfo=UTC), "America/New_York"),
        (datetime(2026, 3, 7, 14, 0, tzinfo=UTC), "America/New_York"),
        # The infusion falls into the hour that is shown twice, once in each pass.
        (datetime(2026, 10, 23, 2, 30, tzinfo=UTC), "Europe/Berlin"),
        (datetime(2026, 10, 23, 3, 30, tzinfo=UTC), "Europe/Berlin"),
        (datetime(2026, 7, 1, 12, 34, 56, 789, tzinfo=UTC), "Asia/Kathmandu"),
    ],
)
def test_the_diary_is_calm_and_counts_46_hours_at_every_hour_and_place(
    tmp_path: Path, catalogue: Catalogue, words: Words, now: datetime, zone: str
) -> None:
    with played(tmp_path, catalogue, words, now=now, zone=zone) as kit:
        kit.journal.look_again()

        assert kit.record.upcoming(days_ahead=60)[0].planned.starts_at - now == timedelta(hours=46)
        assert kit.record.open_alerts() == ()
        assert {alert.rule for alert in kit.record.alerts()} == {"symptom.chills", "temperature_fever"}
        assert kit.record.unjudged() == ()


def test_today_shows_the_countdown_and_nothing_that_presses(demo: DiaryKit, words: Words) -> None:
    facts = today_facts(context_over(demo.shelf, demo.record, demo.journal, words, demo.clock))

    assert facts.next_dose is not None
    assert facts.next_dose.countdown == "46 hours"
    assert facts.next_dose.place == STORY.treatment.place
    assert (facts.alerts, facts.watches, facts.missed, facts.not_judged) == ((), (), (), ())
    assert (facts.start_missing, facts.unrecorded) == (None, None)
    assert facts.diary.state == words("today.diary_not_started")


def test_the_doses_given_are_those_the_plan_foresees(demo: DiaryKit) -> None:
    (treatment,) = demo.record.treatments()

    rows = demo.record.plan(treatment, days_ahead=2)

    assert [(row.planned.cycle, row.planned.day) for row in rows] == [
        (1, 1),
        (1, 8),
        (1, 15),
        (2, 1),
        (2, 15),
    ]
    assert [row.given is not None for row in rows] == [True, True, True, True, False]
    for row in rows[:-1]:
        assert row.given is not None
        assert row.given.started_at is not None
        assert (row.given.drug, row.given.amount) == (row.planned.drug, row.planned.amount)
        assert timedelta(0) <= row.given.started_at - row.planned.starts_at <= timedelta(hours=1)
    assert timedelta(days=38) < NOW - rows[0].planned.starts_at < timedelta(days=42)
    assert rows[0].planned.amount == "1 mg"


def test_one_evening_after_the_first_dose_was_acted_on(demo: DiaryKit) -> None:
    first = demo.record.doses()[0]

    alerts = demo.record.alerts()

    assert first.started_at is not None
    assert len(alerts) == 2
    for alert in alerts:
        assert alert.level is Level.CALL_NOW
        assert abs(alert.raised_at - first.started_at - timedelta(hours=9)) < timedelta(minutes=10)
        assert events(alert) == [AlertEventKind.RAISED, AlertEventKind.SEEN, AlertEventKind.CLOSED]
        assert alert.events[-1].outcome is Outcome.CALLED
        assert alert.events[-1].who_answered == "Nurse on the 24-hour line"
        assert alert.events[-1].what_they_said
        assert alert.events[-1].at - alert.raised_at < timedelta(minutes=15)
    assert any("38.4 °C" in one.text for alert in alerts for one in alert.evidence)


def test_fever_medicine_was_taken_once_and_after_the_call(demo: DiaryKit) -> None:
    every = demo.record.medicines_since(NOW - timedelta(days=60))
    taken = [one for one in every if one.plan_id is None]

    assert [medicine.medicine for medicine in taken] == ["acetaminophen"]
    assert timedelta(0) < taken[0].at - demo.record.alerts()[0].events[-1].at < timedelta(minutes=10)


def test_the_diary_has_gaps_and_one_entry_that_was_left_in_the_middle(demo: DiaryKit) -> None:
    days = demo.record.days(count=40)

    entries = [entry for day in days for entry in day.entries]
    empty = [day for day in days if day.is_empty]
    left = [entry for entry in entries if entry.state is not EntryState.FINISHED]

    assert 5 <= len(empty) <= 15
    assert len(entries) >= 25
    assert [entry.state for entry in left] == [EntryState.UNFINISHED]
    assert set(left[0].asked) > {report.symptom for report in left[0].reports} != set()
    assert demo.record.draft() is None
    assert {entry.by for entry in entries} == set(Reporter)
    assert {report.severity for entry in entries for report in entry.reports} > {Severity.NONE, Severity.MILD}


def test_a_note_is_kept_letter_for_letter(demo: DiaryKit) -> None:
    notes = [entry.note for day in demo.record.days(count=45) for entry in day.entries]

    assert "CRP<5 and WBC>3, feeling <better>" in notes


def test_readings_stand_in_the_diary_and_outside_it(demo: DiaryKit) -> None:
    inside = {
        reading.key
        for day in demo.record.days(count=45)
        for entry in day.entries
        for reading in entry.readings
    }

    _, readings = demo.shelf.diary.recent(NOW - timedelta(days=60))

    assert {"temperature", "weight"} <= {reading.kind for reading in readings}
    assert 0 < len([reading for reading in readings if reading.key not in inside]) < len(readings)


def test_nothing_in_the_demonstration_lies_ahead_of_now(demo: DiaryKit) -> None:
    entries = demo.shelf.diary.entries_between(date(2025, 1, 1), date(2030, 1, 1))

    touched = [entry.touched_at for entry in entries]
    recorded = [dose.recorded_at for dose in demo.record.doses()]
    acted = [event.at for alert in demo.record.alerts() for event in alert.events]

    assert max(*touched, *recorded, *acted) < NOW
    assert len(entries) == len(STORY.entries)
    assert [
        entry.day for entry in entries if entry.started_at.astimezone(ZoneInfo(HERE)).date() != entry.day
    ] == []


def test_the_person_is_made_up_and_set_up(demo: DiaryKit) -> None:
    person, contacts, wanted = demo.record.person(), demo.record.contacts(), demo.record.preferences()

    assert person.name == "Ruth Example"
    assert person.birth_date is not None
    assert 1950 <= person.birth_date.year < 1960
    assert "-555-01" in contacts.team_number
    assert contacts.emergency_number == "911"
    assert wanted.setup_done
    assert wanted.diary_reminder is not None
    assert wanted.diary_reminder.isoformat() == "19:00:00"


def test_the_story_names_only_what_the_catalogue_knows(catalogue: Catalogue) -> None:
    drug = catalogue.drugs[STORY.treatment.drug]
    asked = {symptom for entry in STORY.entries for symptom in (*entry.answers, *entry.chosen_only)}
    measured = {kind for readings in READINGS for kind in readings}
    taken = {entry.call.then_took for entry in STORY.entries if entry.call and entry.call.then_took}

    assert drug.regimen(STORY.treatment.regimen) is not None
    assert asked <= set(catalogue.symptoms)
    assert measured <= set(catalogue.readings)
    assert taken <= set(catalogue.medicines)
    assert all(catalogue.symptoms[symptom].may_be_usual for symptom in STORY.person.usual_symptoms)
    assert all(catalogue.readings[kind].has_usual for kind in STORY.person.usual_readings)
    for readings in READINGS:
        for kind, value in readings.items():
            assert catalogue.readings[kind].in_range(value, catalogue.readings[kind].units[0].code)


def test_the_evening_is_38_4_degrees_with_chills() -> None:
    (evening,) = [entry for entry in STORY.entries if entry.call is not None]

    assert evening.when == AfterDose(1, timedelta(hours=9))
    assert "chills" in evening.answers
    assert evening.readings["temperature"] == Decimal("38.4")


def test_a_second_demonstration_never_touches_the_first(
    tmp_path: Path, catalogue: Catalogue, words: Words
) -> None:
    first, second = PersonFiles(tmp_path / "a" / "one.db"), PersonFiles(tmp_path / "a" / "two.db")
    make_demo(first, catalogue, words, now=NOW, zone=HERE)
    before = {path.name: path.read_bytes() for path in first.folder.iterdir()}

    make_demo(second, catalogue, words, now=NOW + timedelta(days=1), zone=HERE)

    assert first.diary.name in before
    assert {name: (first.folder / name).read_bytes() for name in before} == before


def test_a_file_that_is_there_is_refused_and_stays_as_it_was(
    tmp_path: Path, catalogue: Catalogue, words: Words
) -> None:
    files = PersonFiles(tmp_path / "diary.db")
    files.diary.write_text("mine")

    with pytest.raises(UserCanFix) as refused:
        make_demo(files, catalogue, words, now=NOW, zone=HERE)

    assert refused.value.key == "command_line.file_exists"
    assert files.diary.read_text() == "mine"
    assert os.listdir(tmp_path) == ["diary.db"]


def test_the_numbers_to_call_can_be_read_without_the_diary(
    tmp_path: Path, catalogue: Catalogue, words: Words
) -> None:
    files = PersonFiles(tmp_path / "diary.db")

    make_demo(files, catalogue, words, now=NOW, zone=HERE)

    facts = read_emergency(files.emergency)
    assert (facts.team_number, facts.emergency_number) == (
        STORY.contacts.team_number,
        STORY.contacts.emergency_number,
    )
    assert facts.diary_exists


def test_a_demonstration_that_fails_half_way_leaves_no_half_a_story(
    tmp_path: Path, catalogue: Catalogue, words: Words
) -> None:
    with diary_kit(tmp_path / "diary.db", FakeClock(NOW, HERE), catalogue, words) as kit:
        kit.shelf.db.execute(
            "CREATE TRIGGER full BEFORE INSERT ON medicines_taken BEGIN SELECT raise(ABORT, 'no'); END"
        )

        with pytest.raises(CompanionError):
            play_demo(Shelf.over(kit.shelf.db), catalogue, words, now=NOW, zone=HERE)

        assert kit.record.person().name == ""
        assert kit.record.doses() == ()


@pytest.mark.parametrize(
    ("table", "change", "problem"),
    [
        ("checks", {"after_dose": 9}, "unknown_id"),
        ("checks", {"hour": 9}, "unknown_key"),
        ("entries", {"at": "in the evening"}, "needs_clock"),
        ("entries", {"answers": {"chills": "terrible"}}, "not_one_of"),
    ],
)
def test_a_story_that_does_not_hold_together_is_refused(
    table: str, change: dict[str, object], problem: str
) -> None:
    told = read_table(resources_dir() / "demo.toml")
    parts = told[table]
    assert isinstance(parts, list)
    parts[-1] = {**parts[-1], **change}

    with pytest.raises(DataIsBroken) as broken:
        parse_story(Section(told, "demo.toml"))

    assert broken.value.problem == problem
    assert broken.value.place.startswith(f"{table}[{len(parts) - 1}]")


def test_ahead_lie_two_appointments_that_press_no_one(demo: DiaryKit, catalogue: Catalogue) -> None:
    appointments = Appointments(demo.journal, demo.shelf, catalogue, demo.clock.now, demo.clock.zone)

    coming = appointments.coming()

    assert [(one.kind, (one.starts_at - NOW).days) for one in coming] == [("blood_test", 0), ("scan", 8)]
    assert appointments.dues(since=NOW - timedelta(days=30), until=NOW) == ()


def test_the_next_dose_is_half_got_ready_for_with_a_gap_in_the_company(
    demo: DiaryKit, catalogue: Catalogue
) -> None:
    ready = GettingReady(demo.journal, demo.record, demo.shelf, catalogue, demo.clock.now).next_dose()

    assert ready is not None
    assert ready.done == set(STORY.getting_ready.ticked)
    assert len(ready.left) >= len(ready.items) // 3
    (gap,) = ready.gaps
    assert (gap.ends_at - gap.starts_at) == timedelta(hours=10)


def test_what_lies_ahead_in_the_story_is_known_by_name(catalogue: Catalogue) -> None:
    assert {one.kind for one in STORY.appointments} <= set(catalogue.appointment_kinds)
    assert set(STORY.getting_ready.ticked) <= {item.id for item in catalogue.checklist}
