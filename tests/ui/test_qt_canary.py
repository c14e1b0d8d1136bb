"""The Qt in use keeps Python's None alive: PySide6 6.12.0 on Python 3.10 and 3.11 does not."""

from __future__ import annotations

import sys

import pytest
from PySide6.QtWidgets import QApplication, QLabel

CALLS = 500
SLACK = 100


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="None is immortal from Python 3.12")
def test_qt_does_not_eat_none(qapp: QApplication) -> None:
    label = QLabel()
    label.setText("a")
    before = sys.getrefcount(None)

    for _ in range(CALLS):
        label.setText("a")

    assert sys.getrefcount(None) - before > -SLACK
