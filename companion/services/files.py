"""Files out of and into the open diary, each in a thread of its own: the window never waits."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Thread

from PySide6.QtCore import QDeadlineTimer, QObject, QTimer, Signal, Slot

from companion.core.backup_plan import Reason
from companion.core.errors import CompanionError, OurFault, UserCanFix
from companion.core.exchange_file import ExchangeFile
from companion.core.import_wording import ImportPreview, name_in
from companion.core.imports import ImportDone
from companion.core.levels import Reporter
from companion.paths import NEEDED_BESIDE, PersonFiles
from companion.services.exchange import Exchange, preview_import, read_export
from companion.services.file_making import FileKind, Maker, free_name, refuse_place, temporary_folders
from companion.services.file_outcomes import (
    FilesState,
    Looked,
    Outcome,
    Refused,
    Saved,
    TakenOut,
    TakenOver,
    Work,
)
from companion.services.journal import Journal
from companion.services.topics import Topic
from companion.stores.backup_folder import put_copy
from companion.stores.connection import another_connection
from companion.stores.copies import Progress
from companion.stores.shelf import Shelf

_LOOK_MS = 50
_LOOKS_BEFORE_SHOWN = 20
_AT_THE_END_MS = 10_000
_PATIENCE = 30.0
_MS_A_SECOND = 1_000


Job = Callable[[Progress], Outcome]


class Files(QObject):
    """One thing at a time; a second wish while something is under way is not taken.

    Signals:
        changed: something began, went on or ended.
    """

    changed = Signal()

    def __init__(
        self,
        files: PersonFiles,
        journal: Journal,
        exchange: Exchange,
        maker: Maker,
        *,
        key: bytes | None = None,
        refused: tuple[Path, ...] | None = None,
    ) -> None:
        """`exchange` is over the window's own connection; `refused` are folders that no file may go into."""
        super().__init__()
        # Makes a new diary of another person's file; without it the page says in words how.
        self.offer_new_person: Callable[[Path, str], None] | None = None
        self._files = files
        self._journal = journal
        self._exchange = exchange
        self._maker = maker
        self._key = key
        self._refused = temporary_folders() if refused is None else refused
        self._running: _Running | None = None
        self._outcome: Outcome | None = None
        self._look = QTimer(self)
        self._look.setInterval(_LOOK_MS)
        self._look.timeout.connect(self._look_after)

    @property
    def is_running(self) -> bool:
        """Whether something is under way."""
        return self._running is not None

    def state(self) -> FilesState:
        """How things stand at this moment."""
        running = self._running
        if running is None:
            return FilesState(None, None, self._outcome)
        shown = running.looks >= _LOOKS_BEFORE_SHOWN
        return FilesState(running.work, running.done if shown else None, None, running.kind)

    def imports(self) -> tuple[ImportDone, ...]:
        """What was taken over and can still be undone, or was undone, within its days; the newest first."""
        now = self._exchange.now()
        return tuple(one for one in self._exchange.imports() if one.can_be_undone(now))

    def save(self, kind: FileKind, target: Path, *, details: bool = False) -> None:
        """Write a file; of tables `target` is the folder in which theirs is made."""

        def job(progress: Progress) -> Outcome:
            try:
                refuse_place(target, self._files, self._refused)
                path = free_name(target) if kind is FileKind.TABLES else target
                with another_connection(self._files.diary, key=self._key, patience=_PATIENCE) as db:
                    self._maker.make(kind, path, Shelf.over(db), details=details, progress=progress)
            except CompanionError as problem:
                return Refused(Work.SAVE, problem, kind)
            return Saved(kind, path)

        self._begin(Work.SAVE, job, kind)

    def look_at(self, source: Path) -> None:
        """Try a file on a copy of the diary in memory, and say what it would bring."""

        def job(progress: Progress) -> Outcome:
            name = ""
            try:
                file = read_export(source)
                name = name_in(file)
                return Looked(source, file, self._preview(file, source, progress))
            except CompanionError as problem:
                return Refused(Work.LOOK, problem, source=source, name=name)

        self._begin(Work.LOOK, job)

    def take_over(self, *, by: Reporter = Reporter.PATIENT) -> None:
        """Take over what was looked at, after a copy of the diary was put aside."""
        looked = self._outcome
        if not isinstance(looked, Looked):
            raise OurFault("nothing was looked at")

        def job(progress: Progress) -> Outcome:
            origin = looked.source.name
            try:
                self._copy_first()
                with another_connection(self._files.diary, key=self._key, patience=_PATIENCE) as db:
                    over = Exchange(Shelf.over(db), self._maker.catalogue, self._maker.now)
                    over.import_file(looked.file, origin=origin, by=by, progress=progress)
            except CompanionError as problem:
                return Refused(Work.TAKE_OVER, problem, source=looked.source)
            return TakenOver(origin)

        self._begin(Work.TAKE_OVER, job)

    def undo(self, import_id: str, *, by: Reporter = Reporter.PATIENT) -> None:
        """Take an import out again, after a copy of the diary was put aside."""

        def job(_progress: Progress) -> Outcome:
            try:
                self._copy_first()
                with another_connection(self._files.diary, key=self._key, patience=_PATIENCE) as db:
                    over = Exchange(Shelf.over(db), self._maker.catalogue, self._maker.now)
                    return TakenOut(over.undo_import(import_id, by=by))
            except CompanionError as problem:
                return Refused(Work.UNDO, problem)

        self._begin(Work.UNDO, job)

    def let_be(self) -> None:
        """What was said is read, or what was looked at is not wanted."""
        if self._outcome is not None:
            self._outcome = None
            self.changed.emit()

    def stop(self) -> None:
        """Wait a while for what is under way; what is not done then is taken back as a whole."""
        self._look.stop()
        if self._running is not None:
            patience = QDeadlineTimer(_AT_THE_END_MS)
            self._running.thread.join(patience.remainingTime() / _MS_A_SECOND)
        self._key = None

    def _preview(self, file: ExchangeFile, source: Path, progress: Progress) -> ImportPreview:
        maker = self._maker
        return preview_import(
            file,
            self._files.diary,
            maker.catalogue,
            maker.now(),
            origin=source.name,
            key=self._key,
            progress=progress,
        )

    def _copy_first(self) -> None:
        diary = self._files.diary
        beside = tuple((diary.with_name(diary.name + ending), ending) for ending in NEEDED_BESIDE)
        put_copy(
            diary,
            self._files.backups,
            at=self._maker.now(),
            reason=Reason.BEFORE_IMPORT,
            key=self._key,
            side_files=beside if self._key is not None else (),
        )

    def _begin(self, work: Work, job: Job, kind: FileKind | None = None) -> None:
        if self._running is not None:
            return
        self._outcome = None
        self._running = _Running(work, job, kind)
        self._look.start()
        self.changed.emit()

    @Slot()
    def _look_after(self) -> None:
        running = self._running
        if running is None:
            return
        running.looks += 1
        if running.thread.is_alive():
            if running.looks >= _LOOKS_BEFORE_SHOWN:
                self.changed.emit()
            return
        self._look.stop()
        self._running = None
        self._outcome = running.result()
        if isinstance(self._outcome, TakenOver | TakenOut):
            self._settle()
        self.changed.emit()

    def _settle(self) -> None:
        """What stands in the diary now is judged and shown, and the numbers to call come along."""
        try:
            with self._journal.judged(*Topic):
                pass
            self._journal.keep_emergency_file()
        except UserCanFix as problem:
            self._journal.not_saved.emit(problem)


class _Running:
    """Something under way: a value comes out, and nothing of the window is touched."""

    def __init__(self, work: Work, job: Job, kind: FileKind | None) -> None:
        self.work = work
        self.kind = kind
        self.done = 0.0
        self.looks = 0
        self._job = job
        self._letterbox: SimpleQueue[Outcome] = SimpleQueue()
        self.thread = Thread(target=self._do, name="files", daemon=True)
        self.thread.start()

    def result(self) -> Outcome:
        """What came of it; a thread that failed on the way has done nothing."""
        try:
            return self._letterbox.get_nowait()
        except Empty:
            return Refused(self.work, OurFault("failed on the way"), self.kind)

    def _do(self) -> None:
        self._letterbox.put(self._job(self._hear))

    def _hear(self, done: float) -> None:
        self.done = done
