"""What an assessment carries with its level: which rule spoke, in which words, about which entries."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from companion.core.catalogue import Catalogue
from companion.core.diary import Reading, SymptomReport
from companion.core.errors import OurFault
from companion.core.exposure import Exposure
from companion.core.levels import Level, Severity
from companion.core.people import Person
from companion.core.rules import Comparison, Line, LookBackRule, ReadingOutcome, ReadingRule
from companion.core.scenario import Dose, Scenario, TeamKnows
from companion.core.triage import Assessment, Evidence, Finding, OpenWindow, Recheck, assess

NOW = datetime(2026, 3, 2, 15, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


def ago(hours: float) -> datetime:
    return NOW - timedelta(hours=hours)


def report(
    symptom: str, severity: Severity = Severity.MILD, hours: float = 1, *, signs: frozenset[str] = frozenset()
) -> SymptomReport:
    return SymptomReport(f"{symptom} {severity.value} {hours}", symptom, severity, ago(hours), signs)


def reading(kind: str, value: str, unit: str = "Cel", hours: float = 1) -> Reading:
    return Reading(f"{kind} {value} {hours}", kind, Decimal(value), unit, ago(hours))


def dose(drug: str, hours: float | None) -> Dose:
    return Dose(f"{drug} {hours}", drug, None if hours is None else ago(hours))


def judged(
    catalogue: Catalogue,
    *entries: SymptomReport | Reading,
    person: Person | None = None,
    doses: tuple[Dose, ...] = (),
    known: tuple[TeamKnows, ...] = (),
) -> Assessment:
    scenario = Scenario(
        NOW,
        Person() if person is None else person,
        doses=doses,
        reports=tuple(entry for entry in entries if isinstance(entry, SymptomReport)),
        readings=tuple(entry for entry in entries if isinstance(entry, Reading)),
        team_knows=known,
    )
    return assess(scenario, catalogue)


def finding_of(rule: str, assessment: Assessment) -> Finding:
    return next(finding for finding in assessment.findings if finding.rule == rule)


def of_a_rule(id: str, level: Level, catalogue: Catalogue, *evidence: Evidence) -> Finding:
    """The finding that a rule of resources/rules/ makes of these entries."""
    about = catalogue.rules[id].about
    return Finding(id, about.version, level, about.why, evidence, about.sources, about.page)


def test_a_symptom_is_found_in_the_words_of_its_file_with_each_report_at_its_own_level(
    catalogue: Catalogue,
) -> None:
    symptom = replace(catalogue.symptoms["fatigue"], version=4)
    known = replace(catalogue, symptoms={**catalogue.symptoms, "fatigue": symptom})
    mild, severe, moderate = (
        report("fatigue", severity, hours)
        for severity, hours in ((Severity.MILD, 5), (Severity.SEVERE, 4), (Severity.MODERATE, 3))
    )

    found = finding_of("symptom.fatigue", judged(known, mild, severe, moderate))

    assert found == Finding(
        rule="symptom.fatigue",
        version=4,
        level=Level.CALL_NOW,
        why=symptom.words.why,
        evidence=(
            Evidence(mild, Level.TELL_TEAM),
            Evidence(severe, Level.CALL_NOW),
            Evidence(moderate, Level.CALL_TODAY),
        ),
        sources=symptom.sources,
        page=None,
        softened_by=None,
    )


def test_a_reading_is_found_in_the_words_of_its_rule_and_leads_to_its_page(catalogue: Catalogue) -> None:
    about = replace(catalogue.rules["temperature_fever"].about, version=4)
    rule = replace(catalogue.rules["temperature_fever"], about=about)
    known = replace(catalogue, rules={**catalogue.rules, "temperature_fever": rule})
    before, after = reading("temperature", "38.4", hours=5), reading("temperature", "39.0", hours=2)

    found = judged(known, before, after)

    evidence = (Evidence(before, Level.CALL_NOW), Evidence(after, Level.CALL_NOW))
    assert about.page is not None
    assert finding_of("temperature_fever", found) == of_a_rule(
        "temperature_fever", Level.CALL_NOW, known, *evidence
    )


def test_each_reading_of_a_rule_has_its_own_level_and_the_finding_the_highest(catalogue: Catalogue) -> None:
    entries = tuple(reading("pulse", value, "/min", n) for n, value in ((5, "105"), (4, "140"), (3, "115")))

    found = finding_of("pulse", judged(catalogue, *entries))

    assert found.level is max(each.level for each in found.evidence)
    assert [each.entry for each in found.evidence] == [*entries]
    assert found.evidence[0].level < found.evidence[1].level


def test_what_got_much_worse_is_found_beside_what_it_is(catalogue: Catalogue) -> None:
    rule = catalogue.rules["worsening"]
    about = replace(rule.about, version=4, page="crs")
    known = replace(catalogue, rules={**catalogue.rules, "worsening": replace(rule, about=about)})
    before = report("joint_pain", Severity.NONE, 72)
    first, second = (report("joint_pain", Severity.MODERATE, hours) for hours in (3, 1))

    found = judged(known, before, first, second)

    evidence = tuple(Evidence(each, Level.CALL_TODAY) for each in (first, second))
    assert finding_of("worsening", found) == of_a_rule("worsening", Level.CALL_TODAY, known, *evidence)


def test_two_that_are_each_for_today_are_found_together(catalogue: Catalogue) -> None:
    rule = catalogue.rules["two_at_call_today"]
    about = replace(rule.about, version=4, page="crs")
    known = replace(catalogue, rules={**catalogue.rules, "two_at_call_today": replace(rule, about=about)})
    diarrhea, pulse = report("diarrhea"), reading("pulse", "105", "/min")
    others = (report("taste_change"), reading("temperature", "36.8"))

    found = judged(known, diarrhea, pulse, *others)

    evidence = (Evidence(diarrhea, Level.CALL_NOW), Evidence(pulse, Level.CALL_NOW))
    assert found.level is Level.CALL_NOW
    assert finding_of("two_at_call_today", found) == of_a_rule(
        "two_at_call_today", Level.CALL_NOW, known, *evidence
    )


def test_two_readings_of_one_kind_are_not_two_problems(catalogue: Catalogue) -> None:
    pulses = (reading("pulse", "105", "/min", 2), reading("pulse", "106", "/min", 1))

    assert judged(catalogue, *pulses).level is Level.CALL_TODAY


def test_two_readings_of_different_kinds_that_are_each_for_today_are_two_problems(
    catalogue: Catalogue,
) -> None:
    readings = (reading("pulse", "105", "/min"), reading("temperature", "37.8"))

    assert judged(catalogue, *readings).level is Level.CALL_NOW


@pytest.mark.parametrize("order", [("high", "low"), ("low", "high")])
def test_a_reading_that_one_rule_puts_above_today_is_not_one_of_two_for_today(
    order: tuple[str, str], catalogue: Catalogue
) -> None:
    rule = catalogue.rules["pulse"]
    assert isinstance(rule, ReadingRule)
    at_105 = (Line(Comparison.AT_LEAST, Decimal(105)),)
    levels = {"high": Level.CALL_NOW, "low": Level.CALL_TODAY}
    made_up = {
        id: replace(
            rule, about=replace(rule.about, id=id), outcomes=(ReadingOutcome(levels[id], at_105, None),)
        )
        for id in order
    }
    rules = {id: catalogue.rules[id] for id in ("look_back", "two_at_call_today")}

    found = judged(
        replace(catalogue, rules={**rules, **made_up}), report("diarrhea"), reading("pulse", "105", "/min")
    )

    assert {finding.rule for finding in found.findings} == {"symptom.diarrhea", "high", "low"}


def test_findings_come_with_the_highest_first_and_alike_ones_by_name(catalogue: Catalogue) -> None:
    entries = (report("taste_change"), report("seizure"), report("constipation"), report("diarrhea"))

    found = judged(catalogue, *entries)

    assert [(finding.level, finding.rule) for finding in found.findings] == [
        (Level.EMERGENCY, "symptom.seizure"),
        (Level.CALL_TODAY, "symptom.diarrhea"),
        (Level.LOGGED, "symptom.constipation"),
        (Level.LOGGED, "symptom.taste_change"),
    ]


def test_what_was_judged_and_calls_for_nothing_is_logged_and_nothing_at_all_is_none(
    catalogue: Catalogue,
) -> None:
    quiet = judged(catalogue, reading("temperature", "36.8"))
    answered = judged(catalogue, report("cough", Severity.NONE))

    assert (quiet.level, quiet.findings) == (Level.LOGGED, ())
    assert (answered.level, answered.findings) == (Level.NONE, ())


def test_a_finding_says_what_softened_it(catalogue: Catalogue) -> None:
    coughs = Person(usual_symptoms={"cough": Severity.MILD})
    told = (TeamKnows("fatigue", Severity.MODERATE, ago(48)),)
    entries = (report("cough"), report("fatigue", Severity.MODERATE), report("taste_change"))

    found = judged(catalogue, *entries, person=coughs, known=told)

    softened = {finding.rule: finding.softened_by for finding in found.findings}
    assert softened == {"symptom.cough": "usual", "symptom.fatigue": "known", "symptom.taste_change": None}


def test_what_the_team_knows_of_without_its_level_being_lowered_is_not_said_to_be_softened(
    catalogue: Catalogue,
) -> None:
    told = (TeamKnows("diarrhea", Severity.MODERATE, ago(48)),)

    found = judged(catalogue, report("diarrhea", Severity.MODERATE), known=told)

    assert finding_of("symptom.diarrhea", found).level is Level.CALL_NOW
    assert finding_of("symptom.diarrhea", found).softened_by is None


def test_what_the_team_knows_of_is_not_said_to_have_got_worse(catalogue: Catalogue) -> None:
    entries = (report("joint_pain", Severity.NONE, 72), report("joint_pain", Severity.MODERATE))

    covered = judged(catalogue, *entries, known=(TeamKnows("joint_pain", Severity.MODERATE, ago(2)),))
    told_too_late = judged(catalogue, *entries, known=(TeamKnows("joint_pain", Severity.MODERATE, ago(0)),))

    assert [finding.rule for finding in covered.findings] == ["symptom.joint_pain"]
    assert {finding.rule for finding in told_too_late.findings} == {"symptom.joint_pain", "worsening"}


def test_each_time_to_measure_again_comes_once_and_the_next_one_first(catalogue: Catalogue) -> None:
    later, sooner = reading("temperature", "37.8", hours=0.25), reading("temperature", "37.8", hours=0.75)
    twice = replace(later, key="the same again")

    found = judged(catalogue, later, twice, sooner)

    assert found.rechecks == (
        Recheck("temperature", sooner.at + HOUR),
        Recheck("temperature", later.at + HOUR),
    )


def test_of_two_times_to_measure_again_the_shorter_counts(catalogue: Catalogue) -> None:
    rule = catalogue.rules["temperature_raised"]
    assert isinstance(rule, ReadingRule)
    waits = (HOUR / 4, HOUR)
    outcomes = tuple(
        replace(each, recheck_after=wait) for each, wait in zip(rule.outcomes, waits, strict=True)
    )
    rules = {id: catalogue.rules[id] for id in ("look_back", "fever_reading")}
    known = replace(catalogue, rules={**rules, "temperature_raised": replace(rule, outcomes=outcomes)})
    raised = reading("temperature", "37.8")

    found = judged(known, raised, doses=(dose("tarlatamab", 10),))

    assert found.rechecks == (Recheck("temperature", raised.at + HOUR / 4),)


def test_an_entry_that_no_rule_in_use_can_judge_is_named(catalogue: Catalogue) -> None:
    without = {id: symptom for id, symptom in catalogue.symptoms.items() if id != "cough"}

    found = judged(replace(catalogue, symptoms=without), report("cough"))

    assert (found.level, found.unjudged) == (Level.NONE, ("cough",))


def test_without_a_rule_for_the_look_back_nothing_is_judged_and_it_is_said_why(catalogue: Catalogue) -> None:
    rules = {id: rule for id, rule in catalogue.rules.items() if not isinstance(rule, LookBackRule)}

    with pytest.raises(OurFault) as raised:
        judged(replace(catalogue, rules=rules), report("cough"))

    assert str(raised.value) == "no look-back rule in use"


@pytest.mark.parametrize(("hours", "printed"), [(10, 10.0), (10.26, 10.3), (10.24, 10.2), (0, 0.0)])
def test_an_open_window_says_to_a_tenth_how_many_hours_ago_its_dose_was(
    hours: float, printed: float, catalogue: Catalogue
) -> None:
    found = judged(catalogue, doses=(dose("etoposide", hours),))

    assert {window.exposure.window: window.hours_since_start for window in found.windows} == {
        "infusion_reaction": printed,
        "low_counts": printed,
    }


def test_hours_since_a_dose_stay_exact_over_a_year(catalogue: Catalogue) -> None:
    found = judged(catalogue, doses=(dose("durvalumab", 8000),))

    assert [window.hours_since_start for window in found.windows] == [8000.0]


def test_a_mild_report_after_a_later_dose_takes_the_column_it_has(catalogue: Catalogue) -> None:
    headache = catalogue.symptoms["headache"]
    without = {window: levels for window, levels in headache.levels.items() if window != "tarlatamab"}
    known = replace(catalogue, symptoms={**catalogue.symptoms, "headache": replace(headache, levels=without)})
    doses = tuple(dose("tarlatamab", 24 * days) for days in (30, 23, 16, 1))

    with_its_own, with_the_other = (
        judged(each, report("headache"), doses=doses).level for each in (catalogue, known)
    )

    assert with_its_own is headache.levels["tarlatamab"][0]
    assert with_the_other is headache.levels["crs"][0]
    assert with_its_own is not with_the_other


def test_open_windows_come_by_name_each_with_its_newest_stretch(catalogue: Catalogue) -> None:
    found = judged(catalogue, doses=(dose("durvalumab", 2), dose("etoposide", 5), dose("durvalumab", 300)))

    assert [(window.exposure.window, window.exposure.opened_at) for window in found.windows] == [
        ("checkpoint", ago(2)),
        ("infusion_reaction", ago(2)),
        ("low_counts", ago(5)),
    ]


def test_a_window_of_a_dose_without_a_time_does_not_say_how_long_ago(catalogue: Catalogue) -> None:
    found = judged(catalogue, doses=(dose("durvalumab", None),))

    assert [(window.exposure.opened_at, window.hours_since_start) for window in found.windows] == [
        (None, None),
        (None, None),
    ]


def test_a_stretch_with_a_known_start_goes_before_one_without(catalogue: Catalogue) -> None:
    for doses in (
        (dose("durvalumab", 50_000), dose("durvalumab", None)),
        (dose("durvalumab", None), dose("durvalumab", 50_000)),
    ):
        found = judged(catalogue, doses=doses)

        window = next(window for window in found.windows if window.exposure.window == "checkpoint")
        assert window.exposure == Exposure("checkpoint", "durvalumab", ago(50_000), None, None)


def test_of_a_dose_and_a_fever_of_the_same_moment_the_fever_is_what_opened_the_window(
    catalogue: Catalogue,
) -> None:
    fever = reading("temperature", "38.4", hours=10)

    found = judged(catalogue, fever, doses=(dose("tarlatamab", 10),))

    window = next(window for window in found.windows if window.exposure.window == "crs")
    assert window == OpenWindow(
        Exposure(
            "crs",
            "tarlatamab",
            ago(10),
            ago(10) + timedelta(hours=48),
            ago(10) + timedelta(hours=48),
            early=True,
            reopened_by=fever.key,
        ),
        10.0,
    )


@pytest.mark.parametrize("turned", [False, True])
def test_of_two_stretches_opened_together_the_one_open_longer_is_named(
    turned: bool, catalogue: Catalogue
) -> None:
    longer = replace(catalogue.drugs["etoposide"], id="a_longer_one")
    windows = tuple(replace(spec, to_hours=(spec.to_hours or 0) + 1) for spec in longer.windows)
    known = replace(catalogue, drugs={**catalogue.drugs, "a_longer_one": replace(longer, windows=windows)})
    doses = (dose("etoposide", 5), dose("a_longer_one", 5))

    found = judged(known, doses=doses[::-1] if turned else doses)

    assert {window.exposure.drug for window in found.windows} == {"a_longer_one"}


@pytest.mark.parametrize("turned", [False, True])
def test_of_two_stretches_alike_the_last_by_name_is_named(turned: bool, catalogue: Catalogue) -> None:
    doses = (dose("cisplatin", 5), dose("etoposide", 5))

    found = judged(catalogue, doses=doses[::-1] if turned else doses)

    assert {window.exposure.drug for window in found.windows} == {"etoposide"}
