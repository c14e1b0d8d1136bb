"""What follows from what was just said: how soon to call whom, why, and on whose word."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from companion.core.diary import Entry, Reading, SymptomReport
from companion.core.levels import Level
from companion.core.triage import Finding
from companion.ui.context import Context
from companion.ui.pages.alerts.card import alert_card, call_button
from companion.ui.pages.diary.lines import Lines
from companion.ui.pages.where_from import printed
from companion.ui.widgets.card import Card
from companion.ui.widgets.label import Label


class Result(QWidget):
    """A card for each finding about the entry, the worst first; the number to call is always in it.

    Signals:
        go: a Go, to whom to call about an open alert.
    """

    go = Signal(object)

    def __init__(self, entry: Entry, context: Context) -> None:
        super().__init__()
        self._context, self._words = context, context.words
        self._lines = Lines(context)
        self._entry = entry
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(12)
        self._column.addWidget(Label(self._words("unwell.result"), "h2"))
        findings = self._findings()
        self.level = max((finding.level for finding in findings), default=Level.LOGGED)
        self._column.addWidget(self._head())
        for finding in findings:
            self._column.addWidget(self._reason(finding))

    def spoken(self) -> str:
        """What a screen reader says when it appears."""
        return f"{self._long(self.level)} {self._words('unwell.worried')}"

    def _findings(self) -> tuple[Finding, ...]:
        """Those that something in the entry set off."""
        keys = {*(r.key for r in self._entry.reports), *(r.key for r in self._entry.readings)}
        return tuple(
            finding
            for finding in self._context.record.findings()
            if any(one.entry.key in keys for one in finding.evidence)
        )

    def _head(self) -> Card:
        words, record = self._words, self._context.record
        card = alert_card(self._short(self.level), self.level, "h3")
        card.add(Label(self._long(self.level), "strong"))
        if record.unjudged():
            card.add(Label(words("unwell.not_judged"), "strong"))
        contacts = record.contacts()
        team = contacts.team_number and self.level is not Level.EMERGENCY
        number = contacts.team_number if team else record.emergency_number()
        card.add(Label(words("unwell.worried")))
        card.add(Label(words("call.team_line" if team else "call.emergency_line"), "small"))
        card.add(Label(number, "h2", user_text=True))
        alerts = record.open_alerts()
        if alerts:
            call = call_button(words("alerts.to_call"), alerts[0].level, self.go)
            card.add(call)
        return card

    def _reason(self, finding: Finding) -> Card:
        words, catalogue = self._words, self._context.catalogue
        card = Card(words("call.why"), "h3")
        if finding.level is not self.level:
            card.add(Label(self._short(finding.level), "strong"))
        softened = catalogue.rules.get(finding.softened_by or "")
        if softened is not None:
            card.add(Label(words.written(softened.about.why), "strong"))
        card.add(Label(words.written(finding.why)))
        card.add(Label(words("unwell.answers"), "small"))
        for one in finding.evidence:
            card.add(Label(self._line(one.entry), bullet=True))
        card.add(Label(words("call.where_from"), "small"))
        for line in printed(catalogue, words, finding.sources):
            card.add(Label(line, "small", bullet=True))
        return card

    def _long(self, level: Level) -> str:
        """What the level asks for; in hospital a nurse is told first, where there is something to tell."""
        told, words = f"levels.{level.value}_in_hospital", self._words
        in_hospital = self._context.record.hospital() is not None and told in words
        return words(told if in_hospital else f"levels.{level.value}")

    def _short(self, level: Level) -> str:
        told, words = f"levels.{level.value}_in_hospital_short", self._words
        in_hospital = self._context.record.hospital() is not None and told in words
        return words(told if in_hospital else f"levels.{level.value}_short")

    def _line(self, entry: SymptomReport | Reading) -> str:
        if isinstance(entry, Reading):
            return self._lines.reading(entry)
        return self._lines.report(entry, entered_by=self._entry.by)
