"""Who hears what nobody caught: the notice board of an open diary, or a window that needs none."""

from __future__ import annotations

import logging
import sys
import threading
from collections.abc import Callable
from types import TracebackType

from PySide6.QtWidgets import QApplication

from companion.core.words import Words
from companion.ui.error_hook import ErrorHook, log_thread_error, place_of
from companion.ui.notice_board import NoticeBoard

log = logging.getLogger(__name__)


class Hooks:
    """The hooks of this process, as they were before the first diary was opened, and since."""

    def __init__(self, on_fault: Callable[[], None]) -> None:
        """`on_fault` is called for what nobody caught while no diary is open."""
        self._before = (sys.excepthook, threading.excepthook)
        self._on_fault = on_fault

    def closed(self) -> None:
        """No diary is open from now on."""
        sys.excepthook = self._on_unexpected

    def opened(self, board: NoticeBoard, words: Words) -> None:
        """A diary is open from now on."""
        sys.excepthook = ErrorHook(board, words)
        threading.excepthook = log_thread_error

    def put_back(self) -> None:
        """As they were."""
        sys.excepthook, threading.excepthook = self._before

    def _on_unexpected(
        self, kind: type[BaseException], _error: BaseException, traceback: TracebackType | None
    ) -> None:
        """A line without values, and the numbers."""
        if issubclass(kind, KeyboardInterrupt):
            QApplication.quit()
            return
        place = place_of(traceback)
        log.error("unexpected %s at %s", kind.__name__, place)
        self._on_fault()
