"""Pages of paper onto a printer: which one, the desktop's own question says."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QObject, QRect, Qt, Signal, Slot
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QWidget

from companion.core.paper_size import Paper

_SIZES = {Paper.A4: QPageSize.PageSizeId.A4, Paper.LETTER: QPageSize.PageSizeId.Letter}


class Printing(QObject):
    """Asks for a printer and prints; the pages are let go of afterwards.

    Signals:
        went: whether the printer took them.
    """

    went = Signal(bool)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._over = parent
        self._pages: tuple[bytes, ...] = ()
        self._printer: QPrinter | None = None

    def ask(self, pages: tuple[bytes, ...], paper: Paper) -> None:
        """Let the person choose a printer, and print where they do."""
        self._pages = pages
        self._printer = printer_for(paper, on_its_side=is_on_its_side(pages[0]))
        dialog = QPrintDialog(self._printer, self._over)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(self._print)
        QDialog.open(dialog)

    @Slot()
    def _print(self) -> None:
        pages, self._pages = self._pages, ()
        if self._printer is not None:
            self.went.emit(print_pages(self._printer, pages))


def printer_for(paper: Paper, *, on_its_side: bool) -> QPrinter:
    """A printer set to the size and the way up of the pages."""
    printer = QPrinter()
    printer.setPageSize(QPageSize(_SIZES[paper]))
    way = QPageLayout.Orientation.Landscape if on_its_side else QPageLayout.Orientation.Portrait
    printer.setPageOrientation(way)
    printer.setFullPage(True)
    return printer


def is_on_its_side(page: bytes) -> bool:
    """Whether a page is wider than it is high."""
    image = QImage.fromData(page)
    return image.width() > image.height()


def print_pages(printer: QPrinter, pages: Iterable[bytes]) -> bool:
    """Draw each picture over a whole sheet; whether the printer took it."""
    painter = QPainter()
    if not painter.begin(printer):
        return False
    for n, page in enumerate(pages):
        if n and not printer.newPage():
            painter.end()
            return False
        image = QImage.fromData(page)
        room = painter.viewport()
        size = image.size().scaled(room.size(), Qt.AspectRatioMode.KeepAspectRatio)
        painter.drawImage(QRect(room.topLeft(), size), image)
    return painter.end()
