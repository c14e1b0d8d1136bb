"""What a finding makes of the alerts there are: a new one, more of an open one, or nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from companion.core.alerts import (
    Alert,
    AlertEvent,
    AlertEventKind,
    Extend,
    Outcome,
    Raise,
    ShownEvidence,
    reconcile,
    what_it_says,
)
from companion.core.diary import SymptomReport
from companion.core.levels import Level, Reporter, Severity
from companion.core.triage import Evidence, Finding

NOW = datetime(2026, 3, 2, 15, 0, tzinfo=UTC)
TELL, TODAY, NOW_LEVEL, EMERGENCY = Level.TELL_TEAM, Level.CALL_TODAY, Level.CALL_NOW, Level.EMERGENCY


def shows(**levels: Level) -> tuple[Evidence, ...]:
    return tuple(
        Evidence(SymptomReport(key, "cough", Severity.MILD, NOW), level) for key, level in levels.items()
    )


def finding(rule: str = "symptom.cough", level: Level | None = None, **levels: Level) -> Finding:
    """One finding about the entries named, at its highest level unless another is given."""
    highest = max(levels.values()) if level is None else level
    return Finding(rule, 1, highest, "Why.", shows(**levels), ("S0",))


def event(kind: AlertEventKind, minutes: int = 0) -> AlertEvent:
    return AlertEvent(f"event-{minutes}", "alert-1", kind, NOW + timedelta(minutes=minutes), Reporter.PATIENT)


RAISED = event(AlertEventKind.RAISED)
CLOSED = replace(event(AlertEventKind.CLOSED, 9), outcome=Outcome.CALLED)


def open_alert(rule: str = "symptom.cough", level: Level | None = None, **levels: Level) -> Alert:
    highest = max(levels.values()) if level is None else level
    shown = tuple(ShownEvidence(key, "Cough: mild", each) for key, each in levels.items())
    return Alert("alert-1", rule, 1, highest, NOW, "Cough", "Why.", shown, ("S0",), None, (RAISED,))


def closed_alert(rule: str = "symptom.cough", **levels: Level) -> Alert:
    return replace(open_alert(rule, **levels), events=(RAISED, CLOSED))


def test_a_finding_without_an_alert_raises_one_with_all_it_rests_on() -> None:
    found = finding(one=TODAY, two=NOW_LEVEL)

    changes = reconcile((found,), ())

    assert changes == (Raise(found, NOW_LEVEL, shows(one=TODAY, two=NOW_LEVEL)),)


def test_a_finding_exactly_at_the_line_raises_an_alert_and_one_below_raises_none() -> None:
    below, at = finding("symptom.rash", one=TELL), finding(two=TODAY)

    changes = reconcile((below, at), ())

    assert changes == (Raise(at, TODAY, shows(two=TODAY)),)


def test_the_line_may_lie_lower_or_higher() -> None:
    mild, bad = finding("symptom.rash", one=TELL), finding(two=NOW_LEVEL)

    lower = reconcile((mild, bad), (), alerts_from=TELL)
    higher = reconcile((mild, bad), (), alerts_from=EMERGENCY)

    assert lower == (Raise(mild, TELL, shows(one=TELL)), Raise(bad, NOW_LEVEL, shows(two=NOW_LEVEL)))
    assert higher == ()


def test_an_open_alert_that_shows_it_all_stays_as_it_is_and_the_next_finding_is_still_looked_at() -> None:
    known, other = finding(one=TODAY), finding("symptom.rash", two=TODAY)

    changes = reconcile((known, other), (open_alert(one=TODAY),))

    assert changes == (Raise(other, TODAY, shows(two=TODAY)),)


def test_a_new_entry_extends_the_open_alert_with_all_of_its_evidence() -> None:
    found, standing = finding(one=TODAY, two=TODAY), open_alert(one=TODAY)

    changes = reconcile((found,), (standing,))

    assert changes == (Extend(standing, found, TODAY, shows(one=TODAY, two=TODAY)),)
    assert [change.is_higher for change in changes if isinstance(change, Extend)] == [False]


def test_an_entry_that_got_worse_extends_the_open_alert_and_shows_it_again() -> None:
    found, standing = finding(one=NOW_LEVEL), open_alert(one=TODAY)

    changes = reconcile((found,), (standing,))

    assert changes == (Extend(standing, found, NOW_LEVEL, shows(one=NOW_LEVEL)),)
    assert [change.is_higher for change in changes if isinstance(change, Extend)] == [True]


def test_a_higher_finding_over_the_same_entries_extends_the_open_alert() -> None:
    found, standing = finding(level=EMERGENCY, one=TODAY), open_alert(one=TODAY)

    changes = reconcile((found,), (standing,))

    assert changes == (Extend(standing, found, EMERGENCY, shows(one=TODAY)),)


def test_the_level_of_an_open_alert_never_falls() -> None:
    found, standing = finding(two=TODAY), open_alert(one=NOW_LEVEL)

    changes = reconcile((found,), (standing,))

    assert changes == (Extend(standing, found, NOW_LEVEL, shows(two=TODAY)),)
    assert [change.is_higher for change in changes if isinstance(change, Extend)] == [False]


def test_what_only_a_closed_alert_showed_is_new_to_the_open_one() -> None:
    found, standing = finding(one=TODAY, two=TODAY), open_alert(two=TODAY)

    changes = reconcile((found,), (closed_alert(one=TODAY), standing))

    assert changes == (Extend(standing, found, TODAY, shows(one=TODAY, two=TODAY)),)


def test_what_a_closed_alert_showed_does_not_come_back() -> None:
    found = finding(one=TODAY)

    assert reconcile((found,), (closed_alert(one=TODAY),)) == ()


def test_an_entry_that_a_closed_alert_did_not_show_raises_a_new_one_about_it_alone() -> None:
    found = finding(one=TODAY, two=TODAY)

    changes = reconcile((found,), (closed_alert(one=TODAY),))

    assert changes == (Raise(found, TODAY, shows(two=TODAY)),)


def test_an_entry_that_got_worse_since_the_alert_was_closed_raises_a_new_one() -> None:
    found = finding(one=NOW_LEVEL)

    changes = reconcile((found,), (closed_alert(one=TODAY),))

    assert changes == (Raise(found, NOW_LEVEL, shows(one=NOW_LEVEL)),)


def test_a_new_entry_that_is_for_no_call_raises_nothing_beside_one_already_shown() -> None:
    found = finding(one=NOW_LEVEL, two=TELL)

    assert reconcile((found,), (closed_alert(one=NOW_LEVEL),)) == ()


def test_a_new_entry_below_the_one_already_shown_has_its_own_level() -> None:
    found = finding(one=NOW_LEVEL, two=TODAY)

    changes = reconcile((found,), (closed_alert(one=NOW_LEVEL),))

    assert changes == (Raise(found, TODAY, shows(two=TODAY)),)


def test_an_entry_put_right_since_the_alert_was_closed_raises_a_new_one_at_the_same_level() -> None:
    (before,) = shows(one=NOW_LEVEL)
    told = ShownEvidence("one", "Cough: mild", NOW_LEVEL, what_it_says(before.entry))
    closed = replace(closed_alert(one=NOW_LEVEL), evidence=(told,))
    after = Evidence(SymptomReport("one", "cough", Severity.MODERATE, NOW), NOW_LEVEL)
    found = replace(finding(one=NOW_LEVEL), evidence=(after,))

    assert reconcile((finding(one=NOW_LEVEL),), (closed,)) == ()
    assert reconcile((found,), (closed,)) == (Raise(found, NOW_LEVEL, (after,)),)


@pytest.mark.parametrize("levels", [(NOW_LEVEL, TODAY), (TODAY, NOW_LEVEL)])
def test_of_several_closed_alerts_the_highest_showing_counts(levels: tuple[Level, Level]) -> None:
    before = tuple(closed_alert(one=level) for level in levels)

    same, worse = (reconcile((finding(one=level),), before) for level in (NOW_LEVEL, EMERGENCY))

    assert same == ()
    assert worse == (Raise(finding(one=EMERGENCY), EMERGENCY, shows(one=EMERGENCY)),)


def test_the_alert_of_another_rule_shows_nothing_of_this_one() -> None:
    found = finding(one=TODAY)
    others = (open_alert("symptom.rash", one=TODAY), closed_alert("symptom.chills", one=TODAY))

    assert reconcile((found,), others) == (Raise(found, TODAY, shows(one=TODAY)),)


def test_an_alert_is_open_until_an_outcome_is_recorded() -> None:
    answered = replace(open_alert(one=TODAY), events=(RAISED, event(AlertEventKind.NO_ANSWER, 5)))

    closed = replace(answered, events=(*answered.events, CLOSED))

    assert answered.is_open
    assert not closed.is_open


@pytest.mark.parametrize(
    ("kinds", "seen"),
    [
        ((), False),
        ((AlertEventKind.RAISED,), False),
        ((AlertEventKind.RAISED, AlertEventKind.SEEN), True),
        ((AlertEventKind.RAISED, AlertEventKind.SEEN, AlertEventKind.NO_ANSWER), True),
        ((AlertEventKind.RAISED, AlertEventKind.SEEN, AlertEventKind.CLOSED), True),
        ((AlertEventKind.RAISED, AlertEventKind.SEEN, AlertEventKind.RAISED_HIGHER), False),
        ((AlertEventKind.RAISED, AlertEventKind.RAISED_HIGHER, AlertEventKind.SEEN), True),
    ],
)
def test_an_alert_is_seen_once_it_was_shown_at_its_present_level(
    kinds: tuple[AlertEventKind, ...], seen: bool
) -> None:
    events = tuple(event(kind, minutes) for minutes, kind in enumerate(kinds))

    alert = replace(open_alert(one=TODAY), events=events)

    assert alert.is_seen is seen


def test_what_diaries_already_hold_about_alerts_keeps_its_name() -> None:
    assert [kind.value for kind in AlertEventKind] == [
        "raised",
        "raised_higher",
        "seen",
        "no_answer",
        "closed",
    ]
    assert [outcome.value for outcome in Outcome] == ["called", "went_in", "false_entry", "they_know"]


def test_an_event_says_nothing_that_nobody_entered() -> None:
    assert (RAISED.outcome, RAISED.who_answered, RAISED.what_they_said) == (None, "", "")


def test_an_alert_without_any_event_is_open_and_not_seen() -> None:
    alert = Alert("alert-1", "symptom.cough", 1, TODAY, NOW, "Cough", "Why.", (), ("S0",), None)

    assert (alert.events, alert.is_open, alert.is_seen) == ((), True, False)
