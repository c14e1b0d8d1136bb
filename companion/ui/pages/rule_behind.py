"""The rule behind an alert, opened when asked for: its version, what set it off, and what it rests on."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from companion.core.alert_wording import NOT_JUDGED
from companion.core.alerts import Alert
from companion.core.rule_sheet import RuleSheet, rule_sheet
from companion.core.sources import RestsOn
from companion.core.triage import OpenWindow
from companion.ui.context import Context
from companion.ui.pages.dose_words import drug_name
from companion.ui.pages.where_from import printed
from companion.ui.widgets.button import Button
from companion.ui.widgets.card import stack
from companion.ui.widgets.label import Label


class RuleBehind(QWidget):
    """A button that shows and hides it all; `about` tells a screen reader which alert it belongs to."""

    def __init__(self, context: Context, alert: Alert, about: str) -> None:
        super().__init__()
        self._context = context
        self._words = context.words
        self._alert = alert
        self._about = about
        self._button = Button("", "quiet", icon="info")
        self._button.clicked.connect(self._turn)
        self._sheet = QWidget()
        self._rows = QVBoxLayout(self._sheet)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(4)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        stack(column, self._button)
        column.addWidget(self._sheet)
        self._show(open=False)

    @Slot()
    def _turn(self) -> None:
        if self._rows.count() == 0:
            self._write()
        self._show(open=self._sheet.isHidden())

    def _show(self, *, open: bool) -> None:
        self._sheet.setVisible(open)
        self._button.setText(self._words("rule_behind.hide" if open else "rule_behind.show"))
        spoken = "rule_behind.hide_for" if open else "rule_behind.show_for"
        self._button.setAccessibleName(self._words(spoken, about=self._about))

    def _write(self) -> None:
        words, alert = self._words, self._alert
        sheet = rule_sheet(self._context.catalogue, alert.rule)
        if sheet is not None:
            self._write_rule(sheet)
        elif alert.rule == NOT_JUDGED:
            self._add(words("rule_behind.no_rule"))
        else:
            self._heading(words("rule_behind.rule", rule=alert.rule, version=alert.rule_version))
            self._add(words("rule_behind.lost"))
        if alert.evidence:
            self._heading(words("rule_behind.entries"))
        for shown in alert.evidence:
            level = words(f"levels.{shown.level.value}_short")
            self._add(words("rule_behind.entry", entry=shown.text, level=level), bullet=True)
        self._write_windows()
        if sheet is not None:
            self._heading(words("rule_behind.says"))
            for one in sheet.rests_on:
                self._add(self._says(one), bullet=True)
            if not sheet.rests_on:
                self._add(words("rule_behind.says_nothing"))
        self._write_sources(sheet.sources if sheet is not None else alert.sources)

    def _write_rule(self, sheet: RuleSheet) -> None:
        words, alert = self._words, self._alert
        self._heading(words("rule_behind.rule", rule=alert.rule, version=alert.rule_version))
        if sheet.version != alert.rule_version:
            self._add(words("rule_behind.newer", version=sheet.version))
        if sheet.symptom is not None:
            self._add(words("rule_behind.about_symptom", name=words.written(sheet.symptom)))
        self._add(words.written(sheet.purpose))
        self._add(words(f"rule_behind.status_{sheet.status.value}"))

    def _write_windows(self) -> None:
        self._heading(self._words("rule_behind.windows"))
        windows = self._context.record.windows_at(self._alert.raised_at)
        for window in windows:
            self._add(self._window(window), bullet=True)
        if not windows:
            self._add(self._words("rule_behind.no_window"))

    def _window(self, window: OpenWindow) -> str:
        words, exposure = self._words, window.exposure
        name = words.written(self._context.catalogue.windows[exposure.window].name)
        if exposure.drug is None:
            return words("rule_behind.no_drug", window=name)
        known = exposure.drug if exposure.drug in self._context.catalogue.drugs else None
        drug = drug_name(self._context, known)
        if window.hours_since_start is None:
            return words("rule_behind.without_time", window=name, drug=drug)
        span = self._context.formats().span(timedelta(hours=window.hours_since_start))
        return words("rule_behind.since_dose", window=name, drug=drug, span=span)

    def _says(self, one: RestsOn) -> str:
        words, source = self._words, self._context.catalogue.sources.get(one.source)
        says = words.written(one.says)
        if source is None:
            return says
        document, publisher = words.written(source.document), words.written(source.publisher)
        return words("rule_behind.source_says", says=says, source=document, publisher=publisher)

    def _write_sources(self, sources: tuple[str, ...]) -> None:
        words, catalogue = self._words, self._context.catalogue
        if sources:
            self._heading(words("rule_behind.sources"))
        for id, line in zip(sources, printed(catalogue, words, sources), strict=True):
            link = catalogue.sources[id].link if id in catalogue.sources else ""
            self._add(words("rule_behind.link", source=line, link=link) if link else line, bullet=True)

    def _heading(self, text: str) -> None:
        self._rows.addSpacing(4)
        self._rows.addWidget(Label(text, "strong"))

    def _add(self, text: str, *, bullet: bool = False) -> None:
        self._rows.addWidget(Label(text, "small", bullet=bullet))
