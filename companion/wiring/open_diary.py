"""One open diary: its store, the rules over it and every service, each with what it needs."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager, suppress
from datetime import timedelta
from pathlib import Path

from companion.clock import Clock
from companion.core.errors import UserCanFix
from companion.core.formats import Formats
from companion.core.people import Contacts, Preferences
from companion.core.words import Words
from companion.paths import PersonFiles
from companion.services.agent_side import AgentSide
from companion.services.agreed import Agreed
from companion.services.alert_watch import AlertWatch
from companion.services.appointments import Appointments
from companion.services.autostart import Autostart, autostart_here
from companion.services.backup import Backups
from companion.services.changes import Changes
from companion.services.clock_doubts import ClockDoubts
from companion.services.diary_care import DiaryCare
from companion.services.due_words import DueWords
from companion.services.dues import Dues
from companion.services.entering import Entering
from companion.services.exchange import Exchange
from companion.services.file_making import Maker
from companion.services.files import Files
from companion.services.getting_ready import GettingReady
from companion.services.hidden_notes import HiddenNotes
from companion.services.home_times import HomeTimes
from companion.services.infusions import Infusions
from companion.services.journal import Journal
from companion.services.keyholder import Keyholder
from companion.services.locking import Locking
from companion.services.log_keeping import LogKeeping
from companion.services.medicines import Medicines
from companion.services.notice_answers import NoticeAnswers
from companion.services.notifier import Notifier
from companion.services.on_watch import OnWatch
from companion.services.paper_logs import PaperLogs
from companion.services.papers import Papers
from companion.services.papers_apart import PapersApart
from companion.services.people_here import PeopleHere
from companion.services.questions import Questions
from companion.services.record import Record
from companion.services.reminder_tests import ReminderTests
from companion.services.reminders import Reminders
from companion.services.thinking import Thinking
from companion.services.trends import Trends
from companion.services.while_closed import StartAgent
from companion.services.wish_to_delete import Deleting
from companion.stores.catalogue import load_catalogue
from companion.stores.database import close_diary, open_diary
from companion.stores.emergency_file import emergency_facts, write_emergency
from companion.stores.shelf import Shelf
from companion.ui.context import Context
from companion.wiring.file_writers import WRITERS


class OpenDiary:
    """From the opening of the file to its closing; no widget is known here.

    `keys` already hold the key; without them the diary is opened in plain text, as tests do.
    """

    def __init__(
        self,
        files: PersonFiles,
        clock: Clock,
        notifier: Notifier,
        words: Words,
        resources: Path,
        *,
        keys: Keyholder | None = None,
        people: PeopleHere | None = None,
        autostart: Autostart | None = None,
        start_agent: StartAgent | None = None,
    ) -> None:
        self.files = files
        catalogue = load_catalogue(resources)
        now, zone = clock.now, clock.zone
        key = None if keys is None else keys.key_to_open_with()
        self.shelf = shelf = Shelf.over(open_diary(files.diary, create=True, key=key))
        self.watch = AlertWatch(shelf, catalogue, self._formats, now)
        entering = Entering(shelf)
        self.record = record = Record(shelf, self.watch, words, now, zone, files.diary, lambda: entering.by)
        self.journal = journal = Journal(shelf, self.watch, now, zone, self._keep_emergency_file)
        entering.changed.connect(journal.changed)
        dues = Dues(shelf, record, catalogue)
        badge = None if people is None else people.badge
        self.reminders = Reminders(
            shelf, journal, record, dues, notifier, words, clock.uptime, catalogue.reminders, badge
        )
        medicines = Medicines(journal, shelf, catalogue, now, zone)
        notice_answers = NoticeAnswers(journal, shelf, dues, now)
        self.agent_side = AgentSide(
            files,
            shelf,
            journal,
            record,
            dues,
            medicines,
            notice_answers,
            catalogue.reminders,
            autostart or autostart_here(files, words),
            start_agent,
        )
        self.backups = Backups(files, shelf, journal, record, key=key)
        self.log_keeping = LogKeeping(shelf, journal, self.backups)
        maker = Maker(files.diary, catalogue, words, now, zone, WRITERS)
        self.files_work = Files(files, journal, Exchange(shelf, catalogue, now), maker, key=key)
        if people is not None:
            self.files_work.offer_new_person = people.offer_new

        def papers_apart() -> Callable[[], AbstractContextManager[Papers]]:
            unsaved = self.watch.unsaved.as_it_is()
            return PapersApart(files.diary, key, catalogue, words, now, zone, entering.by, unsaved).opened

        self.deleting = Deleting(lambda: record.preferences().second_place)
        self.locking = Locking(keys) if keys is not None and keys.is_kept else None
        diary = DiaryCare.over(journal, record, shelf, self.watch, now)
        self.context = Context(
            journal=journal,
            record=record,
            catalogue=catalogue,
            words=words,
            agreed=Agreed(journal, shelf, now),
            thinking=Thinking(journal, record, shelf, catalogue, now),
            infusions=Infusions(journal, record, shelf, catalogue, now),
            appointments=Appointments(journal, shelf, catalogue, now, zone),
            getting_ready=GettingReady(journal, record, shelf, catalogue, now),
            medicines=medicines,
            dues=dues,
            due_words=DueWords(shelf, record, catalogue, words),
            notice_answers=notice_answers,
            home_times=HomeTimes(journal, shelf, record, dues, medicines),
            clock_doubts=ClockDoubts(journal, shelf, record, catalogue.reminders),
            reminder_tests=ReminderTests(shelf, record),
            while_closed=self.agent_side.while_closed,
            trends=Trends(shelf, record, catalogue, now),
            backups=self.backups,
            changes=Changes(journal, shelf, now, record),
            paper_logs=PaperLogs(journal, record, shelf, now, diary.now_questions),
            files=self.files_work,
            diary=diary,
            entering=entering,
            on_watch=OnWatch(journal, shelf, now, entering),
            questions=Questions(journal, shelf, now, entering),
            hidden_notes=HiddenNotes(journal, shelf, now, entering),
            papers=Papers(shelf, record, catalogue, now, zone, papers_apart),
            locking=self.locking,
            deleting=self.deleting,
            people=people,
        )

    def begin(self) -> str | None:
        """Judge what is stored and begin to remind; the key of a sentence where entries are missing.

        Drafts that an earlier run left behind become unfinished entries first.
        """
        self.context.clock_doubts.begin()
        self.journal.close_left_drafts(idle_for=timedelta())
        self.agent_side.begin()
        self.context.home_times.begin()
        self.reminders.start()
        # Told before a new copy could push out the one that has what is missing.
        missing = self.log_keeping.some_are_missing()
        self.backups.start()
        return missing

    def close(self, *, last_copy: bool = True) -> None:
        """What was typed is kept as an unfinished entry, then everything ends, the store last.

        Without `last_copy` none is made: it could push out the very one that is to take the diary's place.
        """
        self.reminders.stop()
        try:
            self.journal.close_left_drafts(idle_for=timedelta())
            self.agent_side.close()
        finally:
            self.files_work.stop()
            self.log_keeping.stop()
            self.backups.stop(last_copy=last_copy)
            close_diary(self.shelf.db)

    def something_waits(self) -> bool:
        """Whether something in it wants to be seen."""
        try:
            return bool(self.record.open_alerts() or self.context.dues.owed())
        except UserCanFix:
            return False

    def must_interrupt(self) -> bool:
        """Whether an alert without an outcome is so high that it comes in front of everything."""
        interrupts_from = self.watch.knowledge.alert_policy.interrupts_from
        return any(alert.level >= interrupts_from for alert in self.record.open_alerts())

    def keep_numbers(self) -> None:
        """Bring the small plain file up to date, after another diary took the place of this one."""
        with suppress(UserCanFix):
            self._keep_emergency_file(self.record.contacts(), self.record.preferences())

    def delete_later(self) -> None:
        """After closing: its timers go, too."""
        for part in (self.reminders, self.backups, self.files_work, self.log_keeping):
            part.deleteLater()

    def _formats(self) -> Formats:
        return self.record.formats()

    def _keep_emergency_file(self, contacts: Contacts, preferences: Preferences) -> None:
        write_emergency(self.files.emergency, emergency_facts(contacts, preferences, diary_exists=True))
