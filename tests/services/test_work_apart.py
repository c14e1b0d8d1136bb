"""What takes its time is done in a thread, told at a beat of the window, and holds nothing of Qt."""

from __future__ import annotations

from threading import Event, current_thread, main_thread

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from companion.core.errors import OurFault
from companion.services.work_apart import Done, Work, WorkApart

_LONG_MS = 9_000


def test_the_window_goes_on_while_it_works(qtbot: QtBot) -> None:
    let_go, told = Event(), list[Done]()
    apart = WorkApart()
    apart.done.connect(told.append)

    apart.begin(Work("copy", lambda: (let_go.wait(), current_thread().name)[1]))
    qtbot.waitSignal(apart.slow, timeout=_LONG_MS).wait()
    before = tuple(told)
    let_go.set()
    qtbot.waitUntil(lambda: bool(told), timeout=_LONG_MS)

    assert before == ()
    assert told[0].about == "copy"
    assert told[0].value != main_thread().name


def test_work_that_holds_something_of_qt_is_refused(qapp: QApplication) -> None:
    something = QObject()
    apart = WorkApart()

    with pytest.raises(OurFault):
        apart.begin(Work("copy", lambda: something))
    with pytest.raises(OurFault):
        apart.begin(Work("copy", something.objectName))

    assert not apart.is_running


def test_what_is_not_cut_off_is_done_and_told_to_nobody(qapp: QApplication) -> None:
    made, told = list[str](), list[Done]()
    apart = WorkApart()
    apart.done.connect(told.append)

    apart.begin(Work("copy", lambda: made.append("all of it")))
    apart.finish()

    assert made == ["all of it"]
    assert told == []
    assert not apart.is_running
