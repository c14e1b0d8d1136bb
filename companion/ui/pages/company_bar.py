"""For which of the time there is somebody: the gaps in words, and all of it as a bar with its ends."""

from __future__ import annotations

from datetime import datetime, timedelta

from PySide6.QtWidgets import QVBoxLayout, QWidget

from companion.core.getting_ready import Preparation
from companion.core.zones import to_utc
from companion.ui.context import Context
from companion.ui.pages.alert_card import warning_card
from companion.ui.pages.company_words import gap_line
from companion.ui.pages.dose_words import day_and_time
from companion.ui.widgets.label import Label
from companion.ui.widgets.rebuilt import Rebuilt
from companion.ui.widgets.time_bar import BarPart, TimeBar


class CompanyBar(QWidget):
    """Shows a preparation with company in it."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._gaps = Rebuilt()
        self._bar = TimeBar()
        self._ends = Label("", "small")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for part in (self._gaps, self._bar, self._ends):
            column.addWidget(part)

    def show_company(self, prepared: Preparation) -> None:
        """As it is stored now."""
        formats = self._context.formats()
        start, end = prepared.company[0].starts_at, prepared.company[-1].ends_at
        self._show_gaps(prepared)
        whole = end - start
        parts = (
            BarPart((one.starts_at - start) / whole, (one.ends_at - start) / whole, one.is_gap)
            for one in prepared.company
        )
        self._bar.show_parts(parts, ((moment - start) / whole for moment in self._midnights(start, end)))
        ends = {"start": day_and_time(formats, start), "end": day_and_time(formats, end)}
        self._ends.setText(self._context.words("getting_ready.bar_from_to", **ends))

    def _show_gaps(self, prepared: Preparation) -> None:
        words, formats = self._context.words, self._context.formats()
        self._gaps.clear()
        if not prepared.gaps:
            self._gaps.add(Label(words("getting_ready.no_gap"), "strong"))
            return
        box = warning_card(words("getting_ready.gaps", n=len(prepared.gaps)), "caregiver", "h3")
        for gap in prepared.gaps:
            box.add(Label(gap_line(gap.starts_at, gap.ends_at, formats), "strong"))
        self._gaps.add(box)

    def _midnights(self, start: datetime, end: datetime) -> list[datetime]:
        formats = self._context.formats()
        day, found = formats.local(start).date() + timedelta(days=1), []
        while (midnight := to_utc(datetime.combine(day, datetime.min.time()), formats.zone)) < end:
            found.append(midnight)
            day += timedelta(days=1)
        return found
