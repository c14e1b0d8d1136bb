"""The size of paper of the printer on this desk."""

from __future__ import annotations

from PySide6.QtCore import QLocale

from companion.core.paper_size import Paper, wanted_paper


def paper_here(setting: str) -> Paper:
    """The size that was chosen, else that of the country of this desktop."""
    return wanted_paper(setting, QLocale.territoryToCode(QLocale.system().territory()))
