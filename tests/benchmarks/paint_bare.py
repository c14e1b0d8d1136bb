"""A bare PySide6 window that says when it was painted: the yardstick for the program."""

from __future__ import annotations

import sys

from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget


class Bare(QWidget):
    """Says "painted" once, then waits to be measured."""

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        print("painted", flush=True)
        sys.stdin.readline()
        QApplication.exit()


if __name__ == "__main__":
    application = QApplication(sys.argv)
    window = Bare()
    window.resize(1280, 720)
    window.show()
    application.exec()
