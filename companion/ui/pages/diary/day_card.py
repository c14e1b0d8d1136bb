"""One day of the diary as it is read again: answers, readings, notes, doses, medicines, alerts and calls."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal, Slot

from companion.core.diary import Entry, Reading
from companion.core.hidden_fever import Hiding
from companion.services.diary_day import DiaryDay
from companion.ui.context import Context
from companion.ui.pages.diary.alert_of_day import alert_of_day
from companion.ui.pages.diary.lines import Lines
from companion.ui.pages.diary.photos import photo_parts
from companion.ui.pages.hidden_fever import doubt
from companion.ui.pages.note_privacy import NoteShown
from companion.ui.widgets.button import Button
from companion.ui.widgets.card import Card
from companion.ui.widgets.label import Label


class DayCard(Card):
    """Everything of one day, in the order in which it matters; `hiding` reaches back to that day.

    Signals:
        alert_wanted(object): the id (str) of an alert whose outcome the person wants to write down.
        day_wanted(object): the day (a date) is to be put right, or added to.
    """

    alert_wanted = Signal(object)
    day_wanted = Signal(object)

    def __init__(self, day: DiaryDay, context: Context, lines: Lines, hiding: Hiding) -> None:
        now = context.record.now()
        super().__init__(_title(day.day, lines.formats.day_of(now), context, lines))
        self._lines, self._hiding = lines, hiding
        self._context = context
        self._words = context.words
        for alert in day.alerts:
            self.add(alert_of_day(alert, day.entries, lines, context))
        self._open_alert = next((alert.id for alert in day.alerts if alert.is_open), None)
        if self._open_alert is not None:
            button = Button(self._words("diary.open_alert"))
            button.clicked.connect(self._want_alert)
            self.add(button)
            self.add_space()
        for entry in day.entries:
            self._show_entry(entry)
        self._show_group("diary.doses", tuple(self._lines.dose(dose) for dose in day.doses))
        self._show_group("diary.medicines", tuple(self._lines.medicine(one, now) for one in day.medicines))
        if day.photos:
            self.add(Label(self._words("photos.heading"), "h3"))
            for photo in day.photos:
                for part in photo_parts(photo, context):
                    self.add(part)
        if day.is_empty:
            self.add(Label(self._words("diary.nothing_that_day"), "body"))
        self._day = day.day
        right = Button(self._words("diary.put_right"), "quiet")
        right.setAccessibleName(self._words("diary.put_right_this", day=self.accessibleName()))
        right.clicked.connect(self._want_day)
        self.add_space()
        self.add(right)

    def _show_entry(self, entry: Entry) -> None:
        self.add(Label(self._lines.entry(entry), "h3"))
        if entry.from_paper:
            self.add(Label(self._words("paper_log.from_paper"), "strong"))
        for report in entry.reports:
            self.add(Label(self._lines.report(report, entered_by=entry.by), bullet=True))
            for sign in self._lines.signs(report):
                self.add(Label(sign, bullet=True))
            for why in self._lines.softened(report):
                self.add(Label(why, hanging=True))
        answered = {report.symptom for report in entry.reports}
        for symptom in entry.asked:
            if symptom not in answered:
                name = self._lines.symptom(symptom)
                self.add(Label(self._words("diary.not_answered", name=name), bullet=True))
        if not entry.reports and not entry.asked:
            self.add(Label(self._words("diary.no_symptoms"), bullet=True))
        for reading in entry.readings:
            self.add(Label(self._lines.reading(reading, entered_by=entry.by), bullet=True))
            self._show_doubt(reading)
        if entry.note or entry.note_withheld:
            self.add(NoteShown(entry, self._context))

    def _show_doubt(self, reading: Reading) -> None:
        fever = self._context.catalogue.fever
        if fever is None or reading.kind != fever.reading:
            return
        said = doubt(self._context, reading.at, self._hiding)
        if said:
            self.add(Label(said, "strong", hanging=True))

    def _show_group(self, heading: str, lines: tuple[str, ...]) -> None:
        if lines:
            self.add(Label(self._words(heading), "h3"))
            for line in lines:
                self.add(Label(line, bullet=True))

    @Slot()
    def _want_day(self) -> None:
        self.day_wanted.emit(self._day)

    @Slot()
    def _want_alert(self) -> None:
        if self._open_alert is not None:
            self.alert_wanted.emit(self._open_alert)


def _title(day: date, today: date, context: Context, lines: Lines) -> str:
    name = lines.formats.short_day(day)
    return context.words("diary.today", day=name) if day == today else name
