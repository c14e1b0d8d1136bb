"""The running program over one diary: the window and what stands around it, over services that it opens."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QApplication, QWidget

from companion.clock import Clock
from companion.core.agenda import Agenda
from companion.core.errors import UserCanFix
from companion.core.words import Words
from companion.opening.numbers import trouble_window
from companion.paths import PersonFiles, resources_dir
from companion.services.autostart import Autostart
from companion.services.keyholder import Keyholder
from companion.services.notifier import Notifier
from companion.services.people_here import PeopleHere
from companion.services.single_instance import Request
from companion.services.topics import Topic
from companion.services.watch_sound import WatchSound
from companion.services.while_closed import StartAgent
from companion.stores.words import load_words
from companion.ui.alarm import Alarm
from companion.ui.first_paint import FirstPaint
from companion.ui.makers import PAGES
from companion.ui.notice_board import NoticeBoard
from companion.ui.pages.copies.words import synced
from companion.ui.places import Go, PageId
from companion.ui.speaking import Speaking
from companion.ui.theme import wear
from companion.ui.tray import Tray
from companion.ui.window import MainWindow
from companion.wiring.open_diary import OpenDiary

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class PutAway:
    """What is known of a diary that was closed: whether something in it wants to be seen, and what comes."""

    waits: bool
    agenda: Agenda | None


class App(QObject):
    """Joins one open diary and one window, and owns how long both live."""

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
        self.files = files
        self.resources = resources
        self.diary = diary = OpenDiary(
            files,
            clock,
            notifier,
            words,
            resources,
            keys=keys,
            people=people,
            autostart=autostart,
            start_agent=start_agent,
        )
        self.context, self.shelf = diary.context, diary.shelf
        self.journal, self.record, self.watch = diary.journal, diary.record, diary.watch
        self.reminders, self.agent_side = diary.reminders, diary.agent_side
        self.backups, self.files_work = diary.backups, diary.files_work
        self.deleting, self.locking = diary.deleting, diary.locking
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
        """Run the rules' own cases, judge what is stored, and begin to remind. Once is enough."""
        if self._has_begun or self._is_closed:
            return
        self._has_begun = True
        missing = self.diary.begin()
        if missing is not None:
            self.board.add_problem(self.context.words(missing))
        if not self.record.preferences().setup_done and (warning := synced(self.context)):
            self.board.add_problem(warning)
        if self.diary.must_interrupt():
            self.window.show_page(Go(PageId.CALL))
        elif self.window.current is not None:
            self.window.page(self.window.current.page).refresh()
            self.board.show_for(self.window.current.page)

    def close(self, *, last_copy: bool = True) -> None:
        """Put everything away; what was typed is kept as an unfinished entry."""
        if self._is_closed:
            return
        self._is_closed = True
        self.alarm.stop()
        self.notifier.put_away()  # a toast may be answered when the diary is closed
        self.tray.close()
        self.diary.close(last_copy=last_copy)

    def keep_numbers(self) -> None:
        """Bring the small plain file up to date, after another diary took the place of this one."""
        self.diary.keep_numbers()

    def put_away(self, *, last_copy: bool = True) -> PutAway:
        """Lock: close the diary and leave the window empty."""
        self.window.leave_pages()
        left = PutAway(self.diary.something_waits(), self.agent_side.agenda())
        self.window.closing.disconnect(self.close)
        self.window.page_shown.disconnect(self.board.show_for)
        self.window.notice_acted.disconnect(self.board.act)
        self.close(last_copy=last_copy)
        self.window.unfurnish()
        self.diary.delete_later()
        for part in (self.speaking, self.alarm, self.board, self.tray, self):
            part.deleteLater()
        return left

    def wear_look(self) -> None:
        """Theme and text size as the person wants them, or as the system has them."""
        application = QApplication.instance()
        if not isinstance(application, QApplication):
            return
        wanted = self.record.preferences()
        wear(application, wanted.theme, float(wanted.text_scale), self.resources)

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
