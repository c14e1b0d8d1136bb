"""What the entry that is being filled in says so far."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, datetime

from companion.core.diary import Entry, EntryState, SymptomReport
from companion.core.errors import UserCanFix
from companion.core.levels import Reporter
from companion.services.journal import SAME_ANSWER
from companion.ui.context import Context


class FilledIn:
    """Reads alone; `day` is the past day it is for, None for today."""

    def __init__(self, context: Context, entry_id: str | None, day: date | None) -> None:
        self.context = context
        self.day = day
        self._id = entry_id
        # Chosen where it could not be saved: its questions are asked all the same.
        self._not_saved: tuple[str, ...] = ()

    @property
    def on(self) -> date:
        """The day that is filled in: after midnight still that of the entry that goes on."""
        with suppress(UserCanFix):  # Where it cannot be read now, it is today.
            entry = None if self.day is not None else self.entry()
            if entry is not None and not self._is_over(entry):
                return entry.day
        return self._wanted()

    def entry(self) -> Entry | None:
        """The entry as it is stored; None before the first piece, and once an empty one was put away."""
        return None if self._id is None else self.context.record.find_entry(self._id)

    def is_left_behind(self) -> bool:
        """Whether the entry was given up on an earlier day: what comes now belongs to a new one."""
        if self._id is None:
            return False
        entry = self.entry()
        return entry is None or self._is_over(entry)

    def _wanted(self) -> date:
        return self.day or self.context.record.today()

    def _is_over(self, entry: Entry) -> bool:
        return entry.state is not EntryState.DRAFT and entry.day != self._wanted()

    def is_empty(self) -> bool:
        """Whether nothing was answered, measured or noted."""
        entry = self.entry()
        return entry is None or not (entry.reports or entry.readings or entry.note or entry.note_withheld)

    def symptoms(self) -> tuple[str, ...]:
        """What was chosen, and whatever else was answered."""
        entry = self.entry()
        if entry is None:
            return self._not_saved
        answered = (report.symptom for report in entry.reports)
        return tuple(dict.fromkeys((*entry.asked, *self._not_saved, *answered)))

    def unanswered(self) -> tuple[str, ...]:
        """What was chosen and nobody answered yet."""
        answered = {report.symptom for report in self.answers()}
        return tuple(symptom for symptom in self.symptoms() if symptom not in answered)

    def answers(self) -> tuple[SymptomReport, ...]:
        """The newest answer of each person about each symptom."""
        entry = self.entry()
        if entry is None:
            return ()
        newest: dict[tuple[str, Reporter], SymptomReport] = {}
        for report in entry.reports:
            newest[report.symptom, report.by] = report
        return tuple(newest.values())

    def answer_of(self, symptom: str, by: Reporter) -> SymptomReport | None:
        """What this person said last about a symptom in this entry."""
        return next((r for r in self.answers() if (r.symptom, r.by) == (symptom, by)), None)

    def was_long_ago(self, report: SymptomReport | None) -> bool:
        """Whether another answer now is a new one beside it, and does not put it right."""
        return report is not None and abs(self.context.record.now() - report.at) > SAME_ANSWER

    def _current(self) -> str | None:
        """The entry that goes on; None where a new one must begin."""
        try:
            return None if self.is_left_behind() else self._id
        except UserCanFix:
            return self._id  # the diary cannot be read now, and what is answered must still be judged


def last_moment(entry: Entry | None) -> datetime | None:
    """When it was that an entry is about, as far as something was answered."""
    if entry is None:
        return None
    return max(moments(entry), default=None)


def moments(entry: Entry) -> tuple[datetime, ...]:
    """When what was answered and measured in it was."""
    return (*(report.at for report in entry.reports), *(reading.at for reading in entry.readings))
