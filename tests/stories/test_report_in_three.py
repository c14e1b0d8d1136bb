"""The visit report in three presses from Today, with the usual days: Report, Save, and the place for it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QApplication, QFileDialog

from companion.core.catalogue import Catalogue
from companion.core.words import Words
from companion.ui.pages.report.page import ReportPage
from companion.ui.places import PageId
from tests.stories.person import Person
from tests.stories.walking import a_demo, shown


def test_the_report_takes_three_presses(
    qapp: QApplication, tmp_path: Path, catalogue: Catalogue, words: Words
) -> None:
    target = tmp_path / "report.pdf"

    for app in shown(a_demo(tmp_path, catalogue, words), words, ("light", "1.0")):
        person = Person(app.window)
        person.press("Report")
        page = app.window.page(PageId.REPORT)
        assert isinstance(page, ReportPage)
        page.paper.wait()
        person.press("Save as a PDF")
        dialog = page.findChild(QFileDialog)
        assert dialog is not None
        dialog.fileSelected.emit(str(target))
        dialog.close()
        page.paper.wait()
        assert person.sees("The file is not locked")

    assert target.read_bytes().startswith(b"%PDF-")
