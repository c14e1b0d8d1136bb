"""Medicines that can hide a fever, and for how long after taking them a normal reading may be false."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import Enum

from companion.core.levels import Status
from companion.core.parsing import Section


class MedicineKind(Enum):
    """Why a medicine hides a fever."""

    FEVER_MEDICINE = "fever_medicine"
    STEROID = "steroid"


@dataclass(frozen=True, slots=True)
class MedicineWords:
    """What a person reads about a medicine; `short` is the name alone, as it stands within a sentence."""

    name: str
    short: str
    in_script: str


@dataclass(frozen=True, slots=True)
class Medicine:
    """One medicine; `also_called` are other names a person may find on the box."""

    id: str
    version: int
    status: Status
    reviewed: date
    review_by: date
    sources: tuple[str, ...]
    kind: MedicineKind
    hides_fever_hours: int
    also_called: tuple[str, ...]
    words: MedicineWords


def medicine_named_in(typed: str, medicines: Iterable[Medicine]) -> Medicine | None:
    """The known medicine that is named in what a person typed: it may hide a fever."""
    for medicine in medicines:
        names = (medicine.id, *medicine.also_called)
        if any(re.search(rf"\b{re.escape(name)}\b", typed, re.IGNORECASE) for name in names):
            return medicine
    return None


def _words(words: Section) -> MedicineWords:
    name = words.text("name")
    return MedicineWords(name, words.optional_text("short") or name, words.text("in_script"))


def parse_medicine(section: Section) -> Medicine:
    """One file of resources/medicines/."""
    words = section.section("words")
    medicine = Medicine(
        id=section.text("id"),
        version=section.whole("version"),
        status=section.choice("status", Status),
        reviewed=section.day("reviewed"),
        review_by=section.day("review_by"),
        sources=section.texts("sources"),
        kind=section.choice("kind", MedicineKind),
        hides_fever_hours=section.whole("hides_fever_hours"),
        also_called=section.texts("also_called", required=False),
        words=_words(words),
    )
    for key, value in (("version", medicine.version), ("hides_fever_hours", medicine.hides_fever_hours)):
        if value < 1:
            section.complain(key, "impossible_number")
    if not medicine.sources:
        section.complain("sources", "empty")
    if medicine.review_by < medicine.reviewed:
        section.complain("reviewed", "wrong_order")
    words.finish()
    section.finish()
    return medicine
