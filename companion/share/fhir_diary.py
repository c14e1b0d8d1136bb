"""Answers, readings and filled-in days of the diary as resources of HL7 FHIR R4."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from companion.core.diary import Entry, EntryState, Reading, SymptomReport
from companion.core.levels import Reporter, Severity
from companion.core.whole_diary import WholeDiary
from companion.core.words import Words
from companion.share.fhir_concepts import Concepts, coded
from companion.share.fhir_json import Json
from companion.share.fhir_parts import OURS, UCUM, Addressed, category, coding, moment, resource, to_whom

_STATES: Final = {
    EntryState.FINISHED: "completed",
    EntryState.UNFINISHED: "in-progress",
    EntryState.DRAFT: "in-progress",
}


@dataclass(frozen=True, slots=True)
class DiaryResources:
    """Each with its address in the Bundle; what was typed back from a paper log is tagged so."""

    words: Words
    named: Concepts

    def of(self, diary: WholeDiary) -> Iterator[Addressed]:
        """Entry by entry with its answers, then the readings."""
        for entry in diary.entries:
            for report in entry.reports:
                yield self._symptom(report, from_paper=entry.from_paper)
            if entry.reports or entry.note:
                yield self._answers(entry)
        from_paper = diary.from_paper()
        for reading in diary.readings:
            yield self._reading(reading, from_paper=reading.key in from_paper)

    def _symptom(self, report: SymptomReport, *, from_paper: bool) -> Addressed:
        asked = self.named.signs(report.symptom)
        parts: list[Json] = [
            {"code": coded("sign", sign, asked.get(sign, sign)), "valueBoolean": True}
            for sign in sorted(report.signs)
        ]
        if report.count is not None:
            times = coded("count", "in_24_hours", self.words("exchange.column_times"))
            parts.append({"code": times, "valueInteger": report.count})
        sure = report.severity is not Severity.NOT_SURE
        return resource(
            "Observation",
            report.key,
            {
                "status": "final",
                "category": [category("survey")],
                "code": self.named.symptom(report.symptom),
                "subject": to_whom(Reporter.PATIENT),
                "effectiveDateTime": moment(report.at),
                "performer": [to_whom(report.by)],
                "valueInteger": report.severity.steps if sure else None,
                "dataAbsentReason": None if sure else coding("data-absent-reason", "asked-unknown"),
                "component": parts or None,
            },
            from_paper=from_paper,
        )

    def _reading(self, reading: Reading, *, from_paper: bool) -> Addressed:
        return resource(
            "Observation",
            reading.key,
            {
                "status": "final",
                "category": [category("vital-signs")],
                "code": self.named.reading(reading.kind),
                "subject": to_whom(Reporter.PATIENT),
                "effectiveDateTime": moment(reading.at),
                "performer": [to_whom(reading.by)],
                "valueQuantity": {
                    "value": reading.value,
                    "unit": self.named.unit(reading.kind, reading.unit),
                    "system": UCUM,
                    "code": reading.unit,
                },
            },
            from_paper=from_paper,
        )

    def _answers(self, entry: Entry) -> Addressed:
        """The answers of one filling-in as they were asked, with the note."""
        items: list[Json] = [self.named.answer(report) for report in entry.reports]
        if entry.note.strip():
            note = self.words("exchange.column_note")
            items.append({"linkId": "note", "text": note, "answer": [{"valueString": entry.note}]})
        return resource(
            "QuestionnaireResponse",
            entry.id,
            {
                "questionnaire": f"{OURS}:diary",
                "status": _STATES[entry.state],
                "subject": to_whom(Reporter.PATIENT),
                "authored": moment(entry.started_at),
                "author": to_whom(entry.by),
                "item": items,
            },
            one_identifier=True,
            from_paper=entry.from_paper,
        )
