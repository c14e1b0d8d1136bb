"""What every page is given: the services, the knowledge and the words, and nothing to look up elsewhere."""

from __future__ import annotations

from dataclasses import dataclass

from companion.core.catalogue import Catalogue
from companion.core.formats import Formats
from companion.core.words import Words
from companion.services.agreed import Agreed
from companion.services.appointments import Appointments
from companion.services.backup import Backups
from companion.services.changes import Changes
from companion.services.clock_doubts import ClockDoubts
from companion.services.diary_care import DiaryCare
from companion.services.due_words import DueWords
from companion.services.dues import Dues
from companion.services.entering import Entering
from companion.services.files import Files
from companion.services.getting_ready import GettingReady
from companion.services.hidden_notes import HiddenNotes
from companion.services.home_times import HomeTimes
from companion.services.infusions import Infusions
from companion.services.journal import Journal
from companion.services.locking import Locking
from companion.services.medicines import Medicines
from companion.services.notice_answers import NoticeAnswers
from companion.services.on_watch import OnWatch
from companion.services.paper_logs import PaperLogs
from companion.services.papers import Papers
from companion.services.people_here import PeopleHere
from companion.services.questions import Questions
from companion.services.record import Record
from companion.services.reminder_tests import ReminderTests
from companion.services.thinking import Thinking
from companion.services.trends import Trends
from companion.services.while_closed import WhileClosed
from companion.services.wish_to_delete import Deleting


@dataclass(frozen=True, slots=True)
class Context:
    """The services and the knowledge that pages show."""

    journal: Journal
    record: Record
    catalogue: Catalogue
    words: Words
    agreed: Agreed
    thinking: Thinking
    infusions: Infusions
    appointments: Appointments
    getting_ready: GettingReady
    medicines: Medicines
    dues: Dues
    due_words: DueWords
    notice_answers: NoticeAnswers
    home_times: HomeTimes
    clock_doubts: ClockDoubts
    reminder_tests: ReminderTests
    while_closed: WhileClosed
    trends: Trends
    backups: Backups
    changes: Changes
    paper_logs: PaperLogs
    files: Files
    diary: DiaryCare
    entering: Entering
    on_watch: OnWatch
    questions: Questions
    hidden_notes: HiddenNotes
    papers: Papers
    # None for a made-up diary, which has no key to keep.
    locking: Locking | None = None
    # None where nobody listens: tests of single pages.
    deleting: Deleting | None = None
    # None for a diary that was named by its file.
    people: PeopleHere | None = None

    def formats(self) -> Formats:
        """How this person wants dates, times and readings written, as set at this moment."""
        return self.record.formats()
