"""How a watch after a dose is kept, as its file describes it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time, timedelta

from companion.core.levels import Status
from companion.core.parsing import Section


@dataclass(frozen=True, slots=True)
class WatchSpec:
    """Checks every `every` while awake and once at `night_check`, for a time that depends on the dose.

    A check is all of `readings` and, with `thinking_check`, that too; `may_lack` are readings that some
    people cannot take at home. `paper_signs` are the symptoms with a column of their own on the paper log.
    """

    id: str
    version: int
    status: Status
    reviewed: date
    review_by: date
    window: str
    every: timedelta
    night_from: time
    night_until: time
    night_check: time
    first_doses: int
    first_length: timedelta
    later_length: timedelta
    overdue_after: timedelta
    readings: tuple[str, ...]
    may_lack: tuple[str, ...]
    thinking_check: bool
    paper_signs: tuple[str, ...]
    sources: tuple[str, ...]
    name: str
    about: str

    def length(self, number: int) -> timedelta:
        """How long the checks go on after the dose with this number, counted from 1."""
        return self.first_length if number <= self.first_doses else self.later_length

    def is_night(self, clock: time) -> bool:
        """Whether people sleep at that time of day."""
        return clock >= self.night_from or clock < self.night_until


def parse_watch(section: Section) -> WatchSpec:
    """One file of resources/watches/."""
    words = section.section("words")
    spec = WatchSpec(
        id=section.text("id"),
        version=section.whole("version"),
        status=section.choice("status", Status),
        reviewed=section.day("reviewed"),
        review_by=section.day("review_by"),
        window=section.text("window"),
        every=timedelta(hours=section.whole("every_hours")),
        night_from=_clock(section, "night_from"),
        night_until=_clock(section, "night_until"),
        night_check=_clock(section, "night_check"),
        first_doses=section.whole("first_doses"),
        first_length=timedelta(hours=section.whole("first_hours")),
        later_length=timedelta(hours=section.whole("later_hours")),
        overdue_after=timedelta(minutes=section.whole("overdue_after_minutes")),
        readings=section.texts("readings"),
        may_lack=section.texts("may_lack", required=False),
        thinking_check=section.flag("thinking_check"),
        paper_signs=section.texts("paper_signs"),
        sources=section.texts("sources"),
        name=words.text("name"),
        about=words.text("about"),
    )
    if spec.every <= timedelta():
        section.complain("every_hours", "impossible_number")
    words.finish()
    section.finish()
    return spec


def _clock(section: Section, key: str) -> time:
    try:
        return time.fromisoformat(section.text(key))
    except ValueError:
        section.complain(key, "needs_clock")
