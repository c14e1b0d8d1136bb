"""The window's side of the agent: what it is told, what it heard, and that it runs."""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot

from companion.core.agenda import Agenda
from companion.core.errors import UserCanFix
from companion.core.reminder_policy import ReminderPolicy
from companion.paths import PersonFiles
from companion.services.agenda_writer import AgendaWriter
from companion.services.autostart import Autostart
from companion.services.dues import Dues
from companion.services.inbox import Inbox
from companion.services.journal import Journal
from companion.services.medicines import Medicines
from companion.services.notice_answers import NoticeAnswers
from companion.services.record import Record
from companion.services.reminders import Reminders
from companion.services.while_closed import StartAgent, WhileClosed
from companion.stores.shelf import Shelf


class AgentSide(QObject):
    """From the opening of the diary to its closing; what cannot be saved is said through the journal."""

    def __init__(
        self,
        files: PersonFiles,
        shelf: Shelf,
        journal: Journal,
        record: Record,
        dues: Dues,
        medicines: Medicines,
        answers: NoticeAnswers,
        policy: ReminderPolicy,
        autostart: Autostart | None,
        start: StartAgent | None = None,
    ) -> None:
        super().__init__()
        self._journal = journal
        self._agenda = AgendaWriter(files, shelf, record, dues, policy)
        self.while_closed = WhileClosed(files, journal, record, self._agenda, autostart, start)
        self.inbox = Inbox(files, record, self._agenda, medicines, answers)

    def follow(self, reminders: Reminders) -> None:
        """Keep the agenda as what is due changes, and hear what is pressed on a notice of the agent."""
        self._agenda.follow(self._journal, reminders)
        reminders.beat.connect(self.hear)

    def begin(self) -> None:
        """What was pressed while no window was open, and reminders for when none is open again."""
        self.hear()
        try:
            self.while_closed.look_after()
        except UserCanFix as problem:
            self._journal.not_saved.emit(problem)

    @Slot()
    def hear(self) -> None:
        """A press may come in the very moment in which the window opens: look again at each beat."""
        try:
            self.inbox.absorb()
        except UserCanFix as problem:
            self._journal.not_saved.emit(problem)

    def agenda(self) -> Agenda | None:
        """What is to be told while the diary is locked; None where it cannot be read."""
        try:
            return self._agenda.agenda()
        except UserCanFix:
            return None

    def close(self) -> None:
        """The last agenda of this window."""
        self._agenda.close()
