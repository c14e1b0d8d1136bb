"""Of a long diary only what counts is read, and judging that gives what judging all of it gives."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from random import Random

import pytest

from companion.core.catalogue import Catalogue
from companion.core.diary import Entry, EntryState, MedicineTaken, Reading, SymptomReport
from companion.core.history import reach
from companion.core.levels import Reporter, Severity
from companion.core.people import Person
from companion.core.scenario import Dose, Scenario, TeamKnows
from companion.core.treatment import DoseGiven
from companion.core.triage import Assessment, assess
from companion.core.words import Words
from tests.fake_clock import FakeClock
from tests.services.diary_kit import DiaryKit, diary_kit

SYMPTOMS = ("joint_pain", "fatigue", "cough", "taste_change", "headache")
KINDS = (("temperature", "Cel", 355, 385), ("weight", "kg", 660, 720), ("spo2", "%", 930, 990))
DAYS = 40


@pytest.fixture
def kit(tmp_path: Path, catalogue: Catalogue, words: Words) -> Iterator[DiaryKit]:
    with diary_kit(tmp_path / "diary.db", FakeClock(), catalogue, words) as opened:
        yield opened


def write_all(kit: DiaryKit, chance: Random) -> Scenario:
    """Forty days in the file, and the same as a scenario from which nothing is left out."""
    now = kit.clock.now()

    def some_time(days: float) -> timedelta:
        # Often at the very edges of what counts.
        edge = chance.choice((24, 48, 72, 24 * 7, 24 * 8, 24 * 30, 24 * 31))
        hours = chance.choice((chance.uniform(0, 24 * days), edge, edge + chance.uniform(-1, 1)))
        return timedelta(hours=min(hours, 24 * days))

    reports = tuple(
        SymptomReport(f"a{n}", chance.choice(SYMPTOMS), chance.choice(tuple(Severity)), now - some_time(12))
        for n in range(40)
    )
    kinds = [chance.choice(KINDS) for _ in range(40)]
    readings = tuple(
        Reading(f"r{n}", kind, Decimal(chance.randint(low, high)) / 10, unit, now - some_time(DAYS))
        for n, (kind, unit, low, high) in enumerate(kinds)
    )
    medicines = tuple(
        MedicineTaken(f"m{n}", "naproxen", "naproxen", now - some_time(6))
        for n in range(chance.randint(0, 4))
    )
    knows = tuple(
        TeamKnows(chance.choice(SYMPTOMS), Severity.MODERATE, now - some_time(12))
        for _ in range(chance.randint(0, 2))
    )
    drugs = [chance.choice(("tarlatamab", "durvalumab", "carboplatin")) for _ in range(chance.randint(0, 5))]
    doses = tuple(Dose(f"d{n}", drug, now - some_time(90)) for n, drug in enumerate(drugs))
    person = Person(usual_symptoms={"fatigue": Severity.MILD})

    shelf = kit.shelf
    shelf.people.save_person(person, at=now, by=Reporter.PATIENT)
    entry = Entry("e", now.date(), "UTC", EntryState.FINISHED, now, now, Reporter.PATIENT)
    shelf.diary.begin_entry(replace(entry, reports=reports, readings=readings))
    for taken in medicines:
        shelf.diary.save_medicine(taken, at=now)
    for n, known in enumerate(knows):
        shelf.team_knows.save(f"k{n}", known, alert_id=None, at=now, by=Reporter.PATIENT)
    for dose in doses:
        shelf.doses.save(DoseGiven(dose.key, None, None, dose.drug, "", dose.started_at, now), at=now)
    return Scenario(now, person, doses, reports, readings, medicines, knows)


def said(assessment: Assessment) -> tuple[object, ...]:
    findings = [
        (f.rule, f.level, f.softened_by, sorted((one.entry.key, one.level.value) for one in f.evidence))
        for f in assessment.findings
    ]
    windows = [(w.exposure.window, w.hours_since_start) for w in assessment.windows]
    return assessment.level, findings, windows, assessment.rechecks, assessment.unjudged


@pytest.mark.parametrize("seed", range(40))
def test_what_is_left_unread_changes_nothing(seed: int, kit: DiaryKit, catalogue: Catalogue) -> None:
    everything = write_all(kit, Random(seed))

    read = kit.watch.scenario()

    assert len(read.reports) + len(read.readings) < len(everything.reports) + len(everything.readings)
    assert said(assess(read, catalogue)) == said(assess(everything, catalogue))


def test_of_old_answers_only_the_newest_of_each_severity_is_read(kit: DiaryKit, catalogue: Catalogue) -> None:
    now, back = kit.clock.now(), reach(catalogue)
    days = range(1, 30)
    reports = tuple(
        SymptomReport(f"a{day}", "fatigue", Severity.MILD, now - timedelta(days=day, hours=1)) for day in days
    )
    entry = Entry("e", now.date(), "UTC", EntryState.FINISHED, now, now, Reporter.PATIENT, reports=reports)
    kit.shelf.diary.begin_entry(entry)

    read = kit.watch.scenario().reports

    assert [report.key for report in read] == ["a2", "a1"]
    assert back.each_report == timedelta(hours=48)


def test_an_old_answer_in_a_deleted_entry_is_not_read(kit: DiaryKit) -> None:
    now = kit.clock.now()
    report = SymptomReport("a", "fatigue", Severity.MILD, now - timedelta(days=4))
    entry = Entry("e", now.date(), "UTC", EntryState.FINISHED, now, now, Reporter.PATIENT, reports=(report,))
    kit.shelf.diary.begin_entry(entry)
    kit.shelf.diary.remove_entry("e", at=now, by=Reporter.PATIENT)

    assert kit.watch.scenario().reports == ()
