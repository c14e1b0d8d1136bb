"""What was pressed on notices while no window was open, taken over into the diary."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from companion.aside import read_file
from companion.core.agent_turn import SNOOZE
from companion.core.errors import OurFault
from companion.core.levels import Reporter
from companion.core.notices import Due, NoticeKind
from companion.core.presses import Press, Pressed, parse_press
from companion.paths import PersonFiles
from companion.services.agenda_writer import AgendaWriter
from companion.services.medicines import Medicines, Written
from companion.services.notice_answers import NoticeAnswers
from companion.services.record import Record

_LARGEST = 1_024


@dataclass(frozen=True, slots=True)
class Inbox:
    """Each press is one file, deleted once the diary has it: a crash in between loses nothing."""

    files: PersonFiles
    record: Record
    agenda: AgendaWriter
    medicines: Medicines
    answers: NoticeAnswers

    def absorb(self) -> int:
        """Take over all there is; how many presses the diary has now. UserCanFix leaves the rest."""
        presses: list[tuple[Path, Press | None]] = []
        for file in sorted(self.files.inbox.glob("*.json")) if self.files.inbox.is_dir() else ():
            # What cannot be read now may be a press all the same: it is left for a later look.
            with suppress(OSError):
                presses.append((file, parse_press(read_file(file, most=_LARGEST))))
        if not presses:
            return 0
        first = min((press.at for _, press in presses if press is not None), default=None)
        dues, absorbed = self.agenda.due_things(at=first), 0
        for file, press in presses:
            due = None if press is None else dues.get(press.id)
            if press is not None and due is not None:
                absorbed += self.take_over(due, press)
            with suppress(OSError):
                file.unlink()
        return absorbed

    def take_over(self, due: Due, press: Press) -> bool:
        """Write one press into the diary; False where the window has to ask something first."""
        if press.pressed is Pressed.SNOOZE:
            left = press.at + SNOOZE - self.record.now()
            return left.total_seconds() > 0 and self.answers.snooze(due.key, left) is not None
        return due.kind is NoticeKind.MEDICINE and self._take(due, press)

    def _take(self, due: Due, press: Press) -> bool:
        plan_id = due.plan.partition(".")[2].rpartition(".")[0]
        by = Reporter.CAREGIVER if self.record.person().cared_for_by_another else Reporter.PATIENT
        rows = self.medicines.record.rows(due.due_at, due.due_at + due.due_at.resolution)
        row = next((row for row in rows if row.occurrence.plan_id == plan_id), None)
        if row is None:
            return False
        try:
            answer = self.medicines.take(plan_id, row.occurrence.slot, at=press.at, by=by)
        except OurFault:
            return False
        return isinstance(answer, Written)
