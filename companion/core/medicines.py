"""Medicines that can hide a fever, and for how long after taking them a normal reading may be false."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum
from functools import lru_cache

from companion.core.folding import fold
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
    """One medicine; `also_called` are other names a person may find on the box.

    `elsewhere` are its names in the other languages: they count whatever language is spoken now.
    """

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
    elsewhere: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """Every name by which it is known."""
        shown = (*_names_in(self.words.name), self.words.short)
        return (self.id, *self.also_called, *shown, *self.elsewhere)


def medicine_named_in(typed: str, medicines: Iterable[Medicine]) -> Medicine | None:
    """The known medicine that is named in what a person typed, in any language: it may hide a fever.

    Of several the one that hides it longest. Capitals and accents do not count.
    """
    folded = fold(typed)
    named = (medicine for medicine in medicines if _pattern(medicine.names).search(folded))
    return max(named, key=lambda medicine: medicine.hides_fever_hours, default=None)


def with_names_elsewhere(medicine: Medicine, translations: Iterable[Mapping[str, object]]) -> Medicine:
    """The medicine with its names in translated files; what is not a name there is passed over."""
    added: list[str] = []
    for found in translations:
        words, also = found.get("words"), found.get("also_called")
        if isinstance(words, Mapping):
            shown = (words.get("name"), words.get("short"))
            added += (name for text in shown if isinstance(text, str) for name in _names_in(text))
        if isinstance(also, list):
            added += (name.strip() for name in also if isinstance(name, str))
    return replace(medicine, elsewhere=tuple(dict.fromkeys(name for name in added if name)))


@lru_cache(maxsize=256)
def _pattern(names: tuple[str, ...]) -> re.Pattern[str]:
    """Any of the names as a word, also of several; a number may follow at once."""
    each = "|".join(re.escape(fold(name)) for name in names)
    return re.compile(rf"(?<![^\W\d_])(?:{each})(?:e?s)?(?![^\W\d_])")


def _names_in(text: str) -> tuple[str, ...]:
    """The names in a name such as "Ibuprofen (Advil, Motrin)"."""
    return tuple(name.strip() for name in re.split(r"[(),]", text) if name.strip())


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
