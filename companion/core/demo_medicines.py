"""The medicines of the demonstration: what is planned, and how it was really taken."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time, timedelta

from companion.core.parsing import Section
from companion.core.recurrence import AsNeeded, DailyAt, Recurrence, Taper, TaperStep


@dataclass(frozen=True, slots=True)
class StoryStep:
    """One step of a taper; days count from the day on which the demo is opened."""

    from_day: int
    to_day: int
    amount: str
    times: tuple[time, ...]


@dataclass(frozen=True, slots=True)
class StoryMedicine:
    """A plan, entered so many days ago; all of it was taken but for what is named here.

    With `steps` it is a taper, with `times` daily, else as needed. `taken_hours_ago` is for one as needed.
    """

    name: str
    amount: str
    what_for: str
    begun_days_ago: int
    times: tuple[time, ...]
    steps: tuple[StoryStep, ...]
    gap_hours: int | None
    most_in_a_day: int | None
    taken_hours_ago: tuple[int, ...]
    late_days_ago: int | None
    skipped_days_ago: int | None
    left: int | None

    def recurrence(self, today: date) -> Recurrence:
        """The schedule, for a demo that is opened on this day."""
        if self.steps:
            return Taper(tuple(_step(step, today) for step in self.steps))
        return DailyAt(self.times) if self.times else AsNeeded(self.gap_hours, self.most_in_a_day)


def parse_story_medicine(section: Section) -> StoryMedicine:
    """One table of the medicines in resources/demo.toml."""
    medicine = StoryMedicine(
        name=section.text("name"),
        amount=section.optional_text("amount") or "",
        what_for=section.text("what_for"),
        begun_days_ago=section.whole("begun_days_ago"),
        times=_times(section) if "times" in section else (),
        steps=tuple(_parse_step(table) for table in section.sections("steps")),
        gap_hours=section.optional_whole("gap_hours"),
        most_in_a_day=section.optional_whole("most_in_a_day"),
        taken_hours_ago=section.wholes("taken_hours_ago") if "taken_hours_ago" in section else (),
        late_days_ago=section.optional_whole("late_days_ago"),
        skipped_days_ago=section.optional_whole("skipped_days_ago"),
        left=section.optional_whole("left"),
    )
    section.finish()
    return medicine


def _parse_step(section: Section) -> StoryStep:
    step = StoryStep(
        section.whole("from_day"), section.whole("to_day"), section.text("amount"), _times(section)
    )
    section.finish()
    return step


def _step(step: StoryStep, today: date) -> TaperStep:
    first, last = today + timedelta(days=step.from_day), today + timedelta(days=step.to_day)
    return TaperStep(first, last, step.amount, step.times)


def _times(section: Section) -> tuple[time, ...]:
    try:
        return tuple(time.fromisoformat(text) for text in section.texts("times"))
    except ValueError:
        section.complain("times", "needs_clock")
