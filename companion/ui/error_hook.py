"""What nobody caught: a sentence for the person, and a line for the log without values."""

from __future__ import annotations

import logging
import threading
from dataclasses import dataclass
from types import TracebackType

from PySide6.QtWidgets import QApplication

from companion.core.errors import UserCanFix
from companion.core.words import Words
from companion.ui.notice_board import NoticeBoard

log = logging.getLogger(__name__)


def log_thread_error(args: threading.ExceptHookArgs) -> None:
    """What nobody caught beside the window's own thread: a line without values, and the window goes on."""
    log.error("unexpected %s in thread %s", args.exc_type.__name__, args.thread and args.thread.name)


def place_of(traceback: TracebackType | None) -> str:
    """The file and the line where it happened."""
    while traceback is not None and traceback.tb_next is not None:
        traceback = traceback.tb_next
    return "?" if traceback is None else f"{traceback.tb_frame.f_code.co_filename}:{traceback.tb_lineno}"


@dataclass(slots=True)
class ErrorHook:
    """Turns what nobody caught into a sentence with a way out, and a log line without values."""

    board: NoticeBoard
    words: Words

    def __call__(
        self, kind: type[BaseException], error: BaseException, traceback: TracebackType | None
    ) -> None:
        if isinstance(error, KeyboardInterrupt):
            QApplication.quit()
            return
        if isinstance(error, UserCanFix):
            self.board.add_problem(self.words(error.key, **error.values))
            return
        place = place_of(traceback)
        log.error("unexpected %s at %s", kind.__name__, place)
        self.board.add_problem(self.words("window.sorry"))
