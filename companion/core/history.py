"""How much of the past an assessment needs, so that only that is read."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from companion.core.catalogue import Catalogue
from companion.core.rules import AnyOf, KnownRule, Loss, PairRule, ReadingRule, Rise, Test, WorseningRule


def history_needed(catalogue: Catalogue) -> timedelta:
    """The look-back, and before it the longest time that any rule, window or medicine looks back further."""
    hours = [m.hides_fever_hours for m in catalogue.medicines.values()]
    for drug in catalogue.drugs.values():
        hours.append(drug.hides_fever_hours or 0)
        hours.extend(window.reopened_hours or 0 for window in drug.windows)
    reaching_back = [timedelta(hours=sum(sorted(hours)[-2:]))]
    for rule in catalogue.rules.values():
        match rule:
            case PairRule():
                reaching_back.append(rule.standing_within)
            case WorseningRule() | KnownRule():
                reaching_back.append(rule.within)
            case ReadingRule():
                reaching_back.extend(_spans(test for outcome in rule.outcomes for test in outcome.when))
            case _:
                pass
    return (catalogue.look_back or timedelta()) + max(reaching_back)


def _spans(tests: Iterable[Test]) -> Iterable[timedelta]:
    for test in tests:
        match test:
            case Rise() | Loss():
                yield test.within
            case AnyOf():
                yield from _spans(test.tests)
            case _:
                pass
