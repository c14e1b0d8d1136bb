"""A context over a real diary, for tests of single pages."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

from companion.core.words import Words, pseudo_words
from companion.paths import PersonFiles, resources_dir
from companion.services.agenda_writer import AgendaWriter
from companion.services.agreed import Agreed
from companion.services.alert_watch import AlertWatch
from companion.services.appointments import Appointments
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
from companion.services.medicines import Medicines
from companion.services.notice_answers import NoticeAnswers
from companion.services.on_watch import OnWatch
from companion.services.paper_logs import PaperLogs
from companion.services.papers import Papers
from companion.services.papers_apart import PapersApart
from companion.services.questions import Questions
from companion.services.record import Record
from companion.services.reminder_tests import ReminderTests
from companion.services.thinking import Thinking
from companion.services.trends import Trends
from companion.services.while_closed import WhileClosed
from companion.stores.catalogue import load_catalogue
from companion.stores.database import open_diary
from companion.stores.shelf import Shelf
from companion.stores.words import load_words
from companion.ui.context import Context
from companion.wiring.file_writers import WRITERS
from tests.fake_clock import FakeClock

CATALOGUE = load_catalogue(resources_dir())
WORDS = load_words(resources_dir())


def build_context(folder: Path, clock: FakeClock, *, pseudo: bool = False) -> Context:
    """Journal and record over a new diary in `folder`; close it with `close_context`."""
    words: Words = pseudo_words(WORDS) if pseudo else WORDS
    path = folder / "diary.db"
    db = open_diary(path, create=not path.exists())
    shelf = Shelf.over(db)
    watch = AlertWatch(shelf, CATALOGUE, lambda: record.formats(), clock.now)
    entering = Entering(shelf)
    record = Record(shelf, watch, words, clock.now, clock.zone, path, lambda: entering.by)
    journal = Journal(shelf, watch, clock.now, clock.zone)
    return context_over(shelf, record, journal, words, clock, entering)


def nothing_started(shelf: Shelf, record: Record, journal: Journal, dues: Dues) -> WhileClosed:
    """Reminders while closed that write beside the diary and start nothing on this computer."""
    files = PersonFiles(Path(record.diary_path()))
    agenda = AgendaWriter(files, shelf, record, dues, CATALOGUE.reminders)
    return WhileClosed(files, journal, record, agenda, None, no_process)


def files_over(shelf: Shelf, record: Record, journal: Journal, words: Words, clock: FakeClock) -> Files:
    """Files of a diary in plain text, which may go into any folder: those of tests are temporary."""
    files = PersonFiles(Path(record.diary_path()))
    maker = Maker(files.diary, CATALOGUE, words, clock.now, clock.zone, WRITERS)
    return Files(files, journal, Exchange(shelf, CATALOGUE, clock.now), maker, refused=())


def no_process(_files: PersonFiles) -> subprocess.Popen[bytes]:
    raise OSError("tests start no process")


def context_over(
    shelf: Shelf,
    record: Record,
    journal: Journal,
    words: Words,
    clock: FakeClock,
    entering: Entering | None = None,
) -> Context:
    """Everything a page is given, over services that are there already."""
    entering = entering or Entering(shelf)
    entering.changed.connect(journal.changed)
    dues = Dues(shelf, record, CATALOGUE)
    medicines = Medicines(journal, shelf, CATALOGUE, clock.now, clock.zone)
    thinking = Thinking(journal, record, shelf, CATALOGUE, clock.now)
    diary = DiaryCare.over(journal, record, shelf, journal._watch, clock.now)

    def papers_apart() -> Callable[[], AbstractContextManager[Papers]]:
        file, unsaved = Path(record.diary_path()), journal._watch.unsaved.as_it_is()
        return PapersApart(file, None, CATALOGUE, words, clock.now, clock.zone, entering.by, unsaved).opened

    return Context(
        journal,
        record,
        CATALOGUE,
        words,
        Agreed(journal, shelf, clock.now),
        thinking,
        trends=Trends(shelf, record, CATALOGUE, clock.now),
        infusions=Infusions(journal, record, shelf, CATALOGUE, clock.now),
        appointments=Appointments(journal, shelf, CATALOGUE, clock.now, clock.zone),
        medicines=medicines,
        getting_ready=GettingReady(journal, record, shelf, CATALOGUE, clock.now),
        dues=dues,
        due_words=DueWords(shelf, record, CATALOGUE, words),
        notice_answers=NoticeAnswers(journal, shelf, dues, clock.now),
        home_times=HomeTimes(journal, shelf, record, dues, medicines),
        clock_doubts=ClockDoubts(journal, shelf, record, CATALOGUE.reminders),
        reminder_tests=ReminderTests(shelf, record),
        while_closed=nothing_started(shelf, record, journal, dues),
        backups=Backups(PersonFiles(Path(record.diary_path())), shelf, journal, record),
        paper_logs=PaperLogs(journal, record, shelf, clock.now, diary.now_questions),
        files=files_over(shelf, record, journal, words, clock),
        diary=diary,
        changes=Changes(journal, shelf, clock.now, record),
        entering=entering,
        on_watch=OnWatch(journal, shelf, clock.now, entering),
        questions=Questions(journal, shelf, clock.now, entering),
        hidden_notes=HiddenNotes(journal, shelf, clock.now, entering),
        papers=Papers(shelf, record, CATALOGUE, clock.now, clock.zone, papers_apart),
    )
