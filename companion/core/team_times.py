"""How long to be watched, to stay near and not to be alone, as the team told this person."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from companion.core.levels import Reporter
from companion.core.people import Person


@dataclass(frozen=True, slots=True)
class TeamTimes:
    """Hours from the start of a dose: of one dose of a treatment, or with `ordinal` None of all of them.

    None among the hours: the team named no such time, and the label's holds.
    """

    id: str
    treatment_id: str
    ordinal: int | None
    observe_hours: int | None
    near_hours: int | None
    caregiver_hours: int | None
    told_on: date
    by: Reporter = Reporter.PATIENT


@dataclass(frozen=True, slots=True)
class HoursTold:
    """A number of hours from the start, and the day it was told."""

    hours: int
    told_on: date


@dataclass(frozen=True, slots=True)
class AsTold:
    """What the team told about one dose; None where it told nothing."""

    observe: HoursTold | None = None
    near: HoursTold | None = None
    caregiver: HoursTold | None = None


NOTHING_TOLD = AsTold()


def as_told(
    times: Iterable[TeamTimes], person: Person, *, treatment_id: str, ordinal: int, label_watches: bool
) -> AsTold:
    """What holds for one dose: told for this dose, else for its treatment, else on the team's sheet.

    The sheet counts for doses that the label has watched too.
    """
    own = [one for one in times if one.treatment_id == treatment_id and one.ordinal in (None, ordinal)]
    # The newest word first, and what was told of this very dose before what was told of all.
    own.sort(key=lambda one: (one.ordinal is not None, one.told_on), reverse=True)
    on_sheet = None
    if label_watches and person.observation_hours is not None and person.sheet_dated is not None:
        on_sheet = HoursTold(person.observation_hours, person.sheet_dated)
    observe = (HoursTold(one.observe_hours, one.told_on) for one in own if one.observe_hours is not None)
    near = (HoursTold(one.near_hours, one.told_on) for one in own if one.near_hours is not None)
    caregiver = (
        HoursTold(one.caregiver_hours, one.told_on) for one in own if one.caregiver_hours is not None
    )
    return AsTold(next(observe, on_sheet), next(near, None), next(caregiver, None))
