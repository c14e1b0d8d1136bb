"""What symptoms, readings, drugs and medicines are called in a FHIR Bundle: text always, codes where sure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from companion.core.catalogue import Catalogue
from companion.core.diary import SymptomReport
from companion.core.words import Words
from companion.share.fhir_json import Json, Object
from companion.share.fhir_parts import LOINC, SNOMED, own


@dataclass(frozen=True, slots=True)
class Concepts:
    """`codes` are those of SNOMED CT by symptom; each concept has this program's own id too."""

    catalogue: Catalogue
    codes: Mapping[str, str]
    words: Words

    def symptom(self, id: str) -> Object:
        known = self.catalogue.symptoms.get(id)
        text = self.words.written(known.words.name) if known else id
        code = self.codes.get(id)
        found: list[Json] = [{"system": SNOMED, "code": code}] if code else []
        return {"coding": [*found, own("symptom", id)], "text": text}

    def signs(self, symptom: str) -> Mapping[str, str]:
        """The questions of a symptom, by the id of the sign."""
        known = self.catalogue.symptoms.get(symptom)
        return {sign.id: self.words.written(sign.question) for sign in known.signs} if known else {}

    def reading(self, id: str) -> Object:
        known = self.catalogue.readings.get(id)
        text = self.words.written(known.words.name) if known else id
        found: list[Json] = [{"system": LOINC, "code": code} for code in (known.loinc if known else ())]
        return {"coding": [*found, own("reading", id)], "text": text}

    def unit(self, reading: str, code: str) -> str:
        """The sign of a unit as a person reads it."""
        known = self.catalogue.readings.get(reading)
        shown = (unit.shown for unit in known.units if unit.code == code) if known else iter(())
        return next(shown, code)

    def drug(self, id: str | None) -> Object:
        text = self.drug_name(id) if id else self.words("exchange.column_drug")
        return {"coding": [own("drug", id)] if id else None, "text": text}

    def drug_name(self, id: str) -> str:
        """As a person reads it."""
        known = self.catalogue.drugs.get(id)
        return self.words.written(known.words.name) if known else id

    def medicine(self, id: str | None, name: str) -> Object:
        text = name if name.strip() else self.words("exchange.column_medicine")
        return {"coding": [own("medicine", id)] if id else None, "text": text}

    def answer(self, report: SymptomReport) -> Object:
        """An item of a QuestionnaireResponse, its signs below it."""
        known = self.catalogue.symptoms.get(report.symptom)
        asked = self.signs(report.symptom)
        signs: list[Json] = [
            {
                "linkId": f"{report.key}.{sign}",
                "text": asked.get(sign, sign),
                "answer": [{"valueBoolean": True}],
            }
            for sign in sorted(report.signs)
        ]
        name = self.words(f"severity.{report.severity.value}")
        value: Object = {"valueCoding": {**own("severity", report.severity.value), "display": name}}
        return {
            "linkId": report.key,
            "text": self.words.written(known.words.question) if known else report.symptom,
            "answer": [{**value, "item": signs or None}],
        }


def coded(system: str, code: str, text: str) -> Object:
    """A code of this program with its text."""
    return {"coding": [own(system, code)], "text": text}
