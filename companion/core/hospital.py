"""Being in hospital: until when, and which checks of a watch stay silent meanwhile."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from companion.core.levels import Reporter
from companion.core.watch import Watch


@dataclass(frozen=True, slots=True)
class HospitalStay:
    """From `since` to `until`, or until the person says they are home: whichever comes first.

    `until` is None while nobody knows. Levels do not change meanwhile, only whom to tell first.
    """

    id: str
    since: datetime
    until: datetime | None
    left_at: datetime | None = None
    by: Reporter = Reporter.PATIENT

    @property
    def ended_at(self) -> datetime | None:
        """When it ended or will end; None while nobody knows."""
        return min((end for end in (self.until, self.left_at) if end is not None), default=None)

    def is_on(self, moment: datetime) -> bool:
        """Whether the person was in hospital then; at the very end no longer."""
        end = self.ended_at
        return self.since <= moment and (end is None or moment < end)


def stay_at(stays: Iterable[HospitalStay], moment: datetime) -> HospitalStay | None:
    """The stay that is on, the newest if there are several."""
    on = [stay for stay in stays if stay.is_on(moment)]
    return max(on, key=lambda stay: stay.since, default=None)


def checks_at_home(watch: Watch, stays: Iterable[HospitalStay]) -> Watch:
    """The watch without the checks that fall into a stay: there the nurses make them."""
    known = tuple(stays)
    return replace(watch, checks=tuple(due for due in watch.checks if stay_at(known, due) is None))
