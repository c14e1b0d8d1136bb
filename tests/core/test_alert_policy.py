"""From which level on there is an alert: a file may say sooner, and no file can silence one."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from decimal import Decimal

import pytest

from companion.core.alert_policy import SAFE
from companion.core.catalogue import Catalogue
from companion.core.errors import DataIsBroken
from companion.core.levels import Level
from companion.core.parsing import Section
from companion.core.rules import PolicyRule, Rule, parse_rule
from tests.shipped import RESOURCES

SHIPPED = (RESOURCES / "rules" / "alert_policy.toml").read_text("utf-8")


def parsed(old: str, new: str) -> Rule:
    assert old in SHIPPED
    table = tomllib.loads(SHIPPED.replace(old, new), parse_float=Decimal)
    return parse_rule(Section(table, "resources/rules/alert_policy.toml"))


def test_the_shipped_levels_are_the_agreed_ones(catalogue: Catalogue) -> None:
    policy = catalogue.alert_policy

    assert (policy.listed_from, policy.alerts_from, policy.interrupts_from) == (
        Level.TELL_TEAM,
        Level.CALL_TODAY,
        Level.CALL_NOW,
    )


def test_a_file_may_call_sooner() -> None:
    rule = parsed('interrupts_from = "call_now"', 'interrupts_from = "call_today"')

    assert isinstance(rule, PolicyRule)
    assert rule.policy.interrupts_from is Level.CALL_TODAY


@pytest.mark.parametrize(
    ("key", "agreed", "later"),
    [
        ("alerts_from", "call_today", "call_now"),
        ("interrupts_from", "call_now", "emergency"),
        ("listed_from", "tell_team", "call_today"),
    ],
)
def test_a_file_that_calls_later_is_refused(key: str, agreed: str, later: str) -> None:
    with pytest.raises(DataIsBroken) as refused:
        parsed(f'{key} = "{agreed}"', f'{key} = "{later}"')

    assert (refused.value.place, refused.value.problem) == (key, "wrong_order")


def test_what_interrupts_is_always_an_alert_too() -> None:
    with pytest.raises(DataIsBroken) as refused:
        parsed('interrupts_from = "call_now"', 'interrupts_from = "tell_team"')

    assert refused.value.place == "alerts_from"


def test_without_the_file_every_finding_from_call_today_on_still_alerts(catalogue: Catalogue) -> None:
    rules = {id: rule for id, rule in catalogue.rules.items() if not isinstance(rule, PolicyRule)}

    without = replace(catalogue, rules=rules)

    assert without.alert_policy == SAFE
    assert without.alert_policy.alerts_from <= Level.CALL_TODAY
