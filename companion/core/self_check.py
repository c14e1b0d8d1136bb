"""Runs each rule's own cases and leaves out, by name, the rules that fail them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import TypeVar

from companion.core.cases import RuleCase
from companion.core.catalogue import Catalogue, LeftOut, symptom_rule
from companion.core.errors import CompanionError
from companion.core.triage import assess

Kept = TypeVar("Kept")


def checked(catalogue: Catalogue) -> Catalogue:
    """The catalogue without the rules whose own cases fail; all the others go on.

    Where a file is left out already, cases of other rules fail for want of it alone: then none is blamed.
    """
    if catalogue.left_out:
        return catalogue
    failed = tuple(LeftOut(rule, None, failed_case=said) for rule, said in failures(catalogue).items())
    if not failed:
        return catalogue
    names = {left.name for left in failed}
    return replace(
        catalogue,
        rules=_without(catalogue.rules, names),
        symptoms=MappingProxyType(
            {id: symptom for id, symptom in catalogue.symptoms.items() if symptom_rule(id) not in names}
        ),
        left_out=(*catalogue.left_out, *failed),
    )


def failures(catalogue: Catalogue) -> dict[str, str]:
    """Rule id to the first of its cases that fails."""
    found: dict[str, str] = {}
    for rule, cases in catalogue.cases.items():
        failing = next((case for case in cases if not holds(case, catalogue)), None)
        if failing is not None:
            found[rule] = failing.says
    return found


def holds(case: RuleCase, catalogue: Catalogue) -> bool:
    """Whether the rule that the case looks at says what the case expects; an exception is a failure."""
    try:
        assessment = assess(case.scenario, catalogue)
    except (CompanionError, ArithmeticError, LookupError, TypeError, ValueError):
        return False
    levels = [finding.level for finding in assessment.findings if finding.rule == case.looks_at]
    return levels == ([] if case.level is None else [case.level])


def _without(rules: Mapping[str, Kept], names: set[str]) -> Mapping[str, Kept]:
    return MappingProxyType({id: rule for id, rule in rules.items() if id not in names})
