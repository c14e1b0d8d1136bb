"""How much of the past an assessment needs, so that only that is read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta

from companion.core.catalogue import Catalogue
from companion.core.rules import AnyOf, Loss, Rise, Test


@dataclass(frozen=True, slots=True)
class Reach:
    """How far back each kind of entry counts; doses count however long ago they were given.

    Each report counts for as long as `each_report`. Before that a report is only held against newer ones:
    was it so much better, was it as bad? Of those with one severity the newest answers that for all.
    `readings` are the kinds that count for longer than the look-back.
    """

    look_back: timedelta
    each_report: timedelta
    reports: timedelta
    readings: Mapping[str, timedelta]
    medicines: timedelta
    team_knows: timedelta


def reach(catalogue: Catalogue) -> Reach:
    """The look-back, and before it the longest time that any rule, window or medicine looks back further."""
    look_back = catalogue.look_back or timedelta()
    pair, worsening, known = catalogue.pair, catalogue.worsening, catalogue.known
    before_a_report = [
        pair.standing_within if pair else timedelta(),
        worsening.within if worsening else timedelta(),
    ]
    reopened = _reopened(catalogue)
    kinds = {kind: max(_looking_back(kind, catalogue), default=timedelta()) for kind in catalogue.readings}
    if catalogue.fever is not None:
        fever = catalogue.fever.reading
        kinds[fever] = max(reopened, kinds.get(fever, timedelta()))
    return Reach(
        look_back=look_back,
        each_report=look_back + (pair.standing_after if pair else timedelta()),
        reports=look_back + max(before_a_report),
        readings={kind: look_back + longer for kind, longer in kinds.items() if longer},
        # A fever that still holds a window open may itself be one because of what was taken before it.
        medicines=look_back + reopened + _hidden(catalogue),
        team_knows=look_back + (known.within if known else timedelta()),
    )


def _reopened(catalogue: Catalogue) -> timedelta:
    """The longest time for which a fever reading opens a window again."""
    windows = (window for drug in catalogue.drugs.values() for window in drug.windows)
    return timedelta(hours=max((window.reopened_hours or 0 for window in windows), default=0))


def _hidden(catalogue: Catalogue) -> timedelta:
    """The longest time for which a medicine hides a fever."""
    hours = (medicine.hides_fever_hours for medicine in catalogue.medicines.values())
    return timedelta(hours=max(hours, default=0))


def _looking_back(kind: str, catalogue: Catalogue) -> Iterable[timedelta]:
    for rule in catalogue.reading_rules(kind):
        yield from _spans(test for outcome in rule.outcomes for test in outcome.when)


def _spans(tests: Iterable[Test]) -> Iterable[timedelta]:
    for test in tests:
        match test:
            case Rise() | Loss():
                yield test.within
            case AnyOf():
                yield from _spans(test.tests)
            case _:
                pass
