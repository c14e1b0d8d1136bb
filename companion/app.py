"""The composition root: builds clock, database, stores, services and window, wires them, owns their lives."""

from __future__ import annotations

import logging
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QApplication, QWidget

from companion.clock import Clock
from companion.core.errors import UserCanFix
from companion.core.formats import Formats
from companion.core.people import Contacts, Preferences
from companion.core.words import Words
from companion.paths import PersonFiles, resources_dir
from companion.services.agent_side import AgentSide
from companion.services.agreed import Agreed
from companion.services.alert_watch import AlertWatch
from companion.services.appointments import Appointments
from companion.services.autostart import Autostart, autostart_here
from companion.services.backup import Backups
from companion.services.changes import Changes
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
from companion.services.people_here import PeopleHere
from companion.services.questions import Questions
from companion.services.record import Record
from companion.services.reminder_tests import ReminderTests
from companion.services.reminders import Reminders
from companion.services.single_instance import (
    Request,
)
from companion.services.thinking import Thinking
from companion.services.topics import Topic
from companion.services.trends import Trends
from companion.services.watch_sound import WatchSound
from companion.services.while_closed import StartAgent
from companion.services.wish_to_delete import Deleting
from companion.stores.catalogue import load_catalogue
from companion.stores.database import close_diary, open_diary
from companion.stores.emergency_file import emergency_facts, write_emergency
from companion.stores.shelf import Shelf
from companion.stores.words import load_words
from companion.trouble import trouble_window
from companion.ui.alarm import Alarm
from companion.ui.context import Context
from companion.ui.file_writers import WRITERS
from companion.ui.first_paint import FirstPaint
from companion.ui.makers import PAGES
from companion.ui.notice_board import NoticeBoard
from companion.ui.pages.copies_words import synced
from companion.ui.places import Go, PageId
from companion.ui.speaking import Speaking
from companion.ui.theme import wear
from companion.ui.tray import Tray
from companion.ui.window import MainWindow

log = logging.getLogger(__name__)


class App(QObject):
    """The running program over one diary file."""

    def __init__(
        self,
        files: PersonFiles,
        clock: Clock,
        notifier: Notifier,
        *,
        words: Words | None = None,
        resources: Path | None = None,
        window: MainWindow | None = None,
        autostart: Autostart | None = None,
        start_agent: StartAgent | None = None,
        sound: WatchSound | None = None,
        keys: Keyholder | None = None,
        people: PeopleHere | None = None,
    ) -> None:
        """`keys` already hold the key; without them the diary is opened in plain text, as tests do."""
        super().__init__()
        resources = resources or resources_dir()
        words = words or load_words(resources)
        catalogue = load_catalogue(resources)
        self.files = files
        self.resources = resources
        key = None if keys is None else keys.key_to_open_with()
        self.shelf = Shelf.over(open_diary(files.diary, create=True, key=key))
        self.locking = Locking(keys) if keys is not None and keys.is_kept else None
        self.watch = AlertWatch(self.shelf, catalogue, self._formats, clock.now)
        entering = Entering(self.shelf)
        self.record = Record(
            self.shelf, self.watch, words, clock.now, clock.zone, files.diary, lambda: entering.by
        )
        self.journal = Journal(self.shelf, self.watch, clock.now, clock.zone, self._keep_emergency_file)
        entering.changed.connect(self.journal.changed)
        dues = Dues(self.shelf, self.record, catalogue)
        self.reminders = Reminders(
            self.shelf,
            self.journal,
            self.record,
            dues,
            notifier,
            words,
            clock.uptime,
            catalogue.reminders,
            None if people is None else people.badge,
        )
        agreed = Agreed(self.journal, self.shelf, clock.now)
        thinking = Thinking(self.journal, self.record, self.shelf, catalogue, clock.now)
        infusions = Infusions(self.journal, self.record, self.shelf, catalogue, clock.now)
        appointments = Appointments(self.journal, self.shelf, catalogue, clock.now, clock.zone)
        getting_ready = GettingReady(self.journal, self.record, self.shelf, catalogue, clock.now)
        medicines = Medicines(self.journal, self.shelf, catalogue, clock.now, clock.zone)
        notice_answers = NoticeAnswers(self.journal, self.shelf, dues, clock.now)
        self.agent_side = AgentSide(
            files,
            self.shelf,
            self.journal,
            self.record,
            dues,
            medicines,
            notice_answers,
            catalogue.reminders,
            autostart or autostart_here(files, words),
            start_agent,
        )
        self.backups = Backups(files, self.shelf, self.journal, self.record, key=key)
        self.log_keeping = LogKeeping(self.shelf, self.journal, self.backups)
        changes = Changes(self.journal, self.shelf, clock.now, self.record)
        self.deleting = Deleting(lambda: self.record.preferences().second_place)
        maker = Maker(files.diary, catalogue, words, clock.now, clock.zone, WRITERS)
        exchange = Exchange(self.shelf, catalogue, clock.now)
        self.files_work = Files(files, self.journal, exchange, maker, key=key)
        if people is not None:
            self.files_work.offer_new_person = people.offer_new
        diary = DiaryCare.over(self.journal, self.record, self.shelf, self.watch, clock.now)
        self.context = Context(
            self.journal,
            self.record,
            catalogue,
            words,
            agreed,
            thinking,
            trends=Trends(self.shelf, self.record, catalogue, clock.now),
            infusions=infusions,
            appointments=appointments,
            getting_ready=getting_ready,
            medicines=medicines,
            dues=dues,
            due_words=DueWords(self.shelf, self.record, catalogue, words),
            notice_answers=notice_answers,
            home_times=HomeTimes(self.journal, self.shelf, self.record, dues, medicines),
            reminder_tests=ReminderTests(self.shelf, self.record),
            while_closed=self.agent_side.while_closed,
            locking=self.locking,
            people=people,
            backups=self.backups,
            changes=changes,
            paper_logs=PaperLogs(self.journal, self.record, self.shelf, clock.now, diary.now_questions),
            deleting=self.deleting,
            files=self.files_work,
            diary=diary,
            entering=entering,
            on_watch=OnWatch(self.journal, self.shelf, clock.now, entering),
            questions=Questions(self.journal, self.shelf, clock.now, entering),
            hidden_notes=HiddenNotes(self.journal, self.shelf, clock.now, entering),
            papers=Papers(self.shelf, self.record, catalogue, clock.now, clock.zone),
        )
        self.wear_look()
        self.window = window or MainWindow(words)
        self.window.furnish(self.context, PAGES)
        self.board = NoticeBoard(self.context)
        self.tray = Tray(words, self.window)
        self.notifier = notifier
        self.alarm = Alarm(
            self.context, self.window, self.board, self.reminders, self.agent_side.inbox, sound
        )
        self.speaking = Speaking(self.context, resources)
        self.speaking.changed.connect(self._say_anew)
        self._numbers_alone: QWidget | None = None
        self._has_begun = False
        self._is_closed = False
        self._wire()
        self.speaking.speak_as_wanted()

    def show(self, *, unwell: bool = False) -> None:
        """Show the first page; what takes longer follows after it was painted."""
        first = PageId.TODAY if self.record.preferences().setup_done else PageId.SETUP
        asked_for = Go(PageId.UNWELL) if unwell else self.window.asked_for
        self.window.show_page(asked_for or Go(first))
        self._first_paint = FirstPaint(self.window)
        self._first_paint.painted.connect(self.begin)
        self.window.show()
        self.window.update()

    def look_at_file(self, source: Path) -> None:
        """Show what an export would bring into this diary."""
        self.files_work.look_at(source)
        self.window.show_page(Go(PageId.FILES))

    @Slot()
    def begin(self) -> None:
        """Run the rules' own cases, judge what is stored, and begin to remind.

        Drafts that an earlier run left behind become unfinished entries first. Once is enough.
        """
        if self._has_begun or self._is_closed:
            return
        self._has_begun = True
        self.journal.close_left_drafts(idle_for=timedelta())
        self.agent_side.begin()
        self.context.home_times.begin()
        self.reminders.start()
        self._look_after_copies()
        interrupts_from = self.watch.knowledge.alert_policy.interrupts_from
        if any(alert.level >= interrupts_from for alert in self.record.open_alerts()):
            self.window.show_page(Go(PageId.CALL))
        elif self.window.current is not None:
            self.window.page(self.window.current.page).refresh()
            self.board.show_for(self.window.current.page)

    def close(self, *, last_copy: bool = True) -> None:
        """Put everything away; what was typed is kept as an unfinished entry.

        Without `last_copy` none is made: it could push out the very one that is to take the diary's place.
        """
        if self._is_closed:
            return
        self._is_closed = True
        self.reminders.stop()
        self.alarm.stop()
        self.notifier.finished.disconnect()  # a toast may be answered when the diary is closed
        self.tray.close()
        try:
            self.journal.close_left_drafts(idle_for=timedelta())
            self.agent_side.close()
        finally:
            self.files_work.stop()
            self.log_keeping.stop()
            self.backups.stop(last_copy=last_copy)
            close_diary(self.shelf.db)

    def keep_numbers(self) -> None:
        """Bring the small plain file up to date, after another diary took the place of this one."""
        with suppress(UserCanFix):
            self._keep_emergency_file(self.record.contacts(), self.record.preferences())

    def put_away(self, *, last_copy: bool = True) -> bool:
        """Lock: close the diary and leave the window empty; whether something in it wants to be seen."""
        try:
            waits = bool(self.record.open_alerts() or self.context.dues.owed())
        except UserCanFix:
            waits = False
        self.window.leave_pages()
        self.window.closing.disconnect(self.close)
        self.window.page_shown.disconnect(self.board.show_for)
        self.window.notice_acted.disconnect(self.board.act)
        self.close(last_copy=last_copy)
        self.window.unfurnish()
        for part in (
            self.speaking,
            self.board,
            self.tray,
            self.reminders,
            self.backups,
            self.files_work,
            self.log_keeping,
            self,
        ):
            part.deleteLater()
        return waits

    def wear_look(self) -> None:
        """Theme and text size as the person wants them, or as the system has them."""
        application = QApplication.instance()
        if not isinstance(application, QApplication):
            return
        wanted = self.record.preferences()
        wear(application, wanted.theme, float(wanted.text_scale), self.resources)

    def _look_after_copies(self) -> None:
        """Tell what is missing before a new copy could push out the one that has it."""
        missing = self.log_keeping.some_are_missing()
        if missing is not None:
            self.board.add_problem(self.context.words(missing))
        if not self.record.preferences().setup_done and (warning := synced(self.context)):
            self.board.add_problem(warning)
        self.backups.start()

    def _wire(self) -> None:
        self.window.closing.connect(self.close)
        self.window.page_shown.connect(self.board.show_for)
        self.window.took.connect(self.board.offer_to_take_back)
        self.window.room_changed.connect(self.board.take_room)
        self.board.take_room(self.window.has_room)
        self.window.notice_acted.connect(self.board.act)
        self.window.test_notice.connect(self.reminders.send_test)
        self.board.changed.connect(self.window.show_notices)
        self.board.go.connect(self.window.show_page)
        self.reminders.changed.connect(self._show_due)
        self.reminders.beat.connect(self.board.look_again)
        self.reminders.beat.connect(self.window.count_on)
        self.journal.changed.connect(self._on_changed)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.applicationStateChanged.connect(self.reminders.on_state)
        self.agent_side.follow(self.reminders)
        self.journal.not_saved.connect(self._on_not_saved)
        self.window.numbers_failed.connect(self._show_numbers_alone)
        self.tray.show.connect(self.bring_forward)
        self.tray.unwell.connect(self.show_unwell)
        self.tray.quit.connect(self.window.close)

    @Slot()
    def bring_forward(self) -> None:
        """The window on top, as far as the desktop allows."""
        self.window.come_forward()

    @Slot()
    def show_unwell(self) -> None:
        """The numbers to call, from the tray or from a second start."""
        self.window.show_unwell()
        self.bring_forward()

    @Slot(object)
    def on_request(self, request: Request) -> None:
        """A second start of the program asks this one to come forward."""
        if request is Request.UNWELL:
            self.show_unwell()
        else:
            self.bring_forward()

    @Slot(object)
    def _on_changed(self, topic: Topic) -> None:
        if topic is Topic.PREFERENCES:
            self.wear_look()

    @Slot()
    def _say_anew(self) -> None:
        """The language changed while the program runs."""
        self.window.say_anew()
        self.tray.say_anew()
        self.board.look_again()

    @Slot(object)
    def _on_not_saved(self, problem: UserCanFix) -> None:
        self.board.add_problem(self.context.words(problem.key, **problem.values))

    @Slot(object)
    def _show_numbers_alone(self, problem: Exception) -> None:
        """The diary cannot be read while the numbers are wanted: they come from the small file beside it."""
        words = self.context.words
        log.error("the numbers could not be shown: %s", type(problem).__name__)
        if isinstance(problem, UserCanFix):
            sentence = words(problem.key, **problem.values)
        else:
            sentence = words("window.sorry")
        self._numbers_alone = trouble_window(sentence, self.files, words, numbers_first=True)
        self._numbers_alone.resize(self.window.size())
        self._numbers_alone.show()
        self._numbers_alone.raise_()

    @Slot()
    def _show_due(self) -> None:
        self.journal.changed.emit(Topic.NOTICES)

    def _formats(self) -> Formats:
        return self.record.formats()

    def _keep_emergency_file(self, contacts: Contacts, preferences: Preferences) -> None:
        write_emergency(self.files.emergency, emergency_facts(contacts, preferences, diary_exists=True))
