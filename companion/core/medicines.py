"""Medicines that can hide a fever, and for how long after taking them a normal reading may be false."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from difflib import get_close_matches
from enum import Enum
from functools import lru_cache

from companion.core.folding import fold
from companion.core.levels import Status
from companion.core.parsing import Section

# Words shorter than this are too like other words to be taken for a slip of the pen.
_LETTERS_OF_A_SLIP = 6
# How alike a word must be to a name, as difflib counts: about one slip in seven letters.
_ALIKE = 0.84


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

    `found_in` are mixtures that hold it, `not_as` forms that stay on the skin ("cream") and hide no fever.
    One that is not offered is known where its name is typed, and stands in no list to choose from.
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
    found_in: tuple[str, ...] = ()
    not_as: tuple[str, ...] = ()
    is_offered: bool = True
    elsewhere: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """Every name by which it is known."""
        return (*self._own_names, *self.found_in)

    def is_called(self, typed: str) -> bool:
        """Whether what was typed is a name of its own, and no more than that."""
        return fold(typed.strip()) in {fold(name) for name in (*self._own_names, self.words.name)}

    @property
    def _own_names(self) -> tuple[str, ...]:
        shown = (*_names_in(self.words.name), self.words.short)
        return (self.id, *self.also_called, *shown, *self.elsewhere)


def medicine_named_in(typed: str, medicines: Iterable[Medicine]) -> Medicine | None:
    """The known medicine that is named in what a person typed, in any language: it may hide a fever.

    Of several the one that hides it longest. Capitals, accents, spaces and hyphens do not count.
    """
    return _which(typed, medicines, _is_named)


def medicine_like(typed: str, medicines: Iterable[Medicine]) -> Medicine | None:
    """The medicine that is named, or else the one whose name was typed with a slip ("ibuprophen").

    For judging only: better a fever too many than one that stays hidden. It may be another medicine.
    """
    known = tuple(medicines)
    if any(_is_named(fold(typed), medicine.names) for medicine in known):
        return medicine_named_in(typed, known)
    return _which(typed, known, _is_nearly_named)


def _which(
    typed: str, medicines: Iterable[Medicine], is_meant: Callable[[str, tuple[str, ...]], bool]
) -> Medicine | None:
    folded = fold(typed)
    meant = (
        medicine
        for medicine in medicines
        if is_meant(folded, medicine.names) and not (medicine.not_as and _is_named(folded, medicine.not_as))
    )
    return max(meant, key=lambda medicine: medicine.hides_fever_hours, default=None)


def with_names_elsewhere(medicine: Medicine, translations: Iterable[Mapping[str, object]]) -> Medicine:
    """The medicine with its names in translated files; what is not a name there is passed over."""
    names: list[str] = []
    mixtures: list[str] = []
    forms: list[str] = []
    for found in translations:
        words = found.get("words")
        if isinstance(words, Mapping):
            shown = (words.get("name"), words.get("short"))
            names += (name for text in shown if isinstance(text, str) for name in _names_in(text))
        names += _texts_in(found.get("also_called"))
        forms += _texts_in(found.get("not_as"))
        mixtures += _texts_in(found.get("found_in"))
    return replace(
        medicine,
        elsewhere=tuple(dict.fromkeys(names)),
        found_in=tuple(dict.fromkeys((*medicine.found_in, *mixtures))),
        not_as=tuple(dict.fromkeys((*medicine.not_as, *forms))),
    )


def _texts_in(listed: object) -> list[str]:
    texts = listed if isinstance(listed, list) else []
    return [text.strip() for text in texts if isinstance(text, str) and text.strip()]


@lru_cache(maxsize=8192)
def _is_named(folded: str, names: tuple[str, ...]) -> bool:
    """Whether one of the names stands in the text."""
    return _pattern(names).search(folded) is not None


@lru_cache(maxsize=8192)
def _is_nearly_named(folded: str, names: tuple[str, ...]) -> bool:
    """Whether one of the names is nearly a word of the text."""
    typed = (word for word in re.findall(r"[^\W\d_]+", folded) if len(word) >= _LETTERS_OF_A_SLIP)
    return any(_is_near(word, names) for word in typed)


def _is_near(word: str, names: tuple[str, ...]) -> bool:
    long = [folded for name in names if len(folded := fold(name)) >= _LETTERS_OF_A_SLIP]
    return bool(get_close_matches(word, long, n=1, cutoff=_ALIKE))


@lru_cache(maxsize=256)
def _pattern(names: tuple[str, ...]) -> re.Pattern[str]:
    """Any of the names as a word, also of several; a number may follow at once."""
    each = "|".join(_spelt(fold(name)) for name in names)
    return re.compile(rf"(?<![^\W\d_])(?:{each})(?:e?s)?(?![^\W\d_])")


def _spelt(name: str) -> str:
    """A name with or without the hyphens and spaces in it."""
    return r"[\s-]?".join(re.escape(part) for part in re.split(r"[\s-]+", name))


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
        found_in=section.texts("found_in", required=False),
        not_as=section.texts("not_as", required=False),
        is_offered=section.flag("offered", absent=True),
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
